"""The window as it stands on a screen, used as a reader uses it: by mouse and keys, in a real process.

What the library holds is asked of the command line beside the window. Pictures are only compared with
other pictures: where a colour is, whether something changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PySide6")

from docx import Document
from PySide6.QtGui import QImage

from desktop.model.annotation import Colour
from desktop.ui.theme import DARK, LIGHT
from tests.journeys.real_window import (
    NARROW,
    WIDE,
    Box,
    Screen,
    Window,
    can_be_had,
    difference,
    rgb,
)

pytestmark = [
    pytest.mark.gui,
    pytest.mark.realwindow,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not can_be_had(), reason="needs Xvfb and xdotool"),
]

TITLE = "In Berlin, a promise of guarantees; in London, a warning about delay"
PAPER, CARD, ACCENT, FIND, FIND_NOW = (
    rgb(one) for one in (LIGHT.paper, LIGHT.card, LIGHT.accent, LIGHT.find, LIGHT.find_now)
)
PALETTE, FIND_BAR = Box(500, 100, 900, 112), Box(800, 100, 980, 105)
LIST = Box(184, 88, 458, 870)
TEXT = Box(465, 84, 1140, 870)
"""Where the text stands in the reading room at 1440 x 900; its scrollbar's ticks are not in it."""
RESULTS = Box(396, 120, 806, 870)
PREVIEW = Box(809, 130, 1400, 870)


class Pictures:
    """Leaves pictures in a folder, if there is one: wide and narrow, light and dark."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def take(
        self, window: Window, name: str, opens: tuple[str, ...] = (), closes: tuple[str, ...] = ()
    ) -> None:
        """Take the view, with what keys open over it and keys close again."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for size, width in ((WIDE, "wide"), (NARROW, "narrow")):
            window.resize(size)
            window.settled()
            for theme in ("light", "dark"):
                if opens:
                    window.after(lambda: window.key(*opens), f"{name} opens")
                window.point((size[0] - 2, size[1] - 2))
                _write(window.settled(), self._folder / f"{name}-{width}-{theme}.png")
                if closes:
                    window.after(lambda: window.key(*closes), f"{name} closes")
                window.after(lambda: window.key("ctrl+shift+d"), "the other theme")
        window.resize(WIDE)
        window.settled()

    def keep(self, window: Window, name: str) -> None:
        """Take the view just as it is."""
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(window.settled(), self._folder / f"{name}.png")


def _write(seen: np.ndarray, path: Path) -> None:
    rows, columns, _ = seen.shape
    kept = np.ascontiguousarray(seen)
    picture = QImage(kept.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    assert picture.save(str(path))


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Pictures:
    return Pictures(request.config.getoption("--pictures", None))


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    one = Screen(tmp_path_factory.mktemp("screen"))
    yield one
    one.close()


def at_work(window: Window) -> np.ndarray:
    """Everything but the status bar, which speaks when it has something to say."""
    return window.settled()[: WIDE[1] - 28]


@contextmanager
def window_on(screen: Screen, home: Path) -> Iterator[Window]:
    """Open the window, wait until its rooms are there, and quit in the end."""
    with Window(screen, home, home / "library", home / "said.txt") as window:
        window.wait_for(ACCENT, Box(465, 84, 1430, 870), "an article or the first page is shown")
        yield window


@pytest.fixture
def window(screen: Screen, _seeded: Path, tmp_path: Path) -> Iterator[Window]:
    """The window on the starter articles."""
    home = tmp_path / "home"
    shutil.copytree(_seeded, home)
    with window_on(screen, home) as opened:
        yield opened


def run_from_palette(window: Window, words: str) -> None:
    """Do in the palette what these words find first."""
    window.key("ctrl+k")
    window.until(lambda: window.shows(CARD, PALETTE, least=4000), "the palette opens")
    window.type(words)
    answers = Box(500, 296, 900, 304)  # below the line that only offers to search
    window.until(lambda: window.shows(CARD, answers, least=2400), "the palette has answers")
    window.settled()
    window.key("Return")
    window.until(lambda: not window.shows(CARD, PALETTE, least=4000), "the palette goes")
    window.settled()


def open_article(window: Window, title: str = TITLE) -> int:
    """Go to an article through the palette; its id."""
    number = next(one["id"] for one in window.tell("list") if one["title"] == title)
    run_from_palette(window, title)
    window.until(
        lambda: any(one["id"] == number and not one["unread"] for one in window.tell("list")),
        "the article counts as read",
    )
    window.settled()
    return int(number)


def draw_over(window: Window, words: str) -> None:
    """Select words with the mouse, there where the find bar shows them."""
    window.key("ctrl+f")
    window.until(lambda: window.shows(CARD, FIND_BAR, least=800), "the find bar opens")
    window.type(words)
    place = window.wait_for(FIND_NOW, TEXT, f"“{words}” is found")
    window.after(lambda: window.key("Escape", "Escape"), "the find bar closes, nothing is selected")
    middle = place.middle[1]
    assert place.bottom - place.top < 40, f"“{words}” stand on one line, or the drag is no line"
    window.after(
        lambda: window.drag((place.left + 2, middle), (place.right - 1, middle)),
        "words are selected",
    )


def annotations(window: Window, article: int) -> list[Any]:
    """What is marked in an article, in the order of the text."""
    found: list[Any] = window.tell("show", article)["annotations"]
    return found


def marked(window: Window, article: int, number: int) -> list[Any]:
    """What is marked, as soon as there are so many."""
    return list(
        window.until(
            lambda: (found := annotations(window, article)) and len(found) == number and found,
            f"{number} highlights are kept",
        )
    )


def test_the_first_time(screen: Screen, tmp_path: Path, pictures: Pictures) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with window_on(screen, home) as window:
        assert window.tell("list") == []
        pictures.take(window, "first-run")
        window.key("Tab", "Return")  # from "Import" to "Add them"
        articles = window.until(lambda: window.tell("list"), "the starter articles come in")
        pictures.keep(window, "busy")
        window.until(
            lambda: len(articles := window.tell("list")) == 11 and articles,
            "the starter articles are all there",
        )
        assert all("starter" in one["tags"] for one in articles)
        assert window.shows(ACCENT, LIST), "none of them looks unread"


def test_words_are_marked_where_they_are_drawn_over(window: Window, pictures: Pictures) -> None:
    article = open_article(window)
    wanted = (
        ("1", "amber", "some nine hundred kilometres apart", "Say it in the first line."),
        ("2", "green", "a joint statement followed", ""),
        ("3", "blue", "could set aside its bid to join NATO", "Since when? Compare 2022."),
        ("4", "rose", "together with the American negotiators", ""),
    )
    for key, colour, words, comment in wanted:
        draw_over(window, words)
        fill = rgb(LIGHT.highlight_fill(Colour(colour)))
        window.after(lambda key=key: window.key(key), f"{key} marks")
        window.wait_for(fill, TEXT, f"there is something {colour}")
        if comment:
            window.key("n")
            window.type(comment)
            window.after(lambda: window.key("ctrl+Return"), "the comment is written")
    kept = {one["exact"]: one for one in marked(window, article, 4)}
    text = window.tell("show", article)["text"]
    for _, colour, words, comment in wanted:
        one = kept[words]
        assert (one["colour"], one["comment"], one["state"]) == (colour, comment, "exact")
        assert text[one["start"] : one["end"]] == words
    window.key("Escape", "ctrl+Home")
    pictures.take(window, "reading")
    window.key("Escape", "ctrl+z")
    left = {one["exact"] for one in marked(window, article, 3)}
    assert left == set(kept) - {wanted[-1][2]}


def test_dark_and_back(window: Window, pictures: Pictures) -> None:
    open_article(window)
    window.point((700, 885))
    light = at_work(window)
    dark = window.after(lambda: window.key("ctrl+shift+d"), "the theme changes")
    assert dark.mean() < light.mean() / 3
    assert (dark == np.array(rgb(DARK.paper), np.uint8)).all(axis=2).sum() > 300_000
    assert not (dark == np.array(PAPER, np.uint8)).all(axis=2).any(), "a light place is left"
    window.after(lambda: window.key("ctrl+shift+d"), "the theme changes back")
    assert difference(at_work(window), light) is None


def test_the_sheet_and_the_palette_come_and_go(window: Window, pictures: Pictures) -> None:
    open_article(window)
    window.point((700, 885))
    before = at_work(window)
    sheets = (("shortcuts", "question"), ("palette", "ctrl+k"), ("settings", "ctrl+comma"))
    for name, key in sheets:
        window.key(key)
        window.until(lambda: window.look()[860].mean() < 0.8 * before[860].mean(), f"{name} come")
        seen = window.settled()
        assert difference(seen[150:500, 450:990], before[150:500, 450:990]), f"no {name}"
        assert seen[860].mean() < before[860].mean(), "the rest is not dimmed"
        window.after(lambda: window.key("Escape"), f"{name} go")
        left = difference(at_work(window), before)
        assert left is None, f"{name} left something behind"
    for name, key in sheets:
        pictures.take(window, name, opens=(key,), closes=("Escape",))


def test_a_hit_leads_to_its_words(window: Window, pictures: Pictures) -> None:
    window.after(lambda: window.key("slash"), "the search line has the keyboard")
    window.type("guarantees person:putin")
    window.wait_for(FIND, RESULTS, "passages are marked in the results")
    told = window.tell("search", "guarantees person:putin")
    assert told["hits"][0]["title"] == TITLE
    window.wait_for(FIND_NOW, PREVIEW, "the words are shown in the preview")
    pictures.take(window, "search")
    window.key("Down")
    window.settled()
    window.key("Return")
    window.wait_for(FIND_NOW, TEXT, "the reader shows the very words")


def test_a_note_on_the_article_is_kept_as_it_is_typed(window: Window, pictures: Pictures) -> None:
    open_article(window)
    window.after(lambda: window.key("ctrl+n"), "the notebook opens")
    window.type("Who signs first")
    window.key("Return")
    window.type("Ask **both** delegations about [[Washington]].")
    note = window.until(
        lambda: next(
            (one for one in window.tell("note", "list") if "delegations" in one["body"]), None
        ),
        "the note is kept",
    )
    assert note["title"] == "Who signs first"
    assert [link["target"] for link in note["links"]] == ["Washington"]
    pictures.take(window, "notebook")


def test_what_was_marked_goes_into_a_word_file(
    window: Window, tmp_path: Path, pictures: Pictures
) -> None:
    article = open_article(window)
    words, comment = "together with the American negotiators", "Who else sat there?"
    draw_over(window, words)
    window.key("1", "n")
    window.type(comment)
    window.after(lambda: window.key("ctrl+Return"), "the comment is written")
    marked(window, article, 1)
    window.key("b")
    brief = window.until(lambda: window.tell("brief", "list"), "there is a brief")[0]
    window.key("shift+b")
    window.until(
        lambda: len(window.tell("brief", "show", brief["id"])["items"]) > 1,
        "the article is in the brief",
    )
    run_from_palette(window, "Go to briefs")
    window.wait_for(rgb(LIGHT.desk), Box(345, 100, 1135, 700), "pages lie on the desk")
    pictures.take(window, "brief")
    path = tmp_path / "brief.docx"
    window.after(lambda: window.key("ctrl+e"), "the file is asked for")
    window.key("ctrl+a")
    window.type(str(path))
    window.key("Return")
    window.until(path.exists, "the Word file is written")
    document = Document(str(path))
    assert [one.text for one in document.comments] == [comment]
    assert words in "\n".join(one.text for one in document.paragraphs)
