"""Records in, documents out; keeps nothing and knows no library."""
