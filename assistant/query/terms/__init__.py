"""The typed query, and the words and countries that it is made of."""
