"""What a row states of a party, asked forwards and backwards."""
