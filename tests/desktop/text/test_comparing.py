"""Comparing: what is called shared is the same in both, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.text.comparing import shared_runs
from desktop.text.folding import folded_in_place

texts = st.lists(
    st.sampled_from(
        [
            "The envoys met in Berlin on Monday.",
            "Nobody spoke.",
            "a",
            "“Yes”",
            "\n",
            " ",
            "Kyiv",
            "Kiev waits.",
        ]
    )
).map("".join)


@given(texts, texts)
def test_shared_runs_are_equal_and_rise(old: str, new: str) -> None:
    at_old = at_new = 0
    for run in shared_runs(old, new):
        assert run.length > 0
        assert run.old >= at_old
        assert run.new >= at_new
        at_old, at_new = run.old_end, run.new_end
        assert folded_in_place(old[run.old : run.old_end]) == folded_in_place(
            new[run.new : run.new_end]
        )
    assert at_old <= len(old)
    assert at_new <= len(new)


@given(texts)
def test_a_text_shares_all_with_itself(text: str) -> None:
    assert sum(run.length for run in shared_runs(text, text)) == len(text)


def test_a_long_text_that_is_changed_a_little_is_compared_soon() -> None:
    lines = [
        f"Line {number} tells of the talks number {number * 7} and of nothing else."
        for number in range(20_000)
    ]
    old = "\n".join(lines)
    lines[10_000] = "Something quite different stands here now."
    new = "\n".join(lines)
    runs = shared_runs(old, new)
    assert sum(run.length for run in runs) > len(old) - 100
