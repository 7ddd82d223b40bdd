"""Carrel: a desk for one reader. The floors of this package are described in README.md beside this file."""

__version__ = "0.1.0"
