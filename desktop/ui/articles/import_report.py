"""The report of an import as a sheet: what could not be read first, then remarks, copies, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model.ids import ArticleId
from desktop.model.import_report import ImportReport
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.floating import Sheet
from desktop.ui.widgets.labels import Words
from desktop.ui.widgets.overlay_bar import OverlayBar
from desktop.ui.widgets.paint import words
from desktop.ui.widgets.rows import Index, RowDelegate, row_ground

ROW = 32

_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One file: how it fared, and the article that it became or already was."""

    icon: str
    text: str
    result: str
    tooltip: str
    article: ArticleId | None = None
    bad: bool = False
    serif: bool = False


class ReportModel(QAbstractListModel):
    """The lines of a report, problems first."""

    LineRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_report(self, report: ImportReport) -> None:
        """Take another report."""
        remarks: dict[str, list[str]] = {}
        for warned in report.warnings:
            remarks.setdefault(warned.path, []).append(warned.message)
        failed = [
            Line("close", Path(one.path).name, one.reason, one.path, bad=True)
            for one in report.failed
        ]
        copies = [
            Line("copy", Path(one.path).name, self.tr("Already here, skipped"), one.path, one.of)
            for one in report.duplicates
        ]
        added: list[Line] = []
        warned_lines: list[Line] = []
        for one in report.imported:
            told = remarks.get(one.path)
            names = self.tr("Added, {n} names").format(n=one.mentions)
            result = self.tr("Added; {remark}").format(remark="; ".join(told)) if told else names
            line = Line(
                "warning" if told else "check", one.title, result, one.path, one.id, serif=True
            )
            (warned_lines if told else added).append(line)
        self.beginResetModel()
        self._lines = [*failed, *warned_lines, *copies, *added]
        self.endResetModel()

    def line(self, index: Index) -> Line:
        """Return the line at an index."""
        return self._lines[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many files there were."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words, the Line, or a sentence for screen readers."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.text}: {line.result}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.tooltip}\n{line.result}"
        return line if role == self.LineRole else None


class _LinePainter(RowDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ReportModel.LineRole)
        theme, place = self._hub.theme, QRectF(option.rect)
        painter.save()
        row_ground(painter, theme, option)
        tone = theme.bad if line.bad else theme.muted
        paint_icon(painter, line.icon, QRectF(place.x() + 24, place.y() + 8, 16, 16), tone)
        half = place.width() * 0.46
        left = QRectF(place.x() + 52, place.y(), half - 60, ROW - 1)
        font = theme.serif(14) if line.serif else theme.sans(14)
        words(painter, line.text, font, theme.ink, left)
        right = QRectF(place.x() + half, place.y(), place.width() - half - 24, ROW - 1)
        words(painter, line.result, theme.sans(13), theme.bad if line.bad else theme.ink, right)
        painter.restore()


class ReportPopup(Sheet):
    """Counts in large figures, and a line for every file; Enter opens the article of a line."""

    article_asked = Signal(object)

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, width=820, height=560, role="paper")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 20, 1, 12)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 16, 0)
        title = Words(hub, self.tr("What was imported"), self, px=20, weight=SEMIBOLD)
        head.addWidget(title, 1)
        cross = ToolButton(hub, "close", self.tr("Close"), self, side=32, icon_size=16)
        cross.clicked.connect(self.close_card)
        head.addWidget(cross)
        column.addLayout(head)
        self._counts = QHBoxLayout()
        self._counts.setContentsMargins(24, 16, 24, 16)
        self._counts.setSpacing(28)
        self._figures: list[tuple[Words, Words]] = []
        for role in ("ink", "ink", "bad"):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            figure = Words(hub, "0", self, px=24, weight=SEMIBOLD, role=role, figures=True)
            word = Words(hub, "", self, px=13, role="muted")
            pair.addWidget(figure)
            pair.addWidget(word)
            self._figures.append((figure, word))
            self._counts.addLayout(pair)
        self._counts.addStretch(1)
        column.addLayout(self._counts)
        self.list = QListView(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setAccessibleName(self.tr("Files"))
        self.model = ReportModel(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_LinePainter(hub, self.list))
        self.list.activated.connect(self._open)
        column.addWidget(self.list, 1)
        OverlayBar(hub, self.list)
        self.setAccessibleName(self.tr("What was imported"))

    def show_report(self, report: ImportReport) -> None:
        """Open with a report."""
        counts = (
            (len(report.imported), self.tr("added")),
            (len(report.duplicates), self.tr("already here")),
            (len(report.failed), self.tr("could not be read")),
        )
        for (figure, word), (number, said) in zip(self._figures, counts, strict=True):
            figure.setText(f"{number:,}")
            word.setText(said)
        self.model.show_report(report)
        self.open_sheet(self.list)
        self.list.setCurrentIndex(self.model.index(0))

    def _open(self, index: QModelIndex) -> None:
        article = self.model.line(index).article
        if article is not None:
            self.close_card()
            self.article_asked.emit(article)
