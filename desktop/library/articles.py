"""Articles and their versions: what is kept of each, and all that can be changed of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.model.article import Article, Block, Details, ReadState, Version
from desktop.model.ids import ArticleId, VersionId


@dataclass(frozen=True, slots=True)
class Kept:
    """The file an article version was read from."""

    sha256: str
    name: str
    mime: str
    path: Path


class Articles:
    """The articles of the library; an id that is not there raises NotFound unless said otherwise."""

    def add(
        self,
        details: Details,
        *,
        text: str,
        blocks: Sequence[Block],
        raw: bytes,
        raw_name: str,
        mime: str,
        extractor: str,
        words: int,
        tags: Iterable[str] = (),
        state: ReadState = ReadState.INBOX,
    ) -> Article:
        """Keep a new article, unread, with its first version and the file it came from.

        The file is on the disk before the record is: `library.keep_file(raw)` may be called before
        the transaction, so that nobody waits for the disk; it is called here in any case.

        Raises:
            ValueError: the text is not canonical, or the blocks are not ranges of it.
        """
        raise NotImplementedError

    def add_version(
        self,
        article_id: ArticleId,
        *,
        text: str,
        blocks: Sequence[Block],
        raw: bytes,
        raw_name: str,
        mime: str,
        extractor: str,
        words: int,
    ) -> Version:
        """Keep a newer reading of the article and make it the current one; older ones stay."""
        raise NotImplementedError

    def get(self, article_id: ArticleId) -> Article:
        """Return one article, in the trash or not."""
        raise NotImplementedError

    def many(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, Article]:
        """Return those of these articles that are there."""
        raise NotImplementedError

    def ids(self, *, trashed: bool | None = False) -> list[ArticleId]:
        """Return all ids in order; `trashed` None means both."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many articles there are outside the trash."""
        raise NotImplementedError

    def by_text_sha256(self, sha256: str) -> ArticleId | None:
        """Return the article that has, or once had, exactly this text; one outside the trash first."""
        raise NotImplementedError

    def by_address(self, address: str) -> list[ArticleId]:
        """Return the articles outside the trash that were published at this address."""
        raise NotImplementedError

    def titled(self, title: str) -> list[ArticleId]:
        """Return the articles outside the trash with this title, whatever its case and accents."""
        raise NotImplementedError

    def starting(self, typed: str, *, limit: int = 8) -> list[tuple[ArticleId, str]]:
        """Return ids and titles of articles with a word of the title beginning so, newest first."""
        raise NotImplementedError

    def version(self, article_id: ArticleId, number: int | None = None) -> Version:
        """Return one version with its text and blocks: the current one unless a number is given."""
        raise NotImplementedError

    def version_by_id(self, version_id: VersionId) -> Version:
        """Return one version by its own id."""
        raise NotImplementedError

    def versions(self, article_id: ArticleId) -> list[tuple[int, VersionId, str]]:
        """Return number, id and time of every version, oldest first."""
        raise NotImplementedError

    def text(self, article_id: ArticleId) -> str:
        """Return the text of the current version alone."""
        raise NotImplementedError

    def kept_file(self, version_id: VersionId) -> Kept:
        """Return where the file lies that a version was read from."""
        raise NotImplementedError

    def edit_details(self, article_id: ArticleId, details: Details) -> Article:
        """Change what is known of an article."""
        raise NotImplementedError

    def set_state(self, article_ids: Iterable[ArticleId], state: ReadState) -> None:
        """Move articles between inbox, reading and archived."""
        raise NotImplementedError

    def set_unread(self, article_ids: Iterable[ArticleId], unread: bool) -> None:
        """Mark articles read or unread."""
        raise NotImplementedError

    def set_starred(self, article_ids: Iterable[ArticleId], starred: bool) -> None:
        """Star articles or take the star away."""
        raise NotImplementedError

    def set_trashed(self, article_ids: Iterable[ArticleId], trashed: bool) -> None:
        """Put articles into the trash or take them out; all that belongs to them stays."""
        raise NotImplementedError

    def set_place(self, article_id: ArticleId, offset: int) -> None:
        """Keep the reading place; never part of the history, and touches nothing."""
        raise NotImplementedError

    def tag(self, article_ids: Iterable[ArticleId], names: Iterable[str]) -> None:
        """Add tags to articles that lack them."""
        raise NotImplementedError

    def untag(self, article_ids: Iterable[ArticleId], names: Iterable[str]) -> None:
        """Take tags away where they are."""
        raise NotImplementedError
