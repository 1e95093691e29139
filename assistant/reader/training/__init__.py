"""How the reader is trained, and fitted to somebody's own gold questions."""
