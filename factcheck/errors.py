"""What goes wrong, said so that a person can mend it: what, where and what to do.

Below ``cli/`` nobody prints or exits: a module raises one of these, and the command line shows it.
"""


class FactcheckError(Exception):
    """Something a person has to mend.

    :param what: one sentence that names the trouble.
    :param where: the place, as ``file:line:column``, a file or an address; empty where there is none.
    :param hint: what to do about it; empty where nothing can be said.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"


class UsageError(FactcheckError):
    """The call itself is wrong: an option, a label or a date that cannot be read. Exit code 2."""


class ReadError(FactcheckError):
    """An article or a source cannot be read, or is in a language we do not check. Exit code 3."""


class RegistryError(FactcheckError):
    """The registry breaks its format; ``where`` is ``file:line:column``. Exit code 3."""


class ModelError(FactcheckError):
    """The language model is missing or does not load. Exit code 3."""


class FetchError(FactcheckError):
    """An address the user gave could not be fetched, or is one that we refuse. Exit code 3."""
