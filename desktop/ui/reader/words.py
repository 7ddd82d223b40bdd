"""The sentences of the reader: kinds, dates, the kicker, what is said of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from desktop.model.article import Details
from desktop.model.entity import Entity, EntityKind, Mention

_ONE = {
    EntityKind.PERSON: QT_TRANSLATE_NOOP("Reader", "Person"),
    EntityKind.ORGANISATION: QT_TRANSLATE_NOOP("Reader", "Organisation"),
    EntityKind.PLACE: QT_TRANSLATE_NOOP("Reader", "Place"),
    EntityKind.GROUP: QT_TRANSLATE_NOOP("Reader", "Group"),
    EntityKind.EVENT: QT_TRANSLATE_NOOP("Reader", "Event"),
    EntityKind.LAW: QT_TRANSLATE_NOOP("Reader", "Law or treaty"),
    EntityKind.WORK: QT_TRANSLATE_NOOP("Reader", "Work or product"),
    EntityKind.DATE: QT_TRANSLATE_NOOP("Reader", "Date"),
    EntityKind.QUANTITY: QT_TRANSLATE_NOOP("Reader", "Quantity"),
}
_MANY = {
    EntityKind.PERSON: QT_TRANSLATE_NOOP("Reader", "People"),
    EntityKind.ORGANISATION: QT_TRANSLATE_NOOP("Reader", "Organisations"),
    EntityKind.PLACE: QT_TRANSLATE_NOOP("Reader", "Places"),
    EntityKind.GROUP: QT_TRANSLATE_NOOP("Reader", "Groups"),
    EntityKind.EVENT: QT_TRANSLATE_NOOP("Reader", "Events"),
    EntityKind.LAW: QT_TRANSLATE_NOOP("Reader", "Laws and treaties"),
    EntityKind.WORK: QT_TRANSLATE_NOOP("Reader", "Works and products"),
    EntityKind.DATE: QT_TRANSLATE_NOOP("Reader", "Dates"),
    EntityKind.QUANTITY: QT_TRANSLATE_NOOP("Reader", "Quantities"),
}


IN_ORDER = (
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.DATE,
    EntityKind.EVENT,
    EntityKind.GROUP,
    EntityKind.LAW,
    EntityKind.WORK,
    EntityKind.QUANTITY,
)
"""The kinds as lists show them."""


def _tr(text: object) -> str:
    return QCoreApplication.translate("Reader", str(text))


def kind_name(kind: EntityKind) -> str:
    """Return the word for one thing of a kind."""
    return _tr(_ONE[kind])


def kinds_name(kind: EntityKind) -> str:
    """Return the word for all things of a kind."""
    return _tr(_MANY[kind])


def shown_or_hidden(shown: bool) -> str:
    """Return the word for a kind that is marked in the text, or not."""
    on, off = QT_TRANSLATE_NOOP("Reader", "shown"), QT_TRANSLATE_NOOP("Reader", "hidden")
    return _tr(on if shown else off)


def date_words(iso: str) -> str:
    """Return an ISO date to the precision it has: "15 December 2025", "December 2025", "2025"."""
    parts = iso[:10].split("-")
    locale = QLocale.system()
    if len(parts) == 3:
        date = QDate.fromString(iso[:10], "yyyy-MM-dd")
        return locale.toString(date, "d MMMM yyyy") if date.isValid() else iso
    if len(parts) == 2 and len(iso) == 7:
        date = QDate.fromString(f"{iso}-01", "yyyy-MM-dd")
        return locale.toString(date, "MMMM yyyy") if date.isValid() else iso
    return iso


def kicker(details: Details, minutes: int) -> str:
    """Return the line above the headline: source, date, minutes."""
    read = _tr(QT_TRANSLATE_NOOP("Reader", "{0} min read")).format(minutes)
    parts = [details.source, date_words(details.published) if details.published else "", read]
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
        lines.append(date_words(mention.normal))
    if spellings:
        also = _tr(QT_TRANSLATE_NOOP("Reader", "Also written: {0}"))
        lines.append(also.format(", ".join(spellings)))
    return "\n".join(lines)


def here_words(count: int) -> str:
    """Return how often something is named in this article."""
    return _tr(QT_TRANSLATE_NOOP("Reader", "{0} here")).format(f"{count:,}")
