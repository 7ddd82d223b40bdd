"""The kinds of brief: which parts each begins with, in which order, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

MASTHEAD: Final = "masthead"
BOTTOM_LINE: Final = "bottom-line"
KEY_POINTS: Final = "key-points"
CONTENTS: Final = "contents"
HIGHLIGHTS: Final = "highlights"
ENTITIES: Final = "entities"
TIMELINE: Final = "timeline"
QUOTATIONS: Final = "quotations"
SOURCE: Final = "source"
NOTES: Final = "notes"
SUMMARY: Final = "summary"
SOURCES: Final = "sources"
LIKELIHOOD: Final = "likelihood"
APPENDIX: Final = "appendix"
INDEX: Final = "index"

BLOCKS: Final = (
    MASTHEAD,
    BOTTOM_LINE,
    KEY_POINTS,
    CONTENTS,
    HIGHLIGHTS,
    ENTITIES,
    TIMELINE,
    QUOTATIONS,
    SOURCE,
    NOTES,
    SUMMARY,
    SOURCES,
    LIKELIHOOD,
    APPENDIX,
    INDEX,
)
"""Every part that a brief can make by itself: the `text` of an outline item of kind BLOCK."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of brief; `titles` are the headings of its parts where they differ from the usual."""

    id: str
    name: str
    kicker: str
    outline: tuple[str, ...]
    citations: str = "chicago-notes"
    key_label: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    source_on_new_page: bool = True


USUAL_TITLES: Final = MappingProxyType(
    {
        MASTHEAD: "Title block",
        BOTTOM_LINE: "Bottom line",
        KEY_POINTS: "Key points",
        CONTENTS: "Contents",
        HIGHLIGHTS: "Highlights",
        ENTITIES: "People, organisations and places",
        TIMELINE: "Timeline",
        QUOTATIONS: "Quotations by speaker",
        SOURCE: "Annotated source",
        NOTES: "Notes",
        SUMMARY: "Source summary",
        SOURCES: "Sources",
        LIKELIHOOD: "How to read likelihood and confidence",
        APPENDIX: "Appendix",
        INDEX: "Index",
    }
)

_ALL: Final = (
    Preset(
        id="intelligence",
        name="Intelligence brief",
        kicker="Annotated brief",
        outline=(
            MASTHEAD,
            BOTTOM_LINE,
            KEY_POINTS,
            CONTENTS,
            HIGHLIGHTS,
            ENTITIES,
            TIMELINE,
            QUOTATIONS,
            SOURCE,
            NOTES,
            SUMMARY,
            SOURCES,
            LIKELIHOOD,
        ),
        key_label="KJ",
        titles=MappingProxyType({KEY_POINTS: "Key judgements"}),
    ),
    Preset(
        id="policy",
        name="Policy memo",
        kicker="Policy memo",
        outline=(MASTHEAD, BOTTOM_LINE, KEY_POINTS, HIGHLIGHTS, NOTES, SOURCE, SOURCES),
        titles=MappingProxyType({KEY_POINTS: "Recommendations", BOTTOM_LINE: "Purpose"}),
        source_on_new_page=False,
    ),
    Preset(
        id="think-tank",
        name="Think-tank brief",
        kicker="Policy brief",
        outline=(
            MASTHEAD,
            BOTTOM_LINE,
            KEY_POINTS,
            CONTENTS,
            NOTES,
            HIGHLIGHTS,
            ENTITIES,
            SOURCE,
            SOURCES,
        ),
        titles=MappingProxyType(
            {BOTTOM_LINE: "Summary", KEY_POINTS: "Findings", SOURCES: "Bibliography"}
        ),
    ),
    Preset(
        id="newsroom",
        name="Newsroom memo",
        kicker="Research memo",
        outline=(
            MASTHEAD,
            BOTTOM_LINE,
            KEY_POINTS,
            QUOTATIONS,
            TIMELINE,
            ENTITIES,
            HIGHLIGHTS,
            NOTES,
            SOURCE,
            SOURCES,
        ),
        titles=MappingProxyType(
            {BOTTOM_LINE: "The story", KEY_POINTS: "What is confirmed", QUOTATIONS: "Who said what"}
        ),
    ),
    Preset(
        id="reading-notes",
        name="Reading notes",
        kicker="Reading notes",
        outline=(MASTHEAD, CONTENTS, NOTES, HIGHLIGHTS, SOURCE, ENTITIES, SOURCES),
        titles=MappingProxyType({NOTES: "My notes"}),
        source_on_new_page=False,
    ),
)

PRESETS: Final = MappingProxyType({preset.id: preset for preset in _ALL})


def preset(name: str) -> Preset:
    """Return a preset by its id; an unknown one is read as an intelligence brief."""
    return PRESETS.get(name, PRESETS["intelligence"])


def outline(name: str) -> list[str]:
    """Return the names of the parts that a brief of this preset begins with."""
    return list(preset(name).outline)


def title_of(block: str, preset_name: str) -> str:
    """Return the heading that a part has in this preset."""
    return preset(preset_name).titles.get(block, USUAL_TITLES.get(block, block))
