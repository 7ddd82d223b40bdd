"""One open article: its view, what was read of it, and where the user is in it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.ids import ArticleId
from desktop.model.spans import Span
from desktop.ui.reader.page import Page
from desktop.ui.reader.pointing import Pointing
from desktop.ui.reader.view import ReaderView


@dataclass(eq=False)
class Opened:
    """A tab; `page` is None until the article has been read."""

    article_id: ArticleId
    view: ReaderView
    pointing: Pointing
    page: Page | None = None
    wanted: Span | None = None
    """What to go to once the article is there."""
    stale: bool = False
    """Whether the library knows more of it than is shown."""
    seen: bool = False
    """Whether the library was told that the user has looked at it."""
    kept_place: int = 0
    found: str = ""
    """The words last looked for in it."""
    hits: tuple[Span, ...] = ()
    hit: int = -1

    def forget_finds(self) -> None:
        """Leave what was looked for."""
        self.found, self.hits, self.hit = "", (), -1

    @property
    def title(self) -> str:
        """What its tab says."""
        return "" if self.page is None else self.page.read.article.details.title


@dataclass(frozen=True, slots=True)
class Closed:
    """A tab that was closed and can be opened again."""

    article_id: ArticleId
    place: int
