"""What a person types about a source, as a flag or as an answer, read strictly and with the way out named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..capture import slug
from ..errors import UsageError
from ..labels import SOURCE_KINDS
from ..model import Level, SpeakerKind, Statement
from ..registry import Registry

LEVELS = tuple(level.value for level in Level)
FIGURE_KEYS = ("measure", "value", "low", "high", "as_of", "counted_from", "unit", "locator", "reason")
PUBLISHER_KEYS = ("id", "name", "party", "voice", "family", "aliases", "url")
PARTY_KEYS = ("id", "name", "role", "aliases")
STATEMENT_KEYS = ("locator", "text")
WORDS_KEYS = ("locator", "words", "seen_at")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


@dataclass(slots=True)
class Known:
    """The registry, and the publishers and parties that this call adds to it."""

    registry: Registry
    publishers: dict[str, Mapping[str, object]] = field(default_factory=dict)
    parties: dict[str, Mapping[str, object]] = field(default_factory=dict)


def pairs(text: str, keys: Sequence[str], flag: str, bare: str) -> dict[str, str]:
    """Read "measure=people killed value=447 as-of=2026-01-13"; a text without any key is the value of ``bare``.

    A value runs to the next known key, so it needs no quotation marks.

    :raises UsageError: a key twice, or text before the first key.
    """
    names = "|".join(re.escape(key).replace("_", "[-_]") for key in keys)
    found = list(re.finditer(rf"(?:^|(?<=[\s,;]))({names})\s*=\s*", text))
    if not found:
        unknown = re.match(r"\s*([a-z_-]{2,20})=", text)
        if unknown or not bare:
            raise UsageError(f"cannot be read: {text!r}", where=flag, hint=f"keys: {_listed(keys)}")
        return {bare: text.strip()}
    if text[: found[0].start()].strip():
        raise UsageError(
            f"stray words before '{found[0][1]}': {text!r}", where=flag, hint=f"keys: {_listed(keys)}"
        )
    made: dict[str, str] = {}
    for match, after in zip(found, [*found[1:], None], strict=True):
        key = match[1].replace("-", "_")
        value = text[match.end() : after.start() if after else len(text)].strip().rstrip(",;").strip()
        if key in made:
            raise UsageError(f"'{key}' stands twice", where=flag, hint="give the flag twice for two entries")
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        made[key] = value
    return {key: value for key, value in made.items() if value}


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(key.replace("_", "-") for key in keys)


def figure(text: str) -> dict[str, str]:
    """Return the fields of ``--figure``.

    :raises UsageError: no measure, or no value.
    """
    made = pairs(text, FIGURE_KEYS, "--figure", "")
    if "measure" not in made or not {"value", "low", "high"} & set(made):
        hint = 'such as "measure=people killed since 7 October 2023 value=71,424 as-of=2026-01-13"'
        raise UsageError("a figure needs measure= and value= (or low=, high=)", where="--figure", hint=hint)
    return made


def statement(text: str) -> Statement:
    """Return the paraphrase of ``--statement``: a sentence, or "locator=vote text=The council ..."."""
    made = pairs(text, STATEMENT_KEYS, "--statement", "text")
    if "text" not in made:
        raise UsageError("a statement needs text=", where="--statement", hint='"locator=vote text=..."')
    return Statement(locator=made.get("locator", ""), text=made["text"], verbatim=False)


def words(text: str, seen_at: str) -> Statement:
    """Return the verbatim words of ``--words``, with where they were seen."""
    made = pairs(text, WORDS_KEYS, "--words", "words")
    if "words" not in made:
        raise UsageError("verbatim words need words=", where="--words", hint='"locator=para 2 words=..."')
    where = made.get("seen_at", seen_at)
    return Statement(locator=made.get("locator", ""), text=made["words"], verbatim=True, seen_at=where)


def body(text: str, keys: Sequence[str], flag: str) -> dict[str, object]:
    """Return the fields of ``--new-publisher`` or ``--new-party``: a name, or "id=... name=...".

    :raises UsageError: no name, or no id that can be made of it.
    """
    made = pairs(text, keys, flag, "name")
    made.setdefault("id", slug(made.get("name", ""))[:60].strip("-"))
    if not made.get("name") or not _ID.fullmatch(made["id"]):
        raise UsageError("needs a name, and an id in plain letters", where=flag, hint='"id=... name=..."')
    whole: dict[str, object] = dict(made)
    if "aliases" in made:
        whole["aliases"] = [alias.strip() for alias in re.split(r"[,;]", made["aliases"]) if alias.strip()]
    if "voice" in made:
        whole["voice"] = made["voice"].casefold() in ("true", "yes")
    return whole


def day(value: str) -> str:
    """Return a day as an ISO text, from any form that names one day without doubt.

    :raises UsageError: none.
    """
    from .. import when

    found = when.day(value)
    if found is None:
        raise UsageError(f"{value!r} is no day", hint="write it as 2026-01-13")
    return found.isoformat()


def one_of(options: Sequence[str]) -> Callable[[str], str]:
    """Return a reader of one of ``options``; a beginning that fits only one is enough."""

    def read(value: str) -> str:
        word = value.strip().casefold()
        fits = [option for option in options if option == word] or [
            o for o in options if word and o.startswith(word)
        ]
        if len(fits) != 1:
            raise UsageError(f"{value!r} is none of them", hint=f"one of: {', '.join(options)}")
        return fits[0]

    return read


kind = one_of(SOURCE_KINDS)
level = one_of(LEVELS)


def identifier(value: str, known: Known) -> str:
    """Return a free id of a source.

    :raises UsageError: no id, or taken.
    """
    if not _ID.fullmatch(value):
        hint = f"write {slug(value)!r}" if slug(value) else "lower-case letters, digits, '.', '_', '-'"
        raise UsageError(f"{value!r} is no id", hint=hint)
    if value in known.registry.sources:
        raise UsageError(f"'{value}' is taken", hint="add a day or a word")
    return value


def address(value: str) -> str:
    """Return a web address.

    :raises UsageError: none.
    """
    if not _ADDRESS.fullmatch(value):
        raise UsageError(f"{value!r} is no web address", hint="it begins with https:// or http://")
    return value


def source_ids(value: str | Sequence[str], known: Known) -> tuple[str, ...]:
    """Return ids of registered sources, from a list with commas; "none" and "-" are none.

    :raises UsageError: one of them is not registered.
    """
    given = ",".join([value] if isinstance(value, str) else value)
    ids = [word for word in re.split(r"[,\s]+", given) if word and word not in ("-", "none")]
    for one in ids:
        if one not in known.registry.sources:
            raise UsageError(f"no source '{one}' is registered", hint=meant(one, known.registry.sources))
    return tuple(dict.fromkeys(ids))


def meant(word: str, options: Iterable[str]) -> str:
    """Return "did you mean ...?", "" where nothing is near."""
    close = get_close_matches(word, list(options), 1, 0.6)
    return f"did you mean '{close[0]}'?" if close else ""


def publisher(value: str, known: Known) -> str:
    """Return the id of a publisher that is named by id, name or alias.

    :raises UsageError: none is registered under that name.
    """
    if value in known.registry.publishers or value in known.publishers:
        return value
    found = known.registry.resolve(value)
    if found is not None and found.kind is SpeakerKind.PUBLISHER:
        return found.id
    for key, body_ in known.publishers.items():
        if str(body_["name"]).casefold() == value.casefold():
            return key
    hint = meant(value.casefold(), known.registry.publishers) or "add it with --new-publisher"
    raise UsageError(f"no publisher {value!r} is registered", hint=hint)


def party(value: str, known: Known) -> str:
    """Return the id of a party that is named by id, name or alias; "-" and "none" are none.

    :raises UsageError: none is registered under that name.
    """
    if value in ("-", "none"):
        return ""
    if value in known.registry.parties or value in known.parties:
        return value
    found = known.registry.resolve(value)
    if found is not None and found.kind is SpeakerKind.PARTY:
        return found.id
    hint = meant(value.casefold(), known.registry.parties) or "add it with --new-party"
    raise UsageError(f"no party {value!r} is registered", hint=hint)
