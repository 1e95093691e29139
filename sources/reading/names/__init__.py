"""Names in a text or a question: where each begins and ends, and what it is."""
