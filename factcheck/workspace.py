"""workspace.yaml: the people of a desk and their roles, and who is at this keyboard."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from . import yamlfile
from .errors import RegistryError
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
        return bool(who.strip()) and any(same_person(who, name) for name in self.roles.get(role, ()))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the roles that nobody has."""
        return tuple(role for role in ROLES if not self.roles.get(role))


def same_person(one: str, other: str) -> bool:
    """Say whether two names are one, however typed: case, spaces and the coding of accents do not count.

    Four eyes would be two otherwise, with a second space in the name.
    """
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def load(folder: Path) -> Workspace:
    """Return the workspace of a registry's folder; an empty one where the file is missing.

    :raises RegistryError: a mistake in it, with ``file:line:column``.
    """
    path = folder / FILE_NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Workspace()
    except OSError as error:
        raise RegistryError(f"cannot be read: {error.strerror}", where=str(path)) from None
    trouble = Trouble()
    top = Fields(yamlfile.load(data, FILE_NAME), "the workspace", _KEYS, trouble)
    roles = top.mapping("roles", ROLES) if top.has("roles") else None
    found = {role: tuple(name for name, _ in roles.texts(role)) for role in ROLES} if roles else {}
    me = top.text("me")
    trouble.settle()
    return Workspace(me=me, roles=found)


def template_text() -> str:
    """Return the annotated workspace.yaml that a new desk begins with; nobody has a role in it."""
    return (Path(__file__).parent / "workspace.template.yaml").read_text(encoding="utf-8")
