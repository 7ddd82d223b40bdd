"""Annotations: highlights with their comments, tags and anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.model.annotation import (
    AnchorState,
    Annotation,
    Colour,
    TextPositionSelector,
    TextQuoteSelector,
)
from desktop.model.ids import AnnotationId, ArticleId, VersionId


class Annotations:
    """The highlights of the library; an id that is not there raises NotFound."""

    def add(
        self,
        *,
        article_id: ArticleId,
        version_id: VersionId,
        position: TextPositionSelector,
        quote: TextQuoteSelector,
        colour: Colour = Colour.AMBER,
        comment: str = "",
        tags: Iterable[str] = (),
        state: AnchorState = AnchorState.EXACT,
        uid: str = "",
    ) -> Annotation:
        """Keep a new highlight; `uid` is given only for one that comes from elsewhere."""
        raise NotImplementedError

    def get(self, annotation_id: AnnotationId) -> Annotation:
        """Return one highlight."""
        raise NotImplementedError

    def many(self, annotation_ids: Iterable[AnnotationId]) -> dict[AnnotationId, Annotation]:
        """Return those of these highlights that are there."""
        raise NotImplementedError

    def by_uid(self, uid: str) -> Annotation | None:
        """Return the highlight with this uid, if there is one."""
        raise NotImplementedError

    def of_article(
        self, article_id: ArticleId, *, version_id: VersionId | None = None
    ) -> tuple[Annotation, ...]:
        """Return an article's highlights in text order: all, or those of one version."""
        raise NotImplementedError

    def edit(
        self,
        annotation_id: AnnotationId,
        *,
        colour: Colour | None = None,
        comment: str | None = None,
        tags: Iterable[str] | None = None,
        version_id: VersionId | None = None,
        position: TextPositionSelector | None = None,
        quote: TextQuoteSelector | None = None,
        state: AnchorState | None = None,
    ) -> Annotation:
        """Change what is given and keep the rest."""
        raise NotImplementedError

    def remove(self, annotation_id: AnnotationId) -> None:
        """Remove one highlight with its comment; notes on it stay, tied to the article."""
        raise NotImplementedError

    def ids(self) -> list[AnnotationId]:
        """Return all ids of highlights in articles outside the trash, in order."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many highlights there are in articles outside the trash."""
        raise NotImplementedError

    def all(self) -> Iterator[Annotation]:
        """Give every highlight outside the trash, article by article in text order."""
        raise NotImplementedError

    def linking_to(self, name: str) -> tuple[Annotation, ...]:
        """Return the highlights whose comment holds `[[name]]`, whatever its case and accents."""
        raise NotImplementedError
