"""The workbench of a brief as the window sees it: outline, pages, drawer, and the way to Word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.briefs.presets import PRESETS, USUAL_TITLES
from desktop.model.brief import BriefDetails, BriefItem, ItemKind
from desktop.model.change import Change, Noun
from desktop.model.ids import BriefId, BriefItemId
from desktop.ui.briefs.drawer import Drawer
from desktop.ui.briefs.item_editor import ItemEditor
from desktop.ui.briefs.outline import Outline
from desktop.ui.briefs.preview import Preview
from desktop.ui.bus import Answer, Bus, Notice, Target, Tone
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.room import Column, Face, Room
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import Ground, HairlineSplitter
from desktop.ui.widgets.buttons import LinkButton, PrimaryButton, PushButton, ToolButton
from desktop.ui.widgets.labels import ElidedLabel, EmptyState, Words
from desktop.work.brief_ledger import Ledger, read_ledger
from desktop.work.draft_brief import (
    BriefPage,
    BriefRow,
    Drafted,
    NewItem,
    add_items,
    edit_brief,
    edit_item,
    list_briefs,
    move_item,
    new_brief,
    read_brief,
    remove_item,
)
from desktop.work.export_brief import ExportReport


class BriefsRoom(QObject):
    """Joins the parts; every change goes through a verb and comes back as a page."""

    def __init__(
        self,
        jobs: Jobs,
        bus: Bus,
        hub: ThemeHub,
        commands: Commands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._bus, self._hub, self._commands = jobs, bus, hub, commands
        self._face = Face()
        self._page: BriefPage | None = None
        self._id: BriefId | None = None
        self._briefs: tuple[BriefRow, ...] = ()
        self._shown = False
        self._waiting: tuple[NewItem, ...] = ()
        self.outline = Outline(hub)
        self.editor = ItemEditor(hub)
        self.preview = Preview(hub)
        self.drawer = Drawer(hub)
        self._left = self._make_left(hub)
        self._middle = self._make_middle(hub)
        self._head = self._make_head(hub)
        self._tail = self._make_tail(hub)
        self._join()
        self._say_brief()

    def as_room(self) -> Room:
        """Return the room as the frame takes it."""
        return Room(
            name="briefs",
            title=self.tr("Briefs"),
            columns=(
                Column(
                    "outline", self.tr("Outline"), self._left, 296, 240, 420, 900, self._at_outline
                ),
                Column("pages", self.tr("Preview"), self._middle, least=360, focus=self._at_pages),
            ),
            inspector=Column(
                "drawer", self.tr("Drawer"), self.drawer, 304, 260, 400, 0, self._at_drawer
            ),
            kinds=frozenset({"brief"}),
            open=self.open,
            head=self._head,
            tail=self._tail,
            sidebar="rail",
            face=self._face,
        )

    def open(self, target: Target) -> None:
        """Show a brief, or the one worked on last."""
        self._shown = True
        if target.id:
            self._id = BriefId(target.id)
        self._reload()

    def send(self, items: tuple[NewItem, ...]) -> None:
        """Put material into the brief worked on last; make one when there is none."""
        self._waiting = items
        self._jobs.read(
            self.tr("Looking for the brief"),
            list_briefs,
            owner=self,
            done=self._send_into,
            replaces="briefs.send",
        )

    def new(self) -> None:
        """Make a brief and show it."""
        self._jobs.write(
            self.tr("Making a brief"),
            new_brief,
            owner=self,
            done=self._open_fresh,
            title=self.tr("Untitled brief"),
        )

    def export(self) -> None:
        """Ask where to, and write the Word file in the worker."""
        if self._page is None:
            return
        self.editor.save_now()
        title = self._page.brief.details.title
        safe = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        wanted = str(Path(folder) / f"{' '.join(safe.split())[:80] or 'brief'}.docx")
        kinds = self.tr("Word document (*.docx);;Markdown (*.md);;PDF (*.pdf)")
        path, _ = QFileDialog.getSaveFileName(
            self._middle.window(), self.tr("Export"), wanted, kinds
        )
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the brief to a file in the worker, with progress and Cancel."""
        if self._page is None:
            return
        self._jobs.heavy(
            self.tr("Writing “{}”").format(path.name),
            "export_brief",
            owner=self,
            done=self._say_written,
            icon="word",
            path=path,
            brief_id=self._page.brief.id,
        )

    def _make_left(self, hub: ThemeHub) -> Ground:
        left = Ground(hub, "paper")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Ground(hub, "paper", left, height=40, lines="b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(Words(hub, self.tr("Outline"), head, weight=SEMIBOLD))
        self._count = Words(hub, "", head, px=13, role="muted", figures=True)
        row.addWidget(self._count)
        row.addStretch(1)
        self._add = ToolButton(hub, "plus", self.tr("Add to the outline"), head)
        self._add.clicked.connect(self._show_add)
        row.addWidget(self._add)
        column.addWidget(head)
        split = HairlineSplitter(hub, Qt.Orientation.Vertical, left)
        holder = Ground(hub, "paper", split)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 4, 0, 0)
        self._no_items = EmptyState(hub, holder)
        self._no_items.say(self.tr("Press B on an article, highlight or note, or drag it here."))
        inside.addWidget(self.outline, 1)
        inside.addWidget(self._no_items, 1)
        split.addWidget(holder)
        split.addWidget(self.editor)
        split.setStretchFactor(0, 1)
        split.setSizes([560, 260])
        column.addWidget(split, 1)
        return left

    def _make_middle(self, hub: ThemeHub) -> Ground:
        middle = Ground(hub, "paper")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Ground(hub, "paper", middle, height=40, lines="b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(Words(hub, self.tr("Preview"), head, weight=SEMIBOLD))
        row.addWidget(Words(hub, self.tr("as Word will show it"), head, px=13, role="muted"))
        row.addStretch(1)
        up = ToolButton(hub, "chevron-up", self.tr("Previous page"), head)
        down = ToolButton(hub, "chevron-down", self.tr("Next page"), head)
        self._page_words = Words(hub, "", head, px=13, figures=True)
        up.clicked.connect(self._page_up)
        down.clicked.connect(self._page_down)
        for part in (up, self._page_words, down):
            row.addWidget(part)
        row.addSpacing(12)
        self._zoom = LinkButton(hub, self.tr("Fit width"), head, muted=True)
        self._zoom.clicked.connect(self._show_zoom)
        row.addWidget(self._zoom)
        column.addWidget(head)
        column.addWidget(self.preview, 1)
        self._findings = Ground(hub, "paper", middle, lines="t")
        self._findings_column = QVBoxLayout(self._findings)
        self._findings_column.setContentsMargins(16, 10, 16, 10)
        self._findings_column.setSpacing(6)
        self._findings.hide()
        column.addWidget(self._findings)
        return middle

    def _make_head(self, hub: ThemeHub) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._list = LinkButton(hub, self.tr("Briefs"), head, px=14, muted=True)
        self._list.setToolTip(self.tr("All briefs"))
        self._list.clicked.connect(self._show_briefs)
        row.addWidget(self._list)
        row.addWidget(Words(hub, "/", head, px=14, role="faint"))
        self._title = ElidedLabel(hub, "", head, px=14, weight=SEMIBOLD)
        row.addWidget(self._title, 1)
        return head

    def _make_tail(self, hub: ThemeHub) -> QWidget:
        tail = QWidget()
        row = QHBoxLayout(tail)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._preset = PushButton(hub, "", tail, chevron=True)
        self._preset.clicked.connect(self._show_presets)
        self._flag = PushButton(hub, "", tail, icon="flag")
        self._flag.clicked.connect(self._toggle_findings)
        self._export = PrimaryButton(hub, self.tr("Export to Word"), tail, icon="word")
        self._export.clicked.connect(self.export)
        for part in (self._preset, self._flag, self._export):
            row.addWidget(part)
        return tail

    def _join(self) -> None:
        self.outline.chosen.connect(self._hear_chosen)
        self.outline.move_asked.connect(self._move)
        self.outline.add_asked.connect(self._add_at)
        self.outline.removal_asked.connect(self._remove)
        self.outline.edit_asked.connect(self.editor.start)
        self.preview.item_chosen.connect(self._choose)
        self.preview.settled.connect(self._say_pages)
        self.preview.page_changed.connect(self._say_page)
        self.drawer.sent.connect(self._add_here)
        self.editor.details_typed.connect(self._keep_details)
        self.editor.text_typed.connect(self._keep_text)
        self._bus.changed.connect(self._hear)

    def _reload(self) -> None:
        self._jobs.read(
            self.tr("Listing briefs"),
            list_briefs,
            owner=self,
            done=self._take_list,
            replaces="briefs.list",
        )

    def _take_list(self, briefs: tuple[BriefRow, ...]) -> None:
        self._briefs = briefs
        ids = {row.id for row in briefs}
        if self._id not in ids:
            self._id = briefs[0].id if briefs else None
        if self._id is None:
            self._page = None
            self._say_brief()
            return
        self._jobs.read(
            self.tr("Opening the brief"),
            read_brief,
            owner=self,
            done=self._take_page,
            replaces="briefs.page",
            brief_id=self._id,
        )
        self._jobs.read(
            self.tr("Looking through highlights"),
            read_ledger,
            owner=self,
            done=self._take_ledger,
            replaces="briefs.ledger",
            brief_id=self._id,
        )

    def _take_page(self, page: BriefPage) -> None:
        if page.brief.id != self._id:
            return
        self._page = page
        self.outline.show_page(page)
        self.editor.show_item(page.brief, self.outline.current)
        self.preview.show_sheet(page.sheet)
        self._say_brief()

    def _take_ledger(self, ledger: Ledger) -> None:
        self.drawer.show_ledger(ledger)

    def _say_brief(self) -> None:
        page = self._page
        details = page.brief.details if page is not None else None
        self._title.setText(details.title if details is not None else self.tr("No brief yet"))
        for part in (self._preset, self._export, self._add):
            part.setEnabled(page is not None)
        name = (
            PRESETS[details.preset].name
            if details is not None and details.preset in PRESETS
            else ""
        )
        self._preset.set_text(name or self.tr("Preset"))
        items = len(page.brief.items) if page is not None else 0
        self.outline.setVisible(items > 0)
        self._no_items.setVisible(items == 0)
        self._say_findings(page.sheet.warnings if page is not None else ())

    def _say_findings(self, warnings: tuple[str, ...]) -> None:
        while self._findings_column.count():
            old = self._findings_column.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.deleteLater()
        count = len(warnings)
        self._flag.setVisible(count > 0)
        text = self.tr("1 finding") if count == 1 else self.tr("{} findings").format(count)
        self._flag.set_text(text)
        for warning in warnings[:6]:
            line = Words(self._hub, warning, self._findings, px=13, wrap=True)
            self._findings_column.addWidget(line)
        if not count:
            self._findings.hide()

    def _say_pages(self) -> None:
        if self._page is None:
            return
        pages = {}
        for item in self._page.brief.items:
            number = self.preview.page_of_item(item.id)
            if number is not None:
                pages[int(item.id)] = number
        self.outline.outline.show_pages(pages)
        items, count = len(self._page.brief.items), len(self.preview.pages)
        said = self.tr("{items} items, {pages} pages")
        self._count.setText(said.format(items=items, pages=count))
        paper = self._page.sheet.paper.upper()
        self._face.status.emit(f"{count} · {paper} · {self._page.sheet.language}")

    def _say_page(self, now: int, count: int) -> None:
        self._page_words.setText(self.tr("Page {now} of {all}").format(now=now, all=count))

    def _page_up(self) -> None:
        self.preview.go_to_page(self._in_sight() - 1)

    def _page_down(self) -> None:
        self.preview.go_to_page(self._in_sight() + 1)

    def _in_sight(self) -> int:
        return self.preview.page_in_sight

    def _hear_chosen(self, item: BriefItem | None) -> None:
        chosen = item if isinstance(item, BriefItem) else None
        self.preview.choose(chosen.id if chosen is not None else None)
        self.editor.show_item(self._page.brief if self._page is not None else None, chosen)

    def _choose(self, item_id: int) -> None:
        self.outline.select(BriefItemId(item_id))

    def _change(self, title: str, verb: object, **arguments: object) -> None:
        if self._id is None:
            return
        self._jobs.write(title, verb, owner=self, brief_id=self._id, **arguments)  # type: ignore[arg-type]

    def _move(self, item_id: BriefItemId, parent: BriefItemId | None, position: int) -> None:
        self._change(
            self.tr("Moving"), move_item, item_id=item_id, parent=parent, position=position
        )

    def _remove(self, item_id: BriefItemId) -> None:
        self._change(self.tr("Taking out"), remove_item, item_id=item_id)

    def _add_at(
        self, items: tuple[NewItem, ...], parent: BriefItemId | None, position: int
    ) -> None:
        self._change(
            self.tr("Adding"),
            add_items,
            items=items,
            parent=parent,
            position=None if position < 0 else position,
        )

    def _add_here(self, items: tuple[NewItem, ...]) -> None:
        parent, position = self.outline.place_after_current()
        self._add_at(items, parent, position)

    def _keep_details(self, details: BriefDetails) -> None:
        self._change(self.tr("Keeping the title block"), edit_brief, details=details)

    def _keep_text(self, item_id: BriefItemId, text: str) -> None:
        self._change(self.tr("Keeping the words"), edit_item, item_id=item_id, text=text)

    def _show_add(self) -> None:
        menu = QMenu(self._add)
        for kind, text in (
            (ItemKind.HEADING, self.tr("Heading")),
            (ItemKind.TEXT, self.tr("Text")),
        ):
            action = menu.addAction(text)
            action.setData(NewItem(kind, None, "" if kind is ItemKind.TEXT else text))
        menu.addSeparator()
        present = (
            {item.text for item in self._page.brief.items} if self._page is not None else set()
        )
        for block, title in USUAL_TITLES.items():
            if block not in present:
                action = menu.addAction(title)
                action.setData(NewItem(ItemKind.BLOCK, None, block))
        menu.triggered.connect(self._take_add)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _take_add(self, action: QAction) -> None:
        self._add_here((action.data(),))

    def _show_presets(self) -> None:
        menu = QMenu(self._preset)
        for preset in PRESETS.values():
            action = menu.addAction(preset.name)
            action.setData(preset.id)
        menu.triggered.connect(self._take_preset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._preset.mapToGlobal(self._preset.rect().bottomLeft()))

    def _take_preset(self, action: QAction) -> None:
        if self._page is not None:
            self._keep_details(replace(self._page.brief.details, preset=action.data()))

    def _show_briefs(self) -> None:
        menu = QMenu(self._list)
        for row in self._briefs:
            action = menu.addAction(row.title.replace("&", "&&"))
            action.setData(int(row.id))
        if self._briefs:
            menu.addSeparator()
        fresh = menu.addAction(self.tr("New brief"))
        fresh.setData(0)
        menu.triggered.connect(self._take_brief)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._list.mapToGlobal(self._list.rect().bottomLeft()))

    def _take_brief(self, action: QAction) -> None:
        if action.data():
            self._bus.open_requested.emit(Target("brief", action.data()))
        else:
            self.new()

    def _show_zoom(self) -> None:
        menu = QMenu(self._zoom)
        for text, zoom in (
            (self.tr("Fit width"), 0.0),
            ("75 %", 1.0),
            ("100 %", 4 / 3),
            ("150 %", 2.0),
        ):
            action = menu.addAction(text)
            action.setData(zoom)
        menu.triggered.connect(self._take_zoom)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._zoom.mapToGlobal(self._zoom.rect().bottomLeft()))

    def _take_zoom(self, action: QAction) -> None:
        self._zoom.set_text(action.text())
        self.preview.set_zoom(action.data())

    def _toggle_findings(self) -> None:
        self._findings.setVisible(self._findings.isHidden())

    def _open_fresh(self, drafted: Drafted) -> None:
        self._bus.open_requested.emit(Target("brief", int(drafted.brief.id)))

    def _send_into(self, briefs: tuple[BriefRow, ...]) -> None:
        ids = {row.id for row in briefs}
        into = self._id if self._id in ids else briefs[0].id if briefs else None
        if into is None:
            self._jobs.write(
                self.tr("Making a brief"),
                new_brief,
                owner=self,
                done=self._send_fresh,
                title=self.tr("Untitled brief"),
            )
            return
        self._put(into)

    def _send_fresh(self, drafted: Drafted) -> None:
        self._put(drafted.brief.id)

    def _put(self, into: BriefId) -> None:
        items, self._waiting = self._waiting, ()
        self._id = into
        self._jobs.write(
            self.tr("Sending to the brief"),
            add_items,
            owner=self,
            done=self._say_sent,
            brief_id=into,
            items=items,
        )

    def _say_sent(self, drafted: Drafted) -> None:
        text = self.tr("Sent to {}").format(drafted.brief.details.title)
        open_it = Answer(self.tr("Open the brief"), self._show_mine)
        self._bus.notice.emit(Notice(text, answers=(open_it,), undo=True))

    def _show_mine(self) -> None:
        if self._id is not None:
            self._bus.open_requested.emit(Target("brief", int(self._id)))

    def _say_written(self, report: ExportReport) -> None:
        path = Path(report.path)
        said = self.tr("{comments} comments, {highlights} highlights, {footnotes} footnotes.")
        text = said.format(
            comments=report.comments, highlights=report.highlights, footnotes=report.footnotes
        )
        if report.warnings:
            text = f"{text} {' '.join(report.warnings[:2])}"

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        answers = (Answer(self.tr("Open it"), show),)
        subject = self.tr("“{}” was written.").format(path.name)
        tone = Tone.NEWS if report.warnings else Tone.QUIET
        self._bus.notice.emit(Notice(subject, text, tone, answers, key="brief.export"))

    def _hear(self, change: Change) -> None:
        if self._shown and change.touches(
            Noun.BRIEF, Noun.ANNOTATION, Noun.NOTE, Noun.ARTICLE, Noun.ENTITY
        ):
            self._reload()

    def _at_outline(self) -> QWidget:
        return self.outline

    def _at_pages(self) -> QWidget:
        return self.preview

    def _at_drawer(self) -> QWidget:
        return self.drawer.view
