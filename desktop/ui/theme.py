"""The look in one value: every colour role and face of type, for light and for dark.

Painters and delegates ask a `Theme`; nothing else in the window names a colour or a font. The hub says
when another theme holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from desktop.model.annotation import Colour
from desktop.model.entity import EntityKind
from desktop.ui import colours
from desktop.ui.shell import system_is_dark

REGULAR = QFont.Weight.Normal
SEMIBOLD = QFont.Weight.DemiBold


@dataclass(frozen=True)
class Faces:
    """The type that the user chose: families, and how the text of an article is set.

    `text_px` is the size of an article's text, `measure` its line length in characters, `line_height`
    a multiple of the size.
    """

    serif: str = "Source Serif Pro"
    sans: str = "Source Sans Pro"
    text_px: int = 17
    measure: int = 64
    line_height: float = 1.64


@dataclass(frozen=True)
class Theme:
    """One look; the colour roles are those of the design, and `name` is "light" or "dark"."""

    name: str
    paper: QColor
    panel: QColor
    card: QColor
    field: QColor
    desk: QColor
    ink: QColor
    ink_2: QColor
    muted: QColor
    muted_on: QColor
    faint: QColor
    edge: QColor
    line: QColor
    line_2: QColor
    accent: QColor
    on_accent: QColor
    bad: QColor
    bad_ground: QColor
    hover: QColor
    selected: QColor
    pressed: QColor
    selected_focus: QColor
    selection: QColor
    find: QColor
    find_now: QColor
    find_now_ink: QColor
    added: QColor
    removed: QColor
    scrim: QColor
    shadow: QColor
    sheet: QColor
    highlight_fills: tuple[QColor, ...]
    highlight_edges: tuple[QColor, ...]
    marks: dict[EntityKind, QColor]
    words: dict[EntityKind, QColor]
    tint: float
    tint_hot: float
    bar: float
    high_contrast: bool = False
    compact: bool = False
    fonts: Faces = Faces()

    @property
    def dark(self) -> bool:
        """Whether the paper is darker than the ink."""
        return self.name == "dark"

    def highlight_fill(self, colour: Colour) -> QColor:
        """Return the ground of a highlight."""
        return self.highlight_fills[_COLOURS.index(colour)]

    def highlight_edge(self, colour: Colour) -> QColor:
        """Return the stronger tone of a highlight: bars, ticks, margin notes."""
        return self.highlight_edges[_COLOURS.index(colour)]

    def kind_mark(self, kind: EntityKind) -> QColor:
        """Return the colour of a kind for dots, underlines and bars."""
        return self.marks[kind]

    def kind_word(self, kind: EntityKind) -> QColor:
        """Return the colour of a kind for words."""
        return self.words[kind]

    def kind_tint(self, kind: EntityKind, *, hot: bool = False) -> QColor:
        """Return the ground behind a mention; `hot` while its entity is pointed at."""
        return see_through(self.marks[kind], self.tint_hot if hot else self.tint)

    def kind_line(self, kind: EntityKind) -> QColor:
        """Return the colour of a mention's underline."""
        return see_through(self.marks[kind], 1.0 if self.high_contrast else 0.62)

    def kind_bar(self, kind: EntityKind) -> QColor:
        """Return the colour of a bar that counts mentions."""
        return see_through(self.marks[kind], self.bar)

    def serif(
        self, px: float, weight: QFont.Weight = REGULAR, italic: bool = False, spacing: float = 0
    ) -> QFont:
        """Return the face for words of a source."""
        return QFont(_font(self.fonts.serif, px, weight, italic, spacing, figures=False))

    def sans(
        self,
        px: float,
        weight: QFont.Weight = REGULAR,
        italic: bool = False,
        *,
        figures: bool = False,
        spacing: float = 0,
    ) -> QFont:
        """Return the face for words of the app and the user; `figures` makes digits stack."""
        return QFont(_font(self.fonts.sans, px, weight, italic, spacing, figures=figures))

    def with_contrast(self) -> Theme:
        """Return the same look for those who ask the system for high contrast."""
        return replace(
            self,
            line_2=self.muted,
            edge=self.muted,
            tint=self.tint * 2,
            tint_hot=min(1.0, self.tint_hot * 2),
            high_contrast=True,
        )

    def palette(self) -> QPalette:
        """Return the palette for Qt's own drawing."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in (
            (roles.Window, self.panel),
            (roles.WindowText, self.ink),
            (roles.Base, self.paper),
            (roles.AlternateBase, self.panel),
            (roles.Text, self.ink),
            (roles.Button, self.card),
            (roles.ButtonText, self.ink),
            (roles.BrightText, self.bad),
            (roles.Highlight, self.selection),
            (roles.HighlightedText, self.ink),
            (roles.Link, self.accent),
            (roles.LinkVisited, self.accent),
            (roles.PlaceholderText, self.muted),
            (roles.ToolTipBase, self.card),
            (roles.ToolTipText, self.ink),
            (roles.Accent, self.accent),
            (roles.Light, self.card),
            (roles.Midlight, self.line),
            (roles.Mid, self.line_2),
            (roles.Dark, self.edge),
            (roles.Shadow, self.ink),
        ):
            palette.setColor(role, colour)
        gone = QPalette.ColorGroup.Disabled
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(gone, role, self.faint)
        return palette

    def menu_sheet(self) -> str:
        """Return the style sheet of a menu; set on the menu alone.

        A sheet on a window would keep every widget in it from taking another palette later.
        """
        return _MENU.format(
            card=self.card.name(),
            ink=self.ink.name(),
            faint=self.faint.name(),
            line=self.line.name(),
            line_2=self.line_2.name(),
            selected_focus=self.selected_focus.name(),
        )

    def bar_sheet(self) -> str:
        """Return the style sheet of a scroll bar; set on the bar alone."""
        thumb, hover = see_through(self.ink, 0.18), see_through(self.ink, 0.32)
        return _BAR.format(thumb=_css(thumb), thumb_hover=_css(hover))


_COLOURS = tuple(Colour)

_MENU = """
QMenu {{ background: {card}; color: {ink}; border: 1px solid {line_2}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 6px; min-height: 18px; }}
QMenu::item:selected {{ background: {selected_focus}; color: {ink}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
"""

_BAR = """
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {thumb}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {thumb_hover}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def see_through(colour: QColor, share: float) -> QColor:
    """Return `colour` with so much of it left."""
    thin = QColor(colour)
    thin.setAlphaF(share)
    return thin


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"


@lru_cache(maxsize=256)
def _font(
    family: str, px: float, weight: QFont.Weight, italic: bool, spacing: float, *, figures: bool
) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(px))
    font.setWeight(weight)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _colours(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


def _kinds(*names: str) -> dict[EntityKind, QColor]:
    """Colours in the order of EntityKind."""
    return dict(zip(EntityKind, _colours(*names), strict=True))


def _light() -> Theme:
    role: dict[str, Any] = {name: QColor(value) for name, value in colours.LIGHT.items()}
    ink = role["ink"]
    return Theme(
        name="light",
        **role,
        hover=see_through(ink, 0.04),
        selected=see_through(ink, 0.09),
        pressed=see_through(ink, 0.10),
        scrim=see_through(ink, 0.28),
        shadow=see_through(QColor("#000000"), 0.18),
        highlight_fills=_colours(*colours.LIGHT_FILLS),
        highlight_edges=_colours(*colours.LIGHT_EDGES),
        marks=_kinds(*colours.LIGHT_MARKS),
        words=_kinds(*colours.LIGHT_WORDS),
        tint=0.055,
        tint_hot=0.22,
        bar=0.28,
    )


def _dark() -> Theme:
    role: dict[str, Any] = {name: QColor(value) for name, value in colours.DARK.items()}
    ink = role["ink"]
    return Theme(
        name="dark",
        **role,
        hover=see_through(ink, 0.05),
        selected=see_through(ink, 0.12),
        pressed=see_through(ink, 0.10),
        scrim=see_through(QColor("#000000"), 0.50),
        shadow=see_through(QColor("#000000"), 0.55),
        highlight_fills=_colours(*colours.DARK_FILLS),
        highlight_edges=_colours(*colours.DARK_EDGES),
        marks=_kinds(*colours.DARK_MARKS),
        words=_kinds(*colours.DARK_WORDS),
        tint=0.095,
        tint_hot=0.30,
        bar=0.34,
    )


LIGHT = _light()
DARK = _dark()


class ThemeHub(QObject):
    """Holds the theme of the moment, follows the system when asked to, and tells of changes."""

    changed = Signal(object)
    """A Theme: the one that holds from now on."""

    def __init__(
        self,
        choice: str = "system",
        fonts: Faces | None = None,
        *,
        compact: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice, self._fonts, self._compact = choice, fonts or Faces(), compact
        self._theme = self._made()
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._hear_system)

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._theme

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take the user's choice of "system", "light" or "dark"."""
        self._choice = choice
        self._renew()

    def switch(self) -> None:
        """Go from light to dark or back."""
        self.choose("light" if self._theme.dark else "dark")

    def take(self, choice: str, fonts: Faces, *, compact: bool) -> None:
        """Take all that the settings say of the look."""
        self._choice, self._fonts, self._compact = choice, fonts, compact
        self._renew()

    def set_fonts(self, fonts: Faces) -> None:
        """Take other faces or sizes."""
        self._fonts = fonts
        self._renew()

    def set_compact(self, compact: bool) -> None:
        """Take dense or roomy lists."""
        self._compact = compact
        self._renew()

    def _made(self) -> Theme:
        dark = self._choice == "dark" or (self._choice == "system" and system_is_dark())
        theme = replace(DARK if dark else LIGHT, fonts=self._fonts, compact=self._compact)
        return theme.with_contrast() if _system_wants_contrast() else theme

    def _renew(self) -> None:
        made = self._made()
        if made != self._theme:
            self._theme = made
            self.changed.emit(made)

    def _hear_system(self, _scheme: Qt.ColorScheme) -> None:
        self._renew()


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    wishes = getattr(hints, "accessibility", None)
    if wishes is None:  # Qt before 6.10
        return False
    asked = wishes()
    contrast = asked.contrastPreference() if asked is not None else None
    return getattr(contrast, "name", "") == "HighContrast"
