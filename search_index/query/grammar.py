"""The query language: pieces to tree, with hints that say where something was not understood.

    query  = any
    any    = all { OR all }
    all    = term { [AND] term }
    term   = { NOT | - } ( "(" any ")" | field ":" value | leaf )
    value  = "(" any ")" | leaf
    leaf   = word | =word | pre* | w?ld | word~ | word~2 | "a phrase" | ="as written" | "near"~5 | "near"~s

Whatever is typed gives a tree: what cannot be meant is read as plain words, with a hint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from search_index.errors import QueryError
from search_index.hit import Token
from search_index.query import dates, fields
from search_index.query.fields import Takes
from search_index.query.lexer import Lexeme, Piece, lexemes
from search_index.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Named,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Place,
    Value,
    Word,
)

MAX_LENGTH = 4096
MAX_DEPTH = 32
MAX_CLAUSES = 64
MAX_NEAR = 100

_FUZZY = re.compile(r"(.*[^~])~(\d*)")


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence on what could not be understood, and where it stands."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a query came to."""

    tree: Node
    hints: tuple[Hint, ...]
    tokens: tuple[Token, ...]


def parse(query: str, *, today: date | None = None, typing: bool = False) -> Parsed:
    """Read a query; with `typing`, a word at its very end may be the beginning of a longer one.

    Raises:
        QueryError: it is too long or too deep to be answered.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(
            query[:MAX_LENGTH], MAX_LENGTH, f"A query can have {MAX_LENGTH} characters at most."
        )
    return _Parser(query, today or date.today(), typing).parse()  # noqa: DTZ011 - the user's day


class _Parser:
    def __init__(self, query: str, today: date, typing: bool) -> None:
        self._query = query
        self._today = today
        self._typing = typing
        self._pieces = lexemes(query)
        self._next = 0
        self._depth = 0
        self._clauses = 0
        self._hints: list[Hint] = []
        self._tokens: list[Token] = []
        self._negated = False

    def parse(self) -> Parsed:
        nodes: list[Node] = []
        while True:
            node = self._any("")
            if node is not None:
                nodes.append(node)
            piece = self._peek()
            if piece is None:
                break
            self._hint(piece.at[0], "This bracket closes nothing.")
            self._next += 1
        tree = _joined(And, nodes) or Everything(at=(0, len(self._query)))
        hints = tuple(sorted(self._hints, key=lambda hint: hint.at))
        return Parsed(tree, hints, tuple(self._tokens))

    def _peek(self) -> Lexeme | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _hint(self, at: int, text: str) -> None:
        self._hints.append(Hint(at, text))

    def _any(self, field: str) -> Node | None:
        nodes: list[Node] = []
        while True:
            node = self._all(field)
            if node is not None:
                nodes.append(node)
            piece = self._peek()
            if piece is None or piece.piece is not Piece.OR:
                break
            if node is None:
                self._hint(piece.at[0], "OR stands between two words.")
            self._next += 1
            if self._peek() is None:
                self._hint(piece.at[0], "OR stands between two words.")
        return _joined(Or, nodes)

    def _all(self, field: str) -> Node | None:
        nodes: list[Node] = []
        while (piece := self._peek()) is not None and piece.piece not in (Piece.OR, Piece.CLOSE):
            if piece.piece is Piece.AND:
                self._next += 1
                if not nodes or self._at_end():
                    self._hint(piece.at[0], "AND stands between two words; it can be left out.")
                continue
            node = self._term(field)
            if node is not None:
                nodes.append(node)
        return _joined(And, nodes)

    def _at_end(self) -> bool:
        piece = self._peek()
        return piece is None or piece.piece in (Piece.OR, Piece.CLOSE)

    def _term(self, field: str) -> Node | None:
        negations = 0
        first: Lexeme | None = None
        while (piece := self._peek()) is not None and piece.piece is Piece.NOT:
            first = first or piece
            negations += 1
            self._next += 1
        if first is not None and self._at_end():
            self._hint(first.at[0], "NOT stands before what must not be found.")
            return None
        before, self._negated = self._negated, self._negated ^ (negations % 2 == 1)
        node = self._primary(field)
        self._negated = before
        if node is None or negations % 2 == 0:
            return node
        if isinstance(node, Not):
            return node.part
        return Not(node, at=(first.at[0] if first else node.at[0], node.at[1]))

    def _primary(self, field: str) -> Node | None:
        piece = self._peek()
        if piece is None:
            return None
        if piece.piece is Piece.OPEN:
            return self._bracket(piece, field)
        if piece.piece is Piece.FIELD:
            return self._field(piece, field)
        if piece.piece in (Piece.AND, Piece.OR, Piece.NOT, Piece.CLOSE):
            return None
        self._next += 1
        return self._leaf(piece, field)

    def _bracket(self, opening: Lexeme, field: str) -> Node | None:
        self._next += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(
                self._query, opening.at[0], f"Brackets can stand {MAX_DEPTH} deep at most."
            )
        node = self._any(field)
        self._depth -= 1
        closing = self._peek()
        if closing is not None and closing.piece is Piece.CLOSE:
            self._next += 1
            if node is None:
                self._hint(opening.at[0], "There is nothing in these brackets.")
        else:
            self._hint(opening.at[0], "This bracket is never closed.")
        return node

    def _field(self, piece: Lexeme, outer: str) -> Node | None:
        self._next += 1
        name = fields.known(piece.text)
        value = self._peek()
        follows = value is not None and value.at[0] == piece.at[1]
        if name is None:
            nearest = fields.nearest(piece.text)
            meant = f" Did you mean “{nearest}:”?" if nearest else " It was read as words."
            self._hint(piece.at[0], f"There is no field “{_cut(piece.text)}:”.{meant}")
            self._token(piece.at[0], value.at[1] if value and follows else piece.at[1], piece.text,
                        "", known=False)  # fmt: skip
            word = self._leaf(Lexeme(Piece.WORD, piece.text, piece.at), outer)
            if value is None or not follows or value.piece is Piece.CLOSE:
                return word
            return _joined(And, [node for node in (word, self._primary(outer)) if node is not None])
        if value is None or not follows or value.piece is Piece.CLOSE:
            self._hint(piece.at[0], f"“{piece.text}:” wants something behind it.")
            return None
        if value.piece is Piece.OPEN:
            self._token(piece.at[0], piece.at[1], name, "")
            return self._bracket(value, name)
        self._next += 1
        node = self._leaf(value, name)
        self._token(piece.at[0], value.at[1], name, value.text)
        return None if node is None else replace(node, at=(piece.at[0], value.at[1]))

    def _token(self, start: int, end: int, field: str, value: str, *, known: bool = True) -> None:
        self._tokens.append(Token(start, end, field, value, known, self._negated))

    def _leaf(self, piece: Lexeme, field: str) -> Node | None:  # noqa: PLR0911 - one for each leaf
        self._clauses += 1
        if self._clauses > MAX_CLAUSES:
            if self._clauses == MAX_CLAUSES + 1:
                self._hint(piece.at[0], f"Only the first {MAX_CLAUSES} words were searched for.")
            return None
        if not piece.closed:
            self._hint(piece.at[0], "This quotation mark is never closed.")
        takes = fields.FIELDS[field] if field else Takes.WORDS
        if takes is Takes.DATE:
            return self._dated(piece, field)
        if takes is Takes.VALUE or takes is Takes.NAME:
            text = piece.text
            exact = piece.exact
            if piece.piece is Piece.WORD and text.startswith("=") and len(text) > 1:
                text, exact = text[1:], True
            if not text.strip(" *="):
                self._hint(piece.at[0], f"“{field}:” wants something behind it.")
                return None
            if takes is Takes.NAME:
                return Named(field, text, at=piece.at)
            return Value(field, text, exact, at=piece.at)
        if piece.piece is Piece.QUOTED:
            return self._quoted(piece, field)
        return self._word(piece, field)

    def _quoted(self, piece: Lexeme, field: str) -> Node | None:
        if not piece.text.strip():
            return None
        if not piece.after:
            return Phrase(piece.text, field, piece.exact, at=piece.at)
        if piece.after == "~s":
            return Phrase(piece.text, field, piece.exact, sentence=True, at=piece.at)
        digits = piece.after[1:]
        near = int(digits[:9]) if digits else 5
        if near > MAX_NEAR:
            self._hint(piece.at[1] - len(piece.after), f"Near means {MAX_NEAR} words at most.")
        return Phrase(piece.text, field, piece.exact, near=min(near, MAX_NEAR), at=piece.at)

    def _word(self, piece: Lexeme, field: str) -> Node | None:  # noqa: PLR0911 - one for each sign
        text = piece.text
        if text.startswith("=") and len(text) > 1:
            return Word(text.lstrip("="), field, exact=True, at=piece.at)
        fuzzy = _FUZZY.fullmatch(text)
        if fuzzy and fuzzy[1].strip("*?~=-"):
            edits = int(fuzzy[2][:9]) if fuzzy[2] else 1
            if edits > 2:
                self._hint(piece.at[0] + len(fuzzy[1]), "Two mistakes are the most that ~ allows.")
            if edits == 0:
                return Word(fuzzy[1], field, exact=True, at=piece.at)
            return Fuzzy(fuzzy[1], min(edits, 2), field, at=piece.at)
        if "*" in text or ("?" in text.rstrip("?.!,;:") or _asks(text)):
            if text.strip("*?"):
                return Pattern(text, field, at=piece.at)
            if set(text) == {"*"}:
                return Everything(at=piece.at)
            self._hint(piece.at[0], "A pattern needs a letter beside * and ?.")
            return None
        last = piece.at[1] == len(self._query)
        if self._typing and last and piece.piece is Piece.WORD and text[-1:].isalnum():
            return Or((Word(text, field, at=piece.at), Pattern(f"{text}*", field, at=piece.at)),
                      at=piece.at)  # fmt: skip
        return Word(text, field, at=piece.at)

    def _dated(self, piece: Lexeme, field: str) -> Node | None:
        read = {"after": dates.since, "before": dates.until}.get(field, dates.stretch)
        if read(piece.text, self._today) is None:
            self._hint(piece.at[0], f"{_short(piece.text)} is no date. {dates.HOW}")
            return None
        return Dated(field, " ".join(piece.text.split()), at=piece.at)


def _asks(text: str) -> bool:
    """Say whether a question mark at the end is a pattern's: *wha?* is, *really?* might be either.

    A query is not prose; a single word with one question mark at its end is taken as a pattern only
    where the mark stands for a letter of a short word.
    """
    return text.endswith("?") and not text.endswith("??") and 2 <= len(text) <= 4


def _short(text: str) -> str:
    return f"“{_cut(text)}”"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"


def _joined(join: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """Join nodes, flat: an And in an And is one And."""
    if not nodes:
        return None
    if len(nodes) == 1:
        return nodes[0]
    parts: list[Node] = []
    for node in nodes:
        if isinstance(node, join):
            parts.extend(node.parts)
        else:
            parts.append(node)
    at: Place = (min(part.at[0] for part in parts), max(part.at[1] for part in parts))
    return join(tuple(parts), at=at)
