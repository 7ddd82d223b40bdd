"""What the user has chosen, apart from any library: one JSON file, kept at once and written whole.

A setting of a later Carrel is kept though this one does not know it. A file that cannot be read is
put aside under another name, never thrown away, and the defaults are used.
"""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

from desktop.paths import config_dir, write_whole
from desktop.wire import Garbled, decode, encode

log = logging.getLogger(__name__)


class ThemeChoice(StrEnum):
    """Which theme the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LineHeight(StrEnum):
    """How far apart the lines of an article stand."""

    TIGHT = "tight"
    NORMAL = "normal"
    OPEN = "open"


class MarginNotes(StrEnum):
    """How comments stand beside the text."""

    WORDS = "words"
    DOTS = "dots"
    OFF = "off"


@dataclass(frozen=True)
class Settings:
    """All that can be set; sizes in pixels, widths in characters.

    `shortcuts` maps a command's id to its keys, where they differ from the command's own.
    `window` holds the state of windows and splitters by name, in words that only the window reads.
    `unknown` is what a later Carrel wrote; it goes back into the file as it came.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    high_contrast: bool = False
    reduced_motion: bool = False
    language: str = ""
    reading_face: str = ""
    type_size: int = 17
    line_width: int = 64
    line_height: LineHeight = LineHeight.NORMAL
    margin_notes: MarginNotes = MarginNotes.WORDS
    dense_lists: bool = False
    names_marked: bool = True
    card_needs_ctrl: bool = False
    author: str = ""
    brief_preset: str = "intelligence"
    citations: str = "chicago-notes"
    library: str = ""
    shortcuts: dict[str, str] = field(default_factory=dict)
    window: dict[str, str] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def changed(self, **changes: Any) -> Settings:
        """Return settings with these changed."""
        return dataclasses.replace(self, **changes)


def settings_path() -> Path:
    """Return where the settings lie."""
    return config_dir() / "settings.json"


def load(path: Path | None = None) -> Settings:
    """Read the settings; what is missing or cannot be understood is as it was by default.

    When anything could not be understood the file as it was is kept beside, as
    `settings.json.unread-1` and so on, since the next `save` would write over it.
    """
    path = path or settings_path()
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        log.warning("the settings at %s cannot be read: %s", path, error)
        return Settings()
    try:
        told = json.loads(held.decode("utf-8"))
        if not isinstance(told, dict):
            raise Garbled("settings", "not an object")
    except (ValueError, RecursionError) as error:
        _put_aside(path, held, error)
        return Settings()
    return _understood(told, path, held)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings whole.

    Raises:
        OSError: they could not be written; the file stands as before.
    """
    told = encode(settings)
    unknown = told.pop("unknown")
    text = json.dumps({**unknown, **told}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    write_whole(path or settings_path(), text.encode("utf-8", "backslashreplace"))


def _understood(told: dict[str, Any], path: Path, held: bytes) -> Settings:
    hints = get_type_hints(Settings)
    known = {one.name for one in dataclasses.fields(Settings)} - {"unknown"}
    found: dict[str, Any] = {}
    trouble: Garbled | None = None
    for name in known & told.keys():
        try:
            found[name] = decode(hints[name], told[name], name)
        except Garbled as error:
            trouble = error
    if trouble is not None:
        _put_aside(path, held, trouble)
    unknown = {name: one for name, one in told.items() if name not in known and name != "unknown"}
    return Settings(**found, unknown=unknown)


def _put_aside(path: Path, held: bytes, why: Exception) -> None:
    number = 1
    while True:
        aside = path.with_name(f"{path.name}.unread-{number}")
        try:
            if aside.read_bytes() == held:
                return
        except FileNotFoundError:
            break
        number += 1
    log.warning("the settings at %s were not understood (%s); kept as %s", path, why, aside.name)
    try:
        write_whole(aside, held)
    except OSError as error:
        log.warning("they could not be kept: %s", error)
