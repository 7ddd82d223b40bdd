"""How sources are cited: a style turns a work into a note, a short note and an entry in the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.briefs.sheet import Content, Piece, WebLink, Words
from desktop.model.article import Details

_PARTICLES: Final = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
    ]
)
_BODIES: Final = re.compile(
    r"\b(agency|ministry|office|department|staff|press|news|editors?|editorial|board|committee|"
    r"commission|council|institute|university|bank|association|union|group|team|desk|service|"
    r"correspondents?|reuters|government|parliament|centre|center|foundation|bbc|afp|ap)\b",
    re.IGNORECASE,
)
_WEAK: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "but",
        "as",
        "by",
        "with",
        "from",
        "into",
        "over",
        "after",
        "before",
        "is",
        "are",
        "was",
        "were",
        "be",
        "that",
        "its",
        "their",
        "his",
        "her",
    ]
)


@dataclass(frozen=True, slots=True)
class Author:
    """A person's name in two parts, or the name of a body in `family` alone."""

    family: str
    given: str = ""

    @property
    def natural(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """The name as it is filed."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def given_initials(self) -> str:
        """The given names as initials: "A. M."."""
        parts = re.split(r"[\s.]+", self.given)
        return " ".join(
            "-".join(f"{piece[0]}." for piece in part.split("-") if piece) for part in parts if part
        )


def author(name: str) -> Author:
    """Read one name: "Ada Okafor", "Okafor, Ada", "Ursula von der Leyen", "Ministry of Defence"."""
    name = " ".join(name.split())
    if "," in name:
        family, _, given = name.partition(",")
        return Author(family.strip(), given.strip())
    words = name.split(" ")
    if len(words) == 1 or len(words) > 5 or _BODIES.search(name):
        return Author(name)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return Author(" ".join(words[cut:]), " ".join(words[:cut]))


@dataclass(frozen=True, slots=True)
class Work:
    """What can be cited; dates are ISO 8601, `accessed` is when it was read."""

    key: str
    title: str
    authors: tuple[Author, ...] = ()
    outlet: str = ""
    published: str = ""
    address: str = ""
    accessed: str = ""

    @property
    def filed_under(self) -> str:
        """What the list of sources is sorted by."""
        first = self.authors[0].inverted if self.authors else self.outlet or self.title
        told = f"{first} {self.published} {self.title}".casefold()
        return re.sub(r"^(the|a|an) ", "", told)


def work(key: str, details: Details, accessed: str) -> Work:
    """Return an article's details as a work."""
    return Work(
        key=key,
        title=details.title,
        authors=tuple(author(name) for name in details.by if name.strip()),
        outlet=details.source,
        published=details.published,
        address=details.address,
        accessed=accessed[:10],
    )


def short_title(title: str, limit: int = 4) -> str:
    """Return the first words of a title: what stands before a colon, at most four, none of them weak."""
    head = re.split(r"[:;?!–—]", title, maxsplit=1)[0].strip() or title
    words = head.split()
    if len(words) > 1 and words[0].lower() in {"a", "an", "the"}:
        words = words[1:]
    kept = words[:limit]
    while len(kept) > 1 and kept[-1].lower() in _WEAK:
        kept.pop()
    return " ".join(kept).rstrip(",")


class CitationStyle(Protocol):
    """One manner of citing. A locator is like "para. 5", or empty."""

    @property
    def id(self) -> str:
        """The word that a brief's details name it by."""

    @property
    def name(self) -> str:
        """What users read."""

    @property
    def in_notes(self) -> bool:
        """Whether citations stand in footnotes; otherwise in brackets in the text."""

    def full(self, work: Work, locator: str) -> Content:
        """Return the first citation of a work: a note, without the full stop at its end."""

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return any later citation; `first` is the number of the note that cited it in full."""

    def entry(self, work: Work) -> Content:
        """Return the work's line in the list of sources."""

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return how this style names paragraphs by their numbers."""


def several(
    names: Sequence[str], joint: str, limit: int, *, serial: bool = False, others: str = "et al."
) -> str:
    """Return names in a row: more than the limit are cut to the first and "et al.".

    `joint` is the word before the last name; `serial` puts a comma before it in rows of three or more.
    """
    if len(names) > limit:
        return f"{names[0]} {others}"
    if len(names) < 2:
        return "".join(names)
    comma = "," if serial and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {joint} {names[-1]}"


def quoted(title: str, mark: str) -> str:
    """Return a title in double quotation marks, American manner: the mark that follows stands inside.

    Quotations within take single marks; a title with a question mark of its own takes no other.
    """
    inner = title.replace("“", "‘").replace("”", "’")
    if title[-1:] in "?!…":
        mark = ""
    if title.endswith("”") and not title.endswith(("?”", "!”", ".”")):
        return f"“{inner[:-1]}{mark}’”"
    return f"“{inner}{mark}”"


def quoted_once(title: str) -> str:
    """Return a title in single quotation marks, British manner."""
    return f"‘{title}’"


def address_link(work: Work, shown: str = "") -> tuple[WebLink, ...]:
    """Return the link to where a work was published, under other words if told; nothing without one."""
    return (WebLink(shown or work.address, work.address),) if work.address else ()


def settled(pieces: Sequence[Piece | str]) -> Content:
    """Return pieces with plain strings as words and nothing empty among them."""
    told = (Words(piece) if isinstance(piece, str) else piece for piece in pieces)
    return tuple(piece for piece in told if not isinstance(piece, Words) or piece.text)


def paragraphs_named(numbers: tuple[int, ...], one: str, many: str, dash: str = "–") -> str:
    """Return "para. 5" or "paras. 5, 7–9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if not runs:
        return ""
    told = ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}{dash}{r[-1]}" for r in runs)
    return f"{one if len(set(numbers)) == 1 else many}\u00a0{told}"
