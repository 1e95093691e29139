"""How alike two names are, and in what they differ."""
