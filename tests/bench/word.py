"""How fast briefs are written, against python-docx's own proxies for the same text in the same run.

    python tests/bench/word.py                a tenth of the text for both, and ours in full
    python tests/bench/word.py --full         the proxies in full too (most of a minute)
    python tests/bench/word.py --parts        ours in full, stage by stage

In full: 200,000 words in 50 articles, 10,000 highlights, 20,000 names, 3,000 comments.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import docx
from docx.oxml.parser import parse_xml

from desktop.briefs.compose import compose
from desktop.briefs.lint import lint_bytes
from desktop.briefs.looks import A4
from desktop.briefs.material import ArticleMaterial, Material
from desktop.briefs.paginate import estimate_pages
from desktop.briefs.sheet import Sheet, SourceParagraph
from desktop.briefs.stylesheet import styles
from desktop.briefs.word import docx_bytes, write_docx
from desktop.model.annotation import Colour
from desktop.model.article import BlockKind, Details
from desktop.model.brief import BriefDetails, ItemKind
from desktop.model.entity import Entity, EntityKind, Mention
from desktop.model.ids import ArticleId, EntityId
from desktop.model.spans import Span
from tests.builders import WORDS
from tests.desktop.briefs.builders_of_briefs import (
    annotation_of,
    article_of,
    outline_of,
    version_of,
)

ARTICLES, PARAGRAPHS, LENGTH = 50, 50, 80
HIGHLIGHTS, NAMES, COMMENTS = 10_000, 20_000, 3_000
COMMENT = "Comment {} about these words, two lines of text."


def material(scale: float) -> Material:
    """Random articles; the same scale gives the same text."""
    rng = random.Random(7)
    count = max(1, round(ARTICLES * scale))
    articles = {}
    for number in range(1, count + 1):
        pieces = [(BlockKind.HEADLINE, f"Article {number} about the harbour")]
        pieces += [
            (BlockKind.PARAGRAPH, " ".join(rng.choices(WORDS, k=LENGTH))) for _ in range(PARAGRAPHS)
        ]
        version = version_of(pieces, number)

        def somewhere(low: int, high: int, version: object = version) -> Span:
            block = rng.choice(version.blocks[1:]).span  # type: ignore[attr-defined]
            size = rng.randrange(low, high)
            start = rng.randrange(block.start, block.end - size)
            return Span(start, start + size)

        share = ARTICLES
        marks = []
        for mark in range(HIGHLIGHTS // share):
            span = somewhere(15, 90)
            told = COMMENT.format(mark) if mark < COMMENTS // share else ""
            words = span.of(version.text)
            made = annotation_of(
                number * 1000 + mark, version, words, rng.choice(list(Colour)), told
            )
            marks.append(made)
        mentions = [
            Mention(span, span.of(version.text), EntityKind.PLACE, EntityId(rng.randrange(1, 400)))
            for span in (somewhere(4, 14) for _ in range(NAMES // share))
        ]
        names = tuple(
            Entity(EntityId(e), f"Place {e}", EntityKind.PLACE)
            for e in {m.entity_id for m in mentions}
            if e
        )
        details = Details(title=pieces[0][1], source="The Bench", published="2025-02-01")
        article = article_of(number, details, version)
        articles[ArticleId(number)] = ArticleMaterial(
            article, version, tuple(marks), tuple(mentions), names
        )
    return Material(
        details=BriefDetails(title="A long brief"),
        articles=articles,
        today="2025-02-17",
        author="Mara",
    )


def proxies(sheet: Sheet, path: Path) -> None:
    """Write the same source text, colours and comments through python-docx's own classes."""
    document = docx.Document()
    document.part._styles_part._element = parse_xml(styles(A4, "en-GB").encode())
    starts: dict[str, list[tuple[int, int, str]]] = {}
    for remark in sheet.remarks:
        starts.setdefault(remark.start.key, []).append(
            (remark.start.offset, remark.end.offset, remark.text)
        )
    for part in sheet.source_paragraphs:
        proxy_paragraph(document, part, starts.get(part.key, []))
    document.save(str(path))


def proxy_paragraph(
    document: object, part: SourceParagraph, comments: list[tuple[int, int, str]]
) -> None:
    style = "Source Title" if part.kind is BlockKind.HEADLINE else "Source Text"
    paragraph = document.add_paragraph(style=style)  # type: ignore[attr-defined]
    cuts = {0, len(part.text)}
    for mark in (*part.shades, *part.tints):
        cuts |= {mark.span.start, mark.span.end}
    for start, end, _ in comments:
        cuts |= {start, end}
    edges = sorted(cuts)
    runs = []
    for start, end in pairwise(edges):
        run = paragraph.add_run(part.text[start:end])
        over = [s for s in part.shades if s.span.start <= start and end <= s.span.end]
        if over:
            run.style = f"Highlight {over[-1].colour.value.title()}"
        elif any(t.span.start <= start and end <= t.span.end for t in part.tints):
            run.style = "Entity Place"
        runs.append((start, end, run))
    for start, end, text in comments:
        chosen = [run for a, b, run in runs if start <= a and b <= end]
        document.add_comment(chosen, text, "Mara", "M")  # type: ignore[attr-defined]


def timed(work: Callable[[], object]) -> float:
    """Processor time, so that a busy machine weighs on nobody."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--parts", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brief.docx"
        if chosen.parts:
            given = material(1.0)
            sheet = compose(given)
            print(f"memory before {memory()} MB")
            print(f"compose   {timed(lambda: compose(given)):.2f} s")
            print(f"paginate  {timed(lambda: estimate_pages(sheet)):.2f} s")
            pages = estimate_pages(sheet)
            print(
                f"write     {timed(lambda: docx_bytes(sheet, pages)):.2f} s   memory {memory()} MB"
            )
            content = docx_bytes(sheet, pages)
            print(f"lint      {timed(lambda: lint_bytes(content)):.2f} s   memory {memory()} MB")
            print(f"file {len(content) / 1e6:.2f} MB, {pages['']} pages estimated")
            return
        sizes = (1.0,) if chosen.full else (0.1, 1.0)
        for size in sizes:
            # Both write the same: the sources with their marks, without the tables made from them.
            given = replace(material(size), outline=outline_of((ItemKind.BLOCK, "source")))
            sheet = compose(given)
            words = sum(len(p.text.split()) for p in sheet.source_paragraphs)
            ours = min(timed(lambda s=sheet: write_docx(s, path)) for _ in range(3))
            whole = timed(lambda g=given: write_docx(compose(g), path))
            bare = min(timed(lambda s=sheet: docx_bytes(s, {"": 1})) for _ in range(3))
            line = (
                f"{words:,} words, {sheet.highlights:,} highlights, {len(sheet.remarks):,} comments: "
                f"written {bare:.2f} s, with page numbers and lint {ours:.2f} s, with composing {whole:.2f} s, {memory()} MB"
            )
            if size < 1 or chosen.full:
                theirs = timed(lambda s=sheet: proxies(s, path))
                line += f"; proxies {theirs:.2f} s = {theirs / bare:.1f} x written, {theirs / ours:.1f} x with all"
            print(line, flush=True)
        one = replace(material(0.02), details=BriefDetails(title="One article"))
        small = min(timed(lambda: write_docx(compose(one), path)) for _ in range(5))
        print(f"one article of {LENGTH * PARAGRAPHS:,} words with 200 highlights: {small:.3f} s")


if __name__ == "__main__":
    main()
