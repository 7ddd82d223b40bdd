"""Under the outline: what can be typed for the chosen item, saved as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.model.brief import Brief, BriefDetails, BriefItem, ItemKind
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import SectionHead, Words

SAVE_AFTER_MS = 500
TYPED_BLOCKS = ("bottom-line", "key-points")


class ItemEditor(Ground):
    """A form for the title block, a text field for words, a hint for parts that make themselves."""

    details_typed = Signal(object)
    """The BriefDetails as they now are."""
    text_typed = Signal(object, str)
    """The id of an item, and its new words."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "panel", parent, lines="t")
        self._brief: Brief | None = None
        self._item: BriefItem | None = None
        self._filling = False
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._pause.timeout.connect(self.save_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._head = SectionHead(hub, "", self)
        column.addWidget(self._head)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack, 1)
        self._hint = Words(hub, "", px=13, role="muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text = QPlainTextEdit()
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Words of the item"))
        self._text.textChanged.connect(self._hear)
        self._form = QWidget()
        self._fields = self._make_form(hub, self._form)
        for part in (self._hint, self._text, self._form):
            self._stack.addWidget(part)
        self._restyle_text(hub.theme)
        hub.changed.connect(self._restyle_text)

    def show_item(self, brief: Brief | None, item: BriefItem | None) -> None:
        """Show what can be typed for an item; what was typed for another is saved first."""
        same = (
            self._item is not None
            and item is not None
            and item.id == self._item.id
            and brief is not None
            and self._brief is not None
            and brief.id == self._brief.id
        )
        if same and self._pause.isActive():
            self._brief = brief
            return
        if not same:
            self.save_now()
        self._brief, self._item = brief, item
        self._filling = True
        self._show(brief, item)
        self._filling = False

    def save_now(self) -> None:
        """Send what is typed, without waiting for a pause."""
        if not self._pause.isActive():
            return
        self._pause.stop()
        if self._brief is None or self._item is None:
            return
        words = self._text.toPlainText()
        if self._stack.currentWidget() is self._form:
            self.details_typed.emit(self._details())
        elif self._item.kind is ItemKind.BLOCK and self._item.text == "bottom-line":
            self.details_typed.emit(self._with(bottom_line=words.strip()))
        elif self._item.kind is ItemKind.BLOCK and self._item.text == "key-points":
            points = tuple(line.strip() for line in words.splitlines() if line.strip())
            self.details_typed.emit(self._with(key_points=points))
        else:
            self.text_typed.emit(self._item.id, words)

    def start(self) -> None:
        """Give the focus to what can be typed."""
        now = self._stack.currentWidget()
        if now is self._form:
            self._fields["title"].setFocus()
        elif now is self._text:
            self._text.setFocus()

    def _show(self, brief: Brief | None, item: BriefItem | None) -> None:
        if brief is None or item is None:
            self._head.label.setText("")
            self._hint.setText(self.tr("Choose an item of the outline to write in it."))
            self._stack.setCurrentWidget(self._hint)
            return
        block = item.text if item.kind is ItemKind.BLOCK else ""
        if block == "masthead":
            self._head.label.setText(self.tr("Title block"))
            details = brief.details
            for name, field in self._fields.items():
                field.setText(getattr(details, name))
            self._stack.setCurrentWidget(self._form)
        elif block in TYPED_BLOCKS or item.kind in (ItemKind.TEXT, ItemKind.HEADING):
            self._show_text(brief, item, block)
        else:
            self._head.label.setText("")
            self._hint.setText(self._says(item))
            self._stack.setCurrentWidget(self._hint)

    def _show_text(self, brief: Brief, item: BriefItem, block: str) -> None:
        names = {
            "bottom-line": self.tr("Bottom line, in one to three sentences"),
            "key-points": self.tr("One point in a line; **strong** and *slanted* are kept"),
        }
        usual = (
            self.tr("Heading") if item.kind is ItemKind.HEADING else self.tr("Text, in Markdown")
        )
        self._head.label.setText(names.get(block, usual))
        words = item.text
        if block == "bottom-line":
            words = brief.details.bottom_line
        elif block == "key-points":
            words = "\n".join(brief.details.key_points)
        if self._text.toPlainText() != words:
            self._text.setPlainText(words)
        self._stack.setCurrentWidget(self._text)

    def _says(self, item: BriefItem) -> str:
        if item.kind is ItemKind.BLOCK:
            return self.tr("This part is made of what the brief holds. Delete takes it out.")
        return self.tr("Its words stand in the library. Delete takes it out of the brief only.")

    def _make_form(self, hub: ThemeHub, form: QWidget) -> dict[str, Field]:
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        names = (
            ("title", self.tr("Title")),
            ("subtitle", self.tr("Subtitle")),
            ("prepared_by", self.tr("Prepared by")),
            ("prepared_for", self.tr("For")),
            ("reference", self.tr("Reference")),
            ("handling", self.tr("Handling")),
        )
        fields = {}
        for row, (name, text) in enumerate(names):
            grid.addWidget(Words(hub, text, form, px=12, role="muted"), row, 0)
            field = Field(hub, "", form, name=text, high=28, px=13)
            field.textEdited.connect(self._hear)
            grid.addWidget(field, row, 1)
            fields[name] = field
        grid.setRowStretch(len(names), 1)
        return fields

    def _details(self) -> BriefDetails:
        typed = {name: field.text().strip() for name, field in self._fields.items()}
        if not typed["title"] and self._brief is not None:
            typed["title"] = self._brief.details.title
        return self._with(**typed)

    def _with(self, **changed: Any) -> BriefDetails:
        if self._brief is None:
            return BriefDetails("")
        return replace(self._brief.details, **changed)

    def _hear(self) -> None:
        if not self._filling:
            self._pause.start()

    def _restyle_text(self, theme: Theme) -> None:
        self._text.setFont(theme.sans(14))
        palette = self._text.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.field)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        self._text.setPalette(palette)
