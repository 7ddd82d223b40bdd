"""Terminal: what every command is given, to know where the library is and how to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.cli.progress import TerminalTask, terminal_task

DONE, SOME_FAILED, WRONG_USE, NO_LIBRARY = range(4)
"""Exit codes: all done; some items failed; wrong usage or query; the library cannot be used."""


@dataclass
class Terminal:
    """The options that every command has, and the two ways to answer: one JSON document, or text."""

    library: Path | None = None
    json: bool = False
    quiet: bool = False
    verbose: bool = False

    def answer(self, value: Any, text: str | Iterable[str]) -> None:
        """Give what was asked for: `value` with --json, else the lines of `text`."""
        if self.json:
            document(value)
            return
        for line in [text] if isinstance(text, str) else text:
            sys.stdout.write(line + "\n")

    def report(self, value: Any, text: str | Iterable[str]) -> None:
        """Say what was done: as `answer`, but --quiet leaves the text out."""
        if self.json or not self.quiet:
            self.answer(value, text)

    def complain(self, text: str) -> None:
        """Say on standard error what went wrong with one of several things; --quiet does not hide it."""
        sys.stderr.write(text + "\n")

    def remark(self, text: str) -> None:
        """Say something worth knowing on standard error, unless it should be quiet."""
        if not self.quiet:
            sys.stderr.write(text + "\n")

    def task(self, title: str) -> AbstractContextManager[TerminalTask]:
        """Give a task for a verb, which Ctrl+C stops; a line of progress on a terminal only."""
        return terminal_task(title, visible=not self.quiet and sys.stderr.isatty())


def document(value: Any) -> None:
    """Write one JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=None)
    sys.stdout.write("\n")
