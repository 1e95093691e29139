"""What can be found: passages and records into a durable index, and out of it again by words, by meaning and by name."""
