"""A sheet as Markdown."""

from __future__ import annotations

from desktop.briefs.sheet import Sheet


def to_markdown(sheet: Sheet) -> str:
    """Return the brief as CommonMark with tables and footnotes; remarks become numbered notes."""
    raise NotImplementedError
