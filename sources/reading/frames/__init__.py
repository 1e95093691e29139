"""Sentence frames that tell of a listing, a removal, a charge or a fine."""
