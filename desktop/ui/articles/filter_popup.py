"""What the list is narrowed to: a card under the filter button, and the tokens it leaves."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.choices import Box
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Popup
from desktop.ui.widgets.labels import TokenChip, Words
from desktop.work.browse import Filters

TYPED_MS = 250


class FilterPopup(Popup):
    """Fields for each filter; every change is applied at once."""

    changed = Signal(object)
    """The Filters as they now are."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent)
        self._filters = Filters()
        self.setFixedWidth(304)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Words(hub, self.tr("Show only"), self, weight=SEMIBOLD), 1)
        self._clear = LinkButton(hub, self.tr("Clear filters"), self)
        self._clear.clicked.connect(self.clear)
        head.addWidget(self._clear)
        column.addLayout(head)
        self._unread = Box(hub, self.tr("Unread"), self)
        self._unread.toggled.connect(self._hear_unread)
        column.addWidget(self._unread)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._fields: dict[str, Field] = {}
        for number, (name, word, hint) in enumerate(
            (
                ("source", self.tr("Source"), ""),
                ("tag", self.tr("Tag"), ""),
                ("entity", self.tr("Entity"), ""),
                ("after", self.tr("After"), self.tr("2025-01 or 2025-01-31")),
                ("before", self.tr("Before"), self.tr("2025-12-31")),
            )
        ):
            field = Field(hub, hint, self, name=word, high=28)
            field.textEdited.connect(self._type)
            self._fields[name] = field
            grid.addWidget(Words(hub, word, self, px=13, role="muted"), number, 0)
            grid.addWidget(field, number, 1)
        column.addLayout(grid)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPED_MS)
        self._soon.timeout.connect(self._take)

    @property
    def filters(self) -> Filters:
        """The filters of the moment."""
        return self._filters

    def open_under(self, corner: QPoint) -> None:
        """Open with the filters of the moment filled in."""
        self._fill()
        self.open_at(corner, self._unread)

    def clear(self) -> None:
        """Let everything through."""
        self._set(Filters())

    def drop(self, name: str) -> None:
        """Take one filter away."""
        emptied: dict[str, Any] = {name: getattr(Filters(), name)}
        self._set(dataclasses.replace(self._filters, **emptied))

    def _set(self, filters: Filters) -> None:
        if filters != self._filters:
            self._filters = filters
            self._fill()
            self.changed.emit(filters)

    def _fill(self) -> None:
        self._unread.blockSignals(True)
        self._unread.setChecked(self._filters.unread)
        self._unread.blockSignals(False)
        for name, field in self._fields.items():
            if field.text().strip() != getattr(self._filters, name):
                field.setText(getattr(self._filters, name))

    def _type(self) -> None:
        self._soon.start()

    def _hear_unread(self) -> None:
        self._take()

    def _take(self) -> None:
        typed = {name: field.text().strip() for name, field in self._fields.items()}
        self._set(Filters(unread=self._unread.isChecked(), **typed))


class TokenRow(Ground):
    """The filters that hold, as tokens under the list's head."""

    dropped = Signal(str)

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent, height=39, lines="b")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 1)
        self._row.setSpacing(8)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._tokens: list[TokenChip] = []
        self.hide()

    def show_filters(self, filters: Filters) -> None:
        """Show a token for each filter that holds."""
        for token in self._tokens:
            token.hide()
            token.deleteLater()
        self._tokens = []
        held = [("unread", "is", self.tr("unread"))] if filters.unread else []
        held += [
            (name, name, getattr(filters, name))
            for name in ("source", "tag", "entity", "after", "before")
            if getattr(filters, name)
        ]
        for key, field, value in held:
            token = TokenChip(
                self._hub,
                field,
                value,
                self,
                key=key,
                name=self.tr("Remove the filter {name}").format(name=f"{field}: {value}"),
            )
            token.removed.connect(self.dropped)
            self._tokens.append(token)
            self._row.addWidget(token)
        self.setVisible(bool(held))
