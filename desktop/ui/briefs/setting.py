"""How a brief's styles are set by Qt: the same table of styles that the Word file is written from.

All lengths here are in units of a quarter of a point, so that type sizes are whole numbers and the
layout does not depend on the screen; painters scale it.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from desktop.briefs.looks import MONO, SANS, SERIF, STYLE, Style

PER_POINT = 4.0
PER_TWIP = PER_POINT / 20
_FACES = {
    SANS: ["Carlito", "Calibri", "Source Sans Pro"],
    SERIF: ["Caladea", "Cambria", "Source Serif Pro"],
    MONO: ["Consolas", "Liberation Mono", "DejaVu Sans Mono", "monospace"],
}
"""Carlito and Caladea are as wide as the faces that Word has, so that lines break alike."""


def points(value: float) -> float:
    """Return points in units of the layout."""
    return value * PER_POINT


def twips(value: float) -> float:
    """Return twentieths of a point in units of the layout."""
    return value * PER_TWIP


def colour(six: str) -> QColor:
    """Return a colour named by six hexadecimal digits."""
    return QColor(f"#{six}")


@lru_cache(maxsize=64)
def font_of(name: str, *, strong: bool = False, emphasis: bool = False) -> QFont:
    """Return the face of a style; stronger or slanted where asked."""
    style = STYLE[name]
    font = QFont()
    font.setFamilies(_FACES.get(style.face, [style.face]))
    font.setPixelSize(round(points(style.size)))
    font.setBold(style.strong or strong)
    font.setItalic(style.emphasis != emphasis)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if style.capitals:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
    if style.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, points(style.tracking))
    return font


def block_of(style: Style) -> QTextBlockFormat:
    """Return a style's paragraph measures, without the space before and after."""
    block = QTextBlockFormat()
    kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
    block.setLineHeight(style.line * 100, kind.value)
    block.setLeftMargin(twips(style.indent))
    block.setRightMargin(twips(style.right))
    block.setTextIndent(-twips(style.hanging))
    return block


def ink_of(style: Style) -> QTextCharFormat:
    """Return a style's letters."""
    form = QTextCharFormat()
    form.setFont(font_of(style.id))
    form.setForeground(colour(style.colour))
    return form
