from __future__ import annotations

import io
import os
import stat
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from desktop.briefs.compose import compose
from desktop.briefs.lint import lint, lint_bytes
from desktop.briefs.sheet import Picture, Sheet, SourceParagraph
from desktop.briefs.wml import NAMESPACES
from desktop.briefs.word import docx_bytes, write_docx
from desktop.errors import NotWritten, Refused
from desktop.model.annotation import Colour
from desktop.model.article import BlockKind, Details, Inline, InlineKind
from desktop.model.ids import ArticleId
from desktop.model.spans import Span
from tests.desktop.briefs import builders_of_briefs as made
from tests.desktop.briefs.reading_docx import W, part, read_docx


def png(width: int, height: int) -> bytes:
    """The smallest honest picture: one grey, eight bits."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        told = kind + content
        return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def two(tmp_path: Path) -> tuple[Sheet, Path]:
    sheet = compose(made.two_sources())
    path = tmp_path / "brief.docx"
    write_docx(sheet, path)
    return sheet, path


def test_every_note_is_a_word_comment_on_exactly_its_words(tmp_path: Path) -> None:
    material = made.two_sources()
    sheet, path = two(tmp_path)
    annotations = [a for m in material.articles.values() for a in m.annotations if a.comment]
    tied = [n for n in material.notes.values() if n.annotation_id]
    comments = list(docx.Document(str(path)).comments)
    assert len(comments) == len(annotations) + len(tied) == len(sheet.remarks)
    read = read_docx(path)
    for number, remark in enumerate(sheet.remarks):
        comment = comments[number]
        assert comment.author == "Mara Lindqvist"
        assert comment.initials == "ML"
        assert "\n".join(p.text for p in comment.paragraphs) == remark.text
        wanted = next(
            (a.quote.exact for a in annotations if a.uid == remark.uid),
            "will sail again on 3 March 2025",
        )
        assert read.commented(str(number)) == wanted


def test_comments_keep_their_own_dates_paragraphs_and_ids(tmp_path: Path) -> None:
    _, path = two(tmp_path)
    comments = list(docx.Document(str(path)).comments)
    assert comments[0].timestamp is not None
    assert comments[0].timestamp.isoformat() == "2025-02-15T01:30:00+00:00"
    assert [p.text for p in comments[0].paragraphs] == ["Check the timetable.", "Is it weekly?"]
    dates = part(path, "word/commentsExtensible.xml")
    assert dates[0].values()[1] == "2025-02-15T01:30:00Z"


def test_every_source_paragraph_stands_word_for_word_in_its_hidden_bookmark(tmp_path: Path) -> None:
    sheet, path = two(tmp_path)
    read = read_docx(path)
    whole = [p for p in sheet.source_paragraphs if not p.extract]
    assert len(whole) == len(made.FERRY) + len(made.HARBOUR)
    for paragraph in whole:
        assert read.marked(f"_{paragraph.key}") == paragraph.text


def test_highlights_have_the_four_colours_and_the_newest_lies_on_top(tmp_path: Path) -> None:
    _, path = two(tmp_path)
    read = read_docx(path)

    def styles_of(words: str) -> set[str]:
        at = read.text.rindex(words)
        return set(read.styles[at : at + len(words)])

    assert styles_of("will sail again on 3 March 2025") == {"HighlightAmber"}
    assert styles_of("41 million crowns, nearly twice") == {"HighlightBlue"}
    assert styles_of(" the first estimate") == {"HighlightRose"}
    assert styles_of("the ministry in Varna has offered half") == {"HighlightGreen"}
    fills = {
        style.get(W + "styleId"): style.find(f".//{W}shd").get(W + "fill")
        for style in part(path, "word/styles.xml").iter(W + "style")
        if (style.get(W + "styleId") or "").startswith("Highlight")
    }
    assert fills.keys() == {f"Highlight{colour.value.title()}" for colour in Colour}


def test_an_overlap_is_also_told_by_a_line_in_the_older_colour(tmp_path: Path) -> None:
    _, path = two(tmp_path)
    lines = [
        r.findtext(W + "t")
        for r in part(path, "word/document.xml").iter(W + "r")
        if (u := r.find(f"{W}rPr/{W}u")) is not None and u.get(W + "val") == "thick"
    ]
    assert lines == ["nearly twice"]


def test_the_lint_finds_nothing_in_what_is_written(tmp_path: Path) -> None:
    for material in (made.one_source(), made.two_sources()):
        path = tmp_path / "brief.docx"
        assert write_docx(compose(material), path).warnings == ()
        assert lint(path) == ()


def test_footnotes_contents_and_running_lines(tmp_path: Path) -> None:
    sheet = compose(made.one_source())
    path = tmp_path / "one.docx"
    written = write_docx(sheet, path)
    notes = [e for e in part(path, "word/footnotes.xml") if e.get(W + "type") is None]
    assert len(notes) == len(sheet.footnotes) == written.footnotes
    assert "".join(notes[0].itertext()).startswith("Ines Halloran and Tomas Reed, “Night Ferry")
    body = part(path, "word/document.xml")
    asked = ["".join(e.itertext()) for e in body.iter(W + "instrText")]
    assert sum(a.startswith(" PAGEREF") for a in asked) >= len(sheet.contents_lines)
    assert not any(e.get(W + "dirty") for e in body.iter(W + "fldChar"))
    document = docx.Document(str(path))
    section = document.sections[0]
    assert "TLP:AMBER" in section.first_page_header.paragraphs[0].text
    assert "TLP:AMBER" in section.header.paragraphs[0].text
    assert section.footer.paragraphs[0].text.replace("\t", " ") == (
        "HD-2025-031 · 17 February 2025 Page 1 of 4"
    )
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210


def test_properties_language_and_compatibility(tmp_path: Path) -> None:
    _, path = two(tmp_path)
    core = docx.Document(str(path)).core_properties
    assert core.title == made.DETAILS.title
    assert core.language == "en-GB"
    assert core.created is not None
    assert core.created.date().isoformat() == "2025-02-17"
    settings = part(path, "word/settings.xml")
    modes = {e.get(W + "name"): e.get(W + "val") for e in settings.iter(W + "compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert settings.find(W + "updateFields") is None
    custom = part(path, "docProps/custom.xml")
    told = {e.get("name"): "".join(e.itertext()) for e in custom}
    assert told == {"Carrel brief": "brief-2", "Handling": "TLP:AMBER", "Reference": "HD-2025-031"}


def test_the_manifest_names_sources_paragraphs_and_comments(tmp_path: Path) -> None:
    sheet, path = two(tmp_path)
    space = "{urn:carrel:brief:1}"
    manifest = part(path, "customXml/item1.xml")
    assert manifest.get("uid") == "brief-2"
    sources = manifest.findall(space + "source")
    assert [s.get("article") for s in sources] == ["article-1", "article-2"]
    body = part(path, "word/document.xml")
    ids = {p.get("{" + NAMESPACES["w14"] + "}paraId") for p in body.iter(W + "p")}
    read = read_docx(path)
    texts = [m.version.text for m in made.two_sources().articles.values()]
    for source, text in zip(sources, texts, strict=True):
        for paragraph in source:
            assert paragraph.get("id") in ids
            start, length = int(paragraph.get("start")), int(paragraph.get("length"))
            assert read.marked(paragraph.get("bookmark")) == text[start : start + length]
    uids = [c.get("uid") for c in manifest.findall(space + "comment")]
    assert uids == [remark.uid for remark in sheet.remarks]


def test_tables_have_header_rows_and_say_what_they_are(tmp_path: Path) -> None:
    _, path = two(tmp_path)
    tables = list(part(path, "word/document.xml").iter(W + "tbl"))
    assert len(tables) == 5
    for table in tables:
        assert table.find(f"{W}tblPr/{W}tblDescription").get(W + "val")
    headed = [t for t in tables if t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert len(headed) == 4


def with_source(text: str, language: str = "en", kind: BlockKind = BlockKind.PARAGRAPH) -> Sheet:
    version = made.version_of([(BlockKind.HEADLINE, "Title"), (kind, text)], 1)
    details = Details(title="Title", language=language)
    material = made.ArticleMaterial(made.article_of(1, details, version), version)
    return compose(replace(made.one_source(), articles={ArticleId(1): material}, notes={}))


def test_characters_that_xml_cannot_hold_are_shown_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    written = write_docx(with_source("A\x07bell & a <tag> “quote” \ufffe end"), path)
    assert any("2 characters" in warning for warning in written.warnings)
    assert read_docx(path).marked("_src1_p002") == "A\ufffdbell & a <tag> “quote” \ufffd end"


def test_right_to_left_and_east_asian_sources_are_marked_as_such() -> None:
    arabic = docx_bytes(with_source("قال الوزير إن NATO سيجتمع في 2025", "ar"), {})
    body = part(arabic, "word/document.xml")
    paragraph = next(p for p in body.iter(W + "p") if "الوزير" in "".join(p.itertext()))
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    turned = [
        "".join(r.itertext())
        for r in paragraph.iter(W + "r")
        if r.find(f"{W}rPr/{W}rtl") is not None
    ]
    assert turned == ["قال الوزير إن", "سيجتمع في"]
    assert {e.get(W + "bidi") for e in paragraph.iter(W + "lang")} == {"ar"}
    chinese = docx_bytes(with_source("部长说会议将在柏林举行。", "zh-CN"), {})
    body = part(chinese, "word/document.xml")
    assert {e.get(W + "eastAsia") for e in body.iter(W + "lang")} == {"zh-CN"}
    assert lint_bytes(arabic) == lint_bytes(chinese) == ()


def test_a_picture_has_its_words_and_its_width() -> None:
    sheet = compose(made.one_source())
    picture = Picture(png(40, 20), "A bar chart of crossings per month", "Crossings", share=0.5)
    content = docx_bytes(replace(sheet, parts=(*sheet.parts, picture)), {})
    assert lint_bytes(content) == ()
    shape = docx.Document(io.BytesIO(content)).inline_shapes[0]
    assert round(shape.width.twips) == 4706
    mute = replace(sheet, parts=(*sheet.parts, replace(picture, description="")))
    assert [f.rule for f in lint_bytes(docx_bytes(mute, {}))] == ["alt-text"]


@pytest.mark.parametrize("content", [b"", b"GIF8", b"no picture", png(40, 20)[:40]])
def test_a_broken_picture_is_refused_in_words(content: bytes) -> None:
    sheet = compose(made.one_source())
    broken = replace(sheet, parts=(*sheet.parts, Picture(content, "A chart")))
    with pytest.raises(Refused, match="A chart"):
        docx_bytes(broken, {})


def test_replies_and_settled_comments_are_threads_in_word() -> None:
    sheet = compose(made.one_source())
    first = sheet.remarks[0]
    reply = replace(
        first, uid="reply", author="Jo Brandt", text="Settled.\nThanks.", answers=first.uid
    )
    settled = replace(first, resolved=True)
    content = docx_bytes(replace(sheet, remarks=(settled, reply, *sheet.remarks[1:])), {})
    assert lint_bytes(content) == ()
    entries = list(part(content, "word/commentsExtended.xml"))
    w15 = "{" + NAMESPACES["w15"] + "}"
    w14 = "{" + NAMESPACES["w14"] + "}"
    comments = list(part(content, "word/comments.xml"))
    last = [list(c.iter(W + "p"))[-1].get(w14 + "paraId") for c in comments]
    assert [e.get(w15 + "paraId") for e in entries] == last
    assert [e.get(w15 + "done") for e in entries[:2]] == ["1", "0"]
    assert entries[1].get(w15 + "paraIdParent") == last[0]
    people = {e.get(w15 + "author") for e in part(content, "word/people.xml")}
    assert people == {"Mara Lindqvist", "Jo Brandt"}


def test_american_briefs_are_on_letter_paper() -> None:
    details = replace(made.DETAILS, language="en-US")
    content = docx_bytes(compose(replace(made.one_source(), details=details)), {})
    size = next(part(content, "word/document.xml").iter(W + "pgSz"))
    assert (size.get(W + "w"), size.get(W + "h")) == ("12240", "15840")


def test_a_long_word_list_keeps_its_signs_outside_the_bookmark(tmp_path: Path) -> None:
    _, path = two(tmp_path)
    body = part(path, "word/document.xml")
    item = next(p for p in body.iter(W + "p") if "two ferries load" in "".join(p.itertext()))
    assert "".join(item.itertext()).startswith("•")
    assert read_docx(path).marked("_src1_p008") == made.FERRY[7][1]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(NotWritten, match="not written"):
        write_docx(compose(made.one_source()), folder / "brief.docx")
    folder.chmod(stat.S_IRWXU)


def test_what_stood_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.paths.os.fsync", full)
    with pytest.raises(NotWritten, match="No space left"):
        write_docx(compose(made.one_source()), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_material_gives_the_same_sheet_and_the_same_parts() -> None:
    one, other = compose(made.two_sources()), compose(made.two_sources())
    assert one == other
    bodies = [part(docx_bytes(s, {}), "word/document.xml") for s in (one, other)]
    assert [e.tag for e in bodies[0].iter()] == [e.tag for e in bodies[1].iter()]


def test_source_paragraph_styles_cover_every_kind() -> None:
    for kind in BlockKind:
        content = docx_bytes(with_source("Some words of a block.", kind=kind), {})
        assert lint_bytes(content) == ()
        assert read_docx(content).marked("_src1_p002") == "Some words of a block."


def test_links_of_a_source_are_kept_when_they_are_safe() -> None:
    sheet = with_source("See the report and the script.")
    inlines = (
        Inline(InlineKind.LINK, Span(4, 14), "https://example.org/a?b=1&c=2"),
        Inline(InlineKind.LINK, Span(19, 29), "javascript:alert(1)"),
    )
    parts = tuple(
        replace(p, inlines=inlines)
        if isinstance(p, SourceParagraph) and p.key == "src1_p002"
        else p
        for p in sheet.parts
    )
    content = docx_bytes(replace(sheet, parts=parts), {})
    links = list(part(content, "word/document.xml").iter(W + "hyperlink"))
    outside = [e for e in links if e.get("{" + NAMESPACES["r"] + "}id")]
    assert ["".join(e.itertext()) for e in outside] == ["the report"]
    assert b"javascript" not in content
    rels = part(content, "word/_rels/document.xml.rels")
    assert "https://example.org/a?b=1&c=2" in {e.get("Target") for e in rels}
