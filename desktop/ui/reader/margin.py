"""Comments beside their passage: set in the margin where there is room, else dots."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from desktop.model.ids import AnnotationId
from desktop.ui.positions import Positions
from desktop.ui.reader.painting import HIGHLIGHT_PAD, Scene
from desktop.ui.theme import SEMIBOLD, Theme

LINE = 17
BAR, TEXT_AWAY = 3, 12
BETWEEN = 12
DOT = 9
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A comment as it stands in the viewport; a dot is a square of DOT."""

    annotation_id: AnnotationId
    rect: QRectF
    dot: bool


class Margin:
    """Sets and paints comments; the one being edited is left out, its editor stands there."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._set: dict[tuple[str, tuple[str, ...], int, str], QTextLayout] = {}
        self.shown = True
        self.editing: AnnotationId | None = None
        self.editing_height = 0.0

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self._set.clear()

    def notes(self, scene: Scene) -> list[MarginNote]:
        """Return where the comments of the marks in view stand, from top to bottom."""
        if not self.shown:
            return []
        column = scene.column
        wanted: list[tuple[float, int]] = []
        for view in scene.blocks:
            for index, spans in view.marks.highlights:
                annotation = scene.page.annotations[index]
                begins = scene.page.annotation_ranges.starts[index] >= view.marks.first
                shown = annotation.comment or annotation.tags or annotation.id == self.editing
                if spans and begins and shown:
                    top = view.y + view.marks.ground(spans[0], HIGHLIGHT_PAD, 0).top()
                    wanted.append((top + 2, index))
        placed: list[MarginNote] = []
        end = float("-inf")
        for top, index in sorted(wanted):
            annotation = scene.page.annotations[index]
            if not column.note_width:
                y = max(top + 8, end)
                square = QRectF(column.note_x - DOT / 2, y, DOT, DOT)
                placed.append(MarginNote(annotation.id, square, True))
                end = y + DOT + 4
                continue
            y = max(top, end + BETWEEN)
            if annotation.id == self.editing:
                high = self.editing_height
            else:
                text = self._layout(annotation.comment, annotation.tags, column.note_width)
                high = text.lineCount() * LINE
            placed.append(
                MarginNote(annotation.id, QRectF(column.note_x, y, column.note_width, high), False)
            )
            end = y + high
        return placed

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint the comments beside the blocks in view."""
        theme = scene.theme
        for note in self.notes(scene):
            annotation = scene.page.annotation(note.annotation_id)
            if annotation is None or (note.annotation_id == self.editing and not note.dot):
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.highlight_edge(annotation.colour))
            if note.dot:
                painter.drawEllipse(note.rect)
                continue
            bar = QRectF(note.rect.x(), note.rect.y(), BAR, note.rect.height() - 2)
            painter.drawRoundedRect(bar, 1.5, 1.5)
            layout = self._layout(annotation.comment, annotation.tags, note.rect.width())
            current = scene.showing.annotation == annotation.id
            painter.setPen(theme.ink if current else theme.muted)
            layout.draw(painter, QPointF(note.rect.x() + TEXT_AWAY, note.rect.y() - 3))

    def _layout(self, comment: str, tags: tuple[str, ...], width: float) -> QTextLayout:
        key = (comment, tags, int(width), self._theme.name)
        kept = self._set.get(key)
        if kept is None:
            if len(self._set) > 400:
                self._set.clear()
            kept = self._set[key] = set_comment(comment, tags, width - TEXT_AWAY, self._theme)
        return kept


def set_comment(comment: str, tags: tuple[str, ...], width: float, theme: Theme) -> QTextLayout:
    """Set a comment and its tags in 13/17; after twelve lines an ellipsis."""
    words = comment.replace("\n", "\u2028")
    labels = "  ".join(f"#{tag}" for tag in tags)
    text = "\u2028".join(part for part in (words, labels) if part)
    font = theme.sans(13)
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    if labels:
        label = QTextLayout.FormatRange()
        label.length = Positions(labels).units
        label.start = Positions(text).units - label.length
        label.format.setFontWeight(SEMIBOLD)
        layout.setFormats([label])
    metrics = QFontMetricsF(font)
    drop = (LINE - metrics.height()) / 2
    layout.beginLayout()
    for number in range(MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, number * LINE + drop))
    layout.endLayout()
    return layout


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
