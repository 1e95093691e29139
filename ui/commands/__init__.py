"""One module per family of commands; each function takes the parsed options and returns the exit status."""
