"""Material for briefs, made by hand: two short articles with marks, names, quotations and notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from desktop.briefs.material import ArticleMaterial, Material
from desktop.model.annotation import (
    AnchorState,
    Annotation,
    Colour,
    TextPositionSelector,
    TextQuoteSelector,
)
from desktop.model.article import (
    Article,
    Block,
    BlockKind,
    Details,
    Inline,
    InlineKind,
    ReadState,
    Version,
)
from desktop.model.brief import BriefDetails, BriefItem, ItemKind
from desktop.model.entity import Entity, EntityKind, Mention
from desktop.model.ids import (
    AnnotationId,
    ArticleId,
    BriefItemId,
    EntityId,
    NoteId,
    VersionId,
)
from desktop.model.note import Note
from desktop.model.quotation import Quotation
from desktop.model.spans import Span

FERRY = (
    (BlockKind.HEADLINE, "Night Ferry to Orsel Will Run Again After Harbour Repairs"),
    (
        BlockKind.STANDFIRST,
        "The port authority expects the first crossing in March; the islanders ask who will pay.",
    ),
    (BlockKind.BYLINE, "By Ines Halloran and Tomas Reed"),
    (
        BlockKind.PARAGRAPH,
        (
            "The night ferry between Port Lavan and Orsel will sail again on 3 March 2025, the Lavan Port "
            "Authority said on Tuesday, fourteen months after a storm broke the northern quay."
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "Repairs cost 41 million crowns, nearly twice the first estimate. “We paid for two winters of bad "
            "weather and one winter of bad planning,” said Mirela Sand, who has led the authority since 2019."
        ),
    ),
    (BlockKind.HEADING, "Who pays for the second quay?"),
    (
        BlockKind.PARAGRAPH,
        (
            "The islanders have been promised a second quay since 2016. Orsel’s council wants the state to carry "
            "two thirds of its cost; the ministry in Varna has offered half, and only if the council sells the old "
            "customs house."
        ),
    ),
    (BlockKind.LIST_ITEM, "A second quay would let two ferries load at once."),
    (
        BlockKind.LIST_ITEM,
        "Without it, one broken ramp stops all traffic, as it did in January 2024.",
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "Sand told the council that she would rather have “a late quay than a cheap one”. The council votes "
            "in June, and its chair, Jonas Brandt, has not said how he will vote."
        ),
    ),
    (
        BlockKind.QUOTE,
        "Nobody here counts in crowns; we count in nights without a doctor.",
    ),
)
HARBOUR = (
    (BlockKind.HEADLINE, "Ministry Doubts Orsel’s Sums"),
    (
        BlockKind.PARAGRAPH,
        (
            "Officials in Varna say that the second quay at Orsel would pay for itself only if freight doubles by "
            "2031, an internal paper shows. The Lavan Port Authority disputes the figure."
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        "“The paper counts boats, not people,” Brandt said in an interview on 12 February 2025.",
    ),
)


def blocks_of(
    pieces: Iterable[tuple[BlockKind, str]],
) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, words in pieces:
        if text:
            text += "\n"
        level = {BlockKind.HEADING: 2, BlockKind.LIST_ITEM: 1, BlockKind.QUOTE: 1}.get(kind, 0)
        blocks.append(Block(kind, Span(len(text), len(text) + len(words)), level))
        text += words
    return text, tuple(blocks)


def version_of(
    pieces: Iterable[tuple[BlockKind, str]], number: int, inlines: tuple[str, ...] = ()
) -> Version:
    text, blocks = blocks_of(pieces)
    marked = []
    for block in blocks:
        found = [
            Inline(InlineKind.EMPHASIS, Span(at, at + len(words)))
            for words in inlines
            if (at := text.find(words, block.span.start, block.span.end)) >= 0
        ]
        marked.append(Block(block.kind, block.span, block.level, block.ordinal, tuple(found)))
    return Version(
        id=VersionId(number),
        article_id=ArticleId(number),
        number=1,
        text=text,
        blocks=tuple(marked),
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        raw_sha256="",
        extractor="test",
        created="2025-02-14T08:00:00Z",
    )


def article_of(number: int, details: Details, version: Version) -> Article:
    return Article(
        id=ArticleId(number),
        uid=f"article-{number}",
        details=details,
        state=ReadState.READING,
        starred=False,
        unread=False,
        trashed=False,
        added="2025-02-14T08:00:00Z",
        version=1,
        words=len(version.text.split()),
    )


def annotation_of(
    number: int,
    version: Version,
    words: str,
    colour: Colour = Colour.AMBER,
    comment: str = "",
    tags: tuple[str, ...] = (),
    state: AnchorState = AnchorState.EXACT,
) -> Annotation:
    start = version.text.index(words)
    when = f"2025-02-15T{number % 24:02d}:30:00Z"
    return Annotation(
        id=AnnotationId(number),
        uid=f"annotation-{number}",
        article_id=version.article_id,
        version_id=version.id,
        position=TextPositionSelector(start, start + len(words)),
        quote=TextQuoteSelector(words),
        colour=colour,
        comment=comment,
        tags=tags,
        state=state,
        created=when,
        modified=when,
    )


def note_of(number: int, body: str, **kept: object) -> Note:
    values: dict[str, object] = {
        "title": "",
        "article_id": None,
        "annotation_id": None,
        "tags": (),
    }
    values.update(kept)
    return Note(
        id=NoteId(number),
        uid=f"note-{number}",
        body=body,
        created="2025-02-16T10:00:00Z",
        modified="2025-02-16T10:05:00Z",
        **values,  # type: ignore[arg-type]
    )


NAMES = (
    (1, "Mirela Sand", EntityKind.PERSON, ("Mirela Sand", "Sand")),
    (2, "Jonas Brandt", EntityKind.PERSON, ("Jonas Brandt", "Brandt")),
    (3, "Lavan Port Authority", EntityKind.ORGANISATION, ("Lavan Port Authority",)),
    (4, "Orsel", EntityKind.PLACE, ("Orsel",)),
    (5, "Port Lavan", EntityKind.PLACE, ("Port Lavan",)),
    (6, "Varna", EntityKind.PLACE, ("Varna",)),
)
DATES = (
    ("3 March 2025", "2025-03-03"),
    ("January 2024", "2024-01"),
    ("12 February 2025", "2025-02-12"),
    ("since 2016", "2016"),
)


def mentions_of(version: Version) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    found: list[Mention] = []
    taken: set[int] = set()
    entities: list[Entity] = []
    for number, name, kind, forms in NAMES:
        before = len(found)
        for form in forms:
            at = version.text.find(form)
            while at >= 0:
                if at not in taken:
                    taken.update(range(at, at + len(form)))
                    span = Span(at, at + len(form))
                    found.append(Mention(span, form, kind, EntityId(number)))
                at = version.text.find(form, at + 1)
        if len(found) > before:
            entities.append(Entity(EntityId(number), name, kind, forms[1:]))
    for form, normal in DATES:
        at = version.text.find(form)
        if at >= 0:
            span = Span(at, at + len(form))
            found.append(Mention(span, form, EntityKind.DATE, normal=normal))
    return tuple(sorted(found, key=lambda m: m.span)), tuple(entities)


def quotation_of(
    version: Version, words: str, speaker: str, entity: int | None, *, direct: bool = True
) -> Quotation:
    start = version.text.index(words)
    return Quotation(
        article_id=version.article_id,
        span=Span(start, start + len(words)),
        text=words,
        speaker=speaker,
        cue="said",
        direct=direct,
        entity_id=None if entity is None else EntityId(entity),
    )


FERRY_DETAILS = Details(
    title=FERRY[0][1],
    by=("Ines Halloran", "Tomas Reed"),
    source="The Orsel Mail",
    published="2025-02-11",
    language="en",
    address="https://example.org/orsel/night-ferry",
)
HARBOUR_DETAILS = Details(
    title=HARBOUR[0][1], source="Varna Ledger", published="2025-02-13", language="en"
)


def ferry() -> ArticleMaterial:
    version = version_of(FERRY, 1, ("nearly twice the first estimate",))
    mentions, entities = mentions_of(version)
    marks = (
        annotation_of(
            1,
            version,
            "will sail again on 3 March 2025",
            Colour.AMBER,
            "Check the timetable.\nIs it weekly?",
        ),
        annotation_of(
            2,
            version,
            "nearly twice the first estimate",
            Colour.ROSE,
            "Twice which estimate?",
            ("cost",),
        ),
        annotation_of(
            3,
            version,
            "41 million crowns, nearly twice",
            Colour.BLUE,
            "Sum confirmed by the budget.",
        ),
        annotation_of(
            4,
            version,
            "the ministry in Varna has offered half",
            Colour.GREEN,
            "",
            ("cost", "state"),
        ),
        annotation_of(5, version, "one broken ramp stops all traffic", Colour.BLUE),
        annotation_of(
            6,
            version,
            "how he will vote.\nNobody here counts",
            Colour.GREEN,
            "Runs over two paragraphs.",
        ),
    )
    quotations = (
        quotation_of(
            version,
            "We paid for two winters of bad weather and one winter of bad planning,",
            "Mirela Sand",
            1,
        ),
        quotation_of(version, "a late quay than a cheap one", "Mirela Sand", 1),
    )
    article = article_of(1, FERRY_DETAILS, version)
    return ArticleMaterial(article, version, marks, mentions, entities, quotations)


def harbour() -> ArticleMaterial:
    version = version_of(HARBOUR, 2)
    mentions, entities = mentions_of(version)
    marks = (
        annotation_of(
            11, version, "only if freight doubles by 2031", Colour.AMBER, "Whose forecast is this?"
        ),
    )
    quotations = (
        quotation_of(version, "The paper counts boats, not people,", "Jonas Brandt", 2),
        quotation_of(
            version,
            "the second quay at Orsel would pay for itself only if freight doubles",
            "officials in Varna",
            None,
            direct=False,
        ),
    )
    article = article_of(2, HARBOUR_DETAILS, version)
    return ArticleMaterial(article, version, marks, mentions, entities, quotations)


DETAILS = BriefDetails(
    title="The night ferry to Orsel: what is settled, what the council still has to decide",
    subtitle="One source read closely: the sailing date, the cost and the vote in June",
    handling="TLP:AMBER",
    prepared_by="Mara Lindqvist, Harbour desk",
    prepared_for="Head of the islands programme",
    reference="HD-2025-031",
    bottom_line=(
        "The ferry sails again on **3 March**. The second quay is **not settled**: state and council are a "
        "sixth of its cost apart, and the vote in June is open. See ¶5."
    ),
    key_points=(
        "It is **likely** that the council accepts half and sells the customs house. *Moderate confidence.* See ¶5.",
        "It is **very likely** that the repaired quay opens on time. *High confidence.* See ¶2.",
        "A second winter with one ramp would be **costly**: the last took fourteen months. *Low confidence.* See ¶2 and ¶7.",
    ),
)


def notes() -> dict[NoteId, Note]:
    made = (
        note_of(
            1,
            "Ask the ministry for the paper.\n\n- who wrote it\n- *when*",
            title="To do",
            article_id=ArticleId(1),
        ),
        note_of(
            2,
            "The authority has moved this date twice before.",
            annotation_id=AnnotationId(1),
            article_id=ArticleId(1),
        ),
    )
    return {note.id: note for note in made}


def one_source() -> Material:
    return Material(
        details=DETAILS,
        articles={ArticleId(1): ferry()},
        notes=notes(),
        today="2025-02-17",
        author="Mara Lindqvist",
        uid="brief-1",
    )


def two_sources() -> Material:
    return Material(
        details=DETAILS,
        articles={ArticleId(1): ferry(), ArticleId(2): harbour()},
        notes=notes(),
        today="2025-02-17",
        author="Mara Lindqvist",
        uid="brief-2",
    )


def outline_of(*items: tuple[ItemKind, str | int]) -> tuple[BriefItem, ...]:
    out = []
    for position, (kind, told) in enumerate(items):
        text = told if isinstance(told, str) else ""
        ref = told if isinstance(told, int) else None
        out.append(BriefItem(BriefItemId(position + 1), kind, None, position, ref, text))
    return tuple(out)
