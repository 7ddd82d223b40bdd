"""The verbs: one file per thing that a user wants done; each is `def verb(desk, task, *, ...)`.

A verb never calls a verb; what two share goes down a floor. It raises `DeskError` for expected trouble
and `Cancelled` when the user stops it, and never returns None for failure.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

_HEAVY = {
    "import_articles": "import_articles",
    "import_text": "import_articles",
    "recognise_again": "recognise_again",
    "sync_index": "sync_index",
    "reindex": "sync_index",
    "export_brief": "export_brief",
    "export_annotations": "export_annotations",
    "check": "look_after",
    "back_up": "look_after",
}
"""What may take long and runs in the worker process, and the file that each lives in."""


def heavy_verb(name: str) -> Callable[..., Any]:
    """Return the verb of that name.

    Raises:
        KeyError: it is not one that the worker serves.
    """
    found: Callable[..., Any] = getattr(import_module(f"desktop.work.{_HEAVY[name]}"), name)
    return found
