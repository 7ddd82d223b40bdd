"""The one way to a bundled file: in a checkout, an installed wheel or a frozen program."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a bundled file or folder: `resource("icons", "note.svg")`.

    Raises:
        FileNotFoundError: the program was put together without it.
    """
    return _found(_folder().joinpath(*parts))


def seeds() -> Path:
    """Return the folder of the starter articles."""
    checkout = _checkout() / "seeds" / "articles"
    return checkout if checkout.is_dir() else _found(_folder() / "seeds")


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Return the folder of the resources.

    The wheel carries them inside the package, and so does the frozen program; a checkout has them
    beside the package. Inside comes first: a checkout never has that folder.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(frozen) / "desktop" if frozen else Path(__file__).parent
    inside = here / "_resources"
    return inside if inside.is_dir() else _checkout() / "resources"


def _checkout() -> Path:
    return Path(__file__).parent.parent


def _found(path: Path) -> Path:
    if not path.exists():
        message = f"{path} is missing: the program was not put together whole"
        raise FileNotFoundError(message)
    return path
