"""Tables in a text, and the statements that are read from their rows."""
