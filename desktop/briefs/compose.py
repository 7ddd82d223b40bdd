"""Material in, Sheet out: the same material always gives the same sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from desktop.briefs import presets, tables
from desktop.briefs.citation_styles import style
from desktop.briefs.citations import work
from desktop.briefs.citing import Citer, cited
from desktop.briefs.commenting import Commenter
from desktop.briefs.likelihood import LADDERS, likelihood
from desktop.briefs.material import ArticleMaterial, Material
from desktop.briefs.outline import Outline, usual_items
from desktop.briefs.plain_words import (
    counted,
    date_words,
    day_first,
    held,
    letters,
    listed,
    shortened,
)
from desktop.briefs.prose import inline, plain, prose
from desktop.briefs.sheet import (
    Contents,
    Heading,
    Masthead,
    Paragraph,
    Part,
    Place,
    PlaceLink,
    Role,
    Sheet,
    Words,
)
from desktop.briefs.sources import Source, stands
from desktop.briefs.summary import summary
from desktop.model.annotation import Annotation
from desktop.model.article import BlockKind
from desktop.model.brief import BriefItem, ItemKind
from desktop.model.ids import AnnotationId, NoteId
from desktop.model.note import Note

__all__ = ["ArticleMaterial", "Material", "compose"]

RUNNING_TITLE_LIMIT: Final = 90


def compose(material: Material) -> Sheet:
    """Lay out the brief's outline as a sheet."""
    return _Composer(material).sheet()


class _Composer:
    """Walks the outline once, in the order of the pages, so that footnotes count up."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._details = material.details
        self._preset = presets.preset(material.details.preset)
        self._outline = Outline(material.outline or usual_items(self._preset.outline))
        self._items = self._outline.items
        self._sources = self._read_sources()
        self._by_article = {source.article_id: source for source in self._sources}
        self._annotations: dict[AnnotationId, tuple[Source, Annotation]] = {
            a.id: (s, a) for s in self._sources for a in s.material.annotations
        }
        works = {
            s.key: work(s.key, s.material.article.details, s.material.article.added)
            for s in self._sources
        }
        self._citer = Citer(style(material.details.citations), works)
        self._labels = self._read_labels()
        self._keys = 0
        self._extracts = 0
        self._laid: set[str] = set()
        self._shown_notes = {NoteId(i.ref or 0) for i in self._items if i.kind is ItemKind.NOTE}
        author = material.author or material.details.prepared_by or "Carrel"
        self._commenter = Commenter(tuple(material.notes.values()), author)
        self._warnings = self._commenter.warnings
        self._point = 0

    def _read_sources(self) -> list[Source]:
        named = {i.ref for i in self._items if i.kind is ItemKind.ARTICLE}
        block = any(i.kind is ItemKind.BLOCK and i.text == presets.SOURCE for i in self._items)
        everything = block and not named
        several = len(self._material.articles) > 1
        return [
            Source(
                key=f"src{index + 1}",
                letter=letters(index) if several else "",
                material=article,
                shown=everything or key in named,
            )
            for index, (key, article) in enumerate(self._material.articles.items())
        ]

    def _read_labels(self) -> dict[str, tuple[Source, int, PlaceLink]]:
        out: dict[str, tuple[Source, int, PlaceLink]] = {}
        for source in self._sources:
            for block in source.blocks:
                link = source.link(block.span.start)
                number = source.number_at(block.span.start)
                if link is not None and number is not None:
                    out.setdefault(link.text, (source, number, link))
        return out

    def sheet(self) -> Sheet:
        """Return the whole brief."""
        parts = [part for item in self._outline.below(None) for part in self._item(item, 1)]
        details, today = self._details, self._material.today
        foot = " · ".join(t for t in (details.reference, self._date(today)) if t)
        names = [n.name for n in tables.named(self._sources)[:8]]
        return Sheet(
            title=details.title,
            parts=tuple(parts),
            footnotes=tuple(self._citer.footnotes),
            remarks=tuple(self._commenter.remarks),
            sources=tuple(source.record() for source in self._sources),
            uid=self._material.uid,
            subtitle=details.subtitle,
            subject=self._preset.name,
            keywords=tuple(names),
            author=details.prepared_by or self._material.author,
            today=today,
            running_title=shortened(details.title, RUNNING_TITLE_LIMIT),
            running_foot=foot,
            handling=details.handling,
            reference=details.reference,
            language=details.language,
            paper="letter" if details.language == "en-US" else "a4",
            warnings=tuple(self._warnings),
        )

    def _date(self, iso: str) -> str:
        return date_words(iso[:10], self._details.language)

    def _next_key(self) -> str:
        self._keys += 1
        return f"h{self._keys:03d}"

    def _refer(self, label: str) -> PlaceLink | None:
        found = self._labels.get(label)
        return found[2] if found else None

    def _item(self, item: BriefItem, level: int) -> list[Part]:
        match item.kind:
            case ItemKind.BLOCK:
                return self._block(item, level)
            case ItemKind.HEADING:
                made: list[Part] = [self._heading(item.text, level, item)]
                return made + self._below(item, level + 1)
            case ItemKind.TEXT:
                made = [self._sourced(p) for p in self._prose(item.text, level, item)]
            case ItemKind.ARTICLE:
                made = self._article(item)
            case ItemKind.HIGHLIGHT:
                made = self._highlight(item)
            case ItemKind.NOTE:
                made = self._note(item, level)
            case ItemKind.ENTITY:
                made = self._entity(item, level)
        return made + self._below(item, level)

    def _below(self, item: BriefItem, level: int, *besides: ItemKind) -> list[Part]:
        below = (i for i in self._outline.below(item.id) if i.kind not in besides)
        return [part for child in below for part in self._item(child, level)]

    def _heading(
        self, text: str, level: int, item: BriefItem, *, new_page: bool = False
    ) -> Heading:
        return Heading(text, min(level, 3), self._next_key(), new_page, item.id)

    def _prose(self, text: str, level: int, item: BriefItem) -> tuple[Part, ...]:
        return prose(text, self._next_key, refer=self._refer, level=min(level, 3), item=item.id)

    def _sourced(self, part: Part) -> Part:
        """Add a citation to a paragraph for the ¶ labels in it."""
        if not isinstance(part, Paragraph):
            return part
        named = [p.text for p in part.content if isinstance(p, PlaceLink)]
        places = [(self._labels[n][0].key, self._labels[n][1]) for n in named if n in self._labels]
        note = self._citer.cite(places) if places else ()
        return replace(part, content=cited(part.content, note)) if note else part

    def _block(self, item: BriefItem, level: int) -> list[Part]:
        name = item.text.partition(":")[0]
        makers: dict[str, Callable[[BriefItem, int], Iterable[Part]]] = {
            presets.MASTHEAD: self._masthead,
            presets.BOTTOM_LINE: self._bottom_line,
            presets.KEY_POINTS: self._key_points,
            presets.CONTENTS: self._contents,
            presets.HIGHLIGHTS: lambda i, _: tables.highlights(self._sources, i.id),
            presets.ENTITIES: lambda i, _: tables.entities(self._sources, i.id),
            presets.TIMELINE: lambda i, _: tables.timeline(
                self._sources, i.id, self._details.language
            ),
            presets.QUOTATIONS: self._quotations,
            presets.SOURCE: self._annotated,
            presets.NOTES: self._notes,
            presets.SUMMARY: self._summary,
            presets.SOURCES: self._list_of_sources,
            presets.LIKELIHOOD: self._likelihood,
            # An appendix has nothing of its own: it holds what stands under it in the outline.
            presets.APPENDIX: lambda _, __: (),
            presets.INDEX: lambda i, _: tables.index(self._sources, i.id),
        }
        maker = makers.get(name)
        if maker is None:
            self._warnings.append(f"There is no part called “{item.text}”; it was left out.")
            return []
        key = self._next_key()
        made = list(maker(item, level + 1))
        taken = (ItemKind.TEXT,) if name in {presets.BOTTOM_LINE, presets.KEY_POINTS} else ()
        if name == presets.SOURCE:
            taken = (ItemKind.ARTICLE,)
        made += self._below(item, level + 1, *taken)
        if not made or name in {presets.MASTHEAD, presets.CONTENTS}:
            return made
        title = presets.title_of(name, self._preset.id)
        if name == presets.SOURCE and sum(s.shown for s in self._sources) > 1:
            title = f"{title}s"
        new_page = name == presets.SOURCE and self._preset.source_on_new_page
        heading = Heading(title, min(level, 3), key, new_page, item.id)
        return [heading, *made]

    def _masthead(self, item: BriefItem, level: int) -> Iterator[Part]:
        del level
        details = self._details
        words = sum(s.material.article.words for s in self._sources)
        marks = sum(len(s.placed) for s in self._sources)
        said = sum(len(self._commenter.said(a)) for s in self._sources for a in s.placed)
        told = (
            counted(marks, "highlight") if marks else "",
            counted(said, "comment") if said else "",
        )
        dates = [s.material.article.details.published for s in self._sources]
        facts = (
            ("Prepared by", details.prepared_by),
            ("Reference", details.reference),
            ("For", details.prepared_for),
            ("Date", self._date(self._material.today)),
            ("Sources", f"{counted(len(self._sources), 'article')} · {counted(words, 'word')}"),
            ("Latest source", self._date(max(dates, default=""))),
            ("Marks", " · ".join(t for t in told if t)),
            ("Handling", details.handling),
        )
        yield Masthead(
            kicker=self._preset.kicker,
            title=details.title,
            subtitle=details.subtitle,
            facts=tuple((name, value) for name, value in facts if value),
            item=item.id,
        )

    def _texts_below(self, item: BriefItem) -> list[tuple[str, BriefItem]]:
        below = self._outline.below(item.id)
        return [(i.text, i) for i in below if i.kind is ItemKind.TEXT and i.text.strip()]

    def _bottom_line(self, item: BriefItem, level: int) -> Iterator[Part]:
        for text, place in [(self._details.bottom_line, item), *self._texts_below(item)]:
            for part in self._prose(text, level, place) if text.strip() else ():
                if isinstance(part, Paragraph) and part.role is Role.BODY:
                    yield self._sourced(replace(part, role=Role.BOTTOM_LINE))
                else:
                    yield self._sourced(part)

    def _key_points(self, item: BriefItem, level: int) -> Iterator[Part]:
        del level
        given = [(point, item) for point in self._details.key_points if point.strip()]
        for text, place in [*given, *self._texts_below(item)]:
            self._point += 1
            label = (
                f"{self._preset.key_label}{self._point}"
                if self._preset.key_label
                else f"{self._point}."
            )
            content = inline(" ".join(text.split()), self._refer)
            yield self._sourced(Paragraph(content, Role.KEY_POINT, label, item=place.id))

    def _contents(self, item: BriefItem, level: int) -> Iterator[Part]:
        del level
        yield Contents(presets.title_of(presets.CONTENTS, self._preset.id), item.id)

    def _quotations(self, item: BriefItem, level: int) -> tuple[Part, ...]:
        return tables.quotations(self._sources, self._citer, self._next_key, level, item.id)

    def _annotated(self, item: BriefItem, level: int) -> Iterator[Part]:
        del level
        shown = [source for source in self._sources if source.shown]
        if shown:
            yield from tables.legend(shown, item.id)
        named = [i for i in self._outline.below(item.id) if i.kind is ItemKind.ARTICLE]
        if named:
            for child in named:
                yield from self._article(child)
        elif not any(i.kind is ItemKind.ARTICLE for i in self._items):
            for source in self._sources:
                yield from self._whole(source, item)

    def _article(self, item: BriefItem) -> list[Part]:
        source = next((s for s in self._sources if s.article_id == item.ref), None)
        return [] if source is None else list(self._whole(source, item))

    def _whole(self, source: Source, item: BriefItem) -> Iterator[Part]:
        """Return an article in full, and put its comments on its words; the second time, nothing."""
        details = source.material.article.details
        if source.key in self._laid:  # its comments and its paragraphs' names can stand only once
            title = shortened(details.title, 60)
            self._warnings.append(f"“{title}” is in the outline more than once; it stands once.")
            return
        self._laid.add(source.key)
        paragraphs = [replace(p, item=item.id) for p in source.paragraphs()]
        if not any(p.kind is BlockKind.HEADLINE for p in paragraphs):
            yield Heading(details.title, 2, self._next_key(), item=item.id)
        facts = (
            f"Source {source.letter}" if source.letter else "",
            listed(details.by),
            details.source,
            self._date(details.published),
        )
        line = " · ".join(fact for fact in facts if fact)
        told = [Paragraph((Words(line),), Role.SOURCE_LINE, item=item.id)] if line else []
        titled = bool(paragraphs) and paragraphs[0].kind is BlockKind.HEADLINE
        yield from paragraphs[:titled]
        yield from told
        yield from paragraphs[titled:]
        for annotation in source.placed:
            self._commenter.put(source, annotation, *source.places(annotation.span))
        for annotation in source.unplaced:
            yield self._commenter.lost(source, annotation, item.id)

    def _highlight(self, item: BriefItem) -> list[Part]:
        found = self._annotations.get(AnnotationId(item.ref or 0))
        if found is None:
            return []
        source, annotation = found
        if not stands(annotation, source.material):
            return [self._commenter.lost(source, annotation, item.id)]
        self._extracts += 1
        pieces = source.extract(annotation, f"x{self._extracts}")
        start = annotation.span.start
        number = source.number_at(start)
        place = source.link(start) or Words("" if number is None else f"para.\u00a0{number}")
        note = self._citer.cite([(source.key, number)])
        pieces[-1] = replace(pieces[-1], citation=(Words(" — "), place, *note))
        if not source.shown:
            first, last = pieces[0], pieces[-1]
            end = Place(last.key, len(last.text))
            self._commenter.put(source, annotation, Place(first.key, 0), end)
        return [replace(piece, item=item.id) for piece in pieces]

    def _note(self, item: BriefItem, level: int) -> list[Part]:
        note = self._material.notes.get(NoteId(item.ref or 0))
        return [] if note is None else list(self._noted(note, item, level))

    def _noted(self, note: Note, item: BriefItem, level: int) -> Iterator[Part]:
        first = note.body.strip().partition("\n")[0]
        if note.title and note.title != plain(inline(first.lstrip("# "))):
            yield self._heading(note.title, level, item)
        for part in self._prose(note.body, level + 1 if note.title else level, item):
            yield self._sourced(part)
        source = self._by_article.get(note.article_id) if note.article_id is not None else None
        facts = (
            f"On “{held(shortened(source.material.article.details.title, 80))}”" if source else "",
            day_first(note.modified[:10]),
            " · ".join(note.tags),
        )
        told = " · ".join(f for f in facts if f)
        yield Paragraph((Words(told),), Role.SMALL, item=item.id)

    def _notes(self, item: BriefItem, level: int) -> Iterator[Part]:
        for note in self._material.notes.values():
            on_words = note.annotation_id is not None and note.annotation_id in self._annotations
            if note.id not in self._shown_notes and not on_words:
                yield from self._noted(note, item, level)

    def _entity(self, item: BriefItem, level: int) -> list[Part]:
        made = tables.dossier(self._sources, item.ref or 0, self._citer, item.id)
        names = {e.id: e.name for s in self._sources for e in s.material.entities}
        name = next((n for key, n in names.items() if key == item.ref), "")
        return [self._heading(name, level, item), *made] if made else []

    def _summary(self, item: BriefItem, level: int) -> Iterator[Part]:
        del level
        if self._sources:
            told = summary([s.material.article for s in self._sources], self._date)
            yield Paragraph((Words(told),), Role.BODY, item=item.id)

    def _list_of_sources(self, item: BriefItem, level: int) -> Iterator[Part]:
        del level
        for entry in self._citer.entries([source.key for source in self._sources]):
            yield Paragraph(entry, Role.ENTRY, item=item.id)

    def _likelihood(self, item: BriefItem, level: int) -> tuple[Part, ...]:
        del level
        if not self._point:
            return ()
        chosen = item.text.partition(":")[2]
        ladder = LADDERS.get(chosen, LADDERS["icd-203"])
        return likelihood(ladder, item.id)
