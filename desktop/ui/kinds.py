"""What the kinds of entity are called, and the order in which lists show them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.model.entity import EntityKind

_ONE = {
    EntityKind.PERSON: QT_TRANSLATE_NOOP("Kinds", "Person"),
    EntityKind.ORGANISATION: QT_TRANSLATE_NOOP("Kinds", "Organisation"),
    EntityKind.PLACE: QT_TRANSLATE_NOOP("Kinds", "Place"),
    EntityKind.GROUP: QT_TRANSLATE_NOOP("Kinds", "Group"),
    EntityKind.EVENT: QT_TRANSLATE_NOOP("Kinds", "Event"),
    EntityKind.LAW: QT_TRANSLATE_NOOP("Kinds", "Law or treaty"),
    EntityKind.WORK: QT_TRANSLATE_NOOP("Kinds", "Work or product"),
    EntityKind.DATE: QT_TRANSLATE_NOOP("Kinds", "Date"),
    EntityKind.QUANTITY: QT_TRANSLATE_NOOP("Kinds", "Quantity"),
}
_MANY = {
    EntityKind.PERSON: QT_TRANSLATE_NOOP("Kinds", "People"),
    EntityKind.ORGANISATION: QT_TRANSLATE_NOOP("Kinds", "Organisations"),
    EntityKind.PLACE: QT_TRANSLATE_NOOP("Kinds", "Places"),
    EntityKind.GROUP: QT_TRANSLATE_NOOP("Kinds", "Groups"),
    EntityKind.EVENT: QT_TRANSLATE_NOOP("Kinds", "Events"),
    EntityKind.LAW: QT_TRANSLATE_NOOP("Kinds", "Laws and treaties"),
    EntityKind.WORK: QT_TRANSLATE_NOOP("Kinds", "Works and products"),
    EntityKind.DATE: QT_TRANSLATE_NOOP("Kinds", "Dates"),
    EntityKind.QUANTITY: QT_TRANSLATE_NOOP("Kinds", "Quantities"),
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


def kind_name(kind: EntityKind) -> str:
    """Return the word for one thing of a kind."""
    return QCoreApplication.translate("Kinds", str(_ONE[kind]))


def kinds_name(kind: EntityKind) -> str:
    """Return the word for all things of a kind."""
    return QCoreApplication.translate("Kinds", str(_MANY[kind]))
