"""One family of icons: whole, drawn on 24, in the colour asked for."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.resources import resource
from desktop.ui.commands import COMMANDS
from desktop.ui.icons import icon, icon_pixmap

FILES = sorted(resource("icons").glob("*.svg"))
ATTRIBUTES = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.5",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}


def drawn(image: QImage) -> list[tuple[int, int]]:
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 24
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_an_icon_is_of_the_family(file: Path) -> None:
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    assert {name: root.get(name) for name in ATTRIBUTES} == ATTRIBUTES


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_an_icon_is_drawn_inside_its_live_area(file: Path) -> None:
    spots = drawn(icon_pixmap(file.stem, QColor("#123456"), 96).toImage())
    assert len(spots) > 20
    # 3.5 to 20.5 of 24, and half a stroke and a hair around it
    low, high = (3.5 - 1.05) * 4, (20.5 + 1.05) * 4
    assert all(low <= x <= high and low <= y <= high for x, y in spots)


def test_an_icon_takes_its_colour() -> None:
    image = icon_pixmap("close", QColor("#a32a2a"), 48).toImage()
    strong = [image.pixelColor(x, y) for x, y in drawn(image)]
    assert any(one.name() == "#a32a2a" for one in strong)


def test_small_icons_have_a_stronger_stroke() -> None:
    small = icon_pixmap("close", QColor("black"), 16, 6.0).toImage()
    large = icon_pixmap("close", QColor("black"), 96).toImage()
    assert len(drawn(small)) > len(drawn(large))


def test_an_icon_is_sharp_at_twice_the_pixels() -> None:
    made = icon("search", QColor("black"), 18)
    assert {size.width() for size in made.availableSizes()} >= {18, 36}


def test_every_icon_named_in_the_window_is_there() -> None:
    there = {file.stem for file in FILES}
    named = {command.icon for command in COMMANDS if command.icon}
    code = "\n".join(file.read_text(encoding="utf-8") for file in Path("desktop/ui").rglob("*.py"))
    calls = r"(?:paint_icon\(\s*\w+,|icon_pixmap\(|\bicon\(|ToolButton\(\s*[\w.]+,|icon=)\s*\"([a-z-]+)\""
    named |= set(re.findall(calls, code))
    assert named - there == set()
