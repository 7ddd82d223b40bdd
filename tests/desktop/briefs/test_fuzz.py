"""Random articles with random marks, written and read back: no word and no comment out of place."""

from __future__ import annotations

import random
from dataclasses import replace

from desktop.briefs.compose import compose
from desktop.briefs.lint import lint_bytes
from desktop.briefs.wml import legal
from desktop.briefs.word import docx_bytes
from desktop.model.annotation import Annotation, Colour, TextPositionSelector, TextQuoteSelector
from desktop.model.article import BlockKind, Details
from desktop.model.entity import EntityKind, Mention
from desktop.model.ids import AnnotationId, ArticleId, EntityId, NoteId
from desktop.model.note import Note
from desktop.model.spans import Span
from tests.desktop.briefs import builders_of_briefs as made
from tests.desktop.briefs.reading_docx import read_docx

WORDS = [
    "harbour",
    "quay",
    "“quoted”",
    "naïve",
    "部长说",
    "会议",
    "مرحبا",
    "بالعالم",
    "שלום",
    "😀",
    "👩\u200d👩\u200d👧",
    "é",
    "&",
    "<",
    ">",
    "]]>",
    "\x07",
    "\ufffe",
    "12,5",
    "%",
    "a\xa0b",
    "soft\xadhyphen",
    "long—dash",
    "’tis",
    "¶5",
    "{{brief}}",
    "%s",
    "\\h",
]


def random_article(rng: random.Random, number: int) -> tuple[made.ArticleMaterial, list[Note]]:
    kinds = [k for k in BlockKind if k is not BlockKind.HEADLINE]
    pieces = [(BlockKind.HEADLINE, "Title of " + rng.choice(WORDS))] if rng.random() < 0.8 else []
    for _ in range(rng.randrange(1, 9)):
        kind = rng.choice(kinds) if rng.random() < 0.5 else BlockKind.PARAGRAPH
        pieces.append((kind, " ".join(rng.choices(WORDS, k=rng.randrange(1, 25)))))
    version = made.version_of(pieces, number)
    size = len(version.text)
    annotations, notes = [], []
    for count in range(rng.randrange(0, 9)):
        start = rng.randrange(0, size)
        end = min(size, start + rng.randrange(1, 60))
        ident = number * 100 + count
        told = rng.choice(["", "One line", "Two\nlines", "Odd: \x07 & <b> 😀"])
        span = TextPositionSelector(start, end)
        annotations.append(
            Annotation(
                AnnotationId(ident),
                f"a{ident}",
                version.article_id,
                version.id,
                span,
                TextQuoteSelector(version.text[start:end]),
                rng.choice(list(Colour)),
                told,
                (),
                made.AnchorState.EXACT,
                f"2025-01-01T{count:02d}:00:00Z",
                f"2025-01-01T{count:02d}:00:00Z",
            )
        )
        if rng.random() < 0.3:
            notes.append(
                made.note_of(ident, "A note *tied* to it.", annotation_id=AnnotationId(ident))
            )
    mentions = []
    for _ in range(rng.randrange(0, 12)):
        start = rng.randrange(0, size)
        span = Span(start, min(size, start + rng.randrange(1, 14)))
        kind = rng.choice(list(EntityKind))
        mentions.append(Mention(span, span.of(version.text), kind, EntityId(rng.randrange(1, 6))))
    details = Details(title=f"Article {number}", language=rng.choice(["en", "ar", "zh-CN", ""]))
    article = made.article_of(number, details, version)
    return made.ArticleMaterial(article, version, tuple(annotations), tuple(mentions)), notes


def test_random_briefs_hold_every_word_and_every_comment_where_it_belongs() -> None:
    rng = random.Random(31)
    for case in range(80):
        articles, notes = {}, {}
        for number in range(1, rng.randrange(2, 4)):
            article, tied = random_article(rng, number)
            articles[ArticleId(number)] = article
            notes.update({NoteId(note.id): note for note in tied})
        material = replace(made.one_source(), articles=articles, notes=notes)
        sheet = compose(material)
        content = docx_bytes(sheet, {})
        assert lint_bytes(content) == (), case
        read = read_docx(content)
        for paragraph in sheet.source_paragraphs:
            assert read.marked(f"_{paragraph.key}") == legal(paragraph.text), case
        wanted = sum(
            bool(a.comment) + sum(n.annotation_id == a.id for n in notes.values())
            for m in articles.values()
            for a in m.annotations
        )
        assert len(read.comments) == len(sheet.remarks) == wanted, case
        by_uid = {a.uid: a for m in articles.values() for a in m.annotations}
        tied_to = {n.uid: f"a{n.annotation_id}" for n in notes.values()}
        for number, remark in enumerate(sheet.remarks):
            annotation = by_uid[tied_to.get(remark.uid, remark.uid)]
            words = strip_signs(read.commented(str(number)))
            assert words == strip_signs(legal(annotation.quote.exact)), case


def strip_signs(text: str) -> str:
    """Without what stands between two paragraphs: their break, a list's sign, the line under a title."""
    lines = text.split("\n")
    kept = [line.removeprefix("•").lstrip("\t") for line in lines]
    return "\n".join(line for line in kept if line.strip() and not line.startswith("Source "))
