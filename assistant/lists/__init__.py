"""What the official lists answer of a party, and of themselves."""
