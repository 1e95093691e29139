"""The parts that an answer is put together from, and how it words them."""
