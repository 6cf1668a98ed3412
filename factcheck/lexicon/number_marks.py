"""What stands beside a number: scale, bounds, units, currencies, counted nouns, and what marks a year.

Tables and patterns of general English, of no subject. The patterns for what stands before are to be searched
in the few characters before a number, those for what stands after to be matched at its end.
"""

from __future__ import annotations

import re

from ..model import Bound
from . import SPACE as _S
from .units import CODES, CURRENCY_MARKS

SCALE = re.compile(
    rf"(?:(?:{_S}|-)?(?i:thousand|million|billion|trillion|hundred|dozen|lakh|crore|bn|mn|mln|tn|trn)"
    r"|[kK]|[mM]|[bB])(?![\w²³])"
)
#: After "100m" these say metres, not millions.
METRES = re.compile(
    r"(?i)[ -](?:tall|high|long|wide|deep|away|above|below|race|sprint|final|freestyle|hurdles|relay|"
    r"butterfly|"
    r"backstroke|breaststroke|dash|champion|record|runner|from|mark|wave|waves|fence|wall|tower)\b"
)

_BOUND_WORDS: dict[str, str] = {
    "over": r">|more{s}than|over|above|exceed(?:s|ed|ing)?|in{s}excess{s}of|upwards?{s}of|greater{s}than|"
    r"north{s}of|"
    r"topp(?:ed|ing)|surpass(?:es|ed|ing)?|higher{s}than|larger{s}than|longer{s}than|better{s}than|"
    r"(?:older|heavier|taller|wider|deeper|faster|bigger|dearer){s}than|"
    r"well{s}over|much{s}more{s}than|far{s}more{s}than",
    "just-over": r"(?:just|slightly|a{s}little|a{s}bit){s}(?:over|more{s}than|above)",
    "at-least": r"[≥]|>=|at{s}least|no{s}(?:fewer|less){s}than|not{s}(?:fewer|less){s}than|a{s}minimum{s}of|minimum"
    r"|a{s}floor{s}of",
    "at-most": r"[≤]|<=|up{s}to|at{s}(?:the{s})?most|(?:no|not|never){s}more{s}than|not{s}(?:over|exceeding)|"
    r"a{s}maximum{s}of|maximum|a{s}(?:ceiling|cap|limit){s}of|capped{s}at|limited{s}to|as{s}(?:many|much|high){s}as",
    "under": r"<|(?:less|fewer|lower|smaller|shorter|younger|lighter|narrower|slower|cheaper){s}than|under|below|"
    r"well{s}under",
    "nearly": r"nearly|almost|close{s}to|approaching|(?:just|slightly|a{s}little){s}(?:under|below|"
    r"short{s}of|"
    r"less{s}than|fewer{s}than)|not{s}quite|short{s}of",
    "about": r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|an{s}estimated|estimated|"
    r"estimates{s}of|"
    r"in{s}the{s}region{s}of|on{s}the{s}order{s}of|more{s}or{s}less|something{s}like|[~≈]",
    "between": r"between",
}
_bounds = "|".join(
    f"(?P<{name.replace('-', '_')}>{words.replace('{s}', _S + '+')})" for name, words in _BOUND_WORDS.items()
)
#: The bound words that end right before a number (search it in the few characters before).
BOUND_BEFORE = re.compile(rf"(?i)(?<![\w-])(?:{_bounds})(?:{_S}*$)")
BOUND_AFTER = re.compile(
    rf"(?i)(?:(?P<at_least>{_S}or{_S}(?:more|above|over|older|higher|longer|better)\b|{_S}and{_S}(?:over|"
    rf"above|up|older)\b"
    rf"|-?plus\b|\+)|(?P<at_most>{_S}or{_S}(?:less|fewer|under|below|lower|younger)\b|{_S}and{_S}(?:under|below|younger)\b"
    rf"|{_S}at{_S}(?:the{_S})?most\b)|(?P<about>{_S}or{_S}so\b|-odd\b))"
)
BOUNDS = {
    "over": Bound.OVER,
    "just_over": Bound.OVER,
    "at_least": Bound.AT_LEAST,
    "at_most": Bound.AT_MOST,
    "under": Bound.UNDER,
    "nearly": Bound.UNDER,
    "about": Bound.ABOUT,
}

#: What says of a count that it is over a mark: "the outbreak has passed 300 cases", "has climbed past 300".
PASSED = re.compile(
    rf"(?i)\b(?:pass(?:es|ed|ing)?|(?:climb|push|leap|soar|grow|go)(?:s|es|ed|ing|t|n|ne)?{_S}past"
    rf"|(?:r[io]sen?|rises|grew|leapt|went|gone){_S}past|cross(?:es|ed|ing)?)(?:{_S}the)?{_S}$"
)
#: What somebody passes who passes no mark: laws, exams, cars.
PASSABLE = re.compile(
    rf"(?i){_S}(?:[\w-]+{_S})?(?:laws?|bills?|resolutions?|motions?|amendments?|acts?|decrees?|measures?|tests?|exams?|rules?"
    r"|checkpoints?|borders?|cars?|houses?|stations?|items?|audits?|inspections?|lines?|rivers?|bridges?)\b"
)

_marks = "|".join(re.escape(mark) for mark in sorted(CURRENCY_MARKS, key=len, reverse=True))
CURRENCY_BEFORE = re.compile(rf"(?<![\w$£€¥₹])(?:{_marks}|(?:{'|'.join(CODES)}))(?:{_S})?$")

#: Unit patterns and their canonical names; the first that fits wins. A hyphen or a space may stand before.
UNITS: tuple[tuple[str, str], ...] = (
    (r"percentage[ -]points?|per{s}?cent(?:age)?[ -]points?|pct{s}pts?|pp|ppts?", "points"),
    (r"basis{s}points?|bps", "basis-point"),
    (r"%|per{s}?cent|percent|pct", "%"),
    (r"seconds?|secs?", "second"),
    (r"minutes?|mins?", "minute"),
    (r"hours?|hrs?", "hour"),
    (r"days?", "day"),
    (r"weeks?", "week"),
    (r"fortnights?", "fortnight"),
    (r"months?", "month"),
    (r"years?(?:[ -]olds?)?|yrs?", "year"),
    (r"decades?", "decade"),
    (r"centur(?:y|ies)", "century"),
    (r"(?:kilomet(?:er|re)s?|km){s}?(?:per{s}hour|an{s}hour|/h)|kph", "km/h"),
    (r"miles{s}(?:per|an){s}hour|mph", "mph"),
    (r"sq(?:uare|\.)?[ -]?(?:kilomet(?:er|re)s?|km)|km²|km2", "km2"),
    (r"sq(?:uare|\.)?[ -]?miles?", "mi2"),
    (r"sq(?:uare|\.)?[ -]?(?:met(?:er|re)s?|m)|m²|m2", "m2"),
    (r"sq(?:uare|\.)?[ -]?(?:feet|foot|ft)", "ft2"),
    (r"hectares?|ha", "ha"),
    (r"acres?", "acre"),
    (r"cubic[ -](?:met(?:er|re)s?|m)|m³|m3", "m3"),
    (r"cubic[ -](?:feet|foot)", "ft3"),
    (r"cubic[ -](?:kilomet(?:er|re)s?|km)|km³|km3", "km3"),
    (r"cubic[ -](?:centimet(?:er|re)s?|cm)|cm³|cm3", "ml"),
    (r"knots?", "knot"),
    (r"met(?:er|re)s{s}(?:per|a){s}second|m/s", "m/s"),
    (r"nautical{s}miles?", "nmi"),
    (r"light{s}years?", "light-year"),
    (r"kilomet(?:er|re)s?|kms?", "km"),
    (r"centimet(?:er|re)s?|cms?", "cm"),
    (r"millimet(?:er|re)s?|mm", "mm"),
    (r"microns?|micromet(?:er|re)s?|[µμ]m", "µm"),
    (r"nanomet(?:er|re)s?", "nm"),
    (r"met(?:er|re)s?", "m"),
    (r"miles?", "mi"),
    (r"feet|foot|ft", "ft"),
    (r"inch(?:es)?", "in"),
    (r"yards?|yds?", "yd"),
    (r"(?:metric{s})?(?:tonnes?|tons?)", "t"),
    (r"kilogram(?:me)?s?|kilos?|kgs?", "kg"),
    (r"grams?|grammes?|(?<=\s)(?-i:g)(?!/)", "g"),
    (r"milligram(?:me)?s?|mgs?", "mg"),
    (r"microgram(?:me)?s?|mcg|[µμ]g", "µg"),
    (r"nanogram(?:me)?s?|(?-i:ng)", "ng"),
    (r"kilotonn?e?s?", "kt"),
    (r"megatonn?e?s?", "Mt"),
    (r"gigatonn?e?s?", "Gt"),
    (r"lbs?", "lb"),
    (r"ounces?|oz", "oz"),
    (r"°{s}?C|(?-i:C)(?!\w)|degrees?{s}(?:Celsius|centigrade|C\b)|℃", "°C"),
    (r"°{s}?F|degrees?{s}(?:Fahrenheit|F\b)|℉", "°F"),
    (r"lit(?:er|re)s?", "l"),
    (r"millilit(?:er|re)s?|ml", "ml"),
    (r"centilit(?:er|re)s?|(?-i:cl)", "cl"),
    (r"hectolit(?:er|re)s?|(?-i:hl)", "hl"),
    (r"megalit(?:er|re)s?", "Ml"),
    (r"(?:US{s}|imperial{s})?gallons?", "gallon"),
    (r"barrels?", "barrel"),
    # Before the units of power: "gigawatt-hours" are no gigawatts.
    *(
        (rf"{word}watt[ -]?hours?|(?-i:{sign}Wh)", f"{sign}Wh")
        for word, sign in (("", ""), ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"))
    ),
    *(
        (rf"{word}watts?|(?-i:{sign}W)", f"{sign}W")
        for word, sign in (("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"))
    ),
    (r"watts?", "W"),
    (r"horsepower|hp", "hp"),
    *(
        (rf"{word}bits?(?:{{s}}(?:per|a){{s}}second|/s)?|(?-i:{sign}bps|{sign}bit/s)", f"{sign}bit")
        for word, sign in (("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"))
    ),
    *(
        (rf"{word}bytes?|(?-i:{sign})", f"{word[0].upper()}B")
        for word, sign in (
            ("kilo", "[kK]B"),
            ("mega", "MB"),
            ("giga", "GB"),
            ("tera", r"TB(?=\s*(?:[.,;:)]|$|(?:of|in|per|and|a|each)\b))"),  # "12 TB patients" have a disease
            ("peta", "PB"),
            ("exa", "EB"),
        )
    ),
    *(
        (rf"{word}{name}|(?-i:{sign}{short})", f"{sign[-2:].strip('[]')}{short}")
        for name, short, prefixes in (
            ("hertz", "Hz", (("kilo", "k"), ("mega", "M"), ("giga", "G"), ("", ""))),
            ("volts?", "V", (("kilo", "k"), ("milli", "m"))),
            ("pascals?", "Pa", (("hecto", "h"), ("kilo", "k"), ("mega", "M"))),
            ("sieverts?", "Sv", (("micro", "[μµ]"), ("milli", "m"), ("", ""))),
            ("becquerels?", "Bq", (("kilo", "k"), ("mega", "M"), ("", ""))),
            ("joules?", "J", (("kilo", "k"), ("mega", "M"))),
        )
        for word, sign in prefixes
    ),
    (r"volts?", "V"),
    (r"joules?", "J"),
    (r"kilocalories|kcal", "kcal"),
    (r"millibars?|mbar", "hPa"),
    (r"psi", "psi"),
    (r"decibels?|dB", "dB"),
    (r"ppm|parts{s}per{s}million", "ppm"),
    (r"ppb|parts{s}per{s}billion", "ppb"),
    (r"(?:US|U\.S\.|American){s}dollars?", "USD"),
    (r"Australian{s}dollars?", "AUD"),
    (r"Canadian{s}dollars?", "CAD"),
    (r"New{s}Zealand{s}dollars?", "NZD"),
    (r"Hong{s}Kong{s}dollars?", "HKD"),
    (r"dollars?", "USD"),
    (r"euros?", "EUR"),
    (r"(?:British{s})?pounds?(?:{s}sterling)?", "GBP"),
    (r"yen", "JPY"),
    (r"(?:Indian{s})?rupees?", "INR"),
    (r"rou?bles?", "RUB"),
    (r"yuan|renminbi", "CNY"),
    (r"(?:new{s})?shekels?", "ILS"),
    (r"(?:Turkish{s})?liras?", "TRY"),
    (r"Swiss{s}francs?", "CHF"),
    (r"hryvnias?", "UAH"),
    (r"z[lł]ot(?:y|ys|ies|ych)", "PLN"),
    (r"(?:Hungarian{s})?forints?", "HUF"),
    (r"Swedish{s}(?:kronor|krona|crowns?)", "SEK"),
    (r"Norwegian{s}(?:kroner|krone|crowns?)", "NOK"),
    (r"Danish{s}(?:kroner|krone|crowns?)", "DKK"),
    (r"Czech{s}(?:koruny?|korunas|crowns?)", "CZK"),
    (r"nairas?", "NGN"),
    (r"rupiahs?", "IDR"),
    (r"bahts?", "THB"),
    *((code, code) for code in CODES),
    (r"cents?", "cent"),
    (r"pence|p", "penny"),
    (r"times|fold|x", "times"),
)
#: Units of which a part of a whole has the whole's: "eleven of the fourteen kilometres" are kilometres.
MEASURES = frozenset(name for _, name in UNITS) - {"times", "%"}
_units = "|".join(f"(?P<u{i}>{words.replace('{s}', _S)})" for i, (words, _) in enumerate(UNITS))
UNIT_AFTER = re.compile(rf"(?:{_S}|-)?(?i:{_units})(?![\w²])")
UNIT_NAMES = {f"u{i}": name for i, (_, name) in enumerate(UNITS)}
_COUNTED = (
    "people|persons|men|women|children|civilians|soldiers|votes?|dead|others|times|more|per ?cent|"
    "million|billion|"
    "thousand|hundred|dozen|troops|workers|students|patients|families|homes|houses|jobs|seats|points|"
    "cases|deaths|"
    "victims|residents|members|fans|tickets|trees|cars|vehicles|miles|met(?:re|er)s|kilomet(?:er|re)s|"
    "km|feet|acres|"
    "hectares|dollars|euros|pounds|tons|tonnes|calories|words|years|days|hours|minutes|firms|companies|"
    "employees|"
    "migrants|protesters|refugees|prisoners|hostages|buildings|schools"
)
#: What makes the four digits before it a count and no year ("1998 people").
COUNT_NOUN = re.compile(rf"(?i){_S}(?:(?!(?:and|or|of|in|to|the|with|by|for)\b)[a-z-]+{_S})?(?:{_COUNTED})\b")
_LABEL_BEFORE = re.compile(
    r"(?i)\b(?:resolutions?|no\.?|number|room|flight|route|model|code|section|article|paragraph|para|"
    r"page|pp?\.|"
    r"directive|form|boeing|airbus|unit|extension|post|bus|apartment|lot|case|"
    r"order)[ \t\u00a0]+(?:no\.?[ \t]*)?$"
)
_YEAR_BEFORE = re.compile(r"(?i)\b(?:in|since|the|year|of|by|during|until|from|before|after)[ \t\u00a0]+$")
_LOOK_BACK = 40


def is_year(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]`` names a year: four digits without unit, counted noun or label."""
    if re.fullmatch(r"1\d\d\d|20\d\d|21\d\d", text[start:end]) is None:
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    if text[start:end] < "1500" and (not _YEAR_BEFORE.search(before) or COUNT_NOUN.match(text, end)):
        return False
    if _LABEL_BEFORE.search(before) or CURRENCY_BEFORE.search(before) or text[end : end + 1] == "+":
        return False
    bound = BOUND_BEFORE.search(before)
    if (bound and bound.lastgroup not in ("about", "between")) or UNIT_AFTER.match(text, end):
        return False
    if COUNT_NOUN.match(text, end) or SCALE.match(text, end):
        return bool(_YEAR_BEFORE.search(before))
    return True
