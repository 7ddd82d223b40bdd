"""What the window says when something goes wrong: what happened, what is safe, what to do next."""

from __future__ import annotations

import traceback

from PySide6.QtCore import QCoreApplication

from desktop.errors import (
    DeskError,
    LibraryNewer,
    LibraryUnusable,
    NotFound,
    NotWritten,
    QueryRefused,
    QuoteUnclear,
    Refused,
    Unreadable,
)
from desktop.ui.bus import Notice, Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("ErrorWords", text)


def words_for(error: Exception) -> tuple[str, str]:  # noqa: C901, PLR0911 - one case for each kind
    """Return a short subject and a sentence with the next step, in the user's language."""
    match error:
        case NotWritten(path=path, reason=reason, advice=advice):
            return (
                _tr("“{name}” was not written").format(name=path.name),
                f"{reason} {advice}".strip(),
            )
        case Unreadable(path=path, reason=reason):
            return _tr("“{name}” could not be read").format(name=path.name), reason
        case LibraryNewer():
            return (
                _tr("This library was written by a newer Carrel"),
                _tr(
                    "Nothing was changed. Open it with the newer Carrel, or choose another library."
                ),
            )
        case LibraryUnusable(reason=reason, advice=advice):
            return _tr("The library cannot be opened"), f"{reason} {advice}".strip()
        case NotFound(noun=noun):
            return (
                _tr("It is not there any more"),
                _tr("The {noun} was removed, here or by another program.").format(noun=noun),
            )
        case Refused(what=what, advice=advice):
            return what, advice
        case QueryRefused(hint=hint):
            return _tr("The search cannot be understood"), hint
        case QuoteUnclear(places=places, elsewhere=elsewhere):
            if elsewhere or not places:
                return _tr("These words are not in the article"), ""
            return (
                _tr("These words are found {count} times").format(count=len(places)),
                _tr("Take a few more words into the selection."),
            )
        case DeskError():
            return str(error), ""
        case _:
            return (
                _tr("Something went wrong"),
                _tr("What was saved before is safe. The report says more."),
            )


def notice_of(error: Exception, doing: str = "") -> Notice:
    """Return the notice for trouble; unexpected trouble carries a report that can be copied."""
    subject, text = words_for(error)
    expected = isinstance(error, DeskError)
    details = "" if expected else report_of(error, doing)
    if not expected and doing:
        subject = _tr("{doing}: something went wrong").format(doing=doing)
    return Notice(subject, text, tone=Tone.PROBLEM, details=details)


def report_of(error: BaseException, doing: str = "") -> str:
    """Return what went wrong, with the places in the code, for a report."""
    lines = traceback.format_exception(error)
    return (f"{doing}\n" if doing else "") + "".join(lines)
