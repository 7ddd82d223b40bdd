"""The look: contrast that the design promises, one theme told to all, our own faces."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo
from pytestqt.qtbot import QtBot

from desktop.model.annotation import Colour
from desktop.model.entity import EntityKind
from desktop.ui.theme import DARK, LIGHT, Faces, Theme, ThemeHub

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda one: one.name)


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(one) for one in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize(
    ("role", "least"),
    [("ink", 10.5), ("ink_2", 6.9), ("muted", 4.9), ("accent", 5.9), ("bad", 6.2)],
)
def test_words_can_be_read_on_paper_and_panel(theme: Theme, role: str, least: float) -> None:
    for ground in (theme.paper, theme.panel):
        assert contrast(getattr(theme, role), ground) >= least


@THEMES
def test_words_on_grounds_of_their_own(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 6.5
    assert contrast(theme.bad, theme.bad_ground) >= 6.1
    assert contrast(theme.find_now_ink, theme.find_now) >= 4.7
    assert contrast(theme.muted_on, theme.selected_focus) >= 5.2


@THEMES
@pytest.mark.parametrize("colour", list(Colour))
def test_ink_can_be_read_on_every_highlight(theme: Theme, colour: Colour) -> None:
    least = 5.6 if theme.dark else 11
    assert contrast(theme.ink, theme.highlight_fill(colour)) >= least
    assert contrast(theme.ink_2, theme.highlight_fill(colour)) >= 4.6


@THEMES
@pytest.mark.parametrize("kind", list(EntityKind))
def test_words_of_every_kind_can_be_read(theme: Theme, kind: EntityKind) -> None:
    assert contrast(theme.kind_word(kind), theme.paper) >= 5.2
    assert theme.kind_tint(kind).alphaF() < theme.kind_tint(kind, hot=True).alphaF()


def test_high_contrast_is_stronger() -> None:
    strong = LIGHT.with_contrast()
    assert strong.line_2 == LIGHT.muted
    assert strong.kind_line(EntityKind.PERSON).alphaF() == 1
    assert strong.tint == pytest.approx(2 * LIGHT.tint)


def test_everyone_is_told_of_another_theme(qtbot: QtBot) -> None:
    hub = ThemeHub("light")
    with qtbot.waitSignal(hub.changed) as told:
        hub.switch()
    assert told.args == [hub.theme]
    assert hub.theme.dark
    assert hub.choice == "dark"
    with qtbot.assertNotEmitted(hub.changed):
        hub.choose("dark")


def test_the_hub_takes_faces_and_density(qtbot: QtBot) -> None:
    hub = ThemeHub("light")
    with qtbot.waitSignal(hub.changed):
        hub.take("light", Faces(text_px=21), compact=True)
    assert hub.theme.fonts.text_px == 21
    assert hub.theme.compact
    assert not hub.theme.dark


@pytest.mark.parametrize(
    ("face", "family"), [("serif", "Source Serif Pro"), ("sans", "Source Sans Pro")]
)
def test_the_faces_are_our_own(face: str, family: str) -> None:
    font = getattr(LIGHT, face)(17)
    assert QFontInfo(font).family() == family
    assert font.pixelSize() == 17
    assert QFontInfo(getattr(LIGHT, face)(17, italic=True)).italic()


@THEMES
def test_the_palette_and_the_sheets_follow(theme: Theme) -> None:
    assert theme.palette().window().color() == theme.panel
    assert theme.card.name() in theme.menu_sheet()
    for sheet in (theme.menu_sheet(), theme.bar_sheet()):
        assert sheet.count("{") == sheet.count("}")
        assert "{{" not in sheet
