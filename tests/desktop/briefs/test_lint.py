"""Each fault that a writer of Word files can make, planted in a good file: the lint finds it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from desktop.briefs.compose import compose
from desktop.briefs.lint import lint, lint_bytes
from desktop.briefs.word import docx_bytes
from tests.desktop.briefs import builders_of_briefs as made

DOCUMENT = "word/document.xml"
COMMENTS = "word/comments.xml"


@lru_cache(maxsize=1)
def good() -> bytes:
    return docx_bytes(compose(made.two_sources()), {})


def planted(name: str, change: Callable[[str], str]) -> bytes:
    """The good file with one part changed; the change must really change it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            content = before.read(entry.filename)
            if entry.filename == name:
                changed = change(content.decode("utf-8")).encode("utf-8")
                assert changed != content, "the fault was not planted"
                content = changed
            after.writestr(entry.filename, content)
    return out.getvalue()


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def sub(pattern: str, new: str) -> Callable[[str], str]:
    return lambda xml: re.sub(pattern, new, xml, count=1, flags=re.DOTALL)


def same_paragraph_id(xml: str) -> str:
    first, second = re.findall(r'w14:paraId="(\w+)"', xml)[:2]
    return xml.replace(second, first, 1)


FAULTS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "order in tblPr": (
        DOCUMENT,
        sub(r"(<w:tblStyle [^>]*/>)(<w:tblW [^>]*/>)", r"\2\1"),
        "order",
    ),
    "order in rPr": (
        DOCUMENT,
        swap(
            '<w:rStyle w:val="HighlightAmber"/>',
            '<w:u w:val="single"/><w:rStyle w:val="HighlightAmber"/>',
        ),
        "order",
    ),
    "a word that is no value": (DOCUMENT, swap('w:u w:val="thick"', 'w:u w:val="thickk"'), "value"),
    "a cell without a paragraph": (
        DOCUMENT,
        sub(
            r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>(?:(?!</w:p>).)*</w:p></w:tc>",
            r"\1</w:tc>",
        ),
        "cell",
    ),
    "two comments of one id": (COMMENTS, swap('w:id="1"', 'w:id="0"'), "comment-id"),
    "a comment that is not there": (
        DOCUMENT,
        swap('<w:commentReference w:id="3"/>', '<w:commentReference w:id="99"/>'),
        "comment-missing",
    ),
    "a range without an end": (
        DOCUMENT,
        swap('<w:commentRangeEnd w:id="2"/>', ""),
        "comment-range",
    ),
    "a relationship that is missing": (
        DOCUMENT,
        sub(r'r:id="rId\d+" w:history', 'r:id="rId999" w:history'),
        "relationship",
    ),
    "two bookmarks of one name": (
        DOCUMENT,
        swap('w:name="_Toc900000003"', 'w:name="_Toc900000002"'),
        "bookmark-name",
    ),
    "a style that is not defined": (
        DOCUMENT,
        swap('w:val="BriefBottomLine"', 'w:val="NoSuch"'),
        "style",
    ),
    "a footnote that is missing": (
        "word/footnotes.xml",
        sub(r'<w:footnote w:id="4">.*?</w:footnote>', ""),
        "note-missing",
    ),
    "two paragraphs of one id": (DOCUMENT, same_paragraph_id, "paragraph-id"),
    "an extended comment of no comment": (
        "word/commentsExtended.xml",
        sub(r'paraId="\w+"', 'paraId="0BADBAD0"'),
        "comment-extended",
    ),
    "a field without an end": (DOCUMENT, swap('<w:fldChar w:fldCharType="end"/>', ""), "field"),
    # Beyond the fourteen that were seeded when the lint was planned.
    "a comment's mark inside its range": (
        DOCUMENT,
        sub(
            r'(<w:commentRangeEnd w:id="0"/>)(<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            r'<w:commentReference w:id="0"/></w:r>)',
            r"\2\1",
        ),
        "comment-mark",
    ),
    "a link to nowhere": (
        DOCUMENT,
        swap('w:anchor="_src1_p004"', 'w:anchor="_gone"'),
        "link-target",
    ),
    "a page number of nowhere": (
        DOCUMENT,
        swap("PAGEREF _src1_p004", "PAGEREF _gone"),
        "field-target",
    ),
    "a list that is not defined": (
        DOCUMENT,
        swap('<w:numId w:val="2"/>', '<w:numId w:val="77"/>'),
        "numbering",
    ),
    "a child in the wrong place": (
        DOCUMENT,
        swap("<w:rPr><w:rStyle", '<w:rPr><w:jc w:val="left"/><w:rStyle'),
        "child",
    ),
    "a prompt at every opening": (
        "word/settings.xml",
        swap("<w:zoom", '<w:updateFields w:val="true"/><w:zoom'),
        "prompt",
    ),
    "a field that is out of date": (
        DOCUMENT,
        swap(
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:fldChar w:fldCharType="begin" w:dirty="true"/>',
        ),
        "prompt",
    ),
    "a part without a content type": (
        "[Content_Types].xml",
        sub(r'<Override PartName="/word/comments.xml"[^>]*/>', ""),
        "content-types",
    ),
    "XML that is not well formed": (COMMENTS, swap("</w:comments>", ""), "well-formed"),
}


def test_a_good_file_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "good.docx"
    path.write_bytes(good())
    assert lint(path) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    part, change, rule = FAULTS[name]
    faults = lint_bytes(planted(part, change))
    assert rule in {fault.rule for fault in faults}
    assert all(str(fault).endswith(f"({fault.rule})") for fault in faults)


def test_what_is_no_package_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.docx"
    path.write_bytes(b"not a zip")
    assert [fault.rule for fault in lint(path)] == ["zip"]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "nothing")
    assert "main-part" in {fault.rule for fault in lint(path)}
