"""``factcheck completion``: the line that lets a shell complete commands, options and file names."""

from __future__ import annotations

import click

from ._console import emit, say

_VARIABLE = "_FACTCHECK_COMPLETE"
_WHERE = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc (after compinit)",
    "fish": "~/.config/fish/completions/factcheck.fish",
}


@click.command("completion", short_help="Completion for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(tuple(_WHERE)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print what SHELL needs to complete factcheck's commands, options and file names.

    \b
    Example:
      factcheck completion bash >> ~/.bashrc
      factcheck completion zsh >> ~/.zshrc
      factcheck completion fish > ~/.config/fish/completions/factcheck.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, shell
    emit(kind(ctx.find_root().command, {}, "factcheck", _VARIABLE).source() + "\n")
    say(f"put this into {_WHERE[shell]}, and open a new shell")
    return 0
