"""Recognise the names in a text and keep them with its version: at import, and again later."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.entities.recognise import Recognition
from desktop.library.quotations import FoundQuotation
from desktop.library.rows import Rows
from desktop.model.article import Block, Details
from desktop.model.ids import VersionId


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in one text: names, and who said what."""

    recognition: Recognition
    quotations: tuple[FoundQuotation, ...]


def recognise(desk: Desk, text: str, blocks: tuple[Block, ...], details: Details) -> Recognised:
    """Find names and statements in a text; takes time, so no transaction should be open."""
    from desktop.entities.quotations import find

    recognition = desk.recogniser.recognise(
        text,
        blocks=blocks,
        language=details.language or "en",
        published=details.published,
    )
    said = find(text, recognition.mentions, recognition.clusters, blocks=blocks)
    return Recognised(recognition, tuple(said))


def keep(rows: Rows, version_id: VersionId, found: Recognised) -> int:
    """Keep what was found with a version, in place of what was kept before; the mentions' number."""
    recognition = found.recognition
    kept = rows.entities.link(
        version_id, recognition.mentions, recognition.clusters, model=recognition.model
    )
    rows.quotations.keep(version_id, found.quotations)
    return kept
