"""The reader: one article, its marks and its margin."""
