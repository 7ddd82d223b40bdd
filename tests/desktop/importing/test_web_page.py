"""Saved web pages: the article and nothing beside it, its structure, what it states about itself."""

from __future__ import annotations

import pytest

from desktop.importing.draft import Draft, Origin
from desktop.importing.reading import read_bytes
from desktop.model.article import InlineKind

PROSE = [
    f"Paragraph {number} tells of the talks, of who came to the city for them and of what was said at the table, "
    "at such length that nobody could take it for a menu."
    for number in range(1, 7)
]
MENU = (
    '<nav class="menu"><ul>'
    + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(9))
    + "</ul></nav>"
)


def read(
    body: str,
    head: str = "<title>Envoys meet again | The Post</title>",
    *,
    page: str = "<html lang='en'>",
) -> Draft:
    markup = f"<!DOCTYPE html>{page}<head>{head}</head><body>{MENU}{body}<footer><p>© 2025 The Post</p></footer></body></html>"
    return read_bytes(markup.encode("utf-8"), name="page.html")


def article(*parts: str) -> str:
    return "<article><h1>Envoys meet again</h1>" + "".join(parts) + "</article>"


def paragraphs(*indexes: int) -> str:
    return "".join(f"<p>{PROSE[index]}</p>" for index in indexes)


def blocks(draft: Draft) -> list[tuple[str, int, int | None, str]]:
    return [
        (block.kind.value, block.level, block.ordinal, block.span.of(draft.text))
        for block in draft.blocks
    ]


def words_of(draft: Draft, kind: str) -> list[str]:
    return [words for found, _, _, words in blocks(draft) if found == kind]


def test_the_article_and_nothing_beside_it() -> None:
    draft = read(
        article(paragraphs(0, 1, 2, 3))
        + '<aside class="related"><h3>Related</h3><ul><li><a href="/x">Another story about something else</a></li></ul></aside>'
        + '<form class="newsletter"><p>Sign up for our letter and get it every morning at six.</p></form>'
    )
    assert blocks(draft) == [
        ("headline", 0, None, "Envoys meet again"),
        *(("paragraph", 0, None, PROSE[index]) for index in range(4)),
    ]
    assert draft.details.title == "Envoys meet again"
    assert draft.warnings == ()


def test_structure_comes_from_the_page() -> None:
    draft = read(
        article(
            paragraphs(0),
            "<h2>What was <em>agreed</em></h2>",
            paragraphs(1),
            "<ol start='3'><li>A third thing that they agreed</li><li>A fourth thing, with<ul><li>a part of its own</li></ul></li></ol>",
            paragraphs(2),
            f"<blockquote><p>{PROSE[3]}</p></blockquote>",
            "<pre><code>if it:\n    do(1)\n</code></pre>",
            "<figure><img src='x.jpg' alt='no words'><figcaption>A ship. Photo: Jane Roe</figcaption></figure>",
            "<table><tr><th>Country</th><th>Votes</th></tr><tr><td>Finland</td><td>12</td></tr></table>",
            paragraphs(4, 5),
        )
    )
    assert blocks(draft) == [
        ("headline", 0, None, "Envoys meet again"),
        ("paragraph", 0, None, PROSE[0]),
        ("heading", 2, None, "What was agreed"),
        ("paragraph", 0, None, PROSE[1]),
        ("list_item", 1, 3, "A third thing that they agreed"),
        ("list_item", 1, 4, "A fourth thing, with"),
        ("list_item", 2, None, "a part of its own"),
        ("paragraph", 0, None, PROSE[2]),
        ("quote", 1, None, PROSE[3]),
        ("code", 0, None, "if it:"),
        ("code", 0, None, "    do(1)"),
        ("caption", 0, None, "A ship. Photo: Jane Roe"),
        ("table_row", 0, None, "Country\tVotes"),
        ("table_row", 0, None, "Finland\t12"),
        ("paragraph", 0, None, PROSE[4]),
        ("paragraph", 0, None, PROSE[5]),
    ]
    assert draft.details.credit == "Jane Roe"


def test_inlines_and_safe_links_only() -> None:
    first = (
        "<p>They <b>did <i>not</i></b> sign <a href='https://x.example/a'>the text</a>, nor "
        "<a href='javascript:alert(1)'>this</a>, nor <a href='file:///etc/passwd'>that</a>, "
        f"<code>x = 1</code>. {PROSE[0]}</p>"
    )
    draft = read(article(first, paragraphs(1, 2, 3)))
    found = [
        (inline.kind, inline.span.of(draft.text), inline.target)
        for inline in draft.blocks[1].inlines
    ]
    assert found == [
        (InlineKind.STRONG, "did not", ""),
        (InlineKind.EMPHASIS, "not", ""),
        (InlineKind.LINK, "the text", "https://x.example/a"),
        (InlineKind.CODE, "x = 1", ""),
    ]


def test_what_the_page_hides_is_not_read() -> None:
    draft = read(
        article(
            paragraphs(0),
            "<p hidden>Hidden words one</p><p style='display: none'>Hidden words two</p>",
            f"<p>Before <span class='visually-hidden'>hidden words three</span>after. {PROSE[1]}</p>",
            "<script>var hidden = 'hidden words four'</script>",
            paragraphs(2, 3),
        )
    )
    assert "idden" not in draft.text
    assert f"Before after. {PROSE[1]}" in draft.text


def test_line_breaks_make_lines() -> None:
    draft = read(article(paragraphs(0), f"<p>{PROSE[1]}<br>{PROSE[2]}<br><br>{PROSE[3]}</p>"))
    assert words_of(draft, "paragraph") == PROSE[:4]


def test_json_ld_goes_before_metadata() -> None:
    json_ld = """<script type="application/ld+json">
    {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"],
     "headline": "Envoys meet again", "author": [{"@type": "Person", "name": "Anna Example"}, {"name": "Ben Sample"}],
     "datePublished": "2025-12-15T10:30:00+02:00", "publisher": {"name": "The Post"}, "inLanguage": "en-GB",
     "image": {"creditText": "Jane Roe"}}]}</script>"""
    metas = (
        '<meta name="author" content="Somebody Else"><meta property="article:published_time" content="2020-01-01">'
        '<link rel="canonical" href="https://post.example/a"><meta property="og:url" content="https://post.example/b">'
    )
    details = read(article(paragraphs(0, 1, 2)), json_ld + metas).details
    assert details.by == ("Anna Example", "Ben Sample")
    assert details.published == "2025-12-15T10:30+02:00"
    assert details.source == "The Post"
    assert details.language == "en-GB"
    assert details.credit == "Jane Roe"
    assert details.address == "https://post.example/a"


def test_metadata_is_read_without_json_ld() -> None:
    metas = (
        '<meta property="og:title" content="Envoys meet again"><meta property="og:site_name" content="The Post">'
        '<meta name="author" content="Anna Example and Ben Sample"><meta name="date" content="15 December 2025">'
        '<meta property="og:locale" content="en_US"><meta property="og:url" content="https://post.example/b">'
    )
    draft = read(article(paragraphs(0, 1, 2)), metas, page="<html>")
    details = draft.details
    assert (details.by, details.published, details.source) == (
        ("Anna Example", "Ben Sample"),
        "2025-12-15",
        "The Post",
    )
    assert (details.language, details.address) == ("en-US", "https://post.example/b")
    assert {
        finding.origin for finding in draft.findings if finding.field in {"by", "published"}
    } == {Origin.STATED}


@pytest.mark.parametrize(
    "author", ["https://post.example/people/anna", "admin", "anna@post.example", ""]
)
def test_what_is_no_name_is_no_author(author: str) -> None:
    assert (
        read(
            article(paragraphs(0, 1, 2)), f'<title>T</title><meta name="author" content="{author}">'
        ).details.by
        == ()
    )


def test_broken_json_ld_is_passed_over() -> None:
    bad = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    deep = f'<script type="application/ld+json">{"[" * 20_000}</script>'
    draft = read(article(paragraphs(0, 1, 2)), f"{bad}{deep}<title>Envoys meet again</title>")
    assert draft.details.title == "Envoys meet again"


def test_standfirst_and_byline_are_told() -> None:
    draft = read(
        article(
            '<p class="article__standfirst">What it is about, said before it is said.</p>',
            '<div class="byline">By <a rel="author" href="/p">Anna Example</a></div>',
            paragraphs(0, 1, 2, 3),
        )
    )
    assert [kind for kind, _, _, _ in blocks(draft)][:4] == [
        "headline",
        "standfirst",
        "byline",
        "paragraph",
    ]
    assert draft.details.by == ("Anna Example",)


def test_the_title_bar_gives_the_title_without_the_site() -> None:
    draft = read(
        f"<div>{paragraphs(0, 1, 2, 3)}</div>",
        "<title>Envoys meet once more in town - The Post</title>",
    )
    assert draft.details.title == "Envoys meet once more in town"


@pytest.mark.parametrize(
    "note",
    [
        "<!--\n Page saved with SingleFile \n url: https://post.example/a \n saved date: Thu Jul 24 2025\n-->",
        "<!-- saved from url=(0022)https://post.example/a -->",
    ],
)
def test_the_address_in_the_saved_pages_note_is_read(note: str) -> None:
    markup = f"<!DOCTYPE html>{note}<html><head><title>T</title></head><body>{article(paragraphs(0, 1, 2))}</body></html>"
    assert read_bytes(markup.encode(), name="page.html").details.address == "https://post.example/a"


@pytest.mark.parametrize(
    ("charset", "stated"),
    [("cp1251", "windows-1251"), ("cp1252", ""), ("utf-16", "utf-8"), ("utf-8", "windows-1252")],
)
def test_the_character_set_is_found(charset: str, stated: str) -> None:
    words = (
        "Президент заявив, що переговори тривають і що він не поїде до Берліна."
        if charset == "cp1251"
        else "“Größe” is a déjà vu – for all who came to see it."
    )
    markup = f"<html><head><meta charset='{stated}'><title>Some title of it</title></head><body><p>{words} {words}</p></body></html>"
    assert words in read_bytes(markup.encode(charset), name="page.html").text


def test_what_is_left_out_is_said() -> None:
    hidden_by_script = "".join(
        f"<div class='comment'><p>{words} {words}</p></div>" for words in PROSE * 8
    )
    draft = read(
        article(paragraphs(0, 1, 2))
        + f"<section id='comments' class='comments'>{hidden_by_script}</section>"
    )
    assert any("% of the page's running text" in warning for warning in draft.warnings)


def test_a_page_that_is_no_article_is_kept_whole_and_said() -> None:
    links = "".join(f"<p>Note {number} of it</p>" for number in range(4))
    draft = read(f"<div>{links}</div>")
    assert "Note 3 of it" in draft.text


def test_embedded_pictures_cost_nothing_and_leave_nothing() -> None:
    picture = "A" * 2_000_000
    draft = read(
        article(paragraphs(0), f"<img src='data:image/png;base64,{picture}'>", paragraphs(1, 2, 3))
    )
    assert "AAAA" not in draft.text
    assert len(words_of(draft, "paragraph")) == 4
