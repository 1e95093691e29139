"""Who speaks, what was said, and who the speaker is."""
