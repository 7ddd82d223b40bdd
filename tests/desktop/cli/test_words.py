"""The manners of the command line: options anywhere, nouns, exit codes, no tracebacks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from desktop.cli import program as programs
from desktop.cli.program import run
from desktop.cli.terminal import Terminal
from desktop.cli.words import Command, Noun, terminal
from desktop.errors import LibraryNewer, Place, QuoteUnclear, Unreadable
from desktop.progress import Cancelled
from tests.desktop.cli.answered import Carrel

Said = Callable[..., int]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A program with commands that only tell what they were given, or fail as they are told to."""
    told: dict[str, object] = {}

    @click.command(cls=Command)
    @click.argument("word", default="")
    @terminal
    def tell(options: Terminal, word: str) -> int:
        told.update(word=word, **vars(options))
        return 0

    @click.command(cls=Command)
    @terminal
    def fail(options: Terminal) -> int:
        raise told["error"]  # type: ignore[misc]

    @click.group(cls=Noun, unsaid="tell")
    def things() -> None: ...

    things.add_command(tell)

    def find(_self: object, _context: object, name: str) -> click.Command | None:
        return {"tell": tell, "fail": fail, "things": things}.get(name)

    monkeypatch.setattr(programs.Program, "get_command", find)
    return told


@pytest.fixture
def say() -> Said:
    def words(*given: str) -> int:
        def no_window(library: Path | None) -> int:
            sys.stdout.write(f"window on {library}\n")
            return 7

        return run(given, open_window=no_window, worker=click.Command("serve-worker"))

    return words


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--library", "L", "tell", "x"),
        ("tell", "x", "--json", "--library", "L"),
        ("--json", "tell", "--library=L", "x"),
        ("things", "--json", "x", "--library", "L"),
        ("things", "--library", "L", "--json", "tell", "x"),
        ("--library", "L", "things", "tell", "--json", "x"),
    ],
)
def test_options_that_all_commands_have_may_stand_anywhere(
    words: tuple[str, ...], seen: dict[str, object], say: Said
) -> None:
    assert say(*words) == 0
    assert seen["word"] == "x"
    assert seen["json"] is True
    assert seen["library"] == Path("L")
    assert seen["quiet"] is False


def test_no_words_open_the_window_on_the_library_that_is_named(
    say: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("--library", "here") == 7
    assert capsys.readouterr().out == "window on here\n"


def test_version(say: Said, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("--version") == 0
    assert capsys.readouterr().out.startswith("carrel ")


def test_unknown_commands_are_wrong_use_and_told_in_json_too(
    say: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("frobnicate", "--json") == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["kind"] == "Usage"
    assert "frobnicate" in err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (QuoteUnclear("x", (Place(1, 2, "a x b"), Place(5, 6, "c x d"))), 2),
        (LibraryNewer(Path("L"), 9, 1), 3),
        (Unreadable(Path("a.bin"), "It holds no text."), 1),
        (Cancelled(), 1),
        (KeyboardInterrupt(), 1),
    ],
)
def test_trouble_is_a_sentence_and_an_exit_code(
    error: BaseException,
    code: int,
    seen: dict[str, object],
    say: Said,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen["error"] = error
    assert say("fail") == code
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


def test_facts_of_trouble_stand_in_the_json(
    seen: dict[str, object], say: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    seen["error"] = QuoteUnclear("x", (Place(1, 2, "a x b"), Place(5, 6, "c x d")))
    say("--json", "fail")
    told = json.loads(capsys.readouterr().out)["error"]
    assert told["facts"]["places"] == [
        {"start": 1, "end": 2, "around": "a x b"},
        {"start": 5, "end": 6, "around": "c x d"},
    ]


def test_the_unexpected_is_one_sentence_and_a_report_in_the_log(
    seen: dict[str, object], say: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    seen["error"] = ZeroDivisionError("by nothing")
    assert say("fail", "--json") == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    told = json.loads(out)["error"]
    assert told["kind"] == "Unexpected"
    report = Path(told["facts"]["log"]).read_text(encoding="utf-8")
    assert "ZeroDivisionError: by nothing" in report
    assert "Traceback" in report


def test_every_command_has_help_that_says_what_it_does(
    say: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    made = programs.Program(open_window=lambda _: 0, worker=click.Command("serve-worker"))

    def walk(command: click.Command, words: tuple[str, ...]) -> None:
        assert say(*words, "--help") == 0
        assert command.help, words
        assert "Usage: carrel" in capsys.readouterr().out
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                one = command.get_command(context, name)
                if one is not None and name != "serve-worker":
                    walk(one, (*words, name))

    walk(made, ())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, say: Said, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("completion", shell) == 0
    assert "_CARREL_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("--library", "", "list"),
        ("import", ""),
        ("backup", ""),
        ("brief", "export", 1, "-o", ""),
        ("export", "annotations", "-o", ""),
    ],
)
def test_an_empty_path_is_no_path(carrel: Carrel, words: tuple[object, ...]) -> None:
    """A script's variable that was never set must not stand for the folder one happens to be in."""
    told = carrel(*words, "--json")
    assert told.code == 2
    assert "empty" in told.json["error"]["text"]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--limit", 10**30),
        ("entities", "--limit", 10**30),
        ("history", "--limit", 10**30),
        ("search", "x", "--offset", 10**30),
        ("note", "list", "--article", 10**30),
        ("quotes", "--speaker", 10**30),
    ],
)
def test_numbers_out_of_all_bounds_are_wrong_use(carrel: Carrel, words: tuple[object, ...]) -> None:
    assert carrel(*words).code == 2
