"""A reader over a real library: real verbs, real jobs, a window that is really shown (offscreen)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from desktop.library.library import Library
from desktop.model.article import Article
from desktop.model.ids import ArticleId
from desktop.model.spans import Span
from desktop.settings import Settings
from desktop.ui.bus import Bus, Notice, Target
from desktop.ui.commands import Commands
from desktop.ui.faces import load_faces
from desktop.ui.jobs import Jobs
from desktop.ui.reader.bindings import bind
from desktop.ui.reader.reader import KINDS, Reader
from desktop.ui.reader.view import ReaderView
from desktop.ui.theme import ThemeHub
from tests.desktop.ui.reader.articles import keep_article


@pytest.fixture(scope="session", autouse=True)
def _faces(qapp: object) -> None:
    load_faces()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def hub() -> ThemeHub:
    return ThemeHub("light")


class Desk:
    """A reader on its own: what the app would join, and short ways to drive it."""

    def __init__(self, qtbot: QtBot, library: Library, hub: ThemeHub) -> None:
        self.qtbot, self.library, self.hub = qtbot, library, hub
        self.bus = Bus()
        held: Any = SimpleNamespace(library=library, close=lambda: None)
        self.jobs = Jobs(lambda: held, self.bus)
        self.reader = Reader(self.jobs, self.bus, hub)
        self.reader.look.take_settings(Settings(reduced_motion=True))
        self.reader.floats.set_dossiers(True)
        self.commands = Commands()
        bind(self.commands, self.reader)
        self.notices: list[Notice] = []
        self.elsewhere: list[Target] = []
        self.bus.notice.connect(self.notices.append)
        self.bus.open_requested.connect(self._route)
        self.window = QSplitter(Qt.Orientation.Horizontal)
        self.window.addWidget(self.reader)
        self.window.addWidget(self.reader.inspector)
        self.window.resize(981, 824)
        self.window.setSizes([700, 280])
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def _route(self, target: Target) -> None:
        if target.kind in KINDS:
            self.reader.open(target)
        else:
            self.elsewhere.append(target)

    def settle(self) -> None:
        """Wait until no work is under way; what it brought is then shown."""
        self.qtbot.waitUntil(lambda: self.jobs.idle)

    def open(self, article: Article | ArticleId, span: Span | None = None, **more: Any) -> None:
        key = article.id if isinstance(article, Article) else article
        self.bus.open_requested.emit(Target("article", key, span, **more))
        self.settle()
        assert self.view.page is not None
        self.view.setFocus()

    @property
    def view(self) -> ReaderView:
        view = self.reader.view
        assert view is not None
        return view

    @property
    def text(self) -> str:
        assert self.reader.page is not None
        return self.reader.page.text

    def words(self, words: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def press(self, *keys: Any, to: Any = None) -> None:
        """Press keys, each a letter, a Qt key, or a pair of key and modifiers; wait for each one's work."""
        for one in keys:
            key, held = one if isinstance(one, tuple) else (one, Qt.KeyboardModifier.NoModifier)
            self.qtbot.keyClick(to or self.view, key, held)
            self.settle()

    def annotations(self) -> list[tuple[str, str, str, tuple[str, ...]]]:
        """What the library keeps: words, colour, comment, tags, in text order."""
        assert self.reader.page is not None
        with self.library.reading() as rows:
            kept = rows.annotations.of_article(self.reader.page.article_id)
        return [(a.span.of(self.text), str(a.colour), a.comment, a.tags) for a in kept]

    def close(self) -> None:
        for opened in self.reader.tabs:
            opened.view.motion.stop()
        assert self.jobs.stop_all()


@pytest.fixture
def desk_of_reader(qtbot: QtBot, library: Library, hub: ThemeHub) -> Iterator[Desk]:
    made = Desk(qtbot, library, hub)
    yield made
    made.close()


@pytest.fixture
def article(library: Library) -> Article:
    return keep_article(library)


@pytest.fixture
def desk_open(desk_of_reader: Desk, article: Article) -> Desk:
    """A reader with the one article open and the text in focus."""
    desk_of_reader.open(article)
    return desk_of_reader


@pytest.fixture
def another(library: Library) -> Callable[[str], Article]:
    """Make further articles, each with its title."""

    def make(title: str) -> Article:
        return keep_article(library, title=title)

    return make
