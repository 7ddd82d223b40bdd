"""Articles for the reader's tests: every kind of block, names, emoji and both directions of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.library.library import Library
from desktop.model.annotation import Annotation, Colour
from desktop.model.article import Article, Block, BlockKind, Details, Inline, InlineKind
from desktop.model.entity import EntityKind, Mention
from desktop.model.ids import ArticleId
from desktop.model.spans import Span

B, K = BlockKind, EntityKind

PARTS: tuple[tuple[BlockKind, str], ...] = (
    (B.HEADLINE, "Harbour of Gdansk Waits for Its New Breakwater"),
    (B.STANDFIRST, "Mara Lindqvist says the work can begin; the Harbour Commission is less sure."),
    (
        B.PARAGRAPH,
        (
            "The Harbour Commission met in Gdansk on 12 March 2024. Mara Lindqvist told it that the money "
            "was there, that the stones were there, and that the only thing still missing was a decision."
        ),
    ),
    (
        B.PARAGRAPH,
        (
            "Lindqvist came with a plan 🙂 and with figures. Reserve power would cover a loss within "
            "minutes, she said, and the port of Gdansk would not have to close for a single day."
        ),
    ),
    (B.HEADING, "Who is going to pay?"),
    (
        B.PARAGRAPH,
        (
            "Tomas Okafor of the Harbour Commission asked for a second opinion. The café\u0301 by the "
            "quay, he said, had cost 𝔸 and 𝔹, and the family 👩‍👧 that keeps it was not asked at all."
        ),
    ),
    (B.LIST_ITEM, "Stones from Nairobi, which is far."),
    (B.LIST_ITEM, "Stones from Tallinn, which is near."),
    (B.QUOTE, "“We are not guessing any more,” said Tomas Okafor."),
    (B.CODE, 'state = "open"'),
    (B.PARAGRAPH, "نص من اليمين إلى اليسار عن Gdansk وميناء المدينة."),
    (B.PARAGRAPH, "It will be voted on again in the summer, as the rules of the house say."),
)

NAMES: dict[str, tuple[str, EntityKind]] = {
    "Mara Lindqvist": ("Mara Lindqvist", K.PERSON),
    "Lindqvist": ("Mara Lindqvist", K.PERSON),
    "Tomas Okafor": ("Tomas Okafor", K.PERSON),
    "Harbour Commission": ("Harbour Commission", K.ORGANISATION),
    "Gdansk": ("Gdansk", K.PLACE),
    "Nairobi": ("Nairobi", K.PLACE),
    "Tallinn": ("Tallinn", K.PLACE),
    "12 March 2024": ("", K.DATE),
}


@dataclass(frozen=True)
class Gathered:
    """A cluster, as recognition makes them."""

    name: str
    kind: EntityKind
    key: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True)
class Said:
    """A quotation, as recognition finds them; `mention` is the index of the speaker's mention."""

    span: Span
    text: str
    speaker: str
    cue: str
    direct: bool
    mention: int | None


def compose(
    parts: Sequence[tuple[BlockKind, str]], links: dict[str, str] | None = None
) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, words in parts:
        if blocks:
            text += "\n"
        span = Span(len(text), len(text) + len(words))
        inlines = []
        for shown, address in (links or {}).items():
            at = words.find(shown)
            if at >= 0:
                inside = Span(span.start + at, span.start + at + len(shown))
                inlines.append(Inline(InlineKind.LINK, inside, address))
        level = 2 if kind is B.HEADING else 1 if kind in (B.LIST_ITEM, B.QUOTE) else 0
        blocks.append(Block(kind, span, level=level, inlines=tuple(inlines)))
        text += words
    return text, tuple(blocks)


def recognised(text: str) -> tuple[list[Mention], list[Gathered]]:
    rx = re.compile("|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)))
    mentions: list[Mention] = []
    gathered: dict[tuple[str, EntityKind], list[int]] = {}
    for hit in rx.finditer(text):
        name, kind = NAMES[hit.group()]
        if name:
            gathered.setdefault((name, kind), []).append(len(mentions))
        mentions.append(Mention(Span(*hit.span()), hit.group(), kind))
    clusters = []
    for (name, kind), indices in gathered.items():
        aliases = tuple({mentions[i].surface for i in indices} - {name})
        key = f"{kind}:{name.casefold()}"
        clusters.append(Gathered(name, kind, key, aliases, tuple(indices)))
    return mentions, clusters


def keep_article(
    library: Library,
    parts: Sequence[tuple[BlockKind, str]] = PARTS,
    *,
    title: str = "",
    links: dict[str, str] | None = None,
) -> Article:
    """Keep an article with its names and its one quotation, as an import would."""
    text, blocks = compose(parts, links)
    details = Details(
        title or parts[0][1],
        by=("Ines Valdivia",),
        source="Northern Ledger",
        published="2025-12-15",
        language="en",
        address="https://ledger.example/breakwater",
    )
    mentions, clusters = recognised(text)
    with library.writing("Import") as rows:
        article = rows.articles.add(
            details,
            text=text,
            blocks=blocks,
            raw=text.encode(),
            raw_name="breakwater.txt",
            mime="text/plain",
            extractor="text",
            words=len(text.split()),
        )
        version = rows.articles.version(article.id)
        rows.entities.link(version.id, mentions, clusters, model="test")
        quoted = re.search("“.*?”", text)
        if quoted:
            span = Span(*quoted.span())
            said = Said(span, quoted.group(), "Tomas Okafor", "said", True, None)
            rows.quotations.keep(version.id, (said,))
    return article


def mark(
    library: Library,
    article_id: ArticleId,
    words: str,
    colour: Colour = Colour.AMBER,
    comment: str = "",
    tags: Sequence[str] = (),
) -> Annotation:
    """Highlight words that stand in the article, as the verb does."""
    from types import SimpleNamespace
    from typing import Any

    from desktop.progress import QuietTask
    from desktop.work.annotate import highlight

    desk: Any = SimpleNamespace(library=library)
    with library.reading() as rows:
        at = rows.articles.version(article_id).text.index(words)
    span = Span(at, at + len(words))
    made = highlight(
        desk,
        QuietTask(),
        article_id=article_id,
        span=span,
        colour=colour,
        comment=comment,
        tags=tags,
    )
    return made.annotation
