"""A tree back to text: what `parse` would read as the same tree."""

from __future__ import annotations

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
    Value,
    Word,
)


def to_text(node: Node) -> str:
    """Write a tree as a query."""
    match node:
        case And(parts):
            return " ".join(_inside(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_inside(part, And) for part in parts)
        case Not(part):
            return f"-{_inside(part, And, Or)}"
        case _:
            return _leaf(node)


def _inside(node: Node, *bracketed: type[Node]) -> str:
    text = to_text(node)
    return f"({text})" if isinstance(node, bracketed) else text


def _leaf(node: Node) -> str:  # noqa: PLR0911 - one for each leaf
    match node:
        case Everything():
            return "*"
        case Word(text, field, exact):
            return _field(field) + ("=" if exact else "") + text
        case Phrase(text, field, exact, near, sentence):
            after = "~s" if sentence else "" if near is None else f"~{near}"
            return f'{_field(field)}{"=" if exact else ""}"{text}"{after}'
        case Pattern(text, field):
            return _field(field) + text
        case Fuzzy(text, edits, field):
            return f"{_field(field)}{text}~{edits}"
        case Value(field, text, exact):
            return _field(field) + ("=" if exact else "") + _quoted(text)
        case Named(field, text):
            return _field(field) + _quoted(text)
        case Dated(field, text):
            return _field(field) + (f"[{text}]" if " " in text else text)
        case _:
            raise TypeError(f"{node!r} is no leaf")


def _field(name: str) -> str:
    return f"{name}:" if name else ""


def _quoted(text: str) -> str:
    plain = text and not any(c.isspace() or c in '()"“”„«»[]=' for c in text)
    return text if plain else f'"{text}"'
