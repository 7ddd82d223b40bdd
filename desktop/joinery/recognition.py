"""Recognise the names in a text and keep them with its version: at import, and again later."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.entities.recognise import Recogniser, Recognition
from desktop.library.rows import Rows
from desktop.model.article import Block, Details
from desktop.model.ids import VersionId
from desktop.model.spans import Span


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is kept; `mention` is the index of the mention that names its speaker."""

    span: Span
    speaker: str
    cue: str
    direct: bool
    mention: int | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in one text: names, and who said what."""

    recognition: Recognition
    said: tuple[Said, ...]


def recogniser(desk: Desk) -> Recogniser:
    """Return the desk's recogniser, loaded at first use."""
    known: Recogniser = desk.recogniser
    return known


def recognise(desk: Desk, text: str, blocks: tuple[Block, ...], details: Details) -> Recognised:
    """Find names and statements in a text; takes time, so no transaction should be open."""
    from desktop.entities.quotations import find

    found = recogniser(desk).recognise(
        text,
        blocks=blocks,
        language=details.language or "en",
        published=details.published,
    )
    statements = find(text, found.mentions, found.clusters, blocks=blocks)
    said = tuple(
        Said(one.span, one.speaker, one.cue, one.direct, _naming(found, one.cluster, one.span))
        for one in statements
    )
    return Recognised(found, said)


def _naming(found: Recognition, cluster: int | None, statement: Span) -> int | None:
    """Return the mention of a speaker that stands nearest to the statement."""
    if cluster is None:
        return None
    return min(
        found.clusters[cluster].mentions,
        key=lambda index: abs(found.mentions[index].span.start - statement.start),
        default=None,
    )


def keep(rows: Rows, version_id: VersionId, found: Recognised) -> int:
    """Keep what was found with a version, in place of what was kept before; the mentions' number."""
    names = found.recognition
    kept = rows.entities.link(version_id, names.mentions, names.clusters, model=names.model)
    rows.quotations.keep(version_id, found.said)
    return kept
