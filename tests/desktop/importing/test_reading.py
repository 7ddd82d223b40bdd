"""The one way in: which files, which format, and refusals that say what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.errors import Refused, Unreadable
from desktop.importing import reading
from desktop.importing.reading import FORMATS, gather, read_bytes, read_file

PAGE = b"<!DOCTYPE html><html><head><title>A page of it</title></head><body><p>Words of a page.</p></body></html>"


def test_formats_have_names_for_the_command_line() -> None:
    assert list(FORMATS) == ["text", "markdown", "html"]
    assert all(name == known.name for name, known in FORMATS.items())


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("a.txt", b"Title\nwords", "text/plain"),
        ("a.TXT", b"Title\nwords", "text/plain"),
        ("a.md", b"Title\nwords", "text/markdown"),
        ("a.markdown", b"# Title", "text/markdown"),
        ("a.htm", PAGE, "text/html"),
        ("a.txt", PAGE, "text/html"),
        ("a", PAGE, "text/html"),
        ("a", b"\xef\xbb\xbf<!-- saved -->\n<html><p>x y z</p></html>", "text/html"),
        ("pasted", b"# Title\n\nwords", "text/markdown"),
        ("pasted", b"---\ntitle: T\n---\nwords", "text/markdown"),
        ("pasted", b"Title\nwords", "text/plain"),
        ("-", b"Title\nwords", "text/plain"),
        ("a.rst", b"Title\nwords", "text/plain"),
    ],
)
def test_the_format_is_found(name: str, data: bytes, mime: str) -> None:
    draft = read_bytes(data, name=name)
    assert draft.mime == mime
    assert draft.raw == data


def test_a_given_format_wins() -> None:
    assert read_bytes(b"# Title\n\nwords", name="a.md", format="text").text.startswith("# Title")
    with pytest.raises(Refused, match="text, markdown, html"):
        read_bytes(b"x", name="a.md", format="docx")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n\xef\xbb\xbf", "no text"),
        ("a.html", b"<html><script>var a = 1;</script></html>", "no text"),
        ("a.pdf", b"%PDF-1.7\nx", "PDF"),
        ("a.docx", b"PK\x03\x04rest", "packed file"),
        ("a.txt", b"\x89PNG\r\n\x1a\nrest", "picture"),
        ("a.eml", b"Subject: x\n\ny", "e-mail"),
        ("a.txt", bytes(range(32)) * 40, "not text"),
    ],
)
def test_refusals_say_what_and_what_to_do(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as refusal:
        read_bytes(data, name=name)
    assert refusal.value.path == Path(name)
    assert any(word in refusal.value.reason.lower() for word in ("import", "save"))


def test_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    large = tmp_path / "large.txt"
    large.write_bytes(b"word " * 300_000)
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        read_file(large)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(Unreadable, match="folder"):
        read_file(tmp_path)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(Unreadable, match="device or a pipe"):
        read_file(pipe)


def test_a_file_and_its_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Title\nwords of it")
    assert read_file(path) == read_bytes(b"Title\nwords of it", name="a.txt")


def test_the_file_name_is_the_last_resort_for_a_title() -> None:
    draft = read_bytes(
        b"<html><body><p>Words of a page without any title at all.</p></body></html>",
        name="some_page.html",
    )
    assert draft.details.title == "some page"


def test_text_without_a_title_or_a_name_is_called_by_its_first_words() -> None:
    page = b"<p>Words that came through a pipe.</p><p>More of them.</p>"
    assert (
        read_bytes(page, name="-", format="html").details.title == "Words that came through a pipe."
    )


def test_a_folder_with_nothing_in_it_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"x")
    assert gather([tmp_path]) == [tmp_path]
    with pytest.raises(Unreadable, match="nothing to read in this folder"):
        read_file(tmp_path)


def test_gather_walks_folders_in_order(tmp_path: Path) -> None:
    for name in (
        "part 10.txt",
        "part 2.txt",
        ".hidden.txt",
        "b/inner.md",
        ".git/config",
        "picture.png",
        "odd.bin",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [str(path.relative_to(tmp_path)) for path in gather([tmp_path])]
    assert found == ["odd.bin", "part 2.txt", "part 10.txt", "b/inner.md"]


def test_gather_passes_over_the_parts_of_a_saved_page(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "frame.html").write_bytes(PAGE)
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "a.html").write_bytes(PAGE)
    (tmp_path / "page.html").write_bytes(PAGE)
    assert [path.name for path in gather([tmp_path])] == ["page.html", "a.html"]


def test_gather_keeps_what_is_named_outright_and_each_file_once(tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("x", encoding="utf-8")
    missing = tmp_path / "missing.txt"
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    assert gather([one, missing, picture, tmp_path, one]) == [one, missing, picture]


def test_gather_does_not_follow_links_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert gather([tmp_path]) == [tmp_path / "a.txt"]


def test_a_draft_counts_its_words() -> None:
    assert read_bytes(b"Title of it\nthree more words", name="a.txt").words == 6
