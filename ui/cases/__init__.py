"""Cases as they are shown, sealed in a file, and proved later."""
