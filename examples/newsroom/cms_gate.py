"""A generic CMS hook: may this article be published? Called with the draft's path; exit 0 publishes, all else does not.

    python cms_gate.py drafts/story.txt

It runs `factcheck checklist --status --format json` and hands what blocks to the CMS as text. Standard library only:
copy it into the CMS's hooks and change `tell`.
"""

from __future__ import annotations

import json
import subprocess
import sys


def tell(line: str) -> None:
    """Show a line to whoever pressed "publish"; a CMS puts its own message box here."""
    print(line)


def main(draft: str) -> int:
    """Return 0 where the gate is open; anything that went wrong keeps it shut."""
    done = subprocess.run(
        ["factcheck", "checklist", "--status", "--format", "json", draft], capture_output=True, text=True
    )
    try:
        status = json.loads(done.stdout)
    except ValueError:
        tell(f"The checklist could not be read: {done.stderr.strip() or 'no answer'}")
        return 3
    if status.get("open") is True and done.returncode == 0:
        tell("The checklist is done and signed.")
        return 0
    for block in status.get("blocking", []):
        tell(f"{block['kind']}: {block['text']} ({block['why']})")
    return done.returncode or 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: cms_gate.py DRAFT")
