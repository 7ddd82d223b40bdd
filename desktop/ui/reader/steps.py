"""Going about by keys: to the next entity or highlight, and by words at the ends of a span."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder

from desktop.model.entity import EntityKind
from desktop.model.spans import Span
from desktop.ui.positions import Positions
from desktop.ui.reader.page import Page


def next_mention(
    page: Page, kinds: frozenset[EntityKind], unit: int, step: int, key: object = None
) -> int | None:
    """Return the mention that follows `unit` (or comes before it), going round at the end.

    Only mentions of these kinds count, and only those of `key` where it is given.
    """
    wanted = [
        i
        for i, mention in enumerate(page.mentions)
        if mention.kind in kinds and (key is None or page.keys[i] == key)
    ]
    return _round(wanted, page.mention_ranges.starts, unit, step)


def next_annotation(page: Page, unit: int, step: int) -> int | None:
    """Return the index of the highlight that follows `unit` (or comes before it), going round."""
    return _round(range(len(page.annotations)), page.annotation_ranges.starts, unit, step)


def _round(wanted: list[int] | range, starts: list[int], unit: int, step: int) -> int | None:
    if not wanted:
        return None
    if step > 0:
        return next((i for i in wanted if starts[i] > unit), wanted[0])
    return next((i for i in reversed(wanted) if starts[i] < unit), wanted[-1])


def words_of_line(page: Page, line: int) -> list[Span]:
    """Return the words of one line of the text, as the reader's language breaks them."""
    block = page.blocks[line].span
    text = block.of(page.text)
    positions = Positions(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    found: list[Span] = []
    start: int | None = None
    unit = 0
    while unit >= 0:
        reasons = finder.boundaryReasons()
        if reasons & QTextBoundaryFinder.BoundaryReason.EndOfItem and start is not None:
            found.append(positions.span_of(start, unit).shifted(block.start))
            start = None
        if reasons & QTextBoundaryFinder.BoundaryReason.StartOfItem:
            start = unit
        unit = finder.toNextBoundary()
    return found


def line_of(page: Page, offset: int) -> int:
    """Return the number of the line that holds an offset."""
    low, high = 0, len(page.blocks) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if page.blocks[middle].span.start <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def _words_on(page: Page, offset: int) -> Iterator[Span]:
    for line in range(line_of(page, offset), len(page.blocks)):
        yield from words_of_line(page, line)


def _words_back(page: Page, offset: int) -> Iterator[Span]:
    for line in range(line_of(page, offset), -1, -1):
        yield from reversed(words_of_line(page, line))


def end_moved(page: Page, span: Span, step: int) -> Span:
    """Return the span with its end a word further on or back; at least a word stays."""
    if step > 0:
        end = next((w.end for w in _words_on(page, span.end) if w.end > span.end), span.end)
    else:
        end = next((w.end for w in _words_back(page, span.end) if w.end < span.end), span.end)
        if end <= span.start:
            end = span.end
    return Span(span.start, end)


def start_moved(page: Page, span: Span, step: int) -> Span:
    """Return the span with its start a word further on or back; at least a word stays."""
    if step > 0:
        start = next((w.start for w in _words_on(page, span.start) if w.start > span.start), -1)
        if start < 0 or start >= span.end:
            start = span.start
    else:
        back = _words_back(page, span.start)
        start = next((w.start for w in back if w.start < span.start), span.start)
    return Span(start, span.end)


def word_at(page: Page, offset: int) -> Span:
    """Return the word that holds an offset or follows it, or an empty span at the end."""
    for word in _words_on(page, offset):
        if word.end > offset:
            return word
    return Span(offset, offset)
