"""Writes articles, notes and corrections into a library without end, and tells each when it is kept.

Run as `python writing_process.py FOLDER NAME [COUNT]`; it is there to be killed.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from desktop.library.library import Library
from tests.desktop.library.making import PERSON, PLACE, add_article, entity_named, highlight


def one_round(library: Library, name: str, number: int, *, alone: bool) -> None:
    title = f"{name} {number}"
    names = {
        f"Mara {name}": (f"Mara {name}", PERSON),
        "Lisbon": ("Lisbon", PLACE),
        f"Bay {name}{number}": (f"Bay {name}{number}", PLACE),
    }
    text = f"{title}\nMara {name} saw Lisbon and Bay {name}{number}. " + "Words follow. " * 200
    with library.writing("Article imported") as rows:
        article = add_article(rows, text, names=names, tags=[name, f"t{number % 7}"])
    with library.writing("Highlight added") as rows:
        mark = highlight(rows, article.id, f"Bay {name}{number}", comment="Look")
        rows.notes.add(body=f"On [[{title}]]", annotation_id=mark.id)
    if number % 5 == 0:
        with library.writing("Entities merged") as rows:
            bay, lisbon = entity_named(rows, f"Bay {name}{number}"), entity_named(rows, "Lisbon")
            rows.corrections.merge(bay.id, lisbon.id)
    if alone and number % 7 == 0:
        library.undo()
        library.redo()


def main() -> None:
    folder, name = Path(sys.argv[1]), sys.argv[2]
    rounds = range(int(sys.argv[3])) if len(sys.argv) > 3 else count()
    with Library.open(folder) as library:
        print("open", flush=True)
        for number in rounds:
            one_round(library, name, number, alone=len(sys.argv) == 3)
            print(number, flush=True)


if __name__ == "__main__":
    main()
