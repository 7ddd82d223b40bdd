"""What every word of the user passes on its way into the library."""

from __future__ import annotations

import re

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without what the library cannot hold: NUL and lone surrogates.

    SQLite's own `quote()`, on which undo rests, ends at a NUL; a lone surrogate has no UTF-8. Both
    come only from damaged clipboards and files. Articles' text has neither from the start.
    """
    return _UNKEEPABLE.sub("", text)


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, without spaces around: a title, a name, a tag."""
    return " ".join(clean(text).split())
