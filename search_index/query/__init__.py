"""The query language: text to tree, tree to text, tree to a Whoosh query."""
