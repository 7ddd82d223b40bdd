"""How long a search may take: asked inside every loop that may run long."""

from __future__ import annotations

import time
from collections.abc import Callable

from search_index.errors import QueryError, SearchCancelled


class Clock:
    """Stops a search whose time is over or whose asker has gone."""

    def __init__(
        self, query: str = "", seconds: float = 1.0, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._query = query
        self.began = time.perf_counter()
        self._end = self.began + seconds
        self._cancelled = cancelled

    def check(self, at: int = 0) -> None:
        """Go on, or raise.

        Raises:
            QueryError: the time is over; `at` is the place in the query that took it.
            SearchCancelled: the asker has gone.
        """
        if time.perf_counter() > self._end:
            raise QueryError(
                self._query, at, "This takes too long to search for; say it more narrowly."
            )
        if self._cancelled is not None and self._cancelled():
            raise SearchCancelled

    @property
    def took_ms(self) -> float:
        """How long it has been running."""
        return (time.perf_counter() - self.began) * 1000
