"""The calls behind each view of the chat: ask, read, entities, changes, sources, keep. Each module gives a list of calls."""
