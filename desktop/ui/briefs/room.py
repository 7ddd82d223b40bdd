"""The workbench of a brief as the window sees it: outline, pages, drawer, and the way to Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.model.brief import BriefDetails, BriefItem, ItemKind
from desktop.model.change import Change, Noun
from desktop.model.ids import BriefId, BriefItemId
from desktop.ui.briefs.bars import Head, OutlineColumn, PagesColumn, Tail
from desktop.ui.briefs.drawer import Drawer
from desktop.ui.briefs.item_editor import ItemEditor
from desktop.ui.briefs.outline import Outline
from desktop.ui.briefs.preview import Preview
from desktop.ui.bus import Answer, Bus, Notice, Target, Tone
from desktop.ui.jobs import Jobs
from desktop.ui.room import Column, Face, Room
from desktop.ui.theme import ThemeHub
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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus
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
        self._left = OutlineColumn(hub, self.outline, self.editor)
        self._middle = PagesColumn(hub, self.preview)
        self._head = Head(hub)
        self._tail = Tail(hub)
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
            kinds=frozenset({"brief", "briefs"}),
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

    def send_one(self, kind: str, key: int) -> None:
        """Put one article, highlight, note or entity into the brief worked on last."""
        self.send((NewItem(ItemKind(kind), key),))

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

    def _join(self) -> None:
        self.outline.chosen.connect(self._hear_chosen)
        self.outline.move_asked.connect(self._move)
        self.outline.add_asked.connect(self._add_at)
        self.outline.removal_asked.connect(self._remove)
        self.outline.edit_asked.connect(self.editor.start)
        self.preview.item_chosen.connect(self._choose)
        self.preview.settled.connect(self._say_pages)
        self._head.brief_chosen.connect(self._take_brief)
        self._tail.preset_chosen.connect(self._take_preset)
        self._tail.findings_asked.connect(self._middle.turn_findings)
        self._tail.export_asked.connect(self.export)
        self._left.new_asked.connect(self.new)
        self._left.add_asked.connect(self._take_add)
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
            self._face.status.emit("")
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
        title = details.title if details is not None else self.tr("No brief yet")
        self._head.show_brief(title, self._briefs)
        items = page.brief.items if page is not None else ()
        blocks = {item.text for item in items if item.kind is ItemKind.BLOCK}
        self._left.show_items(blocks, len(items), enabled=page is not None)
        findings = page.sheet.warnings if page is not None else ()
        preset = details.preset if details is not None else ""
        self._tail.show_brief(preset, len(findings), enabled=page is not None)
        self._middle.show_findings(findings)

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
        told = self.tr("1 item") if items == 1 else self.tr("{} items").format(items)
        long = self.tr("1 page") if count == 1 else self.tr("{} pages").format(count)
        self._left.count.setText(f"{told}, {long}")
        paper = self._page.sheet.paper.upper()
        self._face.status.emit(f"{long} · {paper} · {self._page.sheet.language}")

    def _hear_chosen(self, item: BriefItem | None) -> None:
        chosen = item if isinstance(item, BriefItem) else None
        self.preview.choose(chosen.id if chosen is not None else None)
        self.editor.show_item(self._page.brief if self._page is not None else None, chosen)

    def _choose(self, item_id: int) -> None:
        self.outline.select(BriefItemId(item_id))

    def _change(self, title: str, verb: Callable[..., object], **arguments: Any) -> None:
        if self._id is None:
            return
        self._jobs.write(title, verb, owner=self, brief_id=self._id, **arguments)

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

    def _take_add(self, item: NewItem) -> None:
        self._add_here((item,))

    def _take_preset(self, preset: str) -> None:
        if self._page is not None:
            self._keep_details(replace(self._page.brief.details, preset=preset))

    def _take_brief(self, brief_id: int) -> None:
        if brief_id:
            self._bus.open_requested.emit(Target("brief", brief_id))
        else:
            self.new()

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
