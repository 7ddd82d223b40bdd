"""Print a lock file without some packages: `python without.py test.lock pyside6-essentials ...`."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def without(lock: str, names: set[str]) -> str:
    """Return the lock file's text less the entries of these packages."""
    entries = re.split(r"\n(?=\S)", lock.strip())
    return "\n".join(entry for entry in entries if entry.split("==")[0] not in names) + "\n"


if __name__ == "__main__":
    sys.stdout.write(without(Path(sys.argv[1]).read_text(encoding="utf-8"), set(sys.argv[2:])))
