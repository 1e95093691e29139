"""Rows of the official lists: which are of one party, what they state, what changed from copy to copy."""
