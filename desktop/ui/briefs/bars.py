"""The bars and columns of the workbench: which brief, its preset and export, outline head, pages head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.briefs.presets import PRESETS, USUAL_TITLES
from desktop.model.brief import ItemKind
from desktop.ui.briefs.preview import Preview
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import ColumnHead, Ground, HairlineSplitter
from desktop.ui.widgets.buttons import LinkButton, PrimaryButton, PushButton, ToolButton
from desktop.ui.widgets.labels import ElidedLabel, EmptyState, Words
from desktop.ui.widgets.layouts import take_away
from desktop.ui.widgets.menus import Menu
from desktop.work.draft_brief import BriefRow, NewItem


class Head(QWidget):
    """In the place of the search line: all briefs, and the name of this one."""

    brief_chosen = Signal(int)
    """The id of another brief; 0 for a new one."""

    def __init__(self, hub: ThemeHub) -> None:
        super().__init__()
        self._hub = hub
        self._briefs: Sequence[BriefRow] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._list = LinkButton(hub, self.tr("Briefs"), self, px=14, muted=True)
        self._list.setToolTip(self.tr("All briefs"))
        self._list.clicked.connect(self._show_briefs)
        row.addWidget(self._list)
        row.addWidget(Words(hub, "/", self, px=14, role="faint"))
        self._title = ElidedLabel(hub, "", self, px=14, weight=SEMIBOLD)
        row.addWidget(self._title, 1)

    def show_brief(self, title: str, briefs: Sequence[BriefRow]) -> None:
        """Name the brief in front, and know the others."""
        self._briefs = briefs
        self._title.setText(title)

    def _show_briefs(self) -> None:
        menu = Menu(self._hub.theme, self._list)
        for row in self._briefs:
            action = menu.addAction(row.title.replace("&", "&&"))
            action.setData(int(row.id))
        if self._briefs:
            menu.addSeparator()
        fresh = menu.addAction(self.tr("New brief"))
        fresh.setData(0)
        menu.triggered.connect(self._take)
        menu.open_under(self._list)

    def _take(self, action: QAction) -> None:
        self.brief_chosen.emit(action.data())


class Tail(QWidget):
    """In the place of the tools: preset, findings, and the way to Word."""

    preset_chosen = Signal(str)
    findings_asked = Signal()
    export_asked = Signal()

    def __init__(self, hub: ThemeHub) -> None:
        super().__init__()
        self._hub = hub
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._preset = PushButton(hub, "", self, chevron=True)
        self._preset.clicked.connect(self._show_presets)
        self._flag = PushButton(hub, "", self, icon="flag")
        self._flag.clicked.connect(self.findings_asked)
        self.export = PrimaryButton(hub, self.tr("Export to Word"), self, icon="word")
        self.export.clicked.connect(self.export_asked)
        for part in (self._preset, self._flag, self.export):
            row.addWidget(part)

    def show_brief(self, preset: str, findings: int, *, enabled: bool) -> None:
        """Name the preset by its id, and count what was found."""
        name = PRESETS[preset].name if preset in PRESETS else ""
        self._preset.set_text(name or self.tr("Preset"))
        one = findings == 1
        self._flag.set_text(
            self.tr("1 finding") if one else self.tr("{} findings").format(findings)
        )
        self._flag.setVisible(findings > 0)
        for part in (self._preset, self.export):
            part.setEnabled(enabled)

    def _show_presets(self) -> None:
        menu = Menu(self._hub.theme, self._preset)
        for preset in PRESETS.values():
            action = menu.addAction(preset.name)
            action.setData(preset.id)
        menu.triggered.connect(self._take)
        menu.open_under(self._preset)

    def _take(self, action: QAction) -> None:
        self.preset_chosen.emit(action.data())


class OutlineColumn(Ground):
    """The outline under its head, and under it what can be typed for the chosen item."""

    add_asked = Signal(object)
    """The NewItem that was chosen."""
    new_asked = Signal()

    def __init__(self, hub: ThemeHub, outline: QWidget, editor: QWidget) -> None:
        super().__init__(hub, "paper")
        self._outline = outline
        self._present: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = ColumnHead(hub, self.tr("Outline"), self)
        self.count = head.count
        self._add = ToolButton(hub, "plus", self.tr("Add to the outline"), head)
        self._add.clicked.connect(self._show_add)
        head.row.addWidget(self._add)
        column.addWidget(head)
        split = HairlineSplitter(hub, Qt.Orientation.Vertical, self)
        holder = Ground(hub, "paper", split)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 4, 0, 0)
        self._empty = EmptyState(hub, holder)
        self._empty.acted.connect(self.new_asked)
        inside.addWidget(outline, 1)
        inside.addWidget(self._empty, 1)
        split.addWidget(holder)
        split.addWidget(editor)
        split.setStretchFactor(0, 1)
        split.setSizes([560, 260])
        column.addWidget(split, 1)

    def show_items(self, blocks: set[str], items: int, *, enabled: bool) -> None:
        """Know which parts the outline has, so that `+` offers the others."""
        self._present = blocks
        self._add.setEnabled(enabled)
        self._outline.setVisible(items > 0)
        self._empty.setVisible(items == 0)
        words = self.tr("Press B on an article, highlight or note, or drag it here.")
        self._empty.say(words, link="" if enabled else self.tr("New brief"))

    def _show_add(self) -> None:
        menu = Menu(self.theme, self._add)
        for kind, text in (
            (ItemKind.HEADING, self.tr("Heading")),
            (ItemKind.TEXT, self.tr("Text")),
        ):
            action = menu.addAction(text)
            action.setData(NewItem(kind, None, "" if kind is ItemKind.TEXT else text))
        menu.addSeparator()
        for block, title in USUAL_TITLES.items():
            if block not in self._present:
                action = menu.addAction(title)
                action.setData(NewItem(ItemKind.BLOCK, None, block))
        menu.triggered.connect(self._take)
        menu.open_under(self._add)

    def _take(self, action: QAction) -> None:
        self.add_asked.emit(action.data())


class PagesColumn(Ground):
    """The preview under its head, and under it what was found before export."""

    def __init__(self, hub: ThemeHub, preview: Preview) -> None:
        super().__init__(hub, "paper")
        self._preview = preview
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Ground(hub, "paper", self, height=40, lines="b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(Words(hub, self.tr("Preview"), head, weight=SEMIBOLD))
        row.addWidget(Words(hub, self.tr("as Word will show it"), head, px=13, role="muted"))
        row.addStretch(1)
        up = ToolButton(hub, "chevron-up", self.tr("Previous page"), head)
        down = ToolButton(hub, "chevron-down", self.tr("Next page"), head)
        self._words = Words(hub, "", head, px=13, figures=True)
        up.clicked.connect(self._go_up)
        down.clicked.connect(self._go_down)
        for part in (up, self._words, down):
            row.addWidget(part)
        row.addSpacing(12)
        self._zoom = LinkButton(hub, self.tr("Fit width"), head, muted=True)
        self._zoom.clicked.connect(self._show_zoom)
        row.addWidget(self._zoom)
        column.addWidget(head)
        column.addWidget(preview, 1)
        self._findings = Ground(hub, "paper", self, lines="t")
        self._found = QVBoxLayout(self._findings)
        self._found.setContentsMargins(16, 10, 16, 10)
        self._found.setSpacing(6)
        self._findings.hide()
        column.addWidget(self._findings)
        preview.page_changed.connect(self._say_page)

    def show_findings(self, findings: Sequence[str]) -> None:
        """List what was found; the panel stays closed until it is asked for."""
        take_away(self._found)
        for finding in findings:
            self._found.addWidget(Words(self._hub, finding, self._findings, px=13, wrap=True))
        if not findings:
            self._findings.hide()

    def turn_findings(self) -> None:
        """Open the panel of findings, or close it."""
        self._findings.setVisible(self._findings.isHidden())

    def _say_page(self, now: int, count: int) -> None:
        self._words.setText(self.tr("Page {now} of {all}").format(now=now, all=count))

    def _go_up(self) -> None:
        self._preview.go_to_page(self._preview.page_in_sight - 1)

    def _go_down(self) -> None:
        self._preview.go_to_page(self._preview.page_in_sight + 1)

    def _show_zoom(self) -> None:
        menu = Menu(self.theme, self._zoom)
        fit = (self.tr("Fit width"), 0.0)
        for text, zoom in (fit, ("75 %", 1.0), ("100 %", 4 / 3), ("150 %", 2.0)):
            action = menu.addAction(text)
            action.setData(zoom)
        menu.triggered.connect(self._take_zoom)
        menu.open_under(self._zoom)

    def _take_zoom(self, action: QAction) -> None:
        self._zoom.set_text(action.text())
        self._preview.set_zoom(action.data())
