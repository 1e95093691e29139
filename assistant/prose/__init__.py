"""What prose answers: the sentences that the reader takes for an answer, with what stands around them."""
