"""Names known beforehand: which they are, what they stand for, and where they occur in a run of tokens.

The lexicon is put together by `desktop.entities.training` from open lists and our own.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from desktop.entities.phrases import Met, Phrases
from desktop.entities.tokenize import key_of
from desktop.model.entity import EntityKind

FILE = "lexicon.json.gz"
FORMAT = 1


class Sense(NamedTuple):
    """What a table of the lexicon holds; a name of a `weak` table needs a tagger's word for it."""

    kind: EntityKind
    fine: str
    weak: bool = False


TABLES: Mapping[str, Sense] = {
    "country": Sense(EntityKind.PLACE, "country"),
    "capital": Sense(EntityKind.PLACE, "city"),
    "city": Sense(EntityKind.PLACE, "city"),
    "state": Sense(EntityKind.PLACE, "region"),
    "region": Sense(EntityKind.PLACE, "region"),
    "water": Sense(EntityKind.PLACE, "water"),
    "mountain": Sense(EntityKind.PLACE, "mountain"),
    "island": Sense(EntityKind.PLACE, "island"),
    "facility": Sense(EntityKind.PLACE, "facility"),
    "town": Sense(EntityKind.PLACE, "city", weak=True),
    "nationality": Sense(EntityKind.GROUP, "nationality"),
    "group": Sense(EntityKind.GROUP, "group"),
    "organisation": Sense(EntityKind.ORGANISATION, ""),
    "event": Sense(EntityKind.EVENT, ""),
    "law": Sense(EntityKind.LAW, ""),
    "weapon": Sense(EntityKind.WORK, "weapon"),
    # The same with a tagger's agreement only: they are ordinary words too.
    "organisation?": Sense(EntityKind.ORGANISATION, "", weak=True),
    "group?": Sense(EntityKind.GROUP, "group", weak=True),
    "event?": Sense(EntityKind.EVENT, "", weak=True),
    "weapon?": Sense(EntityKind.WORK, "weapon", weak=True),
    "law?": Sense(EntityKind.LAW, "", weak=True),
    "place?": Sense(EntityKind.PLACE, "", weak=True),
}


@dataclass(frozen=True)
class Tongue:
    """What is known of a language that has no tagger.

    `names` are folded spellings and their tables, `given` folded given names, `titles` in small
    letters.
    """

    names: dict[str, str]
    titles: frozenset[str]
    given: frozenset[str]

    @cached_property
    def phrases(self) -> Phrases:
        """The names, ready to be looked for among folded words."""
        return Phrases(self.names)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words that occur in the names."""
        return frozenset(word for name in self.names for word in name.split(" "))


@dataclass(frozen=True)
class Lexicon:
    """All that is known beforehand.

    `names` holds names as the tokeniser spells them; `canonical` leads from a folded spelling (see
    `folded`) to the name to show; `nations` from a nationality's folded form to its country;
    `seats` from a capital's folded name to the country whose government it may stand for.
    """

    names: dict[str, str]
    canonical: dict[str, dict[str, str]]
    nations: dict[str, str]
    seats: dict[str, str]
    given: frozenset[str]
    family: frozenset[str]
    people: dict[str, str]
    clusters: dict[str, tuple[int, ...]]
    tongues: dict[str, Tongue]

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Read the shipped lexicon.

        Raises:
            FileNotFoundError: there is none in the folder.
            ValueError: it has another format.
        """
        with gzip.open(folder / FILE, "rt", encoding="utf-8") as file:
            read = json.load(file)
        if read["format"] != FORMAT:
            message = f"{FILE} has format {read['format']}, this program reads {FORMAT}"
            raise ValueError(message)
        return cls(
            names={name: table for table, names in read["tables"].items() for name in names},
            canonical=read["canonical"],
            nations=read["nations"],
            seats=read["seats"],
            given=frozenset(read["given"]),
            family=frozenset(read["family"]),
            people=read["people"],
            clusters={word: tuple(numbers) for word, numbers in read["clusters"].items()},
            tongues={
                language: Tongue(
                    known["names"], frozenset(known["titles"]), frozenset(known["given"])
                )
                for language, known in read["tongues"].items()
            },
        )

    @classmethod
    def empty(cls) -> Lexicon:
        """Return a lexicon that knows nothing, so that the rules alone can be tried."""
        return cls({}, {}, {}, {}, frozenset(), frozenset(), {}, {}, {})

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.names)

    @cached_property
    def _shouted(self) -> Phrases:
        """Names for text in capitals, without those that hide among words."""
        return Phrases(
            {
                name.casefold(): table
                for name, table in self.names.items()
                if not TABLES[table].weak and len(name) > 3
            }
        )

    def known_in(self, words: Sequence[str], *, shouted: bool = False) -> list[Met]:
        """Find the longest known names in a run of tokens and the table that each stands in.

        With `shouted`, the run is all in capitals and case is not looked at.
        """
        if shouted:
            return self._shouted.met_in([word.casefold() for word in words])
        return self._phrases.met_in(words)

    def table_of(self, name: str) -> str:
        """Return the table that holds a name just so, or ""."""
        return self.names.get(key_of(name), "")

    def name_for(self, kind: EntityKind, surface: str) -> str:
        """Return the name to show for a spelling of a well-known thing, or ""."""
        names, spelled = self.canonical.get(kind.value, {}), folded(surface)
        # "Deutschlands" is Germany too.
        return names.get(spelled) or names.get(spelled.removesuffix("s"), "")


_APART = re.compile(r"[^\w]+|_")
_POSSESSIVE = re.compile(r"[’']s?$")
_DOTTED = re.compile(r"(?:\b\w\.){2,}")


def folded(name: str) -> str:
    """Return a name without what spelling habits differ in: case, accents, dots, hyphens, articles.

    Words in Cyrillic lose their case endings too, for names wear them.
    """
    plain = _POSSESSIVE.sub("", name.strip())
    plain = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), plain)
    parted = unicodedata.normalize("NFKD", plain)
    plain = "".join(sign for sign in parted if not unicodedata.combining(sign))
    # Signs that do not come apart into a letter and a mark.
    plain = plain.casefold().translate(_WHOLE).replace("'", "").replace("’", "")
    plain = _APART.sub(" ", plain).strip().removeprefix("the ")
    if not _CYRILLIC.search(plain):
        return plain
    return " ".join(_without_ending(word) for word in plain.split(" "))


_CYRILLIC = re.compile(r"[а-яєіѐ-џґ]")
# Case endings of nouns and adjectives, after folding ("й" is "и", "ї" is "і"); the longest first.
_CASES = (
    "ого его ому ему ими ыми оі оию ою ею єю иею ією ия ию іи ія ію ии ыи ои еи ая яя ое ее им ым ом ем єм ах ях ам ям их ых іх"
    " ами ями а я у ю и ы і е є о ь"
)
_ENDINGS = sorted(_CASES.split(), key=len, reverse=True)


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_WHOLE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
