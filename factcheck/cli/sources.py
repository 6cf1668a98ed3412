"""``factcheck sources``: the registry looked through, proved, refreshed and mended."""

from __future__ import annotations

import click

from . import _sources_change, _sources_import, _sources_look, _sources_refresh, _sources_verify
from ._console import EXIT_CODES


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


for _module in (_sources_look, _sources_verify, _sources_refresh, _sources_import, _sources_change):
    for _one in _module.commands:
        command.add_command(_one)
