"""News that stays: bars under the top bar, never more than two, the latest below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.bus import Notice, Tone
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import NoticeBar

MOST = 2


class NoticeStack(QWidget):
    """Shows the notices about one place: "library" in the frame, "article" over a text."""

    def __init__(
        self, hub: ThemeHub, about: str, parent: QWidget | None = None, *, indent: int = 16
    ) -> None:
        super().__init__(parent)
        self._hub, self._about, self._indent = hub, about, indent
        self._bars: list[NoticeBar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setFixedHeight(0)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown."""
        return tuple(bar.notice for bar in self._bars)

    def hear(self, notice: Notice) -> bool:
        """Show a notice if it belongs here; whether it did."""
        if notice.tone is Tone.QUIET or notice.about != self._about:
            return False
        for bar in list(self._bars):
            same = bar.notice == notice or (notice.key and bar.notice.key == notice.key)
            if same:
                self._drop(bar)
        while len(self._bars) >= MOST:
            self._drop(self._bars[0])
        bar = NoticeBar(self._hub, notice, self, indent=self._indent)
        bar.closed.connect(self.take_away)
        self._bars.append(bar)
        self._column.addWidget(bar)
        self._fit()
        return True

    def take_away(self, notice: Notice) -> None:
        """Close the bar of a notice."""
        for bar in list(self._bars):
            if bar.notice is notice:
                self._drop(bar)

    def take_key(self, key: str) -> None:
        """Close the bar with this key, when what it told of has passed."""
        for bar in list(self._bars):
            if bar.notice.key == key:
                self._drop(bar)

    def clear(self) -> None:
        """Close all."""
        for bar in list(self._bars):
            self._drop(bar)

    def _drop(self, bar: NoticeBar) -> None:
        self._bars.remove(bar)
        self._column.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(44 * len(self._bars))
