"""Files made to do harm: each is read or refused with a reason, soon, and nothing is fetched or leaked."""

from __future__ import annotations

import random
import socket
from pathlib import Path

import pytest

from desktop.errors import Unreadable
from desktop.importing.draft import Draft
from desktop.importing.reading import read_bytes, read_file
from desktop.text.canonical import canonical

PARAGRAPH = "<p>" + "Words of an article that are here to be read. " * 6 + "</p>"


def page(body: str) -> bytes:
    return f"<html><head><title>T</title></head><body><article><h1>Title of it</h1>{body}</article></body></html>".encode()


HOSTILE = {
    "many attributes": (
        "a.html",
        page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>" + PARAGRAPH * 5),
    ),
    "deep elements": ("a.html", page("<div>" * 50_000 + PARAGRAPH * 20 + "</div>" * 50_000)),
    "deep inlines": ("a.html", page("<p>" + "<b>" * 5_000 + PARAGRAPH * 20)),
    "deep but readable": ("a.html", page("<div>" * 1_500 + PARAGRAPH * 20 + "</div>" * 1_500)),
    "deep tables": (
        "a.html",
        page("<table><tr><td>" * 200 + PARAGRAPH + "</td></tr></table>" * 200),
    ),
    "deep lists": ("a.html", page("<ul><li>x" * 800 + PARAGRAPH * 5)),
    "entities": (
        "a.html",
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>&b; hello</p>',
    ),
    "unclosed scripts": ("a.html", b"<p>Words</p>" + b"<script>" * 20_000),
    "angle brackets": ("a.html", b"<html>" + b"<" * 100_000 + b" words"),
    "comments": ("a", b"<!-- -->" * 20_000 + b"x"),
    "front matter without end": ("a", b"---\n" + b"-a: x\r\n" * 3_000 + b"zz"),
    "quote signs": ("a.md", b">" * 5_000 + b" x\n\nwords"),
    "brackets": ("a.md", b"[" * 5_000 + b" words"),
    "stars": ("a.md", b"*a " * 5_000),
    "bullets": ("a.txt", b"- a\n" * 6_000),
    "numbers": ("a.txt", b"".join(b"%d. a\n" % n for n in range(1, 6_000))),
    "hyphens": ("a.txt", b"ab-\n" * 6_000),
    "stops": ("a.txt", b".'" * 200_000),
    "spaces": ("a.txt", b" " * 1_000_000 + b"x"),
    "one line": ("a.txt", b"word " * 400_000),
    "bidi and controls": (
        "a.txt",
        "\u202eTitle\u202c \u0007 \u0000\n\u200fwords\u200e \x1b]0;x\x07".encode(),
    ),
    "nonsense utf-8": ("a.txt", b"Title\n" + b"\xed\xa0\x80 \xc0\xaf \xf8\x88" + "é".encode() * 40),
}


def read_or_refused(name: str, data: bytes) -> Draft | None:
    try:
        return read_bytes(data, name=name)
    except Unreadable:
        return None


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", HOSTILE)
def test_each_ends_read_or_refused(case: str) -> None:
    name, data = HOSTILE[case]
    draft = read_or_refused(name, data)
    if draft is not None:
        assert canonical(draft.text) == draft.text
        assert "\n".join(block.span.of(draft.text) for block in draft.blocks) == draft.text


@pytest.mark.parametrize("case", ["many attributes", "deep elements", "deep inlines"])
def test_words_that_the_parser_would_lose_are_kept_and_it_is_said(case: str) -> None:
    draft = read_bytes(HOSTILE[case][1], name="a.html")
    assert draft.text.count("that are here to be read") >= 5 * 6
    assert any("built so oddly" in warning for warning in draft.warnings)


def test_a_paragraph_of_ten_megabytes_is_not_lost() -> None:
    draft = read_bytes(page("<p>" + "word " * 2_100_000 + "</p>"), name="a.html")
    assert draft.text.count("word") == 2_100_000


def test_other_files_are_never_read_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", encoding="utf-8")
    markup = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f'<html><body><p>&x; and more</p>{PARAGRAPH * 4}<iframe src="{secret.as_uri()}"></iframe></body></html>'
    )
    for name in ("a.html", "a.xhtml"):
        assert "SECRET" not in read_bytes(markup.encode(), name=name).text


@pytest.mark.parametrize("seed", range(12))
def test_bytes_at_random_are_refused_or_read_whole(seed: int) -> None:
    noise = random.Random(seed)
    mostly_text = bytes(noise.choice(b"abc <>&/\"'\n\r\xe9\xd0#*->=") for _ in range(2_000))
    for name in ("a.txt", "a.md", "a.html"):
        read_or_refused(name, mostly_text)
        read_or_refused(name, noise.randbytes(500))


def test_no_reader_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*where: object, **_: object) -> None:
        pytest.fail(f"a connection was attempted: {where}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    remote = (
        '<link rel="stylesheet" href="https://x.example/a.css"><link rel="canonical" href="https://www.x.co.uk/a">'
        '<script src="https://x.example/a.js"></script><img src="https://x.example/p.gif"><base href="https://x.example/">'
        '<iframe src="https://x.example/f"></iframe><p style="background: url(https://x.example/b.png)">Words</p>'
    )
    assert (
        read_bytes(page(remote + PARAGRAPH * 6), name="a.html").details.address
        == "https://www.x.co.uk/a"
    )
    read_bytes(b"# T\n\n![p](https://x.example/p.png) [l](https://x.example/)", name="a.md")
    for article in sorted((Path(__file__).parents[3] / "seeds" / "articles").iterdir()):
        read_file(article)
