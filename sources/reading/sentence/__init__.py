"""One sentence made ready for reading: its names, dates and lists."""
