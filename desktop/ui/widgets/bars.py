"""Bars and lines: fixed strips of the frame, heads of columns, the splitter's hairline, progress, and notices."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollBar,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

from desktop.ui.bus import Notice, Tone
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.buttons import LinkButton, PushButton, ToolButton
from desktop.ui.widgets.labels import ElidedLabel, Words
from desktop.ui.widgets.paint import round_box


class Ground(QFrame):
    """A region filled with one colour role, with hairlines at the edges named ("t", "b", "l", "r")."""

    def __init__(
        self,
        hub: ThemeHub,
        role: str = "paper",
        parent: QWidget | None = None,
        *,
        height: int = 0,
        lines: str = "",
    ) -> None:
        super().__init__(parent)
        self._hub, self._role, self._lines = hub, role, lines
        if height:
            self.setFixedHeight(height)
        hub.changed.connect(self._restyle)

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._hub.theme

    def set_role(self, role: str) -> None:
        """Take another ground."""
        self._role = role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, and draw the lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), getattr(self.theme, self._role))
        line, wide, high = self.theme.line, self.width(), self.height()
        if "t" in self._lines:
            painter.fillRect(0, 0, wide, 1, line)
        if "b" in self._lines:
            painter.fillRect(0, high - 1, wide, 1, line)
        if "l" in self._lines:
            painter.fillRect(0, 0, 1, high, line)
        if "r" in self._lines:
            painter.fillRect(wide - 1, 0, 1, high, line)

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class ColumnHead(Ground):
    """The head of a column, 40 px high: what it holds, how many, and then what can be done with it."""

    def __init__(self, hub: ThemeHub, title: str, parent: QWidget | None = None) -> None:
        """With no title, the room puts its own words into `row`."""
        super().__init__(hub, "paper", parent, height=40, lines="b")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 0, 8, 0)
        self.row.setSpacing(4)
        self.count = Words(hub, "", self, px=13, role="muted", figures=True)
        if title:
            self.row.addWidget(Words(hub, title, self, weight=SEMIBOLD))
            self.row.addSpacing(4)
        self.row.addWidget(self.count)
        if title:
            self.row.addStretch(1)


class _Hairline(QSplitterHandle):
    """One pixel to see, seven to grab; a double click puts the columns back."""

    def __init__(self, hub: ThemeHub, splitter: HairlineSplitter) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._hub, self._splitter = hub, splitter
        hub.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), self._hub.theme.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the wide grip over the neighbours."""
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask, True)
        if self.orientation() is Qt.Orientation.Horizontal:
            self.setContentsMargins(3, 0, 3, 0)
        else:
            self.setContentsMargins(0, 3, 0, 3)
        self.setMask(self.contentsRect())
        QWidget.resizeEvent(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Put the columns back."""
        self._splitter.put_back.emit()
        event.accept()

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class HairlineSplitter(QSplitter):
    """Regions that meet at a 1 px line."""

    put_back = Signal()
    """The user double-clicked a line: the columns want their first widths."""

    def __init__(
        self,
        hub: ThemeHub,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._hub = hub
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setOpaqueResize(True)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's name
        """Give the painted line."""
        return _Hairline(self._hub, self)


class ProgressBar(QWidget):
    """A line 4 px high that fills with the accent; `None` of a total shows none."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None, *, width: int = 0) -> None:
        super().__init__(parent)
        self._hub, self._share = hub, 0.0
        self.setFixedHeight(4)
        if width:
            self.setFixedWidth(width)
        self.setAccessibleName(self.tr("Progress"))
        hub.changed.connect(self._restyle)

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Say how much is done, 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(f"{round(self._share * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to see it move."""
        return QSize(120, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and what of it is done."""
        theme, painter = self._hub.theme, QPainter(self)
        whole = QRectF(self.rect())
        round_box(painter, whole, 2, theme.line_2)
        if self._share > 0:
            done = QRectF(0, 0, max(4.0, whole.width() * self._share), whole.height())
            round_box(painter, done, 2, theme.accent)

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class Sign(QWidget):
    """An icon of 16 px in a colour role."""

    def __init__(self, hub: ThemeHub, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._icon, self._role = hub, icon, role
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        colour = getattr(self._hub.theme, self._role)
        paint_icon(QPainter(self), self._icon, QRectF(self.rect()), colour)


class NoticeBar(Ground):
    """News 44 px high: icon, bold subject, a sentence, answers, and a cross."""

    closed = Signal(object)
    """The Notice, once it was answered or closed."""

    def __init__(
        self, hub: ThemeHub, notice: Notice, parent: QWidget | None = None, *, indent: int = 16
    ) -> None:
        problem = notice.tone is Tone.PROBLEM
        super().__init__(hub, "bad_ground" if problem else "paper", parent, height=44, lines="b")
        self.notice = notice
        self.setAccessibleName(f"{notice.subject}. {notice.text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(indent, 0, 16, 1)
        row.setSpacing(8)
        icon = "warning" if problem else "info" if notice.about == "library" else "clock"
        row.addWidget(Sign(hub, icon, "bad" if problem else "accent", self))
        row.addSpacing(6)
        subject = Words(hub, _full_stop(notice.subject, notice.text), self, px=13, weight=SEMIBOLD)
        row.addWidget(subject)
        self._text = ElidedLabel(hub, notice.text, self, px=13)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._text, 1)
        for answer in notice.answers:
            if answer.primary:
                button: PushButton | LinkButton = PushButton(hub, answer.text, self, small=True)
            else:
                button = LinkButton(hub, answer.text, self)
            button.clicked.connect(answer.act)
            button.clicked.connect(self._close)
            row.addWidget(button)
            row.addSpacing(4)
        cross = ToolButton(hub, "close", self.tr("Close this notice"), self, side=28, icon_size=14)
        cross.clicked.connect(self._close)
        row.addWidget(cross)

    def _close(self) -> None:
        self.closed.emit(self.notice)


def _full_stop(subject: str, text: str) -> str:
    if not text or subject.endswith((".", "?", "!", "…", ":")):
        return subject
    return f"{subject}."


def dress_bars(widget: QWidget, theme: Theme) -> None:
    """Make the plain scroll bars inside thin; those that a room draws itself are left alone."""
    for bar in widget.findChildren(QScrollBar):
        if type(bar) is QScrollBar:
            bar.setStyleSheet(theme.bar_sheet())
