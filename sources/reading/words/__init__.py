"""Words by what they do, and letters as patterns see them."""
