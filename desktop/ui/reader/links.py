"""Links in an article: shown, copied, or opened in the browser; nothing is ever fetched here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop.ui.bus import Answer, Notice, Tone

OPENED = ("http", "https", "mailto")


class _Open:
    """Hands an address to the system's browser."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))


class _Copy:
    """Puts an address on the clipboard."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(self) -> None:
        QApplication.clipboard().setText(self._address)


def link_notice(address: str) -> Notice:
    """Return the news of where a link leads, with what can be done; only the user opens it.

    An address of another kind than web and mail can only be copied.
    """
    answers = []
    if QUrl(address).scheme().lower() in OPENED:
        words = QCoreApplication.translate("Reader", "Open in the browser")
        answers.append(Answer(words, _Open(address), primary=True))
    answers.append(Answer(QCoreApplication.translate("Reader", "Copy address"), _Copy(address)))
    subject = QCoreApplication.translate("Reader", "Link")
    return Notice(subject, address, Tone.NEWS, tuple(answers), about="article", key="reader.link")
