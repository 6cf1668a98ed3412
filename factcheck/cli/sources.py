"""``factcheck sources``: the registry looked through, proved, refreshed and mended."""

from __future__ import annotations

from importlib import import_module, util

import click

from ._console import EXIT_CODES

# Where each subcommand stands: a module of this folder with a tuple ``commands``.
_MODULES = ("_sources_look", "_sources_verify", "_sources_import", "_sources_change", "_sources_refresh")


@click.group("sources", short_help="List, show, verify, refresh, import and mend sources.", epilog=EXIT_CODES)
def command() -> None:
    """Look through the registry of primary sources, prove it, and keep it up to date.

    Only refresh touches the network.

    \b
    Example:
      factcheck sources list --publisher un-security-council
      factcheck sources show unsc-2803
      factcheck sources verify
    """


for _name in _MODULES:
    if util.find_spec(f"{__package__}.{_name}") is not None:
        for _one in import_module(f"{__package__}.{_name}").commands:
            command.add_command(_one)
