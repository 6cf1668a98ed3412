"""The words around a number: bounds, units, currencies, labels, and what looks like a number and is none.

Only tables and patterns; :mod:`factcheck.quantity` reads them. Everything is general English, of no subject.
"""

from __future__ import annotations

import re

from ._date_words import DATE, DATE_YEAR
from ._number_words import ORDINAL, SMALL, SPELLED
from .model import Bound

_S = r"[ \t\u00a0\u202f\u2009]"
#: Digits with their group marks: 1,246 · 71 000 · 1,00,000 · 45.6 · .5
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
)
GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}
SCALE_WORDS = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "trillion": 1e12,
    "hundred": 1e2,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
SCALE = re.compile(
    rf"(?:(?:{_S}|-)?(?i:thousand|million|billion|trillion|hundred|dozen|lakh|crore|bn|mn|mln|tn|trn)"
    r"|[kK]|[mM]|[bB])(?![\w²³])"
)
#: After "100m" these say metres, not millions.
METRES = re.compile(
    r"(?i)[ -](?:tall|high|long|wide|deep|away|above|below|race|sprint|final|freestyle|hurdles|relay|butterfly|"
    r"backstroke|breaststroke|dash|champion|record|runner|from|mark|wave|waves|fence|wall|tower)\b"
)

_BOUND_WORDS: dict[str, str] = {
    "over": r"more{s}than|over|above|exceed(?:s|ed|ing)?|in{s}excess{s}of|upwards?{s}of|greater{s}than|north{s}of|"
    r"topp(?:ed|ing)|surpass(?:es|ed|ing)?|higher{s}than|larger{s}than|longer{s}than|better{s}than|older{s}than|"
    r"well{s}over|much{s}more{s}than|far{s}more{s}than",
    "just-over": r"(?:just|slightly|a{s}little|a{s}bit){s}(?:over|more{s}than|above)",
    "at-least": r"at{s}least|no{s}(?:fewer|less){s}than|not{s}(?:fewer|less){s}than|a{s}minimum{s}of|minimum",
    "at-most": r"up{s}to|at{s}(?:the{s})?most|(?:no|not|never){s}more{s}than|not{s}(?:over|exceeding)|"
    r"a{s}maximum{s}of|maximum|as{s}(?:many|much|high){s}as",
    "under": r"(?:less|fewer|lower|smaller|shorter|younger){s}than|under|below|well{s}under",
    "nearly": r"nearly|almost|close{s}to|approaching|(?:just|slightly|a{s}little){s}(?:under|below|short{s}of|"
    r"less{s}than|fewer{s}than)|not{s}quite|short{s}of",
    "about": r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|an{s}estimated|estimated|estimates{s}of|"
    r"in{s}the{s}region{s}of|on{s}the{s}order{s}of|more{s}or{s}less|something{s}like|[~≈]",
    "between": r"between",
}
_bounds = "|".join(
    f"(?P<{name.replace('-', '_')}>{words.replace('{s}', _S + '+')})" for name, words in _BOUND_WORDS.items()
)
#: The bound words that end right before a number (search it in the few characters before).
BOUND_BEFORE = re.compile(rf"(?i)(?<![\w-])(?:{_bounds})(?:{_S}*$)")
BOUND_AFTER = re.compile(
    rf"(?i)(?:(?P<at_least>{_S}or{_S}(?:more|above|over|higher|longer|better)\b|{_S}and{_S}(?:over|above|up)\b"
    rf"|-?plus\b|\+)|(?P<at_most>{_S}or{_S}(?:less|fewer|under|below|lower)\b|{_S}and{_S}(?:under|below)\b"
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

CURRENCY_MARKS = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₪": "ILS",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "Rs": "INR",
    "Rs.": "INR",
}
_CODES = ["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "CNY", "INR", "RUB", "TRY", "ILS", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "KRW", "EGP", "SAR", "AED", "QAR", "JOD", "UAH", "NGN", "KES", "PKR", "BDT", "IDR", "THB", "SGD", "HKD"]
_marks = "|".join(re.escape(mark) for mark in sorted(CURRENCY_MARKS, key=len, reverse=True))
CURRENCY_BEFORE = re.compile(rf"(?<![\w$£€¥₹])(?:{_marks}|(?:{'|'.join(_CODES)}))(?:{_S})?$")
CURRENCY_MARKS.update({code: code for code in _CODES})

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
    (r"kilomet(?:er|re)s?|kms?", "km"),
    (r"centimet(?:er|re)s?|cms?", "cm"),
    (r"millimet(?:er|re)s?|mm", "mm"),
    (r"met(?:er|re)s?", "m"),
    (r"miles?", "mi"),
    (r"feet|foot|ft", "ft"),
    (r"inch(?:es)?", "in"),
    (r"yards?|yds?", "yd"),
    (r"(?:metric{s})?(?:tonnes?|tons?)", "t"),
    (r"kilogram(?:me)?s?|kilos?|kgs?", "kg"),
    (r"grams?|grammes?", "g"),
    (r"lbs?", "lb"),
    (r"°{s}?C|degrees?{s}(?:Celsius|centigrade|C\b)|℃", "°C"),
    (r"°{s}?F|degrees?{s}(?:Fahrenheit|F\b)|℉", "°F"),
    (r"lit(?:er|re)s?", "l"),
    (r"barrels?", "barrel"),
    (r"megawatts?|MW", "MW"),
    (r"gigawatts?|GW", "GW"),
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
    *((code, code) for code in _CODES),
    (r"times|fold|x", "times"),
)
_units = "|".join(f"(?P<u{i}>{words.replace('{s}', _S)})" for i, (words, _) in enumerate(UNITS))
UNIT_AFTER = re.compile(rf"(?:{_S}|-)?(?i:{_units})(?![\w²])")
UNIT_NAMES = {f"u{i}": name for i, (_, name) in enumerate(UNITS)}
CURRENCIES = frozenset(CURRENCY_MARKS.values())
#: Unit -> (dimension, how many base units). Months and years are not turned into days: they are no fixed number.
DIMENSIONS: dict[str, tuple[str, float]] = {
    "second": ("time", 1.0),
    "minute": ("time", 60.0),
    "hour": ("time", 3600.0),
    "day": ("time", 86400.0),
    "week": ("time", 604800.0),
    "fortnight": ("time", 1209600.0),
    "month": ("calendar", 1.0),
    "year": ("calendar", 12.0),
    "decade": ("calendar", 120.0),
    "century": ("calendar", 1200.0),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "in": ("length", 0.0254),
    "ft": ("length", 0.3048),
    "yd": ("length", 0.9144),
    "m": ("length", 1.0),
    "km": ("length", 1000.0),
    "mi": ("length", 1609.344),
    "g": ("mass", 0.001),
    "lb": ("mass", 0.45359237),
    "kg": ("mass", 1.0),
    "t": ("mass", 1000.0),
    "m2": ("area", 1.0),
    "ft2": ("area", 0.09290304),
    "acre": ("area", 4046.8564),
    "ha": ("area", 1e4),
    "km2": ("area", 1e6),
    "mi2": ("area", 2589988.11),
    "km/h": ("speed", 1.0),
    "mph": ("speed", 1.609344),
    "MW": ("power", 1.0),
    "GW": ("power", 1000.0),
    "share": ("share", 1.0),
    "%": ("share", 0.01),
    "basis-point": ("points", 0.01),
    "points": ("points", 1.0),
    "ordinal": ("rank", 1.0),
    "label": ("rank", 1.0),
}

_LABEL_NOUNS = (
    "resolution|paragraph|para|point|article|section|clause|chapter|annex|appendix|schedule|amendment|proposition|"
    "prop|rule|regulation|directive|protocol|title|part|page|line|item|principle|phase|stage|step|phase|tier|"
    "category|grade|level|class|type|unit|group|division|district|ward|zone|sector|block|gate|platform|lane|room|"
    "suite|flight|route|highway|interstate|junction|exit|channel|formula|apollo|boeing|airbus|volume|episode|"
    "figure|table|round|game|chapter|order|case|bill|file|form|report|update|number|no|nos"
)
_NUMERAL = rf"(?:\d+(?![\d,.%]*\d)|{SMALL}\b)"
_LABEL = rf"(?i:\b(?:{_LABEL_NOUNS})s?\.?{_S}(?:nos?\.{_S}?|number{_S})?)(?P<label_value>(?i:{_NUMERAL}))(?!{_S}?(?:%|\$))"
_COUNTED = r"(?:people|persons|men|women|children|civilians|soldiers|votes?|dead|others|times|more|per{s}?cent|percent"
COUNT_NOUN = re.compile(
    rf"(?i){_S}(?:(?:[a-z-]+{_S})?{_COUNTED.replace('{s}', _S)}|million|billion|thousand|hundred|dozen|troops|"
    rf"workers|students|patients|families|homes|houses|jobs|seats|points|cases|deaths|victims|residents|members|"
    rf"fans|tickets|trees|cars|vehicles|units|miles|metres|meters|kilomet(?:er|re)s|km|feet|acres|hectares|dollars|"
    rf"euros|pounds|tons|tonnes|calories|words|years|days|hours|minutes|firms|companies|employees|migrants|"
    rf"protesters|refugees|prisoners|hostages|buildings|schools)\b)"
)

_DENOMINATOR = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|100|1,?000|10,?000|a hundred|[2-9]|1[02]|20)"
PARTS = {
    "half": 0.5,
    "halve": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fourth": 0.25,
    "fifth": 0.2,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "eighth": 0.125,
    "ninth": 1 / 9,
    "tenth": 0.1,
    "twelfth": 1 / 12,
    "twentieth": 0.05,
    "hundredth": 0.01,
    "thousandth": 0.001,
}
_part_names = "|".join(name for name in PARTS if name not in ("half", "halve"))
_PART = (
    rf"(?:(?P<part_many>two|three|four|five|six|seven|eight|nine|\d)(?:-|{_S})(?P<part_of_many>{_part_names})s"
    rf"|(?P<part_one>one)(?:-|{_S})(?P<part_of_one>{_part_names})"
    rf"|(?P<part_a>an?){_S}(?P<part_of_a>{_part_names})(?={_S}(?:of|less|more|fewer|higher|lower|were|are|was|is|have|"
    rf"had|has|in|from|to|and|or|said|say|believe|think|on|since|by|as|that|who|do|did|will|would)\b|[.,;:)!?\"”]|$))"
)
_HALF = (
    rf"(?<!in )(?<!first )(?<!second )(?<!other )(?<!latter )(?<!better )(?<!top )(?<!bottom )(?<!first-)(?<!second-)"
    rf"(?<!a-)(?<!last )(?<!early )(?<!opening )half(?![-\w])(?!{_S}(?:an?|term|time|past|hearted)\b)"
)
_MOST = (
    rf"(?:(?:the|an?){_S}(?:(?:vast|overwhelming|great|large|clear|slim|narrow|simple){_S})?majority"
    rf"(?!{_S}(?:leader|whip|government|party|vote|stake|owner|shareholder|opinion|report|rule|in{_S}parliament)s?\b)"
    rf"|majority(?={_S}of\b)|mostly(?={_S}(?:of|women|men|children|civilians)\b)"
    rf"|(?<!the )(?<!at )(?<!’s )(?<!'s )(?<!his )(?<!her )(?<!its )(?<!their )(?<!our )(?<!second )most"
    rf"(?={_S}of\b|{_S}(?:(?!\w+(?:ous|ss)\b)[a-z]+s|people|men|women|children|police)\b|{_S}[A-Z]\w+s\b))"
)
VAGUE = {
    "dozens": (24.0, 144.0),
    "scores": (40.0, 200.0),
    "hundreds": (200.0, 1999.0),
    "thousands": (2000.0, 19999.0),
    "tens of thousands": (20000.0, 199999.0),
    "hundreds of thousands": (2e5, 1.999e6),
    "millions": (2e6, 1.99e7),
    "tens of millions": (2e7, 1.99e8),
    "hundreds of millions": (2e8, 1.99e9),
    "billions": (2e9, 1.99e10),
    "tens of billions": (2e10, 1.99e11),
    "hundreds of billions": (2e11, 1.99e12),
    "trillions": (2e12, 1.99e13),
}
FEW = {"several": (3.0, 9.0), "a few": (2.0, 9.0), "a couple": (2.0, 2.0), "couple": (2.0, 2.0)}
_vague = "|".join(sorted(VAGUE, key=len, reverse=True)).replace(" ", _S)
TIMES = {
    "twice": 2.0,
    "thrice": 3.0,
    "doubled": 2.0,
    "double": 2.0,
    "doubles": 2.0,
    "doubling": 2.0,
    "tripled": 3.0,
    "triple": 3.0,
    "triples": 3.0,
    "tripling": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "quadruple": 4.0,
    "quintupled": 5.0,
    "halved": 0.5,
    "halving": 0.5,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "fivefold": 5.0,
    "sixfold": 6.0,
    "tenfold": 10.0,
    "hundredfold": 100.0,
}
_times = "|".join(TIMES)
_CLOCK = (
    rf"\b\d{{1,2}}(?:[:.]\d{{2}}){{0,2}}{_S}?(?i:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock\b)"
    rf"|\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b(?:{_S}?(?:GMT|UTC|EST|EDT|CET|BST)\b)?|\b\d{{4}}{_S}(?:GMT|UTC|EST|CET|BST)\b"
)
_PHONE = r"(?<![\w.,])(?:\+\d{1,3}|\(\d{2,4}\)|\d{3})(?:[ .-]\(?\d{2,4}\)?){2,4}(?![\w,])(?<!\d{3}[ ]\d{3})"
_DASH = r"[-–—‑]"
# One pass over the text: at each place the first alternative that fits is taken. Things that only look like
# quantities come first.
TOKEN = re.compile(
    "|".join(
        (
            r"(?P<url>\b(?:https?://|www\.)\S+|\S+@\w+\.\w+)",
            rf"(?P<label>{_LABEL})",
            rf"(?P<date>{DATE})",
            rf"(?P<clock>{_CLOCK})",
            rf"(?P<phone>{_PHONE})",
            r"(?P<code>(?<![\w$£€])(?!(?i:mid|pre|post|late|early|non|c)[-.])(?:[A-Z][A-Za-z./]*|[a-z]{1,3})-?"
            r"(?P<code_value>\d+)(?![\d,.]*\d)\w*)",
            rf"(?P<tally>(?<![\w.,-])\d{{1,3}}{_DASH}\d{{1,3}}{_DASH}\d{{1,3}}(?![\w-]|[.,]\d))",
            rf"(?P<of>(?<![\w.,-])(?i:{SMALL}|\d{{1,2}})(?:-|{_S})(?i:in|out{_S}of|of{_S}every|in{_S}every)(?:-|{_S})"
            rf"(?i:{_DENOMINATOR})(?![\w,.%-]*\d|[\w%])(?!{_S}(?i:years?|months?|weeks?|days?|hours?|minutes?|per|million)\b))",
            rf"(?P<part>(?<![\w-])(?i:{_PART})\b)",
            r"(?P<slash>(?<![\w/.,])\d{1,2}/\d{1,3}(?![\w/]))",
            r"(?P<nth>(?<![\w.,])\d+(?:,\d{3})*(?:st|nd|rd|th)\b)",
            rf"(?P<digits>(?<![\w])(?<!\d[.,])(?:(?<![^\s(\[])[-−–](?=[\d.])|(?i:minus{_S}))?(?:{DIGITS})[½¼¾⅓⅔]?)",
            r"(?P<glyph>[½¼¾⅓⅔])",
            rf"(?P<few>(?<![\w-])(?i:several|a{_S}few|a{_S}couple(?:{_S}of)?)(?:{_S}|-)(?i:dozen|hundred|thousand|million|billion)\b"
            rf"|(?<![\w-])(?i:a{_S}couple(?={_S}of\b)))",
            rf"(?P<words>(?<![\w-])(?:(?i:minus){_S})?(?i:{SPELLED})(?!['’]s\b))",
            rf"(?P<vague>(?<![\w-])(?i:{_vague})\b)",
            rf"(?P<half>(?<![\w-])(?i:{_HALF}))",
            rf"(?P<most>(?<![\w-])(?i:{_MOST}))",
            rf"(?P<times>(?<![\w-])(?i:{_times})\b)",
            rf"(?P<rank>(?<![\w-])(?i:{ORDINAL}))",
        )
    )
)
YEAR = DATE_YEAR
SCORE_WORDS = re.compile(
    r"(?i)\b(?:w[io]n|wins|beat|beaten|beating|defeat(?:ed)?|lost|loss|los(?:e|ing)|dr[ae]w|drawn|led|lead|leading|scores?|"
    r"scoreline|victory|ahead|trail(?:ed|ing)?|tied?|thrash(?:ed|ing)|rout(?:ed)?|vot(?:e|ed|ing)|ruled|ruling|decision|"
    r"record|series|final|aggregate|down|up|nil|draw)\b"
)
#: "one" before these is a pronoun or an idiom, not a count.
PRONOUN_NEXT = re.compile(
    rf"(?i)(?:{_S}+(?:of|the|that|who|whom|which|is|was|were|are|be|has|had|have|can|could|should|would|will|must|may|might|"
    rf"another|in|on|at|to|for|with|from|by|as|and|or|but|if|when|where|does|did|do|says?|said|too|else|off|per{_S}se|"
    rf"sided|way|thing|side|hand|knows?|wants?|needs?|wonders?|thinks?|might)\b|['’]s\b|[.,;:!?)\"”]|-|$)"
)
PRONOUN_BEFORE = re.compile(
    rf"(?i)\b(?:the|this|that|no|every|any|each|which|another|some|not|only|either|neither|loved|a|an|such|first|last|"
    rf"previous|new|big|good|latest){_S}+$"
)
