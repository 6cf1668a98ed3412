"""workspace.yaml: the people of a desk and their roles, and who is at this keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from . import yamlfile
from .registry._fields import Fields, Trouble

FILE_NAME = "workspace.yaml"
ROLES = ("writer", "checker", "editor")
_KEYS = ("me", "roles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Who may sign in which role (names as people type them), and ``me``, who decides where ``--as`` is not given."""

    me: str = ""
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def may(self, who: str, role: str) -> bool:
        """Say whether a person has a role."""
        return who.casefold() in (name.casefold() for name in self.roles.get(role, ()))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the roles that nobody has."""
        return tuple(role for role in ROLES if not self.roles.get(role))


def load(folder: Path) -> Workspace:
    """Return the workspace of a registry's folder; an empty one where the file is missing.

    :raises RegistryError: a mistake in it, with ``file:line:column``.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return Workspace()
    trouble = Trouble()
    top = Fields(yamlfile.load(path.read_bytes(), FILE_NAME), "the workspace", _KEYS, trouble)
    roles = top.mapping("roles", ROLES) if top.has("roles") else None
    found = {role: tuple(name for name, _ in roles.texts(role)) for role in ROLES} if roles else {}
    me = top.text("me")
    trouble.settle()
    return Workspace(me=me, roles=found)
