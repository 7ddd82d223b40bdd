"""Progress: on a terminal only, not for short work, and the first Ctrl+C stops politely."""

from __future__ import annotations

import signal

import pytest

from desktop.cli import progress
from desktop.cli.progress import TerminalTask, terminal_task
from desktop.progress import Cancelled


def test_short_work_passes_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    task = TerminalTask("Importing", visible=True)
    task.step(1, 9)
    task.clear()
    assert capsys.readouterr() == ("", "")


def test_longer_work_shows_a_line_on_standard_error_and_takes_it_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOW_AFTER", 0)
    monkeypatch.setattr(progress, "REDRAW_EVERY", 0)
    with terminal_task("Importing", visible=True) as task:
        task.step(3, 12, "a.txt")
    out, err = capsys.readouterr()
    assert not out
    assert "Importing  [######..................] 3/12" in err
    assert "a.txt" in err
    assert err.endswith("\r\x1b[K")


def test_nothing_is_shown_where_nobody_looks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOW_AFTER", 0)
    monkeypatch.setattr(progress, "REDRAW_EVERY", 0)
    with terminal_task("Importing", visible=False) as task:
        task.step(3, 12)
    assert capsys.readouterr() == ("", "")


def test_time_left_is_told_after_a_while() -> None:
    line = TerminalTask("Importing", visible=True).line(50, 200, "", elapsed=50)
    assert "2 min 30 s left" in line
    assert len(line) <= 78


def test_ctrl_c_stops_at_the_next_step_and_a_second_one_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with terminal_task("Importing", visible=False) as task:
        task.step(1)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            task.step(2)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
