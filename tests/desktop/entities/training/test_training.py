"""How the model is made, tried on a few made-up sentences."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop.entities import crf, lexicon
from desktop.entities.features import Features
from desktop.entities.lexicon import Lexicon
from desktop.entities.recognise import Recogniser
from desktop.entities.scoring import Named
from desktop.entities.tokenize import tokenise
from desktop.entities.training.__main__ import main
from desktop.entities.training.corpus import (
    CORPORA,
    Document,
    Sentence,
    for_learning,
    for_steering,
    is_held_back,
    running,
)
from desktop.entities.training.learn import examples, learn_crf, tags_of
from desktop.entities.training.swap import Chances, Pools, swapped


def _sentence(text: str, *names: tuple[int, int, str]) -> Sentence:
    return Sentence(tuple(text.split()), names)


MET = _sentence(
    "President Ada Quill met Tervo Holdings in Vilnius .",
    (1, 3, "PER"),
    (4, 6, "ORG"),
    (7, 8, "LOC"),
)


def test_words_are_printed_as_a_newspaper_would() -> None:
    words = 'He said : " It ’s the U.S. - led plan ( NATO ) , at 5 % " .'
    assert running(Document("d", (_sentence(words),))).text == (
        'He said: "It’s the U.S.-led plan (NATO), at 5%".'
    )


def test_names_stand_where_the_text_has_them() -> None:
    text = running(Document("d", (MET, _sentence("Quill left .", (0, 1, "PER")))))
    assert [(text.text[one.start : one.end], one.kind) for one in text.gold] == [
        ("Ada Quill", "PER"),
        ("Tervo Holdings", "ORG"),
        ("Vilnius", "LOC"),
        ("Quill", "PER"),
    ]


def test_tags_are_those_of_the_tokens() -> None:
    text = running(Document("d", (MET,)))
    assert tags_of(tokenise(text.text), text) == [
        ["O", "B-PER", "L-PER", "O", "B-ORG", "L-ORG", "O", "U-LOC", "O"]
    ]


def test_what_a_partly_labelled_corpus_leaves_open_teaches_nothing(lexicon: Lexicon) -> None:
    open_end = _sentence("They drove a Falken to Riga .", (5, 6, "LOC"))
    closed = _sentence("They drove to Riga .", (3, 4, "LOC"))
    document = Document("d", (open_end, closed), partial=True)
    taught = [tags for _, tags in examples(running(document), Features(lexicon))]
    assert taught == [["O", "O", "O", "U-LOC", "O"]]
    whole = Document("d", (open_end, closed))
    assert len(list(examples(running(whole), Features(lexicon)))) == 2


def test_a_headline_stands_on_a_line_of_its_own() -> None:
    head = Sentence(("Ada", "Quill", "Meets", "Holdings", "Again"), ((0, 2, "PER"),), headline=True)
    text = running(Document("d", (MET, head, MET)))
    lines = text.text.split("\n")
    assert lines[1] == "Ada Quill Meets Holdings Again"
    assert [tokens.heading for tokens in tokenise(text.text).sentences] == [False, True, False]


def test_swapped_names_keep_their_places_and_their_people(lexicon: Lexicon) -> None:
    document = Document("d", (MET, _sentence("Quill left Vilnius .", (0, 1, "PER"), (2, 3, "LOC"))))
    pools = Pools([], lexicon)
    always = Chances({"PER": 1.0, "LOC": 1.0}, lower=0, upper=0, title=0)
    changed = swapped(document, pools, random.Random(3), always)
    first, second = changed.sentences
    assert first.words[1:3] != ("Ada", "Quill")
    assert first.words[2] == second.words[0], "the surname goes on meaning the same person"
    assert [label for *_, label in first.names] == ["PER", "ORG", "LOC"]
    text = running(changed)
    assert all(text.text[one.start : one.end].strip() for one in text.gold)


def test_cases_change_words_and_never_offsets(lexicon: Lexicon) -> None:
    document = Document("d", (MET,) * 40)
    chances = Chances({}, lower=0.3, upper=0.3, title=0.3)
    text = running(swapped(document, Pools([], lexicon), random.Random(1), chances))
    seen = {text.text[one.start : one.end] for one in text.gold if one.kind == "PER"}
    assert seen == {"Ada Quill", "ada quill", "ADA QUILL"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of the real shape with a handful of sentences in it."""
    folder = tmp_path / "data"
    (folder / "gaz").mkdir(parents=True)
    people = [("Ada", "Quill"), ("Bert", "Holm"), ("Carl", "Fjord"), ("Dora", "Vik")]
    for corpus in CORPORA:
        lines = []
        for number in range(30):
            given, family = people[number % 4]
            words = f"President {given} {family} met Tervo Holdings in Vilnius .".split()
            names = [[1, 3, "PERSON"], [4, 6, "ORG"], [7, 8, "GPE"]]
            lines.append(
                {
                    "id": f"{corpus.file}-{number}",
                    "source": "made up",
                    "sents": [{"t": words, "e": names}],
                }
            )
        text = "\n".join(json.dumps(line) for line in lines)
        (folder / f"{corpus.file}.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    geo = {
        "countries": {
            "Lithuania": "LT",
            "Republic of Lithuania": "LT",
            "Central African Republic": "CF",
            "Ruritania": "--",
        },
        "capitals": ["Vilnius"],
        "cities": {"Vilnius": 542366, "Kaunas": 374643, "Palanga": 31000, "Reading": 300000},
        "alts": {"Vilna City": 1_200_000},
        "us_states": ["Oregon"],
        "regions": ["Baltics", "Harbour region"],
    }
    (folder / "gaz" / "geo.json.gz").write_bytes(gzip.compress(json.dumps(geo).encode()))
    (folder / "gaz" / "clusters.json.gz").write_bytes(gzip.compress(b'{"met": [1, 2, 3]}'))
    (folder / "gaz" / "person_names.json").write_text('["Ona Petraite", "Jonas"]', encoding="utf-8")
    (folder / "gaz" / "demonyms.txt").write_text(
        "LT Lithuanian Lithuanians\nCF Central_African Central_Africans\n-- Sunni Sunnis\n",
        encoding="utf-8",
    )
    return folder


def test_what_is_held_back_is_never_learnt(data: Path) -> None:
    learnt = {document.id for document in for_learning(data, seed=1)}
    for corpus in CORPORA:
        kept = {document.id for document in for_steering(data, corpus)}
        assert not kept & learnt
        assert bool(kept) == bool(corpus.held_back)
        assert all(is_held_back(corpus, document) for document in for_steering(data, corpus))
    assert not any(id_.startswith("uner_ewt_dev") for id_ in learnt)


def test_one_command_makes_everything(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["--data", str(data), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert {file.name for file in out.iterdir()} == {
        lexicon.FILE,
        crf.FILE,
        "MODEL_CARD.md",
        "LICENSE",
    }
    card = (out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    assert "| uner_ewt_dev | 100.0 |" in card
    recogniser = Recogniser.load(out)
    found = recogniser.recognise("Yesterday President Anders Lund met Tervo Holdings in Vilnius.")
    assert [mention.surface for mention in found.mentions] == [
        "Yesterday",
        "Anders Lund",
        "Tervo Holdings",
        "Vilnius",
    ]


def test_the_same_seed_gives_the_same_file(data: Path, tmp_path: Path, lexicon: Lexicon) -> None:
    quiet: Callable[[str], None] = lambda _: None  # noqa: E731
    made = []
    for name in ("one.crf", "other.crf"):
        learn_crf(for_learning(data, 1), lexicon, tmp_path / name, seed=1, say=quiet)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_the_lexicon_reads_every_list(data: Path, tmp_path: Path) -> None:
    from desktop.entities.training.lexicon import write_lexicon

    counts = write_lexicon(data, tmp_path / lexicon.FILE)
    again = tmp_path / "again.json.gz"
    write_lexicon(data, again)
    assert again.read_bytes() == (tmp_path / lexicon.FILE).read_bytes()
    known = Lexicon.load(tmp_path)
    assert counts["organisation"] > 1000
    assert known.table_of("Kaunas") == "city"
    assert known.table_of("Palanga") == "town"
    assert known.table_of("Reading") == "", "rather a word than a town"
    assert known.table_of("Ruritania") == "country"
    assert known.table_of("Harbour region") == ""
    assert known.table_of("Central African") == "nationality"
    assert known.nations["lithuanian"] == "Lithuania"
    assert known.seats["vilnius"] == "Lithuania"
    assert "Ona" in known.given
    assert "Petraite" in known.family
    assert Named(0, 1, "x") < Named(0, 2, "a")
