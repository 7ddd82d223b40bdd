"""Rows of words for the inspector: quoted words with what the user wrote about them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from desktop.model.annotation import AnchorState, Annotation, Colour
from desktop.model.note import Note
from desktop.model.quotation import Quotation
from desktop.ui.theme import SEMIBOLD, Theme
from desktop.ui.widgets.paint import paragraph, round_box, text_lines

LEFT, RIGHT, TOP, BOTTOM = 28, 16, 8, 8


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a card: its words, size and leading, face and colour role, most lines."""

    text: str
    px: int
    leading: int
    role: str = "ink"
    serif: bool = False
    bold: bool = False
    most: int = 3

    def font(self, theme: Theme) -> QFont:
        """Return its face."""
        weight = SEMIBOLD if self.bold else QFont.Weight.Normal
        return theme.serif(self.px, weight) if self.serif else theme.sans(self.px, weight)


@dataclass(frozen=True, slots=True)
class Card:
    """A row of passages, with a bar in a highlight's colour; `about` is what it stands for."""

    passages: tuple[Passage, ...]
    about: Annotation | Note | Quotation
    colour: Colour | None = None
    pressable: bool = True

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        return ". ".join(passage.text for passage in self.passages)

    @property
    def _left(self) -> int:
        return LEFT if self.colour is not None else RIGHT

    def _lines(self, theme: Theme, width: int) -> list[tuple[Passage, list[str]]]:
        room = max(60, width - self._left - RIGHT)
        return [
            (each, text_lines(each.text, each.font(theme), room, each.most))
            for each in self.passages
        ]

    def height(self, theme: Theme, width: int) -> int:
        """Return how high it is at a width."""
        set_lines = self._lines(theme, width)
        high = sum(each.leading * len(lines) for each, lines in set_lines)
        return TOP + high + 3 * (len(set_lines) - 1) + BOTTOM

    def paint(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        """Paint bar and passages."""
        if self.colour is not None:
            bar = QRectF(rect.x() + 16, rect.y() + TOP + 2, 3, rect.height() - TOP - BOTTOM - 4)
            round_box(painter, bar, 1.5, theme.highlight_edge(self.colour))
        y = float(rect.y() + TOP)
        for each, lines in self._lines(theme, rect.width()):
            place = QRectF(rect.x() + self._left, y, rect.width() - self._left - RIGHT, 1)
            colour: QColor = getattr(theme, each.role)
            y += paragraph(painter, lines, each.font(theme), colour, place, leading=each.leading)
            y += 3


def one_line(text: str) -> str:
    """Return a text with every stretch of white space as one space."""
    return " ".join(text.split())


def card_of_annotation(annotation: Annotation, state_words: dict[AnchorState, str]) -> Card:
    """Return the card of a highlight: its words, its comment, its tags, what is wrong with it."""
    passages = [Passage(one_line(annotation.quote.exact), 14, 20, "ink_2", serif=True, most=3)]
    if annotation.comment:
        passages.append(Passage(one_line(annotation.comment), 13, 18, most=3))
    if annotation.tags:
        tags = "  ".join(f"#{tag}" for tag in annotation.tags)
        passages.append(Passage(tags, 12, 16, "muted", bold=True, most=1))
    if annotation.state in state_words:
        passages.append(Passage(state_words[annotation.state], 12, 16, "accent", bold=True, most=1))
    return Card(tuple(passages), annotation, annotation.colour)


def card_of_note(note: Note) -> Card:
    """Return the card of a note: its title and first words."""
    title = note.title or one_line(note.body)[:80]
    passages = [Passage(title, 14, 20, bold=True, most=2)]
    body = one_line(note.body)
    if body and body != title:
        passages.append(Passage(body, 13, 18, "muted", most=3))
    return Card(tuple(passages), note)


def card_of_quotation(quotation: Quotation) -> Card:
    """Return the card of a quotation: who said it, and the words."""
    who = one_line(f"{quotation.speaker} {quotation.cue}")
    passages = [Passage(who, 12, 16, "muted", bold=True, most=1)] if who else []
    passages.append(Passage(one_line(quotation.text), 14, 20, "ink_2", serif=True, most=4))
    return Card(tuple(passages), quotation)
