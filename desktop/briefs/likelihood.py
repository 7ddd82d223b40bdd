"""The words for likelihood and what they mean in per cent: the key at the end of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.briefs.sheet import Column, Content, Paragraph, Part, Role, Table, Words
from desktop.model.ids import BriefItemId


@dataclass(frozen=True, slots=True)
class Ladder:
    """Words for likelihood, each with its range in per cent, and what to know of them."""

    id: str
    title: str
    steps: tuple[tuple[str, str], ...]
    note: str


_CONFIDENCE: Final = (
    "Confidence speaks of how good the sources are, not of how likely the event is; the two never "
    "share a sentence."
)
ICD_203: Final = Ladder(
    "icd-203",
    "US Intelligence Community Directive 203",
    (
        ("Almost no chance", "1–5 %"),
        ("Very unlikely", "5–20 %"),
        ("Unlikely", "20–45 %"),
        ("Roughly even", "45–55 %"),
        ("Likely", "55–80 %"),
        ("Very likely", "80–95 %"),
        ("Almost certain", "95–99 %"),
    ),
    _CONFIDENCE,
)
PHIA: Final = Ladder(
    "phia",
    "UK Professional Head of Intelligence Assessment",
    (
        ("Remote chance", "0–5 %"),
        ("Highly unlikely", "10–20 %"),
        ("Unlikely", "25–35 %"),
        ("Realistic possibility", "40–50 %"),
        ("Likely", "55–75 %"),
        ("Highly likely", "80–90 %"),
        ("Almost certain", "95–100 %"),
    ),
    _CONFIDENCE,
)


LADDERS: Final = MappingProxyType({ladder.id: ladder for ladder in (ICD_203, PHIA)})


def likelihood(ladder: Ladder, item: BriefItemId | None) -> tuple[Part, ...]:
    """Return the key to the words for likelihood."""
    share = 1 / len(ladder.steps)
    columns = tuple(Column(word, share) for word, _ in ladder.steps)
    row: tuple[Content, ...] = tuple((Words(told),) for _, told in ladder.steps)
    told = "Words for likelihood with their ranges in per cent"
    note = f"{ladder.title}. {ladder.note}"
    return (
        Table(columns, (row,), "", told, item),
        Paragraph((Words(note),), Role.SMALL, item=item),
    )
