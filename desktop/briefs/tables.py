"""The parts that a brief makes by itself from its sources: highlights, names, timeline, quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.briefs.citing import Citer
from desktop.briefs.looks import KIND_WORD
from desktop.briefs.plain_words import counted, date_parts, date_words, shortened
from desktop.briefs.sheet import (
    Column,
    Content,
    Heading,
    PageOf,
    Paragraph,
    Part,
    Piece,
    Role,
    Table,
    Words,
)
from desktop.briefs.sources import Source
from desktop.model.annotation import Colour
from desktop.model.entity import NAMED_KINDS, EntityKind, Mention
from desktop.model.ids import BriefItemId
from desktop.model.quotation import Quotation
from desktop.text.sentences import sentences

PASSAGE_LIMIT: Final = 320
EVENT_LIMIT: Final = 180
LINKS_LIMIT: Final = 16
NAMES_LIMIT: Final = 60
EVENTS_LIMIT: Final = 60


def _place(source: Source, offset: int) -> tuple[Content, Content]:
    """Return the link to a paragraph and its page, or its number where it is not in the brief."""
    link = source.link(offset)
    if link is not None:
        return (link,), (PageOf(link.target),)
    number = source.number_at(offset)
    return (Words("" if number is None else f"para.\u00a0{number}"),), (Words("–", muted=True),)


def highlights(sources: Sequence[Source], item: BriefItemId | None) -> tuple[Part, ...]:
    """Return the table of marked passages, in reading order."""
    rows: list[tuple[Content, ...]] = []
    for source in sources:
        for annotation in source.placed:
            words = shortened(annotation.span.of(source.text), PASSAGE_LIMIT)
            tags: Content = ()
            if annotation.tags:
                tags = (Words("\n" + " · ".join(annotation.tags), muted=True),)
            where, page = _place(source, annotation.span.start)
            chip = Words(f" {annotation.colour.value.title()} ", colour=annotation.colour)
            rows.append(((chip,), (Words(words), *tags), where, page))
    if not rows:
        return ()
    columns = (
        Column("Colour", 0.11),
        Column("Passage", 0.69),
        Column("Where", 0.1),
        Column("Page", 0.1),
    )
    caption = "Marked passages, in reading order"
    told = "Marked passages with their colour, words, paragraph and page"
    return (Table(columns, tuple(rows), caption, told, item),)


def legend(sources: Sequence[Source], item: BriefItemId | None) -> tuple[Part, ...]:
    """Return what the colours and lines in the sources mean, as far as they occur."""
    colours = sorted({a.colour for s in sources for a in s.placed}, key=list(Colour).index)
    kinds = {m.kind for s in sources for m in s.material.mentions}
    pieces: list[Piece] = []
    for colour in colours:
        pieces += [Words(f" {colour.value.title()} ", colour=colour), Words("  ")]
    for kind in NAMED_KINDS:
        if kind in kinds:
            pieces += [Words(KIND_WORD[kind], kind=kind), Words("  ")]
    if not pieces:
        return ()
    out = [Paragraph((Words("Key  ", strong=True), *pieces[:-1]), Role.SMALL, item=item)]
    if any(_two_colours_meet(source) for source in sources):
        told = "A coloured line under shaded words is an older highlight beneath a newer one."
        out.append(Paragraph((Words(told),), Role.SMALL, item=item))
    return tuple(out)


def _two_colours_meet(source: Source) -> bool:
    """Whether highlights of different colours overlap; `placed` is in reading order."""
    reach: dict[Colour, int] = {}
    for annotation in source.placed:
        start = annotation.span.start
        if any(end > start for colour, end in reach.items() if colour is not annotation.colour):
            return True
        reach[annotation.colour] = max(reach.get(annotation.colour, 0), annotation.span.end)
    return False


@dataclass(slots=True)
class Named:
    """One name of the sources: how often, and a link for each paragraph."""

    name: str
    kind: EntityKind
    mentions: int = 0
    places: dict[tuple[str, int | None], Content] = field(default_factory=dict)


def _key_of(mention: Mention) -> object:
    return mention.entity_id or (mention.kind, mention.surface.casefold())


def named(sources: Sequence[Source]) -> list[Named]:
    """Return everyone and everything named in the sources, most mentioned first."""
    found: dict[object, Named] = {}
    for source in sources:
        names = {entity.id: entity for entity in source.material.entities}
        for mention in source.material.mentions:
            if mention.kind not in NAMED_KINDS:
                continue
            entity = names.get(mention.entity_id) if mention.entity_id is not None else None
            key = _key_of(mention)
            if key not in found:
                name = entity.name if entity else mention.surface
                found[key] = Named(name, entity.kind if entity else mention.kind)
            named = found[key]
            named.mentions += 1
            place = (source.key, source.number_at(mention.span.start))
            if place not in named.places:
                named.places[place] = _place(source, mention.span.start)[0]
    return sorted(found.values(), key=lambda n: (-n.mentions, n.name.casefold()))


def _links(places: Iterable[Content], limit: int | None = LINKS_LIMIT) -> Content:
    out: list[Piece] = []
    told = list(places)
    for content in told[:limit]:
        out += [*((Words(", "),) if out else ()), *content]
    if limit is not None and len(told) > limit:
        out.append(Words(f" and {len(told) - limit} more", muted=True))
    return tuple(out)


def entities(sources: Sequence[Source], item: BriefItemId | None) -> tuple[Part, ...]:
    """Return the table of everyone and everything named, most mentioned first."""
    found = named(sources)
    if not found:
        return ()
    shown = found[:NAMES_LIMIT]
    rows = tuple(
        (
            (Words(one.name, strong=True),),
            (Words(KIND_WORD[one.kind], kind=one.kind),),
            (Words(str(one.mentions)),),
            _links(one.places.values()),
        )
        for one in shown
    )
    columns = (
        Column("Name", 0.29),
        Column("Kind", 0.18),
        Column("Mentions", 0.11),
        Column("Paragraphs", 0.42),
    )
    caption = "Who and what is named, most mentioned first"
    if len(found) > len(shown):
        caption = f"The {len(shown)} most mentioned of {counted(len(found), 'name')}"
    told = "Names with their kind, number of mentions and paragraphs"
    return (Table(columns, rows, caption, told, item),)


def index(sources: Sequence[Source], item: BriefItemId | None) -> tuple[Part, ...]:
    """Return every name from A to Z with all its paragraphs."""
    out: list[Part] = []
    for one in sorted(named(sources), key=lambda n: (n.name.casefold(), n.kind.value)):
        places = _links(one.places.values(), limit=None)
        content: Content = (Words(one.name), Words("  "), *places)
        out.append(Paragraph(content, Role.INDEX, item=item))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Event:
    when: str
    order: tuple[int, int, int]
    source: Source
    mention: Mention
    sentence: str


def _events(sources: Sequence[Source]) -> list[_Event]:
    out: list[_Event] = []
    for source in sources:
        dated = [
            m
            for m in source.material.mentions
            if m.kind is EntityKind.DATE and date_parts(m.normal)[0]
        ]
        if not dated:
            continue
        spans = sentences(source.text, source.blocks)
        for mention in dated:
            at = bisect_right(spans, mention.span.start, key=lambda s: s.start) - 1
            around = spans[at] if at >= 0 and spans[at].covers(mention.span) else mention.span
            sentence = shortened(around.of(source.text), EVENT_LIMIT)
            event = _Event(mention.normal, date_parts(mention.normal), source, mention, sentence)
            out.append(event)
    return sorted(out, key=lambda e: e.order)


def timeline(
    sources: Sequence[Source], item: BriefItemId | None, language: str
) -> tuple[Part, ...]:
    """Return the dated events of the sources, earliest first; each sentence once for a date."""
    rows: list[tuple[Content, ...]] = []
    seen: set[tuple[str, str]] = set()
    for event in _events(sources):
        if (event.when, event.sentence) in seen or len(rows) == EVENTS_LIMIT:
            continue
        seen.add((event.when, event.sentence))
        year = str(event.order[0])
        dating = (
            "in the text" if year in event.mention.surface else f"from “{event.mention.surface}”"
        )
        rows.append(
            (
                (Words(date_words(event.when[:10], language), strong=True),),
                (Words(event.sentence),),
                _place(event.source, event.mention.span.start)[0],
                (Words(dating, emphasis=True, muted=True),),
            )
        )
    if not rows:
        return ()
    columns = (
        Column("When", 0.2),
        Column("Event", 0.5),
        Column("Where", 0.1),
        Column("Dating", 0.2),
    )
    told = "Dated events in the sources, earliest first"
    return (Table(columns, tuple(rows), "", told, item),)


def said(quotation: Quotation) -> str:
    """Return a quotation's words, in quotation marks when they are the speaker's own."""
    words = " ".join(quotation.text.split())
    if not quotation.direct or words[:1] in '“"«„‘':
        return words
    return f"“{words}”"


def quotation_part(
    source: Source, quotation: Quotation, citer: Citer, item: BriefItemId | None
) -> Paragraph:
    """Return one quotation with its place and its citation."""
    place = _place(source, quotation.span.start)[0]
    number = source.number_at(quotation.span.start)
    note = citer.cite([(source.key, number)])
    told = "" if quotation.direct else " (reported)"
    content: Content = (Words(said(quotation)), Words(f"{told} — "), *place, *note)
    return Paragraph(content, Role.QUOTE, item=item)


def quotations(
    sources: Sequence[Source],
    citer: Citer,
    keys: Callable[[], str],
    level: int,
    item: BriefItemId | None,
) -> tuple[Part, ...]:
    """Return who said what: a heading for each speaker, in the order of their first words."""
    speakers: dict[object, tuple[str, list[tuple[Source, Quotation]]]] = {}
    for source in sources:
        names = {entity.id: entity.name for entity in source.material.entities}
        for quotation in sorted(source.material.quotations, key=lambda q: q.span):
            name = quotation.speaker.strip()
            if quotation.entity_id is not None:
                name = names.get(quotation.entity_id, name)
            name = name or "Speaker not named"
            name = name[0].upper() + name[1:]
            key: object = quotation.entity_id or name.casefold()
            speakers.setdefault(key, (name, []))[1].append((source, quotation))
    out: list[Part] = []
    for name, found in speakers.values():
        out.append(Heading(name, level, keys(), item=item))
        out.extend(quotation_part(source, quotation, citer, item) for source, quotation in found)
    return tuple(out)


def dossier(
    sources: Sequence[Source], entity_id: int, citer: Citer, item: BriefItemId | None
) -> tuple[Part, ...]:
    """Return what the sources say of one entity: spellings, places, and what it said."""
    kinds = [e for s in sources for e in s.material.entities if e.id == entity_id]
    if not kinds:
        return ()
    entity = kinds[0]
    found = [(s, m) for s in sources for m in s.material.mentions if m.entity_id == entity_id]
    also = sorted({m.surface for _, m in found} - {entity.name})
    facts = KIND_WORD[entity.kind]
    if also:
        facts += " · also " + ", ".join(also)
    out: list[Part] = [Paragraph((Words(facts),), Role.SMALL, item=item)]
    places: dict[tuple[str, int | None], Content] = {}
    for source, mention in found:
        key = (source.key, source.number_at(mention.span.start))
        if key not in places:
            places[key] = _place(source, mention.span.start)[0]
    if found:
        times = counted(len(found), "time")
        links: list[Piece] = [Words(f"Named {times}: "), *_links(places.values()), Words(".")]
        out.append(Paragraph(tuple(links), Role.BODY, item=item))
    out.extend(
        quotation_part(source, quotation, citer, item)
        for source in sources
        for quotation in source.material.quotations
        if quotation.entity_id == entity_id
    )
    return tuple(out)
