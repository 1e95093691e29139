"""What a sentence takes from the ones before it."""
