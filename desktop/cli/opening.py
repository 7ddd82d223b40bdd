"""Open the desk that a command was told to use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop import logs
from desktop.cli.terminal import Terminal
from desktop.desk import Desk


@contextmanager
def opened(options: Terminal) -> Iterator[Desk]:
    """Give the desk, and close it afterwards.

    Raises:
        LibraryUnusable, LibraryNewer: the library cannot be used; nothing was changed.
    """
    logs.start(verbose=options.verbose, quiet=options.quiet)
    with Desk.open(options.library) as desk:
        yield desk
