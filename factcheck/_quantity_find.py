"""Find the quantities of a text: one pass for the numbers, then what stands before, between and after them.

The steps are (1) atoms: every number, share, ordinal or label, dates and clock times passed over; (2) scale and
unit after it; (3) ranges, tallies and shared units between neighbours; (4) currency, age and bound words before it.
Each step looks at a bounded window, so the time grows with the length of the text and not faster.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from . import _quantity_words as lexis
from ._number_words import ordinal, spelled
from .model import Bound, Quantity, Span

_INF = math.inf
_WINDOW = 40
_RANGE_MARK = re.compile(r"[ \t\u00a0]?[-–—‑][ \t\u00a0]?|[ \t\u00a0]+(?:to|or)[ \t\u00a0]+")
_AND = re.compile(r"[ \t\u00a0]+and[ \t\u00a0]+")
_LIST = re.compile(r"(?:,[ \t]*(?:and[ \t]+|or[ \t]+)?|[ \t]+(?:and|or|to)[ \t]+|[-–—])")
_AGE_BEFORE = re.compile(r"(?i)\b(?:aged?|ages|age of)[ \t\u00a0]+$")
_APPOSED = re.compile(r"[^\W\d_]\w*,[ \t\u00a0]+$")
_BETWEEN = re.compile(r"(?i)(?<!\w)between[ \t\u00a0]+$")
_FROM = re.compile(r"(?i)(?<!\w)from[ \t\u00a0]+$")
_YEAR_BEFORE = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|through|during|from|before|after|of|early|late|mid|for|summer|spring|autumn|"
    r"fall|winter|year|the|fiscal|to|between|and|christmas|olympics?|cup|budget|last|this|around|about|circa)[ \t\u00a0]+|[(\-–—,;:'’]\s*|^)$"
)
_SHAPES = ("label", "code", "phone", "tally")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atom:
    """A number on its way to a quantity; ``scaled`` says that a scale word ("million") followed it."""

    start: int
    end: int
    kind: str
    value: float
    step: float
    low: float
    high: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    scaled: bool = False


def find(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of ``text`` in order; see :func:`factcheck.quantity.find`."""
    atoms = [_with_unit(text, atom) for atom in _atoms(text)]
    joined = _joined(text, atoms)
    found: list[Quantity] = []
    floor = 0
    for atom in joined:
        whole = _with_bound(text, _with_front(text, atom, floor), floor)
        found.append(_quantity(whole))
        floor = whole.end
    return tuple(found)


def _quantity(atom: _Atom) -> Quantity:
    return Quantity(
        span=Span(start=atom.start, end=atom.end),
        value=atom.value,
        low=atom.low,
        high=atom.high,
        unit=atom.unit,
        bound=atom.bound,
        step=atom.step,
    )


def exact_values(text: str) -> tuple[float, ...]:
    """Return the value of every number of ``text``, those inside dates included, in order."""
    values: list[float] = []
    for match in lexis.TOKEN.finditer(text):
        if match.lastgroup == "url":
            continue
        atom = _atom(text, match)
        if atom is None or match.lastgroup in ("phone", "tally"):
            values += [float(piece) for piece in re.findall(r"\d{1,15}", match.group())]
        elif match.lastgroup not in ("half", "most", "vague", "times", "part", "of"):
            values.append(_with_unit(text, atom).value)
    return tuple(values)


# -- 1. atoms -------------------------------------------------------------------------------------------------


def _atoms(text: str) -> list[_Atom]:
    found: list[_Atom] = []
    for match in lexis.TOKEN.finditer(text):
        atom = None if match.lastgroup == "date" else _atom(text, match)
        if atom is not None:
            found.append(atom)
    return found


def _atom(text: str, match: re.Match[str]) -> _Atom | None:
    reader = _READERS.get(match.lastgroup or "")
    return reader(text, match) if reader else None


def _make(match: re.Match[str], kind: str, value: float, step: float = 0.0, unit: str = "") -> _Atom:
    return _Atom(
        start=match.start(),
        end=match.end(),
        kind=kind,
        value=value,
        step=step,
        low=value,
        high=value,
        unit=unit,
    )


def _between(
    match: re.Match[str], kind: str, low: float, high: float, *, value: float, unit: str = ""
) -> _Atom:
    atom = _make(match, kind, value, 0.0, unit)
    return replace(atom, low=low, high=high, bound=Bound.ABOUT if unit else Bound.RANGE)


def _label(text: str, match: re.Match[str]) -> _Atom | None:
    digits = match["label_value"]
    if lexis.COUNT_NOUN.match(text, match.end()) and not digits.isalpha():
        return replace(_number(text, match, digits), start=match.end() - len(digits))
    value = float(digits) if digits.isdigit() and len(digits) < 300 else spelled(digits)
    return _make(match, "label", value, unit="label")


def _code(text: str, match: re.Match[str]) -> _Atom | None:
    return _make(match, "code", float(match["code_value"][:15]), unit="label")


def _phone(text: str, match: re.Match[str]) -> _Atom | None:
    return _make(match, "phone", float(re.sub(r"\D", "", match.group())[:15]), unit="label")


def _tally(text: str, match: re.Match[str]) -> _Atom:
    first, second, third = (float(piece) for piece in re.findall(r"\d+", match.group()))
    return replace(
        _make(match, "tally", first, second, "score"), low=min(first, third), high=max(first, third)
    )


def _of(text: str, match: re.Match[str]) -> _Atom | None:
    head, tail = re.split(r"(?i)[\s-]+(?:in|out\sof|of\severy|in\severy)[\s-]+", match.group(), maxsplit=1)
    top, base = _plain(head), _plain(tail.replace(",", ""))
    if not 0 < top <= base:
        return None
    half_unit = 0.5 / base if base <= 20 else 0.05 * top / base
    share, slack = top / base, min(half_unit, 0.1 * top / base)
    return _between(match, "share", share - slack, min(1.0, share + slack), value=share, unit="share")


def _plain(word: str) -> float:
    return float(word) if word.isdigit() else spelled(word)


def _part(text: str, match: re.Match[str]) -> _Atom:
    many = match["part_many"]
    count = _plain(many) if many else 1.0
    name = (match["part_of_many"] or match["part_of_one"] or match["part_of_a"]).lower()
    share = count * lexis.PARTS[name]
    slack = min(0.05, 0.1 * share)
    return _between(match, "share", share - slack, share + slack, value=share, unit="share")


def _half(text: str, match: re.Match[str]) -> _Atom:
    return _between(match, "share", 0.45, 0.55, value=0.5, unit="share")


def _most(text: str, match: re.Match[str]) -> _Atom:
    return replace(_make(match, "most", 0.5, 0.0, "share"), high=1.0, bound=Bound.OVER)


def _slash(text: str, match: re.Match[str]) -> _Atom | None:
    top, base = (float(piece) for piece in match.group().split("/"))
    if match.group() in ("9/11", "7/7", "24/7") or base == 0:
        return _make(match, "label", top, unit="label")
    return _between(match, "share", top / base, top / base, value=top / base, unit="share")


def _nth(text: str, match: re.Match[str]) -> _Atom:
    return _make(match, "rank", float(re.sub(r"\D", "", match.group())[:15]), unit="ordinal")


def _rank(text: str, match: re.Match[str]) -> _Atom:
    return _make(match, "rank", ordinal(match.group()), unit="ordinal")


def _digits(text: str, match: re.Match[str]) -> _Atom | None:
    if _is_year(text, match):
        return None
    return _number(text, match, match.group())


def _number(text: str, match: re.Match[str], written: str) -> _Atom:
    extra = lexis.GLYPHS.get(written[-1], 0.0)
    sign = -1.0 if re.match(r"(?i)[-−–]|minus", written) else 1.0
    bare = re.sub(r"[^\d.]", "", written.rstrip("".join(lexis.GLYPHS)))
    value = sign * (float(bare or 0) + extra)
    atom = _make(match, "number", value, _step(abs(value), bare.partition(".")[2]))
    return atom if math.isfinite(value) else replace(atom, value=0.0, low=0.0, high=_INF)


def _glyph(text: str, match: re.Match[str]) -> _Atom:
    share = lexis.GLYPHS[match.group()]
    return _between(match, "share", share * 0.95, share * 1.05, value=share, unit="share")


def _words(text: str, match: re.Match[str]) -> _Atom | None:
    written = match.group()
    if written.lower() == "one" and _pronoun(text, match):
        return None
    minus = re.match(r"(?i)minus\s", written)
    value = spelled(written[minus.end() :] if minus else written) * (-1.0 if minus else 1.0)
    return _make(match, "number", value, _step(abs(value), "5" if value % 1 else ""))


def _pronoun(text: str, match: re.Match[str]) -> bool:
    if lexis.PRONOUN_NEXT.match(text, match.end()) and not re.compile(r"-(?:year|day|week|month|hour)").match(
        text, match.end()
    ):
        return True
    return bool(lexis.PRONOUN_BEFORE.search(text[max(0, match.start() - 12) : match.start()]))


def _few(text: str, match: re.Match[str]) -> _Atom:
    words = match.group().lower().replace("-", " ").split()
    scale = lexis.SCALE_WORDS.get(words[-1], 1.0)
    few = next(name for name in lexis.FEW if " ".join(words).startswith(name))
    low, high = (bound * scale for bound in lexis.FEW[few])
    return _between(match, "vague", low, high, value=low)


def _vague(text: str, match: re.Match[str]) -> _Atom:
    low, high = lexis.VAGUE[" ".join(match.group().lower().split())]
    return _between(match, "vague", low, high, value=low)


def _times(text: str, match: re.Match[str]) -> _Atom:
    value = lexis.TIMES[match.group().lower()]
    return replace(_make(match, "times", value, 0.05 * value, "times"))


_READERS = {
    "label": _label,
    "code": _code,
    "phone": _phone,
    "tally": _tally,
    "of": _of,
    "part": _part,
    "slash": _slash,
    "nth": _nth,
    "digits": _digits,
    "glyph": _glyph,
    "few": _few,
    "words": _words,
    "vague": _vague,
    "half": _half,
    "most": _most,
    "times": _times,
    "rank": _rank,
}


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Say whether four bare digits name a year: no unit, count noun, currency or bound word beside them."""
    if not re.fullmatch(r"1[5-9]\d\d|20\d\d|21\d\d", match.group()):
        return False
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    after = match.end()
    if (
        lexis.CURRENCY_BEFORE.search(before)
        or lexis.SCALE.match(text, after)
        or text[after : after + 1] == "+"
    ):
        return False
    bound = lexis.BOUND_BEFORE.search(before)
    if bound and bound.lastgroup not in ("about",):
        return False
    if lexis.COUNT_NOUN.match(text, after) or lexis.UNIT_AFTER.match(text, after):
        return bool(_YEAR_BEFORE.search(before)) and not lexis.UNIT_AFTER.match(text, after)
    return True


def _step(value: float, decimals: str) -> float:
    """Half a unit of the last written digit, no wider than people round.

    Below 100 an integer is taken at its word (20 is not 21). From 100 on trailing zeros may be rounding: with one
    significant digit (500, 70,000) the figure may lie 2.5 per cent off, with more by half a unit of the last one.
    """
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    digits = f"{value:.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    if value < 100 or not zeros:
        return 0.5
    half_unit = 0.5 * 10.0**zeros
    return min(half_unit, 0.025 * value) if zeros == len(digits) - 1 else half_unit


# -- 2. what stands after -------------------------------------------------------------------------------------


def _with_unit(text: str, atom: _Atom) -> _Atom:
    if atom.kind != "number":
        return atom
    atom = _with_scale(text, atom)
    match = lexis.UNIT_AFTER.match(text, atom.end)
    if match is None:
        bare_m = re.compile(r"[ \u00a0]?m(?![\w'’])").match(text, atom.end)
        return replace(atom, end=bare_m.end(), unit="m") if bare_m and not atom.scaled else atom
    return replace(atom, end=match.end(), unit=lexis.UNIT_NAMES[match.lastgroup or ""])


def _with_scale(text: str, atom: _Atom) -> _Atom:
    match = lexis.SCALE.match(text, atom.end)
    if match is None:
        return atom
    word = match.group().strip(" -\t\u00a0\u202f\u2009").lower()
    if word == "m" and lexis.METRES.match(text, match.end()):
        return atom
    scale = lexis.SCALE_WORDS[word]
    value = atom.value * scale
    return replace(
        atom, end=match.end(), value=value, low=value, high=value, step=_scaled_step(atom, scale), scaled=True
    )


def _scaled_step(atom: _Atom, scale: float) -> float:
    """A scale word says that the figure is rounded: up to 5 per cent where one digit is written ("5 million")."""
    digits = f"{abs(atom.value):.0f}"
    if atom.value % 1 == 0 and len(digits.rstrip("0")) <= 1:
        return min(0.5 * scale, 0.05 * abs(atom.value) * scale)
    return atom.step * scale


# -- 3. what stands between -----------------------------------------------------------------------------------


def _joined(text: str, atoms: list[_Atom]) -> list[_Atom]:
    found: list[_Atom] = []
    for atom in atoms:
        last = found[-1] if found else None
        if last is not None and atom.start - last.end <= 8 and atom.start >= last.end:
            pair = _pair(text, last, atom)
            if pair is not None:
                found[-1:] = pair
                continue
        if last is None or atom.start >= last.end:
            found.append(atom)
    return found


def _pair(text: str, left: _Atom, right: _Atom) -> list[_Atom] | None:
    """Return what two neighbours become together, or None where they stay as they are."""
    gap = text[left.end : right.start]
    if left.kind in ("label",) and right.kind == "number" and right.unit == "" and _LIST.fullmatch(gap):
        plural = re.match(r"(?i)[a-z]+s\b", text[left.start : left.end])
        return [left, replace(right, kind="label", unit="label", step=0.0)] if plural else None
    if left.kind != "number" or right.kind != "number" or left.bound is Bound.RANGE:
        return None
    gap = gap.rstrip("".join(mark for mark in lexis.CURRENCY_MARKS if len(mark) == 1))
    before = text[max(0, left.start - _WINDOW) : left.start]
    if right.value < 0 and text[right.start] in "-−–" and not gap.strip():
        return None
    if re.fullmatch(r"[-–—‑]", gap) and _is_score(text, left, right, before):
        return [_score(left, right)]
    opened = _BETWEEN.search(lexis.CURRENCY_BEFORE.sub("", before))
    if (opened and _AND.fullmatch(gap)) or (_RANGE_MARK.fullmatch(gap) and not _FROM.search(before)):
        return _range(left, right)
    return None


def _is_score(text: str, left: _Atom, right: _Atom, before: str) -> bool:
    """Say whether "3-1" is a score or a vote: the bigger first, or a word of winning and voting beside it."""
    if left.unit or right.unit or left.scaled or right.scaled or left.value % 1 or right.value % 1:
        return False
    if left.value >= right.value:
        return True
    near = lexis.SCORE_WORDS.search(" ".join(before.split()[-2:]))
    return bool(near) and not re.compile(r"[ \t]+[a-z]+s\b").match(text, right.end) and right.value < 200


def _score(left: _Atom, right: _Atom) -> _Atom:
    low, high = sorted((left.value, right.value))
    return replace(left, end=right.end, kind="score", unit="score", low=low, high=high, step=0.0)


def _range(left: _Atom, right: _Atom) -> list[_Atom] | None:
    if left.unit and right.unit and left.unit != right.unit:
        return None
    scale = _shared_scale(left, right)
    low, high = left.value * scale, right.value
    if low >= high:
        return None
    whole = replace(
        left,
        end=right.end,
        kind="range",
        value=(low + high) / 2,
        low=low,
        high=high,
        unit=right.unit or left.unit,
        bound=Bound.RANGE,
        step=min(left.step * scale, right.step),
    )
    return [whole]


def _shared_scale(left: _Atom, right: _Atom) -> float:
    """Return what "3" is to be multiplied by in "3 to 5 million": the scale word is said once."""
    if left.scaled or not right.scaled or left.value >= 1000:
        return 1.0
    for scale in (1e12, 1e9, 1e7, 1e6, 1e5, 1e3, 12.0, 1e2):
        if right.value / scale >= 1 and left.value * scale < right.value:
            return scale
    return 1.0


# -- 4. what stands before ------------------------------------------------------------------------------------


def _with_front(text: str, atom: _Atom, floor: int) -> _Atom:
    """Take in the currency or the age before the number."""
    if atom.kind not in ("number", "range"):
        return atom
    before = text[max(floor, atom.start - _WINDOW) : atom.start]
    currency = lexis.CURRENCY_BEFORE.search(before)
    if currency:
        unit = lexis.CURRENCY_MARKS[currency.group().strip(" \t\u00a0\u202f\u2009")]
        start = atom.start - len(currency.group())
        return _opened(text, replace(atom, start=start, unit=unit), floor)
    atom = _opened(text, atom, floor)
    if atom.unit:
        return atom
    age = _AGE_BEFORE.search(before)
    if age:
        return replace(atom, start=atom.start - len(age.group()), unit="year")
    apposed = _APPOSED.search(before)
    if (
        apposed
        and apposed.group()[0].isupper()
        and 0 < atom.value < 120
        and text[atom.end : atom.end + 1] == ","
    ):
        return replace(atom, unit="year")
    return atom


def _opened(text: str, atom: _Atom, floor: int) -> _Atom:
    """Take in the "between" before a currency mark."""
    between = (
        _BETWEEN.search(text[max(floor, atom.start - 12) : atom.start]) if atom.kind == "range" else None
    )
    return replace(atom, start=atom.start - len(between.group())) if between else atom


def _with_bound(text: str, atom: _Atom, floor: int) -> _Atom:
    if atom.kind in _SHAPES or atom.kind in ("rank", "score", "times"):
        return atom
    after = lexis.BOUND_AFTER.match(text, atom.end)
    if after and atom.kind == "number":
        return _bounded(replace(atom, end=after.end()), after.lastgroup or "")
    before = lexis.BOUND_BEFORE.search(text[max(floor, atom.start - _WINDOW) : atom.start])
    if before is None or before.lastgroup == "between" or atom.kind == "most":
        return atom
    return _bounded(replace(atom, start=atom.start - len(before.group())), before.lastgroup or "")


def _bounded(atom: _Atom, name: str) -> _Atom:
    """Set the interval that the bound word leaves open.

    "nearly" reaches a tenth below (and stops short of the number), "just over" a tenth above; "about" is as wide as
    :func:`_halo` says; "over five years" often means "in the course of", so a duration may be just that long.
    """
    bound = lexis.BOUNDS[name]
    value = atom.value
    top = 1.0 if atom.unit == "share" else _INF
    if name == "over" and atom.unit in ("day", "week", "month", "year", "decade", "hour"):
        bound = Bound.AT_LEAST
    if bound in (Bound.OVER, Bound.AT_LEAST):
        low, high = (atom.low if atom.kind == "range" else value), top
        high = value + 0.1 * abs(value) if name == "just_over" else high
    elif bound in (Bound.UNDER, Bound.AT_MOST):
        low = value - 0.1 * abs(value) if name == "nearly" else (0.0 if atom.unit == "share" else -_INF)
        high = atom.high if atom.kind == "range" else value
    else:
        halo = _halo(atom)
        low, high = atom.low - halo, atom.high + halo
    return replace(atom, low=low, high=high, bound=bound)


def _halo(atom: _Atom) -> float:
    """How far "about" reaches: half a unit of the last digit that is not zero, at least 2 and at most 10 per cent.

    Round numbers are heard as coarser than others (Krifka 2007, "Approximate interpretation of number words"):
    "about 70,000" holds of 66,000, "about 71,400" does not.
    """
    size = abs(atom.value)
    if atom.bound is not Bound.EXACT:
        return 0.0
    digits = f"{size:.6g}".partition("e")[0].rstrip("0").rstrip(".") or "1"
    unit = (
        10.0 ** (math.floor(math.log10(size)) - (len(digits.replace(".", "").lstrip("0")) - 1))
        if size
        else 1.0
    )
    return min(max(0.5 * unit, 0.02 * size), 0.1 * size)
