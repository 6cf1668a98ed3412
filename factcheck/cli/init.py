"""``factcheck init``: a workspace for a desk, with an annotated registry to start from."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ._console import say


@click.command("init", short_help="Start a workspace: sources.yaml, claims/, snapshots/.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def command(folder: Path) -> int:
    """Write an annotated sources.yaml, its JSON Schema for editors, claims/ and snapshots/ into FOLDER.

    Nothing that is there already is touched.

    \b
    Example:
      factcheck init newsdesk
      factcheck scan newsdesk/draft.txt
    """
    from ..files import make_folder, write_atomic
    from ..registry import schema_text, template_text

    registry = folder / "sources.yaml"
    if registry.exists():
        raise UsageError("there is a registry here already", where=str(registry), hint="nothing was changed")
    for name in ("claims", "snapshots"):
        make_folder(folder / name)
    write_atomic(folder / "registry.schema.json", schema_text().encode())
    write_atomic(registry, template_text().encode())
    say(f"wrote {registry}; open it, it explains itself. Then: factcheck scan ARTICLE")
    return 0
