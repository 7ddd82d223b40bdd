"""Strict scores."""

from __future__ import annotations

from desktop.entities.scoring import Named, Score


def test_both_ends_and_the_kind_must_agree() -> None:
    score = Score()
    gold = [Named(0, 3, "PER"), Named(5, 9, "ORG"), Named(10, 12, "LOC"), Named(20, 25, "LOC")]
    found = [Named(0, 3, "PER"), Named(5, 8, "ORG"), Named(10, 12, "ORG")]
    score.add(gold, found)
    assert (score.overall.right, score.overall.found, score.overall.gold) == (1, 3, 4)
    assert score.overall.precision == 1 / 3
    assert score.overall.recall == 1 / 4
    assert score.overall.f1 == 2 / 7
    assert score.kinds["ORG"].found == 2
    assert score.kinds["PER"].f1 == 1


def test_nothing_is_no_division_by_nothing() -> None:
    assert Score().overall.f1 == Score().overall.precision == Score().overall.recall == 0
