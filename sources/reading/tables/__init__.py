"""The tables of the rules: data only."""
