"""What is known of the article, to be put right: title, author, source, date, address, language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.model.article import Details
from desktop.model.ids import ArticleId
from desktop.ui.dates import full_date
from desktop.ui.reader.page import Page
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Words

_READ: dict[str, Callable[[Details], str]] = {
    "title": lambda details: details.title,
    "by": lambda details: "; ".join(details.by),
    "source": lambda details: details.source,
    "published": lambda details: details.published,
    "address": lambda details: details.address,
    "language": lambda details: details.language,
    "credit": lambda details: details.credit,
}


def value_of(name: str, typed: str) -> Any:
    """Return what a field's text means: authors are parted by semicolons."""
    typed = typed.strip()
    if name == "by":
        return tuple(part.strip() for part in typed.split(";") if part.strip())
    return typed


class DetailsForm(QScrollArea):
    """One field a line; leaving a field, or Enter in it, keeps it."""

    edited = Signal(int, dict)
    """The article's id and the one thing that was changed, named as `edit_details` names it."""
    address_asked = Signal(str)

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article_id: ArticleId | None = None
        self._known: dict[str, str] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = Ground(hub, "panel")
        self.setWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(0)
        names = {
            "title": self.tr("Title"),
            "by": self.tr("Author"),
            "source": self.tr("Source"),
            "published": self.tr("Date"),
            "address": self.tr("Address"),
            "language": self.tr("Language"),
            "credit": self.tr("Picture credit"),
        }
        hints = {
            "by": self.tr("Several: parted by semicolons"),
            "published": self.tr("2025-12-15, 2025-12 or 2025"),
            "language": self.tr("en, uk, de…"),
        }
        self.fields: dict[str, Field] = {}
        self._wrong: dict[str, Words] = {}
        for name, word in names.items():
            column.addWidget(Words(hub, word, ground, px=12, role="muted"))
            column.addSpacing(2)
            field = Field(hub, hints.get(name, ""), ground, name=word, high=28, px=14)
            field.editingFinished.connect(partial(self._keep, name))
            self.fields[name] = field
            column.addWidget(field)
            wrong = Words(hub, "", ground, px=12, role="bad", wrap=True)
            wrong.hide()
            self._wrong[name] = wrong
            column.addWidget(wrong)
            if name == "address":
                self._open = LinkButton(hub, self.tr("Open in the browser"), ground)
                self._open.clicked.connect(self._ask_address)
                column.addWidget(self._open)
            column.addSpacing(10)
        self._facts = Words(hub, "", ground, px=12, role="muted", wrap=True)
        column.addWidget(self._facts)
        column.addStretch(1)

    def show_page(self, page: Page | None) -> None:
        """Show what is known; a field being typed in is left alone."""
        self.setEnabled(page is not None)
        if page is None:
            self._article_id = None
            return
        article = page.read.article
        other = article.id != self._article_id
        self._article_id = article.id
        for name, read in _READ.items():
            value, field = read(article.details), self.fields[name]
            typing = field.hasFocus() and field.text() != self._known.get(name, "")
            self._known[name] = value
            if other or not typing:
                field.setText(value)
                field.setCursorPosition(0)
                self.say_wrong(name, "")
        self._open.setVisible(article.details.address.startswith(("http://", "https://")))
        self._facts.setText(self._told(page))

    def say_wrong(self, name: str, words: str) -> None:
        """Say under a field what is the matter with it; an empty text takes that away."""
        self._wrong[name].setText(words)
        self._wrong[name].setVisible(bool(words))

    def put_back(self, name: str) -> None:
        """Mark a refused field as not kept, so that leaving it again tries again."""
        self._known[name] = "\0"

    def _told(self, page: Page) -> str:
        article, version = page.read.article, page.read.version
        lines = [
            self.tr("{0} words, {1} min").format(f"{article.words:,}", page.minutes()),
            self.tr("Added {0}").format(full_date(article.added)),
        ]
        if page.read.newest_version > 1:
            lines.append(
                self.tr("Version {0} of {1}").format(version.number, page.read.newest_version)
            )
        if article.tags:
            lines.append(self.tr("Tags: {0}").format(", ".join(article.tags)))
        if page.read.collections:
            lines.append(self.tr("In {0}").format(", ".join(page.read.collections)))
        return "\n".join(lines)

    def _keep(self, name: str) -> None:
        text = self.fields[name].text().strip()
        if self._article_id is None or text == self._known.get(name):
            return
        self._known[name] = text
        self.say_wrong(name, "")
        self.edited.emit(self._article_id, {name: value_of(name, text)})

    def _ask_address(self) -> None:
        self.address_asked.emit(self.fields["address"].text().strip())
