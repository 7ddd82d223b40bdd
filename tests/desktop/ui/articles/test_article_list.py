"""The article list over a real library: rows, keys, filters, empty words, drags."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.model.article import ReadState
from desktop.model.ids import ArticleId
from desktop.progress import QuietTask
from desktop.ui.articles.list_rows import ArticleModel
from desktop.ui.articles.shelves import Shelves
from desktop.ui.articles.sidebar_rows import SidebarModel, pack_articles, unpack_articles
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.theme import ThemeHub
from desktop.work import browse, tend_articles
from desktop.work.browse import Filters, Order, Shelf
from desktop.work.import_articles import import_text

TITLES = ("First Ship In", "Second Night", "Third Wind")


class Side:
    """The shelves in a window of their own."""

    def __init__(self, shelves: Shelves, window: QWidget, desk: Desk, qtbot: QtBot) -> None:
        self.shelves, self.window, self.desk, self.qtbot = shelves, window, desk, qtbot
        self.opened: list[Target] = []

    @property
    def model(self) -> ArticleModel:
        return self.shelves.list.model

    def titles(self) -> list[str]:
        return [str(self.model.index(row).data()) for row in range(self.model.rowCount())]

    def wait_for(self, *titles: str) -> None:
        self.qtbot.waitUntil(lambda: self.titles() == list(titles))

    def choose(self, row: int) -> None:
        self.shelves.list.view.setFocus()
        self.shelves.list.view.setCurrentIndex(self.model.index(row))

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.shelves.list.view, key)

    def article(self, row: int) -> browse.ShelfRow:
        return self.model.row(self.model.index(row))


@pytest.fixture
def side(desk: Desk, jobs: Jobs, bus: Bus, hub: ThemeHub, commands: Commands, qtbot: QtBot) -> Side:
    for number, title in enumerate(TITLES, 1):
        text = f"{title}\n\nThe harbour master wrote the log for night {number} by a lamp."
        report = import_text(desk, QuietTask(), text=text, name=f"{number}.txt")
        tend_articles.edit_details(
            desk,
            QuietTask(),
            article_id=report.imported[0].id,
            source="Harbour Dispatch" if number < 3 else "Wind Weekly",
            published=f"2025-0{number}-10",
        )
    window = QWidget()
    window.resize(600, 700)
    qtbot.addWidget(window)
    shelves = Shelves(jobs, bus, hub, commands, window)
    shelves.list.setParent(window)
    shelves.list.setGeometry(0, 0, 276, 700)
    shelves.sidebar.setParent(window)
    shelves.sidebar.setGeometry(300, 0, 184, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made = Side(shelves, window, desk, qtbot)
    bus.open_requested.connect(made.opened.append)
    shelves.start()
    shelves.list.sort_by(Order.PUBLISHED, descending=False)
    made.wait_for(*TITLES)
    qtbot.waitUntil(lambda: shelves.counts is not None)
    return made


def test_the_models_keep_qts_rules(side: Side, qtbot: QtBot) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(side.model, fatal),
        QAbstractItemModelTester(side.shelves.places, fatal),
    ]
    side.choose(0)
    side.press(Qt.Key.Key_A)
    side.wait_for(*TITLES[1:])
    assert len(testers) == 2


def test_a_row_is_offered_as_a_sentence(side: Side) -> None:
    said = side.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("First Ship In, Harbour Dispatch, 10 ")
    assert "unread" in said


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        (Qt.Key.Key_S, lambda row: row.article.starred),
        (Qt.Key.Key_U, lambda row: not row.article.unread),
    ],
)
def test_letters_change_the_article(
    side: Side, qtbot: QtBot, key: Qt.Key, seen: Callable[[browse.ShelfRow], bool]
) -> None:
    side.choose(1)
    side.press(key)
    qtbot.waitUntil(lambda: seen(side.article(1)))
    side.press(key)
    qtbot.waitUntil(lambda: not seen(side.article(1)))


def test_archiving_takes_the_row_and_chooses_the_next(side: Side, qtbot: QtBot) -> None:
    side.choose(1)
    side.press(Qt.Key.Key_A)
    side.wait_for("First Ship In", "Third Wind")
    assert side.shelves.list.chosen()[0].article.details.title == "Third Wind"
    qtbot.waitUntil(lambda: side.shelves.counts.shelves[Shelf.ARCHIVED] == 1)  # type: ignore[union-attr]


def test_delete_goes_to_the_trash_and_comes_back(
    side: Side, qtbot: QtBot, commands: Commands
) -> None:
    side.choose(0)
    side.press(Qt.Key.Key_Delete)
    side.wait_for(*TITLES[1:])
    side.shelves.show(Target("shelf", query="trash"))
    side.wait_for("First Ship In")
    side.choose(0)
    assert not commands.ready("list.trash")
    assert commands.run("list.restore")
    side.wait_for()
    assert "trash is empty" in side.shelves.list.empty.words()


def test_j_and_k_move_and_open_without_taking_the_focus(side: Side, qtbot: QtBot) -> None:
    side.choose(0)
    side.opened.clear()
    side.press(Qt.Key.Key_J)
    qtbot.waitUntil(lambda: bool(side.opened))
    assert side.opened[-1] == Target("article", id=int(side.article(1).article.id))
    assert side.shelves.list.view.hasFocus()
    side.press(Qt.Key.Key_K)
    qtbot.waitUntil(lambda: len(side.opened) == 2)
    assert side.opened[-1].id == int(side.article(0).article.id)


def test_enter_opens_and_goes_into_the_text(side: Side, qtbot: QtBot) -> None:
    side.choose(2)
    with qtbot.waitSignal(side.shelves.list.entered):
        side.press(Qt.Key.Key_Return)
    assert side.opened[-1].id == int(side.article(2).article.id)


def test_several_articles_at_once(side: Side, qtbot: QtBot, desk: Desk) -> None:
    side.choose(0)
    side.qtbot.keyClick(side.shelves.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(side.shelves.list.chosen()) == 2
    side.press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: side.article(0).article.starred and side.article(1).article.starred)
    assert not side.article(2).article.starred


def test_filters_leave_tokens_and_say_what_passes(side: Side, qtbot: QtBot) -> None:
    popup = side.shelves.list.filters
    popup._set(Filters(source="Wind Weekly"))
    side.wait_for("Third Wind")
    assert side.shelves.list._count.text() == "1 of 3"
    assert [token.key for token in side.shelves.list.tokens._tokens] == ["source"]
    popup._set(Filters(unread=True, source="Wind Weekly"))
    side.choose(0)
    side.press(Qt.Key.Key_U)
    side.wait_for()
    said = side.shelves.list.empty.words()
    assert "No article passes both filters" in said
    assert "Everything from Wind Weekly in this list has been read." in said
    side.shelves.list.empty.acted.emit()
    side.wait_for(*TITLES)
    assert not side.shelves.list.tokens.isVisible()


def test_sorting(side: Side) -> None:
    side.shelves.list.sort_by(Order.TITLE, descending=True)
    side.wait_for("Third Wind", "Second Night", "First Ship In")


def test_dropping_articles_on_a_collection_collects_them(
    side: Side, qtbot: QtBot, desk: Desk
) -> None:
    made, _ = tend_articles.add_collection(desk, QuietTask(), name="Nights")
    side.shelves.count()
    places = side.shelves.places
    target = Target("shelf", id=int(made))
    qtbot.waitUntil(lambda: places.index_of(target).isValid())
    index = places.index_of(target)
    data = side.model.mimeData([side.model.index(1)])
    assert places.flags(index) & Qt.ItemFlag.ItemIsDropEnabled
    assert places.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index)
    side.shelves.show(target)
    qtbot.waitUntil(lambda: side.titles() == ["Second Night"], timeout=10000)
    assert side.shelves.list._title.text() == "Nights"


def test_dropping_on_the_archive_archives(side: Side) -> None:
    places = side.shelves.places
    index = places.index_of(Target("shelf", query="archived"))
    data = pack_articles([side.article(0).article.id])
    assert places.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index)
    side.wait_for(*TITLES[1:])
    with side.desk.library.reading() as rows:
        kept = rows.articles.get(ArticleId(1))
    assert kept.state is ReadState.ARCHIVED


def test_tags_are_typed_and_taken_away(side: Side, qtbot: QtBot) -> None:
    side.choose(0)
    side.press(Qt.Key.Key_T)
    popup = side.shelves.actions._tags
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClicks(popup.field, "night log")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: side.article(0).article.tags == ("night log",))
    qtbot.waitUntil(lambda: bool(side.shelves.places.rows_of("tag")))
    side.choose(0)
    side.press(Qt.Key.Key_T)
    qtbot.keyClicks(popup.field, "night")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: side.article(0).article.tags == ())


def test_empty_places_say_what_to_do(side: Side) -> None:
    for query, words in (
        ("reading", "begin to read"),
        ("archived", "Press A"),
        ("starred", "Press S"),
    ):
        side.shelves.show(Target("shelf", query=query))
        side.wait_for()
        side.qtbot.waitUntil(lambda words=words: words in side.shelves.list.empty.words())


def test_the_sidebar_goes_there_by_keyboard(side: Side, qtbot: QtBot) -> None:
    places = side.shelves.sidebar.list
    places.setFocus()
    places.setCurrentIndex(side.shelves.places.index_of(Target("shelf", query="starred")))
    side.opened.clear()
    qtbot.keyClick(places, Qt.Key.Key_Return)
    assert side.opened == [Target("shelf", query="starred")]


def test_dense_rows_are_64_high(side: Side, hub: ThemeHub) -> None:
    view = side.shelves.list.view
    assert view.visualRect(side.model.index(0)).height() == 124
    hub.set_compact(True)
    side.qtbot.waitUntil(lambda: view.visualRect(side.model.index(0)).height() == 64)


def test_what_is_dragged_comes_out_as_it_went_in() -> None:
    ids = [ArticleId(3), ArticleId(1)]
    assert unpack_articles(pack_articles(ids)) == ids
    assert unpack_articles(QMimeData()) == []


def test_section_heads_cannot_be_chosen(side: Side) -> None:
    model: SidebarModel = side.shelves.places
    for number in range(model.rowCount()):
        index = model.index(number)
        selectable = bool(model.flags(index) & Qt.ItemFlag.ItemIsSelectable)
        assert selectable is (model.row(index).kind == "place")


def test_the_plus_of_a_head_asks_for_something_new(side: Side, qtbot: QtBot) -> None:
    model, view = side.shelves.places, side.shelves.sidebar
    head = next(n for n in range(model.rowCount()) if model.row(model.index(n)).add)
    place = view.list.visualRect(model.index(head))
    spot: QPoint = view._painter.plus_rect(place).center()
    with qtbot.waitSignal(view.add_asked) as asked:
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["collection"]
    popup = side.shelves._namer
    assert popup is not None
    qtbot.keyClicks(popup.field, "Cables")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.text for row in model.rows_of("folder")] == ["Cables"])
