from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.briefs import presets
from desktop.briefs.compose import compose
from desktop.briefs.prose import inline, plain
from desktop.briefs.sheet import (
    Contents,
    FootnoteMark,
    Heading,
    Masthead,
    PageOf,
    Paragraph,
    PlaceLink,
    Role,
    Sheet,
    SourceParagraph,
    Table,
    Words,
)
from desktop.model.annotation import AnchorState, TextPositionSelector
from desktop.model.brief import BriefDetails, BriefItem, ItemKind
from desktop.model.ids import ArticleId, BriefItemId, VersionId
from desktop.model.spans import Span
from tests.desktop.briefs import builders_of_briefs as made


def headings(sheet: Sheet) -> list[str]:
    return [p.text for p in sheet.parts if isinstance(p, Heading)]


def table_after(sheet: Sheet, title: str) -> Table:
    at = next(i for i, p in enumerate(sheet.parts) if isinstance(p, Heading) and p.text == title)
    return next(p for p in sheet.parts[at:] if isinstance(p, Table))


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell).strip() for cell in row] for row in table.rows]


def test_an_intelligence_brief_has_its_parts_in_order() -> None:
    sheet = compose(made.one_source())
    assert isinstance(sheet.parts[0], Masthead)
    assert headings(sheet) == [
        "Bottom line",
        "Key judgements",
        "Highlights",
        "People, organisations and places",
        "Timeline",
        "Quotations by speaker",
        "Mirela Sand",
        "Annotated source",
        "Notes",
        "To do",
        "Source summary",
        "Sources",
        "How to read likelihood and confidence",
    ]
    assert sum(isinstance(p, Contents) for p in sheet.parts) == 1
    assert sheet.warnings == ()


@pytest.mark.parametrize("name", presets.PRESETS)
def test_every_preset_makes_a_sheet_with_all_sources_and_unique_keys(name: str) -> None:
    material = made.two_sources()
    sheet = compose(replace(material, details=replace(material.details, preset=name)))
    for article in material.articles.values():
        texts = [p.text for p in sheet.source_paragraphs]
        for block in article.version.blocks:
            assert block.span.of(article.version.text) in texts
    keys = [p.key for p in sheet.parts if isinstance(p, Heading | SourceParagraph)]
    assert len(keys) == len(set(keys))
    assert len(sheet.remarks) == 7 - 1
    assert set(presets.outline(name)) <= set(presets.BLOCKS)


def test_headings_never_skip_a_level() -> None:
    for name in presets.PRESETS:
        material = made.two_sources()
        sheet = compose(replace(material, details=replace(material.details, preset=name)))
        last = 0
        for line in (p for p in sheet.parts if isinstance(p, Heading)):
            assert line.level <= last + 1
            last = line.level


def test_paragraphs_are_numbered_and_lettered_by_source() -> None:
    one = compose(made.one_source())
    assert [p.label for p in one.source_paragraphs if p.number] == [f"¶{n}" for n in range(1, 9)]
    two = compose(made.two_sources())
    labels = [p.label for p in two.source_paragraphs if p.number]
    assert labels[:2] == ["¶A1", "¶A2"]
    assert labels[-2:] == ["¶B1", "¶B2"]


def test_paragraph_labels_in_the_users_words_become_links_and_citations() -> None:
    sheet = compose(made.one_source())
    points = [p for p in sheet.parts if isinstance(p, Paragraph) and p.role is Role.KEY_POINT]
    assert [p.label for p in points] == ["KJ1", "KJ2", "KJ3"]
    links = [piece for piece in points[2].content if isinstance(piece, PlaceLink)]
    assert [link.text for link in links] == ["¶2", "¶7"]
    targets = {p.key: p.label for p in sheet.source_paragraphs}
    assert [targets[link.target] for link in links] == ["¶2", "¶7"]
    assert isinstance(points[2].content[-1], FootnoteMark)
    told = plain(sheet.footnotes[points[2].content[-1].number - 1])
    assert told == "Halloran and Reed, “Night Ferry to Orsel,” paras.\u00a02, 7."


def test_footnotes_count_up_in_the_order_of_the_pages_and_only_the_first_is_full() -> None:
    sheet = compose(made.two_sources())
    marks = [
        piece.number
        for part in sheet.parts
        if isinstance(part, Paragraph)
        for piece in part.content
        if isinstance(piece, FootnoteMark)
    ]
    assert marks == list(range(1, len(sheet.footnotes) + 1))
    told = [plain(note) for note in sheet.footnotes]
    assert sum("The Orsel Mail" in note for note in told) == 1
    assert sum("Varna Ledger" in note for note in told) == 1


def test_the_highlights_table_is_in_reading_order_with_places() -> None:
    table = table_after(compose(made.one_source()), "Highlights")
    assert [r[:3] for r in rows(table)] == [
        ["Amber", "will sail again on 3 March 2025", "¶2"],
        ["Blue", "41 million crowns, nearly twice", "¶3"],
        ["Rose", "nearly twice the first estimate\ncost", "¶3"],
        ["Green", "the ministry in Varna has offered half\ncost · state", "¶4"],
        ["Blue", "one broken ramp stops all traffic", "¶6"],
        ["Green", "how he will vote. Nobody here counts", "¶7"],
    ]
    assert all(isinstance(row[3][0], PageOf) for row in table.rows)


def test_names_are_counted_over_all_sources() -> None:
    table = table_after(compose(made.two_sources()), "People, organisations and places")
    assert rows(table)[0] == ["Orsel", "Place", "5", "¶A1, ¶A2, ¶A4, ¶B1"]
    counts = [int(row[2]) for row in rows(table)]
    assert counts == sorted(counts, reverse=True)


def test_the_timeline_is_sorted_and_dated_in_words() -> None:
    table = table_after(compose(made.two_sources()), "Timeline")
    assert [row[0] for row in rows(table)] == [
        "2016",
        "January 2024",
        "12 February 2025",
        "3 March 2025",
    ]
    american = replace(made.two_sources(), details=replace(made.DETAILS, language="en-US"))
    assert rows(table_after(compose(american), "Timeline"))[3][0] == "March 3, 2025"


def test_quotations_stand_under_their_speakers_with_their_own_marks() -> None:
    sheet = compose(made.two_sources())
    quotes = [p for p in sheet.parts if isinstance(p, Paragraph) and p.role is Role.QUOTE]
    assert plain(quotes[0].content).startswith("“We paid for two winters")
    assert plain(quotes[2].content).startswith("the second quay at Orsel")
    assert "(reported)" in plain(quotes[2].content)
    assert "Officials in Varna" in headings(sheet)


def test_a_comment_over_two_paragraphs_begins_and_ends_in_them() -> None:
    sheet = compose(made.one_source())
    remark = next(r for r in sheet.remarks if r.uid == "annotation-6")
    texts = {p.key: p.text for p in sheet.source_paragraphs}
    assert texts[remark.start.key][remark.start.offset :] == "how he will vote."
    assert texts[remark.end.key][: remark.end.offset] == "Nobody here counts"


def test_an_annotation_that_lost_its_words_is_never_put_elsewhere() -> None:
    ferry = made.ferry()
    first = ferry.annotations[0]
    cases = (
        replace(first, state=AnchorState.LOST),
        replace(first, version_id=VersionId(99)),
        replace(first, position=TextPositionSelector(3, 9)),
        replace(first, position=TextPositionSelector(10**6, 10**6 + 4)),
    )
    for lost in cases:
        article = replace(ferry, annotations=(lost,))
        sheet = compose(replace(made.one_source(), articles={ArticleId(1): article}, notes={}))
        assert sheet.remarks == ()
        assert sheet.highlights == 0
        assert any("lost its words" in warning for warning in sheet.warnings)
        told = [plain(p.content) for p in sheet.parts if isinstance(p, Paragraph)]
        assert any("Check the timetable." in text for text in told)


def test_a_moved_annotation_stands_and_is_told() -> None:
    ferry = made.ferry()
    moved = replace(ferry.annotations[0], state=AnchorState.MOVED)
    sheet = compose(
        replace(made.one_source(), articles={ArticleId(1): replace(ferry, annotations=(moved,))})
    )
    assert sheet.highlights == 1
    assert any("please check" in warning for warning in sheet.warnings)


def test_an_outline_of_the_users_own_is_followed() -> None:
    outline = (
        BriefItem(BriefItemId(1), ItemKind.BLOCK, None, 0, text="masthead"),
        BriefItem(BriefItemId(2), ItemKind.HEADING, None, 1, text="What happened"),
        BriefItem(BriefItemId(3), ItemKind.HIGHLIGHT, BriefItemId(2), 0, ref=1),
        BriefItem(
            BriefItemId(4), ItemKind.TEXT, BriefItemId(2), 1, text="And *then*?\n\n1. one\n2. two"
        ),
        BriefItem(BriefItemId(5), ItemKind.NOTE, BriefItemId(2), 2, ref=1),
        BriefItem(BriefItemId(6), ItemKind.ENTITY, None, 2, ref=1),
        BriefItem(BriefItemId(7), ItemKind.BLOCK, None, 3, text="sources"),
        BriefItem(BriefItemId(8), ItemKind.BLOCK, None, 4, text="horoscope"),
    )
    sheet = compose(replace(made.one_source(), outline=outline))
    assert headings(sheet) == ["What happened", "To do", "Mirela Sand", "Sources"]
    (extract,) = sheet.source_paragraphs
    assert extract.extract
    assert extract.text == "will sail again on 3 March 2025"
    assert plain(extract.citation).startswith(" — para.\u00a02")
    # Away from its article the comment and the tied note stand on the extract.
    assert [(r.start.key, r.end.offset) for r in sheet.remarks] == [
        (extract.key, len(extract.text))
    ] * 2
    assert {p.item for p in sheet.parts} == {1, 2, 3, 4, 5, 6, 7}
    assert any("horoscope" in warning for warning in sheet.warnings)
    numbered = [p for p in sheet.parts if isinstance(p, Paragraph) and p.role is Role.NUMBERED]
    assert [(p.label, plain(p.content)) for p in numbered] == [("1.", "one"), ("2.", "two")]


def test_a_highlight_beside_its_article_is_commented_once() -> None:
    outline = made.outline_of((ItemKind.HIGHLIGHT, 1), (ItemKind.ARTICLE, 1))
    sheet = compose(replace(made.one_source(), outline=outline))
    assert len([r for r in sheet.remarks if r.uid == "annotation-1"]) == 1
    remark = next(r for r in sheet.remarks if r.uid == "annotation-1")
    assert remark.start.key == "src1_p004"
    extract = next(p for p in sheet.source_paragraphs if p.extract)
    assert any(isinstance(p, PlaceLink) and p.text == "¶2" for p in extract.citation)


def test_an_article_named_twice_stands_once_with_its_comments() -> None:
    once = compose(replace(made.one_source(), outline=made.outline_of((ItemKind.ARTICLE, 1))))
    outline = made.outline_of((ItemKind.ARTICLE, 1), (ItemKind.HIGHLIGHT, 1), (ItemKind.ARTICLE, 1))
    twice = compose(replace(made.one_source(), outline=outline))
    keys = [p.key for p in twice.source_paragraphs]
    assert len(keys) == len(set(keys))
    assert [p.key for p in twice.source_paragraphs if not p.extract] == [
        p.key for p in once.source_paragraphs
    ]
    assert twice.remarks == once.remarks
    assert any("more than once" in warning for warning in twice.warnings)


def test_articles_under_the_source_block_are_the_only_ones_shown() -> None:
    outline = (
        BriefItem(BriefItemId(1), ItemKind.BLOCK, None, 0, text="source"),
        BriefItem(BriefItemId(2), ItemKind.ARTICLE, BriefItemId(1), 0, ref=2),
    )
    sheet = compose(replace(made.two_sources(), outline=outline))
    assert {p.source for p in sheet.source_paragraphs} == {"src2"}
    assert headings(sheet) == ["Annotated source"]


def sent(*kinds: tuple[ItemKind, int]) -> tuple[BriefItem, ...]:
    """A preset's outline with things sent to it afterwards, as they are kept: at its end."""
    blocks = [(ItemKind.BLOCK, name) for name in presets.outline("intelligence")]
    return made.outline_of(*blocks, *kinds)


def test_what_was_sent_to_a_brief_goes_where_its_kind_belongs() -> None:
    outline = sent(
        (ItemKind.ARTICLE, 2), (ItemKind.HIGHLIGHT, 1), (ItemKind.NOTE, 1), (ItemKind.ENTITY, 1)
    )
    sheet = compose(replace(made.two_sources(), outline=outline))
    told = headings(sheet)
    assert told[-1] == "How to read likelihood and confidence"
    assert told.index("Highlights") < told.index("People, organisations and places")
    assert told[told.index("People, organisations and places") + 1] == "Mirela Sand"
    assert told[told.index("Notes") + 1] == "To do"
    assert {p.source for p in sheet.source_paragraphs if not p.extract} == {"src2"}
    at = {p.key: n for n, p in enumerate(sheet.parts) if isinstance(p, Heading | SourceParagraph)}
    heading = next(
        p for p in sheet.parts if isinstance(p, Heading) and p.text == "Annotated source"
    )
    assert at[heading.key] < at["src2_p001"]


def test_things_after_a_heading_of_the_users_own_stay_there() -> None:
    outline = (*sent((ItemKind.HEADING, 0), (ItemKind.HIGHLIGHT, 1)),)
    outline = (*outline[:-2], replace(outline[-2], text="Annex"), outline[-1])
    sheet = compose(replace(made.one_source(), outline=outline))
    assert headings(sheet)[-1] == "Annex"
    assert isinstance(sheet.parts[-1], SourceParagraph)


def test_an_appendix_holds_what_stands_under_it_and_an_index_every_name() -> None:
    outline = (
        BriefItem(BriefItemId(1), ItemKind.BLOCK, None, 0, text="source"),
        BriefItem(BriefItemId(2), ItemKind.BLOCK, None, 1, text="appendix"),
        BriefItem(BriefItemId(3), ItemKind.TEXT, BriefItemId(2), 0, text="A table of dues."),
        BriefItem(BriefItemId(4), ItemKind.BLOCK, None, 2, text="index"),
    )
    sheet = compose(replace(made.two_sources(), outline=outline))
    assert headings(sheet) == ["Annotated sources", "Appendix", "Index"]
    names = [
        plain(p.content) for p in sheet.parts if isinstance(p, Paragraph) and p.role is Role.INDEX
    ]
    assert names[0] == "Jonas Brandt  ¶A7, ¶B2"
    assert names == sorted(names, key=str.casefold)
    bare = compose(replace(made.two_sources(), outline=outline[:2]))
    assert headings(bare) == ["Annotated sources"]


def test_the_legend_speaks_of_overlaps_only_where_there_are_some() -> None:
    def told(material: made.Material) -> bool:
        parts = compose(material).parts
        return any("older highlight" in plain(p.content) for p in parts if isinstance(p, Paragraph))

    ferry = made.ferry()
    apart = replace(ferry, annotations=(ferry.annotations[0], ferry.annotations[3]))
    assert told(made.one_source())
    assert not told(replace(made.one_source(), articles={ArticleId(1): apart}))


def test_key_points_may_stand_as_items_of_the_outline() -> None:
    outline = (
        BriefItem(BriefItemId(1), ItemKind.BLOCK, None, 0, text="key-points"),
        BriefItem(BriefItemId(2), ItemKind.TEXT, BriefItemId(1), 0, text="A point of its own."),
    )
    details = replace(made.DETAILS, key_points=("First.",))
    sheet = compose(replace(made.one_source(), outline=outline, details=details))
    points = [p for p in sheet.parts if isinstance(p, Paragraph)]
    assert [(p.label, plain(p.content), p.item) for p in points] == [
        ("KJ1", "First.", 1),
        ("KJ2", "A point of its own.", 2),
    ]


def test_empty_parts_leave_no_heading_behind() -> None:
    version = made.version_of([(made.BlockKind.PARAGRAPH, "Only words.")], 1)
    article = made.article_of(1, made.Details(title="Bare"), version)
    material = made.Material(
        details=BriefDetails(title="Bare"),
        articles={ArticleId(1): made.ArticleMaterial(article, version)},
    )
    sheet = compose(material)
    assert headings(sheet) == ["Annotated source", "Bare", "Source summary", "Sources"]
    assert (
        compose(made.Material(details=BriefDetails(title="Nothing at all"))).source_paragraphs == ()
    )


def test_dates_from_words_are_told_apart_from_dates_in_the_text() -> None:
    ferry = made.ferry()
    at = ferry.version.text.index("on Tuesday")
    span = Span(at + 3, at + 10)
    mention = made.Mention(span, "Tuesday", made.EntityKind.DATE, normal="2025-02-11")
    article = replace(ferry, mentions=(*ferry.mentions, mention))
    table = table_after(
        compose(replace(made.one_source(), articles={ArticleId(1): article})), "Timeline"
    )
    assert ["11 February 2025", "from “Tuesday”"] in [[r[0], r[3]] for r in rows(table)]


def test_an_entity_without_a_record_is_named_by_its_words() -> None:
    harbour = made.harbour()
    bare = replace(
        harbour,
        entities=(),
        mentions=tuple(replace(m, entity_id=None) for m in harbour.mentions),
    )
    material = replace(made.one_source(), articles={ArticleId(2): bare}, notes={})
    table = table_after(compose(material), "People, organisations and places")
    assert {row[0] for row in rows(table)} == {"Orsel", "Lavan Port Authority", "Varna", "Brandt"}


def test_confidence_is_told_quietly() -> None:
    content = inline("It is **likely**. *Moderate confidence.* *Other* words.")
    muted = [piece for piece in content if isinstance(piece, Words) and piece.muted]
    assert [piece.text for piece in muted] == ["Moderate confidence."]
