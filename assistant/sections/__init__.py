"""Sections of the regulations, orders and rules, in their own sentences."""
