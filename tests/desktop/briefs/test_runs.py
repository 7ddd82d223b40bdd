from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from desktop.briefs.runs import Layer, compile_runs, right_to_left, runs_leftwards
from desktop.briefs.wml import DECLARED, Look, illegal_count, legal, run, text_xml
from tests.desktop.briefs.reading_docx import read_runs

# Latin, quotes, CJK, Arabic, Hebrew, emoji beyond the first plane, a combining mark, and what XML hates.
ALPHABET = 'abc é’“中文ع ש😀👩\u0301\t\n&<>"\x0b\x07\x00\ufffe]]>'


def as_read(text: str) -> str:
    """What a reader of the file must get back for a text: breaks are newlines, the illegal is U+FFFD."""
    return legal(text.replace("\x0b", "\n").replace("\x0c", "\n"))


def start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(f"<w:p {DECLARED}>{xml}</w:p>")


def test_three_thousand_random_paragraphs_have_every_mark_on_exactly_its_characters() -> None:
    rng = random.Random(20250217)
    wrong = []
    for case in range(3000):
        text = "".join(rng.choice(ALPHABET) for _ in range(rng.randrange(1, 120)))
        size = len(text)
        layers: list[Layer[str]] = []
        opens: dict[int, list[str]] = {}
        closes: dict[int, list[str]] = {}
        wanted: dict[str, tuple[int, int]] = {}
        for number in range(rng.randrange(0, 9)):
            a = rng.randrange(0, size)
            b = rng.randrange(a + 1, size + 1)
            if rng.random() < 0.5:
                layers.append(Layer(a, b, f"L{number}"))
            else:
                opens.setdefault(a, []).append(start(number))
                closes.setdefault(b, []).append(end(number))
                wanted[str(number)] = (a, b)
        xml = compile_runs(
            text, layers, lambda words, marks: run(words, Look("".join(marks))), opens, closes
        )
        read = read_runs(parsed(xml))
        styles = [
            "".join(layer.mark for layer in layers if layer.start <= at < layer.end)
            for at in range(size)
        ]
        if (read.text[:-1], read.comments, read.styles[:-1]) != (as_read(text), wanted, styles):
            wrong.append(case)
    assert wrong == []


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=6))
def test_the_words_come_back_whole_whatever_the_marks(
    text: str, spans: list[tuple[int, int]]
) -> None:
    layers = [Layer(a, b, "x") for a, b in spans]
    pieces: list[str] = []

    def draw(words: str, marks: tuple[str, ...]) -> str:
        pieces.append(words)
        return run(words)

    xml = compile_runs(text, layers, draw)
    assert "".join(pieces) == text
    expected = as_read(text).replace("\r\n", "\n").replace("\r", "\n")
    assert read_runs(parsed(xml)).text[:-1] == expected.replace("\u2028", "\n").replace(
        "\u2029", "\n"
    )


def test_marks_that_touch_do_not_cross() -> None:
    xml = compile_runs(
        "ab", (), lambda w, _: run(w), {0: ["<A>"], 1: ["<B>"]}, {1: ["</A>"], 2: ["</B>"]}
    )
    assert xml.index("</A>") < xml.index("<B>")


def test_a_later_layer_lies_above_an_earlier_one() -> None:
    seen: list[tuple[str, tuple[str, ...]]] = []
    compile_runs(
        "abcd",
        [Layer(1, 4, "late start, first given"), Layer(0, 3, "second")],
        lambda w, m: seen.append((w, m)) or "",
    )
    assert seen[1] == ("bc", ("late start, first given", "second"))


def test_right_to_left_stretches_hold_their_spaces_and_digits() -> None:
    text = "He said שלום 12 עולם today"
    (stretch,) = right_to_left(text)
    assert text[slice(*stretch)] == "שלום 12 עולם"
    assert right_to_left("plain text") == []
    assert runs_leftwards("“مرحبا” he said")
    assert not runs_leftwards("12 – he said مرحبا")


def test_what_xml_cannot_hold_is_replaced_one_for_one_and_counted() -> None:
    text = "a\x00b\x1fc\ud800d\uffff"
    assert legal(text) == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert illegal_count(text) == 4
    assert "&lt;&amp;&gt;" in text_xml("<&>")
