"""Makes articles for tests: invented news of invented people, different for every number."""

from __future__ import annotations

import random
from pathlib import Path

PEOPLE = (
    "Mara Lindqvist",
    "Tomas Okafor",
    "Ines Valdivia",
    "Henrik Sandor",
    "Aiko Tanabe",
    "Ruth Achterberg",
    "Samuel Mbeki",
    "Petra Novotna",
)
PLACES = ("Lisbon", "Tallinn", "Nairobi", "Montreal", "Osaka", "Valparaiso", "Gdansk", "Tunis")
BODIES = (
    "the Harbour Commission",
    "the Ministry of Finance",
    "the World Bank",
    "the Coastal Research Institute",
    "the European Parliament",
    "the Red Cross",
)
SUBJECTS = (
    "a new breakwater",
    "the fishing quota",
    "a rail tunnel under the bay",
    "the reading programme in schools",
    "a shared electricity market",
    "the return of the old archives",
)
VERBS = ("approved", "questioned", "delayed", "praised", "presented", "defended", "financed")
_WORDS = (
    "budget committee report winter harbour survey delegation engineers estimate agreement coastline "
    "minutes hearing proposal cargo schedule measure record vote officials draft season traffic plan "
    "residents storm repair contract opinion water signal market village station library evidence"
)
WORDS = tuple(_WORDS.split(" "))


def article(number: int, *, paragraphs: int = 6) -> str:
    """Return the text of one article: a title line, a standfirst and paragraphs; same number, same text."""
    rng = random.Random(number)
    person, other = rng.sample(PEOPLE, 2)
    place, body, subject = rng.choice(PLACES), rng.choice(BODIES), rng.choice(SUBJECTS)
    title = f"{place} report {number}: {body.removeprefix('the ').capitalize()} and {subject}"
    lead = f"{person} {rng.choice(VERBS)} {subject} in {place}, as {body} met on 12 March 2024."
    lines = [title, "", lead, ""]
    for index in range(paragraphs):
        if index == paragraphs // 2:
            lines += [f"What did {other.split()[-1]} say about it?", ""]
        surname = person.split()[-1]
        loose = " ".join(rng.choices(WORDS, k=28))
        words = (
            f"{other} of {body} said in {place} that {subject} would need more time. "
            f"{surname} {rng.choice(VERBS)} the {rng.choice(WORDS)} and spoke of {loose}. "
            f"The case {number}-{index} goes back to {rng.choice(PLACES)} in {rng.randint(1990, 2024)}."
        )
        lines += [words, ""]
    return "\n".join(lines)


def write_articles(folder: Path, count: int, *, first: int = 1, paragraphs: int = 6) -> list[Path]:
    """Write so many articles into a folder and return their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(first, first + count):
        path = folder / f"article-{number:04}.txt"
        path.write_text(article(number, paragraphs=paragraphs), encoding="utf-8")
        paths.append(path)
    return paths
