"""`python -m desktop.entities.training --data DIR --out resources/entities`: make the shipped model."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.entities import crf, lexicon
from desktop.entities.lexicon import Lexicon
from desktop.entities.recognise import Recogniser
from desktop.entities.training.card import write_card
from desktop.entities.training.corpus import for_learning
from desktop.entities.training.learn import learn_crf
from desktop.entities.training.lexicon import write_lexicon
from desktop.entities.training.measure import measured


@click.command()
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--seed", default=1, show_default=True)
def main(data: Path, out: Path, seed: int) -> None:
    """Put the lexicon together, learn the CRF, measure both, write the model card. About five minutes."""
    out.mkdir(parents=True, exist_ok=True)
    counts = write_lexicon(data, out / lexicon.FILE)
    click.echo(f"lexicon: {sum(counts.values())} names")
    known = Lexicon.load(out)
    learn_crf(for_learning(data, seed), known, out / crf.FILE, seed=seed, say=click.echo)
    scores = list(measured(Recogniser.load(out), data))
    for corpus, score in scores:
        click.echo(f"{corpus.file}: F1 {100 * score.overall.f1:.1f}")
    write_card(out, scores, list(measured(Recogniser(known), data)), counts, seed)


if __name__ == "__main__":
    main()
