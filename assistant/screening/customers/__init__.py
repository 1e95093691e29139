"""A customer file, its rows, and what comes out of them."""
