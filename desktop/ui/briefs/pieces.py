"""Writes pieces of content into a text: words in their manners, links, page numbers, footnote marks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QTextCharFormat, QTextCursor

from desktop.briefs.looks import ACCENT, HIGHLIGHT_FILL, KIND_INK, MUTED
from desktop.briefs.sheet import Content, FootnoteMark, PageOf, PlaceLink, WebLink, Words
from desktop.ui.briefs.leaf import FOOTNOTE
from desktop.ui.briefs.setting import colour, font_of

Pages = Mapping[str, int]
"""Key of a place -> the number of its page."""


def pour(
    cursor: QTextCursor, content: Content, ink: QTextCharFormat, name: str, pages: Pages
) -> None:
    """Write pieces of content in their manners."""
    for piece in content:
        form = QTextCharFormat(ink)
        if isinstance(piece, Words):
            form.setFont(font_of(name, strong=piece.strong, emphasis=piece.emphasis))
            if piece.code:
                form.setFontFamilies(["Liberation Mono", "monospace"])
            if piece.muted:
                form.setForeground(colour(MUTED))
            if piece.kind is not None:
                form.setForeground(colour(KIND_INK[piece.kind]))
            if piece.colour is not None:
                form.setBackground(colour(HIGHLIGHT_FILL[piece.colour]))
            cursor.insertText(piece.text, form)
        elif isinstance(piece, FootnoteMark):
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            form.setAnchor(True)
            form.setAnchorNames([f"{FOOTNOTE}{piece.number}"])
            cursor.insertText(str(piece.number), form)
        elif isinstance(piece, PageOf):
            cursor.insertText(str(pages.get(piece.target, "")), form)
        elif isinstance(piece, PlaceLink | WebLink):
            form.setForeground(colour(ACCENT))
            form.setFontUnderline(True)
            cursor.insertText(piece.text, form)
