"""The tags of a highlight: those it has, with a cross each, and a line for one more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.model.ids import AnnotationId
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Popup
from desktop.ui.widgets.labels import TokenChip

WIDTH = 260


class TagPopup(Popup):
    """Asks for tags; every change is told at once."""

    tags_changed = Signal(int, tuple)

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent)
        self._tag_hub = hub
        self.annotation_id: AnnotationId | None = None
        self._tags: tuple[str, ...] = ()
        self._chips: list[TokenChip] = []
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Tags of the highlight"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self.field = Field(hub, self.tr("Add a tag"), self, icon="tag", high=28, px=13)
        self.field.returnPressed.connect(self._add)
        column.addWidget(self.field)

    def open_for(
        self, annotation_id: AnnotationId | None, tags: tuple[str, ...], corner: QPoint
    ) -> None:
        """Show the tags of a highlight; without an id, of one that is still being kept: see `take`."""
        self.annotation_id, self._tags = annotation_id, tags
        self.field.clear()
        self._renew()
        self.open_at(corner, self.field)

    def take(self, annotation_id: AnnotationId) -> None:
        """Take the highlight for which tags are being set, and hand on those set already."""
        if self.annotation_id is None:
            self.annotation_id = annotation_id
            if self._tags:
                self.tags_changed.emit(annotation_id, self._tags)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags as they now stand."""
        return self._tags

    def _add(self) -> None:
        new = [tag.strip().lstrip("#").strip() for tag in self.field.text().split(",")]
        wanted = tuple(dict.fromkeys((*self._tags, *(tag for tag in new if tag))))
        self.field.clear()
        if wanted != self._tags:
            self._tell(wanted)
        elif not any(new):
            self.close_card()

    def _remove(self, tag: str) -> None:
        self._tell(tuple(each for each in self._tags if each != tag))

    def _tell(self, tags: tuple[str, ...]) -> None:
        self._tags = tags
        self._renew()
        if self.annotation_id is not None:
            self.tags_changed.emit(self.annotation_id, tags)

    def _renew(self) -> None:
        for chip in self._chips:
            self._rows.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for tag in self._tags:
            chip = TokenChip(
                self._tag_hub,
                self.tr("tag"),
                tag,
                self,
                key=tag,
                name=self.tr("Tag {0}").format(tag),
            )
            chip.removed.connect(self._remove)
            self._rows.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            self._chips.append(chip)
        self.adjustSize()
