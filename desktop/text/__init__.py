"""The canonical text of articles: blocks, sentences and anchoring."""
