"""The log: a file that is turned over before it grows large, and a quiet console."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop.paths import log_dir

MEGABYTE = 1_000_000


def start(*, verbose: bool = False, quiet: bool = False, folder: Path | None = None) -> Path | None:
    """Send the log to a file, and to standard error what a user should see; return the file.

    Standard error hears of warnings, of everything when `verbose`, of nothing but errors when
    `quiet`. Where the file cannot be written the console alone is used, and None returned: no work
    should stop for want of a log.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for old in [handler for handler in root.handlers if getattr(handler, "of_carrel", False)]:
        root.removeHandler(old)
        old.close()
    console = logging.StreamHandler()
    loudness = logging.DEBUG if verbose else logging.ERROR if quiet else logging.WARNING
    console.setLevel(loudness)
    console.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    _keep(root, console)
    path = (folder or log_dir()) / "carrel.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(path, maxBytes=MEGABYTE, backupCount=3, encoding="utf-8")
    except OSError as error:
        root.warning("no log file: %s", error)
        return None
    file.setFormatter(
        logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    )
    _keep(root, file)
    return path


def _keep(root: logging.Logger, handler: logging.Handler) -> None:
    handler.of_carrel = True  # type: ignore[attr-defined]
    root.addHandler(handler)
