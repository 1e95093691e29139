"""What the statements read from documents say of the parties asked about."""
