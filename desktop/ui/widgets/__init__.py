"""The small parts of the window that every room uses; each paints itself from the theme."""
