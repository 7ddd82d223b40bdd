"""Files in, drafts out; keeps nothing and knows no library."""
