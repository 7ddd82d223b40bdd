"""The way in: no words open the window, words go to the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from desktop.cli.program import run
from desktop.cli.terminal import Terminal
from desktop.cli.words import Command, terminal


def open_window(library: Path | None) -> int:
    """Open the window on a library, or say what is missing for it."""
    try:
        from desktop.ui.app import main as window
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"PySide6", "shiboken6"}:
            raise
        sys.stderr.write(
            "The window needs PySide6, which is not installed: pip install 'carrel[window]'. "
            "The command line works without it: carrel --help\n"
        )
        return 2
    return window(library)


@click.command("serve-worker", cls=Command, hidden=True)
@terminal
def serve_worker(options: Terminal) -> int:
    """Serve the verbs to the window: JSON lines on standard input and output."""
    from desktop.worker import serve

    return serve(options.library)


def main() -> int:
    """Run `carrel` and return its exit code."""
    return run(sys.argv[1:], open_window=open_window, worker=serve_worker)


if __name__ == "__main__":
    sys.exit(main())
