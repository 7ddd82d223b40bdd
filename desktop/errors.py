"""The expected troubles: each kind carries facts; `str()` is plain English for the CLI and the log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class DeskError(Exception):
    """Something went wrong in a way that the user can be told about."""


@dataclass(eq=False)
class LibraryUnusable(DeskError):  # noqa: N818 - names say what is the matter
    """The library cannot be opened: damaged, locked or not a library."""

    path: Path
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"The library at {self.path} cannot be used: {self.reason} {self.advice}"


@dataclass(eq=False)
class LibraryNewer(DeskError):  # noqa: N818
    """The library was written by a newer Carrel; its bytes were not touched."""

    path: Path
    found: int
    known: int

    def __str__(self) -> str:
        return (
            f"The library at {self.path} has format {self.found}; this Carrel knows up to "
            f"{self.known}. Nothing was changed. Open it with a newer Carrel."
        )


@dataclass(eq=False)
class NotFound(DeskError):  # noqa: N818
    """There is no such record."""

    noun: str
    key: object

    def __str__(self) -> str:
        return f"There is no {self.noun} {self.key}."


@dataclass(eq=False)
class Refused(DeskError):  # noqa: N818
    """What was asked cannot be done as asked; says what and what to do instead."""

    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.advice}".strip()


@dataclass(eq=False)
class Unreadable(DeskError):  # noqa: N818
    """A file could not be read as an article."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path.name}: {self.reason}"


@dataclass(eq=False)
class NotWritten(DeskError):  # noqa: N818
    """A file could not be written; what stood there before is untouched."""

    path: Path
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path.name} was not written. {self.reason} {self.advice}"


@dataclass(eq=False)
class QueryRefused(DeskError):  # noqa: N818
    """A query cannot be understood; `position` counts code points from its start."""

    query: str
    position: int
    hint: str

    def __str__(self) -> str:
        return f"{self.hint} (at character {self.position + 1})"


@dataclass(frozen=True)
class Place:
    """One place where a quote was found: offsets and a few words around it."""

    start: int
    end: int
    around: str


@dataclass(eq=False)
class QuoteUnclear(DeskError):  # noqa: N818
    """The words to mark were found nowhere, or in more places than one."""

    quote: str
    places: tuple[Place, ...]
    elsewhere: bool = False
    """Whether the places are those without the context that was asked for, as none has it."""

    def __str__(self) -> str:
        if not self.places:
            return f"The words “{self.quote}” are not in the article. Copy them from `carrel show`."
        listed = "; ".join(f"{p.start}-{p.end} …{p.around}…" for p in self.places)
        if self.elsewhere:
            return (
                f"The words “{self.quote}” stand nowhere with that before and after them, but here: "
                f"{listed}. Mend --prefix and --suffix, or leave them out."
            )
        return (
            f"The words “{self.quote}” are found {len(self.places)} times: {listed}. "
            "Give more words, or --prefix or --suffix."
        )
