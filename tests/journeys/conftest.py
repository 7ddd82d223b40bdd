"""An article as people read them, and the command line as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

ARTICLE = """Ferry Strike Enters Third Week As Lisbon And Tallinn Search For A Way Out
Talks between the dock workers and the port authority broke down on Friday, and both sides accuse each other of playing for time. Image courtesy: Harbour Post
By Ruth Achterberg
12 March 2024
The strike that has kept most ferries in port since late February entered its third week on Monday, after Mara Lindqvist, the president of the Baltic Dockers’ Union, rejected what she called “a calculated effort to divide the crews”.
Tomas Okafor, the transport minister of Portugal, had offered the crews a bonus of 400 euros and a review of night shifts. Okafor told reporters in Lisbon that the offer would stand until the end of the month. “Nobody gains from an empty harbour,” he said.
Why did the talks break down?
According to two people who were in the room, Lindqvist left the table when the port authority refused to put the review in writing. The World Bank, which finances the new terminal in Tallinn, has asked both sides for a report by April.
The European Commission said in Brussels that it was following the dispute. Officials there fear that a long strike would slow the return of grain ships to the Baltic Sea.
Lindqvist dismissed the fears. “The ships were late before we stopped,” she said in Tallinn, and asked Okafor to come to the harbour and see for himself.
What happens next?
A court in Lisbon will decide on Thursday whether the crews may be called back. Whatever it decides, says Aiko Tanabe, who studies ports at the University of Tartu, the summer timetable is lost.
"""
"""Invented people and an invented strike in real places."""

REMARK = "Ask the union for the minutes"
QUOTE = "a calculated effort to divide the crews"


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    """The article as a file."""
    path = tmp_path / "ferry-strike.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


Shell = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Run `python -m desktop --library <the test's own> WORDS...` as a process of its own."""

    def command(
        *words: object, env: Mapping[str, str] | None = None, code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "--library", tmp_path / "library", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return command


@pytest.fixture
def told(shell: Shell) -> Callable[..., Any]:
    """The same with --json, giving the document."""

    def command(*words: object, **given: Any) -> Any:
        return json.loads(shell(*words, "--json", **given).stdout)

    return command


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tour through the window leave its pictures somewhere."""
    parser.addoption(
        "--pictures",
        metavar="DIR",
        type=Path,
        default=None,
        help="write the pictures of the window, wide and narrow, light and dark, into DIR",
    )
