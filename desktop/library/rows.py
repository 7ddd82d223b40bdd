"""Rows: the tables of a library inside one transaction, one attribute per room."""

from __future__ import annotations

from desktop.library.annotations import Annotations
from desktop.library.articles import Articles
from desktop.library.briefs import Briefs
from desktop.library.collections import Collections
from desktop.library.corrections import Corrections
from desktop.library.database import Transaction
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

    Everything read in one block is of one moment, whatever others write meanwhile. Rows given for
    reading refuse to be written to (NotWritten): that is a mistake in the program.
    """

    def __init__(self, transaction: Transaction) -> None:
        self.articles = Articles(transaction)
        self.shelves = Shelves(transaction)
        self.tags = Tags(transaction)
        self.annotations = Annotations(transaction)
        self.notes = Notes(transaction)
        self.entities = Entities(transaction)
        self.quotations = Quotations(transaction)
        self.corrections = Corrections(transaction)
        self.collections = Collections(transaction)
        self.searches = SavedSearches(transaction)
        self.briefs = Briefs(transaction)
        self.outbox = Outbox(transaction)
        self.now = transaction.now
        """When the block began, as times are kept."""
        self.change = Change()
        """What the block changed: empty until the block has ended."""
