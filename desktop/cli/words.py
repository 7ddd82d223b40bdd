"""How words become commands: the options every command has, and nouns with a verb that goes unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from desktop.cli.terminal import Terminal

LIMIT = click.IntRange(1, 2**31 - 1)
"""How many of something are wanted."""


class PathOf(click.Path):
    """The path of a file or folder; an empty one, as of a variable that a script never set, is refused."""

    def __init__(self, **given: Any) -> None:
        super().__init__(path_type=Path, **given)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path.

        Raises:
            click.BadParameter: it is empty, or not what is asked for.
        """
        if value == "":
            self.fail("The path is empty. Name a file or a folder.", param, ctx)
        return super().convert(value, param, ctx)


_VALUED = {"--library"}
_FLAGS = {"--json", "--quiet", "--verbose"}

terminal = click.make_pass_decorator(Terminal)
"""Gives a command its Terminal as the first argument."""


def everywhere() -> list[click.Option]:
    """Return the options that may stand before or after any command."""

    def keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def store(context: click.Context, _option: click.Parameter, value: Any) -> None:
            if value:
                setattr(context.ensure_object(Terminal), name, value)

        return store

    return [
        click.Option(
            ["--library"],
            type=PathOf(),
            metavar="DIR",
            expose_value=False,
            callback=keep("library"),
            help="The library to use, instead of $CARREL_LIBRARY or your own.",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=keep("json"),
            help="Answer with one JSON document.",
        ),
        click.Option(
            ["--quiet"],
            is_flag=True,
            expose_value=False,
            callback=keep("quiet"),
            help="Say only what was asked for and what went wrong.",
        ),
        click.Option(
            ["--verbose"],
            is_flag=True,
            expose_value=False,
            callback=keep("verbose"),
            help="Say on standard error what is being done.",
        ),
    ]


class Command(click.Command):
    """A command that also takes the options every command has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(everywhere())


class Noun(click.Group):
    """A noun with its verbs; `unsaid` names the verb that is meant when none is said."""

    command_class = Command

    def __init__(self, *args: Any, unsaid: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unsaid = unsaid
        self.params.extend(everywhere())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the verb that went unsaid, then parse as usual.

        Of two plain words the first is meant as a verb, and if there is none such, that is said.
        """
        unknown = len(args) > 1 and not any(word.startswith("-") for word in args[:2])
        if self.unsaid and "--help" not in args and not (unknown or self._names_verb(args)):
            args = [self.unsaid, *args]
        return super().parse_args(ctx, args)

    def _names_verb(self, args: list[str]) -> bool:
        """Whether the first word that is no option everyone has names one of the verbs."""
        words = iter(args)
        for word in words:
            if word in _VALUED:
                next(words, None)
            elif word not in _FLAGS and not word.startswith("--library="):
                return word in self.commands
        return False
