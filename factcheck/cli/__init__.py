"""The hand: one module a command, found in this folder; ``cli/add_source.py`` is ``factcheck add-source``."""

from __future__ import annotations

import atexit
import gc
import sys

import click

from .. import __version__, folder
from ..errors import FactcheckError
from ._console import EXIT_CODES, Exit, exit_code_of, mute, say_error, say_fault, say_os_error


class _Commands(click.Group):
    """Commands by folder, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name.replace("_", "-") for name in folder.names("cli")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = cmd_name.replace("-", "_")
        if module not in folder.names("cli"):
            return None
        command: click.Command = folder.load("cli", module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None


@click.group(cls=_Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def _group() -> None:
    """Check every statement of a news draft against a registry of primary sources.

    Everything is local: a scan never touches the network.

    \b
    Example:
      factcheck init                          start a desk's own registry
      factcheck scan article.txt              the verdict table
      factcheck scan - --date 2026-01-13      check what is pasted in
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line; every ending of the program is decided here and in ``_console``."""
    waste_little()
    try:
        code = _group.main(args, prog_name="factcheck", standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.Abort:
        say_error("stopped; what was finished before is kept")
        code = Exit.STOPPED
    except click.ClickException as error:
        error.show()
        code = 2
    except FactcheckError as error:
        say_error(error.what, where=error.where, hint=error.hint)
        code = exit_code_of(error)
    except BrokenPipeError:
        mute()
        code = Exit.UNREAD
    except OSError as error:  # a full disk, a folder without permission: the machine's trouble, not a fault
        mute()
        say_os_error(error)
        code = Exit.UNFINISHED
    except Exception as error:  # the last resort: a journalist on deadline is not shown a traceback
        say_fault(error)
        code = Exit.UNFINISHED
    sys.exit(code if isinstance(code, int) else 0)


def waste_little() -> None:
    """Look seldom for waste, and not at the end: nearly all that a command makes lives until then.

    At its end Python takes apart what spaCy and the model have built, a tenth of the wait of a scan.
    """
    gc.set_threshold(1_000_000, 50, 50)
    atexit.register(gc.freeze)
