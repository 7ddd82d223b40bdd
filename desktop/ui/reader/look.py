"""How the open articles look: theme and size, kinds marked, comments beside them, what moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.model.entity import EntityKind
from desktop.settings import MarginNotes, Settings
from desktop.ui.reader.entity_list import EntityList
from desktop.ui.reader.floats import Floats
from desktop.ui.reader.view import ReaderView
from desktop.ui.theme import Theme, ThemeHub

ALONE_LARGER = 2  # px: 19 for 17


class Look(QObject):
    """Dresses every text alike, new ones and those that are open."""

    def __init__(
        self,
        hub: ThemeHub,
        views: Callable[[], Sequence[ReaderView]],
        entities: EntityList,
        floats: Floats,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._hub, self._views, self._entities, self._floats = hub, views, entities, floats
        self._kinds = frozenset(EntityKind)
        self._alone = False
        self._still, self._marked, self._margin = False, True, MarginNotes.WORDS
        entities.kinds_changed.connect(self.show_kinds)
        hub.changed.connect(self._take_theme)

    @property
    def theme(self) -> Theme:
        """The theme, with larger type while the text stands alone."""
        theme = self._hub.theme
        if not self._alone:
            return theme
        return replace(
            theme, fonts=replace(theme.fonts, text_px=theme.fonts.text_px + ALONE_LARGER)
        )

    def dress(self, view: ReaderView) -> None:
        """Give a new text what the others have."""
        view.showing.kinds = self._kinds
        view.motion.still = self._still
        view.set_margin(
            words=self._margin is MarginNotes.WORDS, shown=self._margin is not MarginNotes.OFF
        )

    def take_settings(self, settings: Settings) -> None:
        """Follow what the user set: motion, comments in the margin, names marked, cards with Ctrl."""
        self._still, self._margin = settings.reduced_motion, settings.margin_notes
        self._floats.card_needs_ctrl = settings.card_needs_ctrl
        if settings.names_marked != self._marked:
            self._marked = settings.names_marked
            self.show_kinds(frozenset(EntityKind) if self._marked else frozenset())
        for view in self._views():
            self.dress(view)

    def set_alone(self, alone: bool) -> None:
        """Set the text larger while there is nothing beside it."""
        if alone is not self._alone:
            self._alone = alone
            self._take_theme(self._hub.theme)

    def show_kinds(self, kinds: frozenset[EntityKind]) -> None:
        """Mark only these kinds of names in the text."""
        self._kinds = kinds
        self._entities.show_kinds(kinds)
        for view in self._views():
            view.showing.kinds = kinds
            view.renew_marks()

    def _take_theme(self, _theme: Theme) -> None:
        theme = self.theme
        for view in self._views():
            view.set_theme(theme)
