"""A query's text cut into pieces: brackets, operators, fields, words and quotations, with places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from search_index.query.tree import Place


class Piece(Enum):
    """What a piece of a query is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    FIELD = "field:"
    WORD = "word"
    QUOTED = "quoted"
    RANGE = "[a TO b]"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece with its place; `after` is what follows a quotation or range: `~5`."""

    piece: Piece
    text: str
    at: Place
    exact: bool = False
    after: str = ""
    closed: bool = True


_FIELD = re.compile(r"([^\W\d_]+):(?!//)(?=\S)")
_BARE_FIELD = re.compile(r"([^\W\d_]+):(?=\s|$)")
_QUOTED = re.compile(r'(=?)["“”„«]([^"“”„«»]*)(["“”„»]?)(~(?:\d+|s\b)?)?')
_RANGE = re.compile(r"\[([^\[\]]*)\]")
_WORD = re.compile(r'[^\s()"“”„«»]+')
_OPERATORS = {"AND": Piece.AND, "OR": Piece.OR, "NOT": Piece.NOT, "&&": Piece.AND, "||": Piece.OR}


def lexemes(text: str) -> list[Lexeme]:
    """Cut a query into pieces; every character that is not space is in one of them."""
    found: list[Lexeme] = []
    here = 0
    while here < len(text):
        char = text[here]
        if char.isspace():
            here += 1
            continue
        lexeme = _one(text, here, found)
        found.append(lexeme)
        here = lexeme.at[1]
    return found


def _one(text: str, here: int, before: list[Lexeme]) -> Lexeme:  # noqa: PLR0911 - one for each piece
    char = text[here]
    value = bool(before) and before[-1].piece is Piece.FIELD and before[-1].at[1] == here
    if char in "()":
        return Lexeme(Piece.OPEN if char == "(" else Piece.CLOSE, char, (here, here + 1))
    if char in "-!" and not value and here + 1 < len(text) and not text[here + 1].isspace():
        return Lexeme(Piece.NOT, char, (here, here + 1))
    quoted = _QUOTED.match(text, here)
    if quoted:
        return Lexeme(
            Piece.QUOTED,
            quoted[2],
            quoted.span(),
            bool(quoted[1]),
            quoted[4] or "",
            bool(quoted[3]),
        )
    if value:
        span = _RANGE.match(text, here)
        if span:
            return Lexeme(Piece.RANGE, span[1], span.span())
    else:
        field = _FIELD.match(text, here) or _BARE_FIELD.match(text, here)
        if field:
            return Lexeme(Piece.FIELD, field[1], field.span())
    word = _WORD.match(text, here)
    if word is None:  # a closing quotation mark by itself
        return Lexeme(Piece.WORD, char, (here, here + 1))
    if word.group() in _OPERATORS and not value:
        return Lexeme(_OPERATORS[word.group()], word.group(), word.span())
    return Lexeme(Piece.WORD, word.group(), word.span())
