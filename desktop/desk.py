"""Desk: the library, the index, the recogniser and the settings, opened and closed together."""

from __future__ import annotations


class Desk:
    """What every verb works on; safe to use from several threads."""
