"""Where the column of text stands in the window, and whether notes fit beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF

from desktop.ui.theme import Theme

MEASURED = (
    "The ministers met again on Thursday, and it was agreed that the work would go on until the "
    "summer, when a second report is to be written for the group."
)
"""A plain sentence: averageCharWidth() is a quarter too wide for running text."""


def character_width(theme: Theme, px: int) -> float:
    """Return the mean width of a character in running text."""
    font = theme.serif(px)
    return QFontMetricsF(font).horizontalAdvance(MEASURED) / len(MEASURED)


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands in a viewport: x from the left edge; `note_width` 0 means dots."""

    left: float
    width: float
    right: float
    note_x: float
    note_width: float


NOTES_AWAY, LEAST_NOTE, MOST_NOTE, NOTES_END = 22, 120, 226, 8


def column_in(viewport: float, character: float, measure: int, *, beside: bool = True) -> Column:
    """Return the column of `measure` to `measure` + 4 characters.

    Notes stand beside it where `beside` asks for them and they fit; else there is room for dots.
    """
    room_beside = NOTES_AWAY + NOTES_END
    for characters in (measure + 4, measure) if beside else ():
        width = round(characters * character)
        if 40 + width + room_beside + LEAST_NOTE <= viewport:
            note = min(MOST_NOTE, viewport - 40 - width - room_beside)
            middle = min((viewport - width) / 2, viewport - width - room_beside - note)
            left = float(max(40, int(middle)))
            x = left + width + NOTES_AWAY
            room = min(MOST_NOTE, viewport - x - NOTES_END)
            return Column(left, width, viewport - left - width, x, room)
    least, right = (56, 66) if viewport >= 560 else (40, 40) if viewport >= 420 else (24, 30)
    narrow = max(40.0, min(round((measure + 4) * character), viewport - least - right))
    left = float(max(least, int((viewport - narrow - right) / 2)))
    return Column(left, narrow, viewport - left - narrow, left + narrow + 18, 0)
