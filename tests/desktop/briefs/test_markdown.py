from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desktop.briefs.compose import compose
from desktop.briefs.markdown import escaped, to_markdown
from desktop.model.article import BlockKind, Details
from desktop.model.ids import ArticleId
from tests.desktop.briefs import builders_of_briefs as made


def rendered(markdown: str) -> str:
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    return (
        re.sub(r"<[^>]*>", "", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


def test_every_source_paragraph_and_every_note_is_in_it() -> None:
    sheet = compose(made.two_sources())
    text = to_markdown(sheet)
    words = re.sub(r"==|\[\^c?\d+\]", "", rendered(text))
    for paragraph in sheet.source_paragraphs:
        assert paragraph.text in words
    for number, remark in enumerate(sheet.remarks, 1):
        assert text.count(f"[^c{number}]") == 2
        first = remark.text.split("\n")[0]
        assert re.search(
            rf"^\[\^c{number}\]: Mara Lindqvist, 2025-02-1\d: .*{re.escape(escaped(first))}",
            text,
            re.MULTILINE,
        )
    for number in range(1, len(sheet.footnotes) + 1):
        assert text.count(f"[^{number}]") == 2


def test_highlights_links_and_head() -> None:
    text = to_markdown(compose(made.one_source()))
    assert text.startswith("**TLP:AMBER**\n\n# The night ferry to Orsel")
    assert "==will sail again on 3 March 2025==[^c1][^c2]" in text
    assert '<a id="src1_p007"></a>**¶4** ' in text
    assert "[¶4](#src1_p007)" in text
    assert "- **KJ1** It is **likely**" in text


def test_what_looks_like_markdown_in_a_source_stays_as_it_is() -> None:
    for words in (
        "*not* _emphasis_ and [no](link) `code` <b>",
        "# no heading",
        "1. no list",
        "- no list",
        "a | b ~ c ^ d = e $f$ &amp; ![x](y)",
        "> no quote",
    ):
        version = made.version_of([(BlockKind.BYLINE, words)], 1)
        article = made.ArticleMaterial(made.article_of(1, Details("T"), version), version)
        material = replace(made.one_source(), articles={ArticleId(1): article}, notes={})
        assert words in rendered(to_markdown(compose(material))), words


@given(st.text(alphabet="ab*_`[]()<>#-+1.!&|\\~=^ ", max_size=40))
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    words = " ".join(text.split())
    html = MarkdownIt("commonmark").enable("table").renderInline(escaped(words))
    assert rendered_inline(html) == words


def rendered_inline(html: str) -> str:
    return (
        html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    )
