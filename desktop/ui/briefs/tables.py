"""Sets the brief's tables: the title block's facts, and tables with a header row."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop.briefs.looks import ACCENT, GROUND, MUTED, RULE, STYLE
from desktop.briefs.sheet import Table
from desktop.ui.briefs.leaf import Leaf, Rule, blank
from desktop.ui.briefs.pieces import Pages, pour
from desktop.ui.briefs.setting import colour, font_of, ink_of, points


def set_facts(facts: tuple[tuple[str, str], ...], width: float) -> Leaf:
    """Set the title block's facts two by two, between hairlines."""
    document = blank(width)
    rows = (len(facts) + 1) // 2
    shape = _table_shape([0.15, 0.35, 0.15, 0.35], width)
    table = QTextCursor(document).insertTable(rows, 4, shape)
    for number, (label, value) in enumerate(facts):
        for column, text, strong in ((0, label, True), (1, value, False)):
            cell = table.cellAt(number // 2, 2 * (number % 2) + column).firstCursorPosition()
            ink = ink_of(STYLE["BriefFact"])
            ink.setFont(font_of("BriefFact", strong=strong))
            if strong:
                ink.setForeground(colour(MUTED))
            cell.insertText(text, ink)
    _drop_last_line(document)
    leaf = Leaf(document, width, points(2), points(10)).settle()
    _rule_rows(leaf, RULE)
    return leaf


def set_table(part: Table, width: float, pages: Pages) -> Leaf:
    """Set a table: header white on the accent, every other row on a quiet ground."""
    document = blank(width)
    shape = _table_shape([column.share for column in part.columns], width)
    shape.setHeaderRowCount(1)
    table = QTextCursor(document).insertTable(len(part.rows) + 1, len(part.columns), shape)
    head, text = ink_of(STYLE["BriefTableHead"]), ink_of(STYLE["BriefTableText"])
    for number, column in enumerate(part.columns):
        cell = table.cellAt(0, number)
        ground = cell.format()
        ground.setBackground(colour(ACCENT))
        cell.setFormat(ground)
        cell.firstCursorPosition().insertText(column.title, head)
    for row, cells in enumerate(part.rows, 1):
        for number, content in enumerate(cells):
            cell = table.cellAt(row, number)
            if row % 2 == 0:
                ground = cell.format()
                ground.setBackground(colour(GROUND))
                cell.setFormat(ground)
            pour(cell.firstCursorPosition(), content, text, "BriefTableText", pages)
    _drop_last_line(document)
    leaf = Leaf(document, width, points(2), points(8)).settle()
    _rule_rows(leaf, RULE)
    leaf.item = part.item
    return leaf


def _table_shape(shares: list[float], width: float) -> QTextTableFormat:
    shape = QTextTableFormat()
    shape.setBorder(0)
    shape.setCellPadding(points(2.5))
    shape.setCellSpacing(0)
    shape.setWidth(QTextLength(QTextLength.Type.FixedLength, width))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    shape.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, 100 * share) for share in shares]
    )
    return shape


def _drop_last_line(document: QTextDocument) -> None:
    """Make the empty paragraph that follows a table take no room."""
    block = QTextBlockFormat()
    block.setLineHeight(0.01, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.setBlockFormat(block)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block)


def _rule_rows(leaf: Leaf, tone: str) -> None:
    """Draw a hairline over every row and under the last."""
    hair = points(0.5)
    tops = [band.top for band in leaf.bands if band.bottom - band.top > points(4)]
    for y in [*tops, leaf.height]:
        leaf.rules.append(Rule(QRectF(0, max(0.0, y - hair), leaf.width, hair), colour(tone)))
