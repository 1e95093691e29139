"""What is asked: a question's words, names, lists and times, before anything is looked up."""
