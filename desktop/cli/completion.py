"""Shell completion: the script that a shell reads once."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from desktop.cli.words import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Write the script that completes commands in your shell.

    For bash, put `eval "$(carrel completion bash)"` in ~/.bashrc; likewise for zsh. For fish, write it to
    ~/.config/fish/completions/carrel.fish.
    """
    made = get_completion_class(shell)
    assert made is not None, "the choices are those that click knows"
    root = click.get_current_context().find_root().command
    click.echo(made(root, {}, "carrel", "_CARREL_COMPLETE").source())
