from __future__ import annotations

import pytest

from desktop.briefs.looks import (
    ACCENT,
    GROUND,
    HIGHLIGHT_EDGE,
    HIGHLIGHT_FILL,
    INK,
    KIND_INK,
    KIND_WORD,
    MUTED,
    ROLE_STYLE,
    SOURCE_STYLE,
    STYLE,
    STYLES,
    TLP_INK,
    WHITE,
    tlp_label,
)
from desktop.briefs.sheet import Role
from desktop.model.annotation import Colour
from desktop.model.article import BlockKind
from desktop.model.entity import EntityKind


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_can_be_read_on_what_lies_under_them() -> None:
    for fill in HIGHLIGHT_FILL.values():
        assert contrast(INK, fill) >= 10
        # A link may lie under a highlight.
        assert contrast(ACCENT, fill) >= 4.5
    for ground in (WHITE, GROUND):
        assert contrast(MUTED, ground) >= 5.5
        assert contrast(ACCENT, ground) >= 4.5
        for ink in KIND_INK.values():
            assert contrast(ink, ground) >= 4.5
    assert contrast(WHITE, ACCENT) >= 4.5
    for ink in TLP_INK.values():
        assert contrast(ink, "000000") >= 4.5


def test_the_line_of_an_older_highlight_shows_on_every_fill() -> None:
    for edge in HIGHLIGHT_EDGE.values():
        for fill in HIGHLIGHT_FILL.values():
            assert contrast(edge, fill) >= 2.9


def test_every_colour_and_kind_has_its_look() -> None:
    assert HIGHLIGHT_FILL.keys() == HIGHLIGHT_EDGE.keys() == set(Colour)
    assert KIND_INK.keys() == KIND_WORD.keys() == set(EntityKind)
    assert (
        len({style.id for style in STYLES}) == len({style.name for style in STYLES}) == len(STYLES)
    )


def test_every_role_and_every_kind_of_block_has_a_style() -> None:
    assert ROLE_STYLE.keys() == set(Role)
    assert SOURCE_STYLE.keys() == set(BlockKind)
    assert {*ROLE_STYLE.values(), *SOURCE_STYLE.values()} <= STYLE.keys()


@pytest.mark.parametrize(
    ("handling", "label"),
    [
        ("TLP:AMBER", "TLP:AMBER"),
        ("tlp:amber+strict", "TLP:AMBER+STRICT"),
        ("TLP:RED – named persons only", "TLP:RED"),
        ("TLP:GREENISH", ""),
        ("Internal", ""),
        ("", ""),
    ],
)
def test_handling_lines_of_the_traffic_light_protocol_are_known(handling: str, label: str) -> None:
    assert tlp_label(handling) == label
