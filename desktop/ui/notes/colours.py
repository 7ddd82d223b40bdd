"""Sets a note's Markdown in type as it is written: signs quiet, headings larger, links in the accent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.ui.notes.markdown_marks import Sign, Stretch, stretches
from desktop.ui.positions import Positions
from desktop.ui.theme import SEMIBOLD, Theme


class MarkdownColours(QSyntaxHighlighter):
    """Follows the theme; `live` off leaves the text plain."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self.live = True

    def take(self, theme: Theme, *, live: bool) -> None:
        """Set everything anew in another theme, or plain."""
        self._theme, self.live = theme, live
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Set one line."""
        if not self.live:
            return
        positions = Positions(text)
        for part in stretches(text):
            for at in range(positions.to_unit(part.start), positions.to_unit(part.end)):
                now = self.format(at)
                self._dress(now, part)
                self.setFormat(at, 1, now)

    def _dress(self, form: QTextCharFormat, part: Stretch) -> None:
        theme, sign = self._theme, part.sign
        if sign is Sign.MARK:
            form.setForeground(theme.muted)
            form.setFontWeight(QFont.Weight.Normal)
        elif sign is Sign.HEADING:
            form.setFont(theme.sans(19, SEMIBOLD), _KEEP)
        elif sign is Sign.STRONG:
            form.setFontWeight(SEMIBOLD)
        elif sign is Sign.EMPHASIS:
            form.setFontItalic(True)
        elif sign is Sign.CODE:
            form.setFontFamilies(["monospace"])
            form.setForeground(theme.ink_2)
        elif sign is Sign.LINK:
            form.setForeground(theme.accent)
            form.setFontUnderline(True)
        elif sign is Sign.QUOTE:
            form.setFontFamilies([theme.fonts.serif])
            form.setForeground(theme.ink_2)
        elif sign is Sign.DONE:
            form.setForeground(theme.muted)
            form.setFontStrikeOut(True)
        else:  # the box itself is painted over its signs
            form.setForeground(Qt.GlobalColor.transparent)


_KEEP = QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly
LINE_HEIGHT = 26.0
TEXT_WIDTH = 548
LEFT = 56
