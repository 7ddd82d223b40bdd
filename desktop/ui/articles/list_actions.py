"""What can be done with the chosen articles: by letter, by context menu, by dropping them on a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint

from desktop.model.article import ReadState
from desktop.model.ids import ArticleId, CollectionId
from desktop.ui.articles.article_list import ArticleList
from desktop.ui.articles.sidebar_rows import Row, SidebarModel
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands, words_of
from desktop.ui.icons import icon
from desktop.ui.jobs import Jobs
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.menus import Menu
from desktop.ui.widgets.pick import Option, PickPopup
from desktop.work import tend_articles

SHELF_STATES = {
    "inbox": ReadState.INBOX,
    "reading": ReadState.READING,
    "archive": ReadState.ARCHIVED,
}


class ListActions(QObject):
    """Binds the commands of the article list."""

    def __init__(
        self,
        jobs: Jobs,
        bus: Bus,
        hub: ThemeHub,
        commands: Commands,
        column: ArticleList,
        places: SidebarModel,
    ) -> None:
        super().__init__(column)
        self._jobs, self._bus, self._hub, self._commands = jobs, bus, hub, commands
        self._column, self._places = column, places
        self._tags: PickPopup | None = None
        self._collections: PickPopup | None = None
        self._into: list[ArticleId] = []
        bind, some = commands.bind, self._some
        bind("list.next", column, self._next)
        bind("list.previous", column, self._previous)
        bind("list.unread", column, self.switch_unread, some)
        bind("list.star", column, self.switch_star, some)
        bind("list.archive", column, self.switch_archived, some)
        bind("list.move", column, self.pick_collection, some)
        bind("list.tag", column, self.pick_tags, some)
        bind("list.trash", column, self.trash, self._some_kept)
        bind("list.restore", column, self.restore, self._some_trashed)
        bind("list.filter", column, column.open_filters)
        bind("list.sort", column, column.open_sorting)
        column.view.menu_asked.connect(self.open_menu)
        places.dropped.connect(self.drop_on)

    # -- the commands

    def switch_unread(self) -> None:
        """Mark as read if any is unread, else as unread."""
        rows = self._column.chosen()
        unread = not any(row.article.unread for row in rows)
        self._do(tend_articles.set_unread, unread=unread)

    def switch_star(self) -> None:
        """Star all, or take the stars away if all have one."""
        rows = self._column.chosen()
        starred = not all(row.article.starred for row in rows)
        self._do(tend_articles.set_starred, starred=starred)

    def switch_archived(self) -> None:
        """Archive, or bring back to the inbox what is archived already."""
        rows = self._column.chosen()
        archived = all(row.article.state is ReadState.ARCHIVED for row in rows)
        self._do(tend_articles.set_state, state=ReadState.INBOX if archived else ReadState.ARCHIVED)

    def trash(self) -> None:
        """Move to the trash; undo brings it back."""
        self._do(tend_articles.trash_articles)

    def restore(self) -> None:
        """Take out of the trash."""
        self._do(tend_articles.restore_articles)

    def pick_tags(self) -> None:
        """Type or pick tags for the chosen articles; ticked ones are taken away."""
        popup = self._tags
        if popup is None:
            popup = self._tags = PickPopup(
                self._hub,
                self._column.window(),
                placeholder=self.tr("Tag"),
                creates=self.tr("New tag “{name}”"),
                stays=True,
            )
            popup.picked.connect(self._switch_tag)
            popup.created.connect(self._switch_tag)
        self._offer_tags(popup)
        popup.open_near(self._corner())

    def pick_collection(self) -> None:
        """Type or pick a collection to move the chosen articles into."""
        popup = self._collections
        if popup is None:
            popup = self._collections = PickPopup(
                self._hub,
                self._column.window(),
                placeholder=self.tr("Collection"),
                creates=self.tr("New collection “{name}”"),
            )
            popup.picked.connect(self._collect)
            popup.created.connect(self._collect_anew)
        held = [set(row.article.collections) for row in self._column.chosen()]
        popup.offer(
            [
                Option(
                    str(row.collection),
                    row.text,
                    "folder",
                    ticked=bool(held) and all(row.collection in one for one in held),
                    depth=row.depth,
                )
                for row in self._places.rows_of("folder")
            ]
        )
        popup.open_near(self._corner())

    def drop_on(self, row: Row, ids: Sequence[ArticleId]) -> None:
        """Do what dropping articles on a place of the sidebar means."""
        write = self._write
        if row.collection is not None:
            write(tend_articles.collect, article_ids=ids, into=row.collection)
        elif row.icon in SHELF_STATES:
            write(tend_articles.set_state, article_ids=ids, state=SHELF_STATES[row.icon])
        elif row.icon == "star":
            write(tend_articles.set_starred, article_ids=ids, starred=True)
        elif row.icon == "tag":
            write(tend_articles.tag_articles, article_ids=ids, add=(row.text,))
        elif row.icon == "trash":
            write(tend_articles.trash_articles, article_ids=ids)

    def open_menu(self, where: QPoint) -> None:
        """Offer all of it at the pointer."""
        theme = self._hub.theme
        menu = Menu(theme, self._column)
        rows = self._column.chosen()
        if len(rows) == 1:
            opened = menu.addAction(self.tr("Open in a new tab"))
            opened.triggered.connect(self._open_in_tab)
            menu.addSeparator()
        for name in (
            "list.unread",
            "list.star",
            "list.archive",
            "list.move",
            "list.tag",
            "list.send",
            "list.restore",
            "list.trash",
        ):
            action = self._commands.action(name)
            if action is None or not self._commands.ready(name):
                continue
            command = self._commands[name]
            text = f"{words_of(command)}\t{self._commands.first_key(name)}"
            shown = menu.addAction(icon(command.icon, theme.muted, 16), text)
            shown.triggered.connect(action.trigger)
        if isinstance(self._column.place, int) and rows:
            menu.addSeparator()
            out = menu.addAction(self.tr("Take out of this collection"))
            out.triggered.connect(self._take_out)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.popup(where)

    # -- inside

    def _some(self) -> bool:
        return bool(self._column.chosen())

    def _some_kept(self) -> bool:
        return any(not row.article.trashed for row in self._column.chosen())

    def _some_trashed(self) -> bool:
        return any(row.article.trashed for row in self._column.chosen())

    def _next(self) -> None:
        self._column.step(1)

    def _previous(self) -> None:
        self._column.step(-1)

    def _do(self, verb: Callable[..., Any], **arguments: Any) -> None:
        ids = self._column.chosen_ids()
        if ids:
            self._write(verb, article_ids=ids, **arguments)

    def _write(self, verb: Callable[..., Any], **arguments: Any) -> None:
        self._jobs.write(self.tr("Changing articles"), verb, owner=self, **arguments)

    def _corner(self) -> QPoint:
        """Return a corner of the window under the current row."""
        view = self._column.view
        place = view.visualRect(view.currentIndex())
        return view.viewport().mapTo(view.window(), place.topLeft() + QPoint(24, 34))

    def _offer_tags(self, popup: PickPopup) -> None:
        held = [set(row.article.tags) for row in self._column.chosen()]
        known = [row.text for row in self._places.rows_of("tag")]
        extra = sorted({tag for one in held for tag in one} - set(known), key=str.casefold)
        popup.offer(
            [
                Option(tag, tag, "tag", ticked=bool(held) and all(tag in one for one in held))
                for tag in (*known, *extra)
            ]
        )

    def _switch_tag(self, tag: str) -> None:
        rows = self._column.chosen()
        if not tag or not rows:
            return
        if all(tag in row.article.tags for row in rows):
            self._do(tend_articles.tag_articles, remove=(tag,))
        else:
            self._do(tend_articles.tag_articles, add=(tag,))
        if self._tags is not None:
            self._tags.close_card()

    def _collect(self, key: str) -> None:
        into = CollectionId(int(key))
        rows = self._column.chosen()
        if rows and all(into in row.article.collections for row in rows):
            self._do(tend_articles.collect, out_of=into)
        else:
            self._do(tend_articles.collect, into=into)

    def _collect_anew(self, name: str) -> None:
        self._into = self._column.chosen_ids()
        self._jobs.write(
            self.tr("Making a collection"),
            tend_articles.add_collection,
            owner=self,
            done=self._put_into,
            name=name,
        )

    def _put_into(self, made: tuple[CollectionId, object]) -> None:
        if self._into:
            self._write(tend_articles.collect, article_ids=self._into, into=made[0])
            self._into = []

    def _take_out(self) -> None:
        place = self._column.place
        if isinstance(place, int):
            self._do(tend_articles.collect, out_of=CollectionId(place))

    def _open_in_tab(self) -> None:
        rows = self._column.chosen()
        if rows:
            self._bus.open_requested.emit(
                Target("article", id=int(rows[0].article.id), new_tab=True)
            )
