"""The card beside a name: what it is, how else it is written, where it stands in this article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from desktop.model.entity import EntityKind
from desktop.ui.kinds import kind_name
from desktop.ui.reader.page import Key, Page
from desktop.ui.reader.words import about_entity, here_words
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.floating import FloatingCard
from desktop.ui.widgets.labels import Words, key_cap_size, paint_key_cap
from desktop.ui.widgets.paint import dot, round_box, width_of

WIDTH = 304
MOST_SPELLINGS = 6
AWAY = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card says; `places` are shares of the article's length."""

    key: Key
    kind: EntityKind
    name: str
    about: str
    here: str
    places: tuple[float, ...]
    known: bool


class _KindLine(QWidget):
    """The dot and the word for a kind."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.kind = EntityKind.PERSON
        self.setFixedHeight(16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        dot(painter, QPointF(4, 8), 8, theme.kind_mark(self.kind))
        painter.setFont(theme.sans(12, SEMIBOLD))
        painter.setPen(theme.kind_word(self.kind))
        place = QRectF(16, 0, self.width() - 16, 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, kind_name(self.kind))


class Strip(QWidget):
    """The length of the article with a dot for each mention."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._kind = EntityKind.PERSON
        self._places: Sequence[float] = ()
        self.setFixedHeight(12)

    def show_places(self, kind: EntityKind, places: Sequence[float]) -> None:
        """Show these shares of the length."""
        self._kind, self._places = kind, places
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line and the dots."""
        theme, painter = self._hub.theme, QPainter(self)
        round_box(painter, QRectF(0, 4, self.width(), 4), 2, theme.line)
        for share in self._places:
            x = 3 + share * (self.width() - 6)
            dot(painter, QPointF(x, 6), 6, theme.kind_mark(self._kind))


class _KeyButton(QAbstractButton):
    """A key cap with the word for what the key does; pressing it does the same."""

    def __init__(self, hub: ThemeHub, key: str, word: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._key = hub, key
        self.say(word, name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, word: str, name: str) -> None:
        """Set the word, and the name for tooltips and screen readers."""
        self.setText(word)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self._hub.theme
        wide = width_of(self.text(), theme.sans(12))
        return QSize(key_cap_size(theme, self._key).width() + 8 + round(wide + 0.5), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        cap = key_cap_size(theme, self._key).width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key_cap(painter, theme, QRectF(0, 2, cap, 20), self._key)
        painter.setFont(theme.sans(12))
        painter.setPen(theme.ink if self.underMouse() or self.hasFocus() else theme.muted)
        place = QRectF(cap + 8, 0, self.width() - cap - 8, 24)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())


class HoverCard(FloatingCard):
    """Floats beside a mention while the pointer rests on it, or while it was stepped to."""

    next_asked = Signal()
    dossier_asked = Signal()
    correct_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, radius=10)
        self.shown: Shown | None = None
        self._dossiers = True
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("About this name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 15, 17, 12)
        column.setSpacing(0)
        self._kind = _KindLine(hub, self)
        self._name = Words(hub, "", self, px=20, weight=SEMIBOLD, serif=True, wrap=True)
        self._about = Words(hub, "", self, px=13, role="muted", wrap=True)
        self._strip = Strip(hub, self)
        column.addWidget(self._kind)
        column.addSpacing(3)
        column.addWidget(self._name)
        column.addSpacing(3)
        column.addWidget(self._about)
        column.addSpacing(9)
        column.addWidget(self._strip)
        column.addSpacing(5)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._here = Words(hub, "", self, px=13, role="ink", figures=True)
        foot.addWidget(self._here)
        foot.addStretch(1)
        self._next = _KeyButton(hub, "E", self.tr("next"), self.tr("Next mention"), self)
        self._open = _KeyButton(hub, "Enter", self.tr("dossier"), self.tr("Open dossier"), self)
        self._correct = _KeyButton(hub, "C", self.tr("correct"), self.tr("Correct the name"), self)
        for button in (self._next, self._open, self._correct):
            foot.addWidget(button)
        column.addLayout(foot)
        self._next.clicked.connect(self.next_asked)
        self._open.clicked.connect(self.dossier_asked)
        self._correct.clicked.connect(self.correct_asked)

    def show_for(self, shown: Shown, word: QRect) -> None:
        """Show the card under `word` (in the parent's coordinates), or over it."""
        self.shown = shown
        self._kind.kind = shown.kind
        self._name.setText(shown.name)
        self._about.setText(shown.about)
        self._about.setVisible(bool(shown.about))
        self._here.setText(shown.here)
        self._open.setVisible(shown.known)
        self._correct.setVisible(shown.known and self._dossiers)
        self._strip.show_places(shown.kind, shown.places)
        self.setAccessibleDescription(f"{kind_name(shown.kind)}: {shown.name}. {shown.about}")
        layout = self.layout()
        parent = self.parentWidget()
        if layout is None or parent is None:
            return
        layout.activate()
        self.resize(WIDTH, layout.heightForWidth(WIDTH))
        below = word.bottom() + AWAY
        above = word.top() - AWAY - self.height()
        y = below if below + self.height() <= parent.height() - AWAY or above < AWAY else above
        self.place_at(QPoint(word.left() - 4, y))
        self.show()
        self.raise_()

    def set_dossiers(self, there: bool) -> None:
        """Say whether Enter opens a dossier, where names are corrected too, or finds the name."""
        self._dossiers = there
        word, name = (
            (self.tr("dossier"), self.tr("Open dossier"))
            if there
            else (self.tr("everywhere"), self.tr("Find it in the whole archive"))
        )
        self._open.say(word, name)

    def close_card(self) -> None:
        """Take the card away."""
        self.shown = None
        self.hide()


def shown_for(page: Page, key: Key) -> Shown:
    """Return what a card says of what `key` names in this article."""
    named = page.named(key)
    entity = page.entity(page.mentions[named.mentions[0]])
    length = max(1, len(page.text))
    places = tuple(page.mentions[i].span.start / length for i in named.mentions)
    mention = page.mentions[named.mentions[0]]
    about = about_entity(entity, page.spellings(key)[:MOST_SPELLINGS], mention)
    return Shown(
        key,
        named.kind,
        named.name,
        about,
        here_words(len(named.mentions)),
        places,
        named.entity_id is not None,
    )
