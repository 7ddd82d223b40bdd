"""Rows: the tables of a library inside one transaction, one attribute per room."""

from __future__ import annotations

from desktop.library.annotations import Annotations
from desktop.library.articles import Articles
from desktop.library.briefs import Briefs
from desktop.library.collections import Collections
from desktop.library.corrections import Corrections
from desktop.library.entities import Entities
from desktop.library.notes import Notes
from desktop.library.outbox import Outbox
from desktop.library.quotations import Quotations
from desktop.library.searches import SavedSearches
from desktop.library.shelves import Shelves
from desktop.library.tags import Tags
from desktop.model.change import Change


class Rows:
    """What a `with library.reading()` or `library.writing(...)` block works on; not for use after it.

    Everything read in one block is of one moment, whatever others write meanwhile. Read-only rows
    raise sqlite3's own error when written to: that is a mistake in the program.
    """

    articles: Articles
    shelves: Shelves
    tags: Tags
    annotations: Annotations
    notes: Notes
    entities: Entities
    quotations: Quotations
    corrections: Corrections
    collections: Collections
    searches: SavedSearches
    briefs: Briefs
    outbox: Outbox
    change: Change
    """What the block changed: empty until the block has ended."""
