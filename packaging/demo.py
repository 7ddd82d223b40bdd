"""Do the whole main job without a window: `python demo.py [FOLDER]`, by default `./carrel-demo/`.

Import the starter archive, mark and note, search, send a Word brief, and take a picture of the reader:
each step through the same commands that a user types, each step said. What is made stays in the folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

TITLE = "In Berlin, a promise of guarantees; in London, a warning about delay"
BRIEF = "Guarantees for Ukraine: what Berlin settled"


def carrel(library: Path, *words: str) -> Any:
    """Run one command and return the JSON that it prints."""
    command = [sys.executable, "-m", "desktop", "--library", str(library), "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"`carrel {' '.join(words)}` failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


def seeds() -> Path:
    """Return the folder of the starter articles."""
    from desktop.resources import seeds as folder

    return Path(folder())


def sentence_of(text: str, start: int, end: int) -> str:
    """Return the first sentence of a block."""
    words = text[start:end]
    return words[: words.index(". ") + 1] if ". " in words else words


def do_the_job(folder: Path) -> None:
    """Import, mark, search, brief and picture, into an own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / "library"
    report = carrel(library, "import", str(seeds()), "--tag", "starter")
    print(f"Imported {len(report['imported'])} articles, {len(report['duplicates'])} were there.")

    articles = carrel(library, "list")
    chosen = next((one for one in articles if one["title"] == TITLE), articles[0])
    page = carrel(library, "show", str(chosen["id"]))
    print(f"“{page['title']}”: {len(page['mentions'])} names, dates and sums are marked.")

    if not page["annotations"]:
        paragraphs = [block for block in page["blocks"] if block["kind"] == "paragraph"]
        for block, colour, comment in zip(
            paragraphs[:3],
            ("amber", "blue", "rose"),
            (
                "Key fact for the brief.",
                "Who signed, and in what form?",
                "Compare the other report.",
            ),
            strict=False,
        ):
            quote = sentence_of(page["text"], block["start"], block["end"])
            words = ["annotate", str(page["id"]), "--quote", quote, "--colour", colour]
            carrel(library, *words, "--comment", comment)
        carrel(
            library,
            "note",
            "add",
            "--article",
            str(page["id"]),
            "--title",
            "To ask",
            "Which parliament votes first?",
        )
    found = carrel(library, "search", "guarantees", "--facets")
    kinds = dict(found["facets"]["kind"])
    print(f"“guarantees”: {found['total']} hits, {kinds}.")

    target = folder / "brief.docx"
    sent = carrel(library, "brief", "export", str(page["id"]), "--title", BRIEF, "-o", str(target))
    print(f"{sent['path']}: {sent['comments']} comments, {sent['highlights']} highlights.")
    picture = folder / "reader.png"
    take_picture(library, page["id"], picture)
    print(f"{picture}: the reader, as the window shows it.")


def take_picture(library: Path, article: int, target: Path) -> None:
    """Open the window without a screen, let it show an article, and keep what it shows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from desktop import settings as stored
    from desktop.ui.app import App
    from desktop.ui.bus import Target
    from desktop.ui.faces import load_faces

    qt = QApplication([sys.argv[0]])
    qt.setStyle("Fusion")
    load_faces()
    app = App(library, stored.Settings())
    app.window.resize(1440, 900)
    app.show()

    def wait_until(happened: Callable[[], bool]) -> None:
        loop, watch, end = QEventLoop(), QTimer(interval=20), QTimer(interval=30_000)
        watch.timeout.connect(lambda: happened() and loop.quit())
        end.timeout.connect(loop.quit)
        watch.start()
        end.start()
        loop.exec()

    wait_until(lambda: app.rooms is not None)
    app.bus.open_requested.emit(Target("article", article))
    wait_until(
        lambda: (
            app.rooms.reader.page is not None
            and app.rooms.reader.page.article_id == article
            and app.jobs.idle
        )
    )
    if not app.window.grab().save(str(target)):
        sys.exit(f"{target} could not be written.")
    app.close()


if __name__ == "__main__":
    do_the_job(Path(sys.argv[1] if sys.argv[1:] else "carrel-demo").resolve())
