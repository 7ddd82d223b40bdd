"""The small pieces of the look that every room uses."""
