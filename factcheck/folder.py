"""A folder of modules read as a table of names, without importing them: the folder is the registry.

A module whose name begins with an underscore is a private helper of its folder and no plug.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

_HOME = Path(__file__).parent


@functools.cache
def names(folder: str) -> tuple[str, ...]:
    """Return the plugs of ``factcheck/<folder>``, sorted: ``names("read")`` is ``("docx", "html", ...)``."""
    found = pkgutil.iter_modules([str(_HOME / folder)])
    return tuple(sorted(module.name for module in found if not module.name.startswith("_")))


@functools.cache
def code_digest(*patterns: str) -> str:
    """Return the SHA-256 of this package's files that fit the patterns: no cache outlives the rules that made it.

    ``code_digest("registry/*.py", "yamlfile.py")``; data files beside the code count where a pattern names them.
    """
    found = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in _HOME.glob(pattern) if path.is_file()}):
        found.update(path.relative_to(_HOME).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def load(folder: str, name: str) -> ModuleType:
    """Import one plug; call only with a name that :func:`names` returned."""
    return importlib.import_module(f"{__package__}.{folder}.{name}")
