"""A full-text index over articles, notes and highlights, on Whoosh; knows nothing of the desk.

The index is a cache: it is fed entries, answers queries, and may be thrown away at any moment.
"""

from search_index.doctor import Finding, Repair
from search_index.entry import Entry, Name
from search_index.errors import (
    IndexBroken,
    IndexBusy,
    IndexFull,
    IndexTrouble,
    QueryError,
    SearchCancelled,
)
from search_index.hit import Completion, Hit, Page, Passage, Status, Token
from search_index.index import Index, discard

__all__ = [
    "Completion",
    "Entry",
    "Finding",
    "Hit",
    "Index",
    "IndexBroken",
    "IndexBusy",
    "IndexFull",
    "IndexTrouble",
    "Name",
    "Page",
    "Passage",
    "QueryError",
    "Repair",
    "SearchCancelled",
    "Status",
    "Token",
    "discard",
]
