"""HTTP beside the chat in the same process: screening for programs, and a reconciliation service, typed with FastAPI."""
