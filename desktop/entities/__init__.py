"""Text in, mentions out; keeps nothing and knows no library."""
