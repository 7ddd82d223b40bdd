"""The sentences of the reader: the kicker, what is said of a name and of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.model.article import Details
from desktop.model.entity import Entity, Mention
from desktop.ui.dates import full_date


def _tr(text: object) -> str:
    return QCoreApplication.translate("Reader", str(text))


def shown_or_hidden(shown: bool) -> str:
    """Return the word for a kind that is marked in the text, or not."""
    on, off = QT_TRANSLATE_NOOP("Reader", "shown"), QT_TRANSLATE_NOOP("Reader", "hidden")
    return _tr(on if shown else off)


def kicker(details: Details, minutes: int) -> str:
    """Return the line above the headline: source, date, minutes."""
    read = _tr(QT_TRANSLATE_NOOP("Reader", "{0} min read")).format(minutes)
    parts = [details.source, full_date(details.published) if details.published else "", read]
    return "  ·  ".join(part for part in parts if part)


def about_entity(entity: Entity | None, spellings: Sequence[str], mention: Mention) -> str:
    """Return what is known of a name: where else it stands, and how else it is written."""
    lines = []
    if entity is not None and entity.articles > 1:
        words = QT_TRANSLATE_NOOP("Reader", "In {0} articles, {1} mentions in all.")
        lines.append(_tr(words).format(f"{entity.articles:,}", f"{entity.mentions:,}"))
    elif entity is not None:
        lines.append(_tr(QT_TRANSLATE_NOOP("Reader", "Only in this article.")))
    elif mention.normal:
        lines.append(full_date(mention.normal))
    if spellings:
        also = _tr(QT_TRANSLATE_NOOP("Reader", "Also written: {0}"))
        lines.append(also.format(", ".join(spellings)))
    return "\n".join(lines)


def here_words(count: int) -> str:
    """Return how often something is named in this article."""
    return _tr(QT_TRANSLATE_NOOP("Reader", "{0} here")).format(f"{count:,}")
