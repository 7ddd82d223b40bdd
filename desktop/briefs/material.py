"""What a brief is made of: the records it shows, fetched beforehand so that composing is pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.model.annotation import Annotation
from desktop.model.article import Article, Version
from desktop.model.brief import BriefDetails, BriefItem
from desktop.model.entity import Entity, Mention
from desktop.model.ids import ArticleId, NoteId
from desktop.model.note import Note
from desktop.model.quotation import Quotation


@dataclass(frozen=True, slots=True)
class ArticleMaterial:
    """One article as the brief shows it: one version with its marks, names and quotations."""

    article: Article
    version: Version
    annotations: tuple[Annotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """All that goes into one brief.

    `outline` is the brief's items; when it is empty the preset's own outline is used, with every
    article in full. `articles` keep the order in which their sources are named. `notes` are those that
    the outline names, and those on the articles or on their highlights: a note on a highlight
    becomes a comment on its words. `today` is an ISO date, `author` signs the comments, `uid` is the
    brief's own.
    """

    details: BriefDetails
    outline: tuple[BriefItem, ...] = ()
    articles: Mapping[ArticleId, ArticleMaterial] = field(default_factory=dict)
    notes: Mapping[NoteId, Note] = field(default_factory=dict)
    today: str = ""
    author: str = ""
    uid: str = ""
