"""``factcheck init``: a workspace for a desk: an annotated registry, checklist and list of people to start from."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ._console import say


@click.command("init", short_help="Start a workspace: sources.yaml, checklist.yaml, workspace.yaml, claims/.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def command(folder: Path) -> int:
    """Write annotated sources.yaml, checklist.yaml and workspace.yaml into FOLDER, and claims/ and snapshots/.

    sources.yaml is the registry (registry.schema.json beside it is for editors), checklist.yaml the list that an
    article is walked through before it goes out, workspace.yaml says who may sign. Nothing that is there already is
    touched: in a folder that has a part of them, the rest is added.

    \b
    Example:
      factcheck init newsdesk
      factcheck scan newsdesk/draft.txt
    """
    from ..files import make_folder, write_atomic

    wanted = _files()
    missing = {name: text for name, text in wanted.items() if not (folder / name).exists()}
    if not missing:
        raise UsageError("there is a workspace here already", where=str(folder), hint="nothing was changed")
    for name in ("claims", "snapshots"):
        make_folder(folder / name)
    for name, text in missing.items():
        write_atomic(folder / name, text.encode())
    first = folder / next(iter(missing))
    kept = len(wanted) - len(missing)
    beside = f"; {kept} that stood there were left as they are" if kept else ""
    say(f"wrote {first}{_others(missing)}{beside}. They explain themselves. Then: factcheck scan ARTICLE")
    return 0


def _files() -> dict[str, str]:
    """Return the files of a workspace by name; those that a person writes come first."""
    from .. import workspace
    from ..checklist import points
    from ..registry import schema_text, template_text

    return {
        "sources.yaml": template_text(),
        points.FILE_NAME: points.template_text(),
        workspace.FILE_NAME: workspace.template_text(),
        "registry.schema.json": schema_text(),
    }


def _others(written: dict[str, str]) -> str:
    names = list(written)[1:]
    return f" and beside it {', '.join(names)}" if names else ""
