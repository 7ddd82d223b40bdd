"""What is found out about an article, each detail with the place it was read from; the first finding holds."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.importing.draft import Finding, Origin
from desktop.importing.languages import guess_language
from desktop.model.article import Details
from desktop.text.canonical import one_line

_LONGEST_TITLE = 300


class Known:
    """Gathers the details of one article; what is already known is never overwritten by a less sure finding."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._by: tuple[str, ...] = ()
        self._findings: dict[str, Finding] = {}

    def learn(self, field: str, value: str, origin: Origin, place: str) -> None:
        """Keep a detail, unless it is empty or already known."""
        words = one_line(value)
        if words and field not in self._findings:
            self._values[field] = words
            self._findings[field] = Finding(field, origin, place)

    def learn_by(self, names: Sequence[str], origin: Origin, place: str) -> None:
        """Keep the authors, unless there are none or they are already known."""
        told = tuple(dict.fromkeys(word for name in names if (word := one_line(name))))
        if told and "by" not in self._findings:
            self._by = told
            self._findings["by"] = Finding("by", origin, place)

    def knows(self, field: str) -> bool:
        """Whether a detail has been found."""
        return field in self._findings

    def value(self, field: str) -> str:
        """Return what is known of a field other than "by", "" if nothing is."""
        return self._values.get(field, "")

    @property
    def by(self) -> tuple[str, ...]:
        """The authors found."""
        return self._by

    def learn_language(self, text: str) -> None:
        """Guess the language from the text where the file does not state it."""
        if not self.knows("language"):
            self.learn("language", guess_language(text), Origin.STATISTICS, "the words of the text")

    def details(self) -> Details:
        """Return all that is known."""
        known = dict(self._values)
        title = known.pop("title", "")
        return Details(title=shortened(title, _LONGEST_TITLE), by=self._by, **known)

    def findings(self) -> tuple[Finding, ...]:
        """Return where each known detail came from."""
        return tuple(self._findings.values())


def shortened(words: str, limit: int) -> str:
    """Return the words, cut at a space before the limit and ended by "…" if they are longer."""
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–—-") + "…"
