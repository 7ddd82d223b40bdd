"""Where the faces of type come from: files shipped with the app, or the two font packages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from desktop.resources import resource

_CUTS = {
    "SourceSansPro": ("Regular", "Semibold", "It", "Bold", "SemiboldIt"),
    "SourceSerifPro": ("Regular", "Semibold", "It", "Bold", "SemiboldIt"),
}
_PACKAGES = {"SourceSansPro": "font_source_sans_pro", "SourceSerifPro": "font_source_serif_pro"}


def load_faces() -> list[str]:
    """Give Qt the faces; return the families, in the order sans, serif.

    Files under the resource folder `fonts` come first, so that a frozen app needs no package. A face
    found nowhere is left out: Qt then falls back to a face of the system.
    """
    families: list[str] = []
    for file in _files():
        number = QFontDatabase.addApplicationFont(str(file))
        for family in QFontDatabase.applicationFontFamilies(number) if number >= 0 else ():
            if family not in families:
                families.append(family)
    return families


def _files() -> Iterator[Path]:
    shipped = _shipped()
    for name, cuts in _CUTS.items():
        folder = shipped
        if folder is None or not (folder / f"{name}-Regular.ttf").is_file():
            spec = find_spec(_PACKAGES[name])
            if spec is None or spec.origin is None:
                continue
            folder = Path(spec.origin).parent / "files"
        for cut in cuts:
            file = folder / f"{name}-{cut}.ttf"
            if file.is_file():
                yield file


def _shipped() -> Path | None:
    try:
        return resource("fonts")
    except FileNotFoundError:
        return None
