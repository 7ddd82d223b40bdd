"""The program `carrel`: its commands, loaded when they are asked for, and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from desktop import __version__
from desktop.cli.terminal import (
    DONE,
    NO_LIBRARY,
    SOME_FAILED,
    WRONG_USE,
    Terminal,
    document,
)
from desktop.cli.words import Command, everywhere
from desktop.errors import DeskError, LibraryNewer, LibraryUnusable, NotWritten, Unreadable
from desktop.progress import Cancelled

COMMANDS = {
    "import": ("importing:import_articles", "Bring in files and whole folders."),
    "list": ("articles:list_articles", "List articles, or those that a query finds."),
    "show": ("articles:show", "Show one article with everything marked in it."),
    "edit": ("articles:edit", "Change what is known of an article besides its text."),
    "annotate": ("annotations:annotate", "Highlight words of an article."),
    "note": ("notes:note", "Write notes, free or on an article or a highlight."),
    "search": ("search:search", "Search articles, notes and comments together."),
    "entities": ("entities:entities", "People, organisations, places and other names."),
    "entity": ("entities:entities", ""),
    "quotes": ("quotes:quotes", "List what was said, by whom and where."),
    "brief": ("briefs:brief", "Draft briefs, and send them out as Word documents."),
    "reindex": ("care:reindex", "Build the search index anew from the library."),
    "check": ("care:check", "Check the database, highlights, kept files and index."),
    "backup": ("care:backup", "Write the whole library to one file."),
    "restore": ("care:restore", "Make a library from a backup."),
    "export": ("annotations:export", "Write highlights and notes for other programs."),
    "undo": ("history:undo", "Take back the last change."),
    "redo": ("history:redo", "Do the last change that was taken back again."),
    "history": ("history:history", "List the last changes, newest first."),
    "completion": ("completion:completion", "Write the script that completes commands in a shell."),
}
"""Every command: the file of this package that holds it, its name there, and what it does.

One without a word on what it does is a second name of another.
"""


class Program(click.Group):
    """The group of all commands; a command's file is loaded only when it is needed."""

    command_class = Command

    def __init__(self, *, open_window: Callable[[Path | None], int], worker: click.Command) -> None:
        super().__init__(
            "carrel",
            invoke_without_command=True,
            callback=self._without_words,
            help="Read, mark, search and brief. With no words, open the window.",
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
            params=[
                *everywhere(),
                click.Option(
                    ["--version"],
                    is_flag=True,
                    is_eager=True,
                    expose_value=False,
                    callback=_say_version,
                    help="Say which Carrel this is.",
                ),
            ],
        )
        self._open_window = open_window
        self.add_command(worker, "serve-worker")

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """List the commands in the order of a day's work."""
        return [name for name, (_, told) in COMMANDS.items() if told]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        file, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"desktop.cli.{file}"), name)
        return command

    def _without_words(self) -> int:
        context = click.get_current_context()
        if context.invoked_subcommand is not None:
            return DONE
        return self._open_window(context.ensure_object(Terminal).library)


def _say_version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"carrel {__version__}")
        context.exit()


def run(
    words: Sequence[str],
    *,
    open_window: Callable[[Path | None], int],
    worker: click.Command,
) -> int:
    """Do what the words say and return the exit code; never raises, never shows a traceback."""
    _speak_utf8()
    program = Program(open_window=open_window, worker=worker)
    terminal = Terminal()
    try:
        done = program.main(
            args=list(words), prog_name="carrel", standalone_mode=False, obj=terminal
        )
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
        return DONE
    except click.UsageError as error:
        return _wrong_use(error, terminal.json or "--json" in words)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last line before the user
        return _trouble(terminal, error)
    return done if isinstance(done, int) else DONE


def _trouble(terminal: Terminal, error: BaseException) -> int:
    """Say what went wrong and return the exit code."""
    match error:
        case click.ClickException():
            return _say(terminal, "Usage", error.format_message(), {}, WRONG_USE)
        case click.Abort() | KeyboardInterrupt() | Cancelled():
            return _say(terminal, "Cancelled", "Stopped. What was finished stays.", {}, SOME_FAILED)
        case DeskError():
            return _say(terminal, type(error).__name__, str(error), _facts(error), _code(error))
        case _:
            return _unexpected(terminal, error)


def _code(error: DeskError) -> int:
    if isinstance(error, LibraryUnusable | LibraryNewer):
        return NO_LIBRARY
    return SOME_FAILED if isinstance(error, Unreadable | NotWritten) else WRONG_USE


def _facts(error: DeskError) -> dict[str, Any]:
    from desktop.wire import encode

    return {name: encode(value) for name, value in vars(error).items()}


def _wrong_use(error: click.UsageError, as_json: bool) -> int:
    if as_json:
        document({"error": {"kind": "Usage", "text": error.format_message(), "facts": {}}})
    error.show()
    return WRONG_USE


def _say(terminal: Terminal, kind: str, text: str, facts: dict[str, Any], code: int) -> int:
    if terminal.json:
        document({"error": {"kind": kind, "text": text, "facts": facts}})
    terminal.complain(text)
    return code


def _unexpected(terminal: Terminal, error: BaseException) -> int:
    import logging

    from desktop import logs

    where = logs.start(verbose=terminal.verbose, quiet=terminal.quiet)
    # Told as mere news, so that the trace goes into the file and onto no terminal but a verbose one.
    logging.getLogger(__name__).info("unexpected trouble", exc_info=error)
    text = f"Something unexpected went wrong ({type(error).__name__}: {error})."
    text += f" The full report is in {where}." if where else ""
    return _say(terminal, "Unexpected", text, {"log": str(where) if where else None}, SOME_FAILED)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal says; what cannot be written is escaped, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_quietly() -> None:
    """Whoever read our output has gone; let nothing complain about it at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
