"""The line under the search line: which spellings matched, what was not understood, a better query."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.icons import icon_pixmap
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import Words
from desktop.work.search import SearchPage


class HintLine(Ground):
    """One line, 36 px high; it hides when there is nothing to say."""

    suggestion_taken = Signal(str)
    help_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent, height=36, lines="b")
        self._suggestion, self._said = "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(8)
        self._sign = Words(hub, "", self)
        self._text = Words(hub, "", self, px=13)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._better = LinkButton(hub, "", self)
        self._better.clicked.connect(self._take)
        aid = LinkButton(hub, self.tr("Search help"), self)
        aid.clicked.connect(self.help_asked)
        row.addWidget(self._sign)
        row.addWidget(self._text)
        row.addWidget(self._better)
        row.addStretch(1)
        row.addWidget(aid)
        self._restyle_sign(hub.theme)
        hub.changed.connect(self._restyle_sign)
        self.hide()

    @property
    def words(self) -> str:
        """What is said, without its markup."""
        return " ".join(filter(None, (self._said, self._better.text())))

    def show_page(self, page: SearchPage | None) -> None:
        """Say what is worth saying of a search."""
        parts: list[str] = []
        plain: list[str] = []
        if page is not None:
            for name, spellings in page.matched[:2]:
                others = [one for one in spellings if one != name][:4]
                if others:
                    listed = ", ".join([name, *others])
                    said = self.tr("{name} matched as {spellings}.")
                    plain.append(said.format(name=name, spellings=listed))
                    strong = f"<b>{html.escape(name)}</b>"
                    parts.append(said.format(name=strong, spellings=html.escape(listed)))
            if page.hint:
                plain.append(page.hint)
                parts.append(html.escape(page.hint))
        self._suggestion = (page.suggestion or "") if page is not None else ""
        self._said = " ".join(plain)
        self._text.setText("&nbsp; │ &nbsp;".join(parts))
        self._text.setToolTip(self._said)
        self._text.setVisible(bool(parts))
        better = self.tr("Did you mean {}?").format(self._suggestion) if self._suggestion else ""
        self._better.set_text(better)
        self._better.setVisible(bool(better))
        self.setVisible(bool(parts or better))

    def _take(self) -> None:
        self.suggestion_taken.emit(self._suggestion)

    def _restyle_sign(self, theme: Theme) -> None:
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(icon_pixmap("info", theme.accent, 16, ratio))
