"""Quantities that words alone express: shares, dozens, doubled, second; and names that a number is part of.

Tables and patterns of general English, of no subject. :mod:`factcheck.quantity` reads them.
"""

from __future__ import annotations

import re

from ..lexicon import SPACE as _S
from ..lexicon.date_words import MONTH, MONTHS, WORD_DATE
from ..lexicon.number_scan import opening
from ..lexicon.number_words import ORDINAL, ORDINALS, SCALES, SMALL, SPELLED, VALUES

#: Parts of a whole: "two thirds", "a fifth".
PARTS = {
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
_part = "|".join(PARTS)
# "a third" is a share before these and at the end of a clause; before another noun it is an ordinal ("a
# third man").
_BY_HOW = ("", *(f"{how}{_S}" for how in ("about", "around", "some", "nearly", "almost", "over", "roughly")))
_AFTER_SHARE = (
    rf"(?={_S}(?:of|less|more|fewer|higher|lower|were|are|was|is|have|had|has|in|from|to|and|or|said|"
    rf"say|believe|"
    rf"think|on|since|by|as|that|who|do|did|will|would|compared)\b|[.,;:)!?\"”]|$)"
)
# "By a third last year": behind a "by" it is a share before a time, too.
_BY_PART = (
    "(?:" + "|".join(rf"(?<=\bby{_S}{how})" for how in _BY_HOW) + ")"
    rf"an?{_S}(?P<part_by>{_part})"
    rf"(?={_S}(?:last|this|within|during|over|between|after|against|when|while|year|a{_S}year|each|every)\b)"
)
_PART = (
    rf"(?:(?!(?:four|five|six|seven|eight|nine)(?:-|{_S})quarters)(?P<part_many>two|three|four|five|six|seven|eight|nine)(?:-|{_S})(?P<part_of_many>{_part})s"
    rf"|(?P<part_one>one)(?:-|{_S})(?P<part_of_one>{_part})"
    rf"|(?P<part_a>an?){_S}(?P<part_of_a>{_part}){_AFTER_SHARE}|{_BY_PART})"
)
# "A quarter of a percentage point", "a half-point rise": no share of anything.
_POINT = rf"(?:percentage(?:-|{_S}))?point"
_PART_OF_A = rf"(?:(?:an?|one){_S}quarter|three(?:-|{_S})quarters){_S}of{_S}an?"
_FRACTION = (
    rf"(?:(?:an?|one|three)(?:-|{_S})(?:quarter|third)s?(?:(?:-|{_S})of(?:-|{_S})an?)?|half)(?:-|{_S})"
    rf"(?:million|billion|trillion|dozen)"
)
_not_before_half = (
    "in|a-|first|second|other|latter|better|top|bottom|first-|second-|last|early|opening|final|closing"
)
_HALF = "".join(rf"(?<!\b{word}{'' if word[-1] == '-' else ' '})" for word in _not_before_half.split("|")) + (
    rf"half(?![-\w])(?!{_S}(?:an?|term|time|past|hearted|way|brother|sister)\b)"
    rf"(?!{_S}(?:of{_S})?(?:the|its|their|that){_S}(?:pace|speed|rate|size|level|price|length|weight|height)\b)"
)
_MAJORITY = (
    rf"(?:the{_S}(?:bulk|lion['’]s{_S}share|(?:greater|better|larger){_S}part)(?={_S}of\b)|(?:(?:the|an?){_S})?(?:(?:vast|overwhelming|great|large|clear|slim|narrow|simple){_S})?majority"
    rf"(?!{_S}of{_S}(?:\d|(?:{SMALL}){_S}(?:votes?|seats?)\b))"
    rf"(?!{_S}(?:leader|whip|government|party|vote|stake|owner|shareholder|opinion|report|rule|"
    rf"in{_S}parliament)s?\b))"
)
_not_before_most = (
    "the",
    "at",
    "’s",
    "'s",
    "his",
    "her",
    "its",
    "their",
    "our",
    "second",
    "third",
    "my",
    "your",
)
_MOST = "".join(rf"(?<!\b{word} )" for word in _not_before_most) + (
    rf"most(?={_S}of\b|{_S}(?:people|men|women|children|police)\b|{_S}(?!\w+(?:ous|ss)\b)[A-Za-z]\w*s\b)"
)
_MOSTLY = rf"mostly(?={_S}(?:of|women|men|children|civilians)\b)"

# "13 votes to none", "no abstentions": nought, where something is counted.
_NONE = (
    rf"(?<=\bto{_S})none\b|none(?={_S}(?:against|opposed)\b)|(?<![\w-])no(?={_S}(?:votes?|abstentions?|deaths?|"
    rf"casualties|fatalities|injuries|victims|survivors|goals?|points?|objections?|dissent)\b)"
)
#: Vague plurals and how far they may reach.
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
_vague = "|".join(sorted(VAGUE, key=len, reverse=True)).replace(" ", _S)
#: "several hundred", "a few thousand", "a couple of days".
FEW = {"several": (3.0, 9.0), "a few": (2.0, 9.0), "a couple": (2.0, 2.0)}
_FEW = (
    rf"(?:several|a{_S}few|a{_S}couple(?:{_S}of)?)(?:{_S}|-)(?:dozen|hundred|thousand|million|billion)\b"
    rf"|a{_S}couple(?:{_S}of)?(?={_S}(?:more{_S})?[a-z]+s\b)"
)
#: Multiples. "twice a week" is not told from "twice as many": the words around it must tell.
TIMES = {
    "twice": 2.0,
    "thrice": 3.0,
    **dict.fromkeys(("double", "doubles", "doubled", "doubling", "twofold"), 2.0),
    **dict.fromkeys(("triple", "triples", "tripled", "tripling", "treble", "trebled", "threefold"), 3.0),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling", "fourfold"), 4.0),
    **dict.fromkeys(("quintupled", "fivefold"), 5.0),
    **dict.fromkeys(("halved", "halves", "halving"), 0.5),
    "sixfold": 6.0,
    "sevenfold": 7.0,
    "eightfold": 8.0,
    "ninefold": 9.0,
    "tenfold": 10.0,
    "hundredfold": 100.0,
}
_times = "|".join(sorted(TIMES, key=len, reverse=True))

_LABELLED = (
    "resolution paragraph para point article section clause chapter annex appendix schedule amendment proposition "
    "prop rule regulation directive protocol title part page line item principle phase stage step tier category "
    "grade level class type unit group division district ward zone sector block gate platform lane room suite "
    "flight route highway interstate junction exit channel formula apollo boeing airbus volume episode figure table "
    "round game box order case bill file form report update number row seat position day week season match"
    " proposal motion reactor turbine matches boxes"
)
_CHARGED = (
    r"(?:(?<=\bon\s)|(?<=\bof\s)|(?<=\bto\s))(?:count|charge)s?"  # who counts three or charges two, does
)
DENOMINATOR = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred|"
    r"100|1,?000|10,?000|1[02]|20|[2-9])"
)
_NUMERAL = rf"(?:\d+(?!\d|[,.%]\d|:\d)|{SMALL}\b)"
_LABEL = (
    rf"(?:(?:{'|'.join(sorted(_LABELLED.split(), key=len, reverse=True))})s?(?:\.(?={_S}\d))?{_S}"
    rf"(?:nos?\.{_S}?|number{_S})?"
    rf"|{_CHARGED}{_S}|nos?\.?{_S}(?=\d))"
    rf"(?P<label_value>{_NUMERAL})(?!{_S}?(?:%|\$|per{_S}?cent\b)|{_S}(?:of{_S})?{MONTH}"
    # "Box two in ten" counts, "resolution 2803 in November" does not.
    rf"|{_S}(?:hundred|thousand|[mb]illion|in{_S}(?:every{_S})?{DENOMINATOR}|out{_S}of)\b)"
)
# What no number counts: behind "one home in five" it says that the five are homes.
_NO_THINGS = (
    "is|are|was|were|has|have|had|do|does|did|said|says|will|would|can|could|cannot|may|might|must|within|who|that|still"
    "|now|there|here|on|at|live|lives|work|works|walk|own|owns|rent|speak|speaks|smoke|smokes|go|goes|come|comes|get|gets"
    "|take|takes|eat|eats|lack|lacks|suffer|suffers|earn|earns|pay|pays|depend|depends|rely|relies|sleep|sleeps|believe"
    "|believes|know|knows|think|thinks|die|dies|use|uses|want|wants|need|needs|drive|drives|ride|rides|vote|leave|leaves"
    "|fail|fails|carry|carries|leak|leaks|lose|loses|miss|misses|give|gives|make|makes|see|sees|feel|feels|skip|skips"
    "|wear|wears|hold|holds|keep|keeps|belong|belongs|stand|stands|like|support|supports|reject|rejects"
    "|stood|sat|lay|fell|lost|went|came|got|took|left|spoke|slept|wore|held|kept|knew|thought|felt|saw|gave|made|drove"
    "|rode|chose|broke|became|grew|began|ran|sold|bought|paid|read|never|remain|remains"
)
#: "six in ten", "one of every five", "three in every ten", "one home in five"; not "three in ten days".
OF = (
    rf"(?:{SMALL}|\d{{1,2}})(?:(?:-|{_S})(?:in|out{_S}of|of{_S}every|in{_S}every|out{_S}of{_S}every)(?:-|{_S})"
    # "nine samples in ten tested": a count of the same things follows no noun ("nine people in ten days").
    rf"|(?:{_S}(?!was\b|were\b|had\b)[a-z]+(?<!ed)){{1,2}}{_S}in(?={_S}\w+(?:{_S}(?:{_NO_THINGS}|\w+ed)\b"
    rf"|[.,;:)]|$)){_S}|{_S}[a-z]+{_S}in{_S}every{_S}){DENOMINATOR}"
    rf"(?![\w,.%-]*\d|[\w%])(?!{_S}(?:years?|months?|weeks?|days?|hours?|minutes?|per|million|times|"
    rf"games|matches)\b)"
)

#: What a quantity without a leading digit looks like, tried where :data:`START` finds one of its first words.
WORDS = re.compile(
    "|".join(
        (
            r"(?P<url>(?:https?://|www\.)\S+)",
            rf"(?P<label>(?i:{_LABEL}))",
            rf"(?P<date>{WORD_DATE})",
            rf"(?P<fraction>(?<![\w-])(?i:{_FRACTION})\b)",
            rf"(?P<of>(?<![\w-])(?i:{OF}))",
            rf"(?P<partunit>(?<![\w-])(?i:{_PART_OF_A})(?={_S}(?i:{_POINT}|hour|century|mile|kilomet)))",
            rf"(?P<part>(?<![\w-])(?i:{_PART})\b)",
            rf"(?P<halfunit>(?<![\w-])(?i:half{_S}an?)(?={_S}(?i:{_POINT}|hour|day|week|month|year|decade|"
            rf"century|mile|kilomet)))",
            rf"(?P<pointpart>(?<![\w-])(?i:(?:three-)?quarter|half)(?:-|{_S})(?i:{_POINT})\b)",
            rf"(?P<none>(?i:{_NONE}))",
            rf"(?P<few>(?<![\w-])(?i:{_FEW}))",
            rf"(?P<words>(?<![\w-])(?i:{SPELLED})(?!['’]s\b|-(?:figures?|digits?)\b))",
            rf"(?P<vague>(?<![\w-])(?i:{_vague})\b)",
            rf"(?P<half>(?<![\w-])(?i:{_HALF}))",
            rf"(?P<most>(?<![\w-])(?i:{_MAJORITY}|{_MOSTLY}|{_MOST}))",
            rf"(?P<times>(?<![\w-])(?i:{_times})\b(?!{_S}(?:digits?|figures?|standards?|checks?|faults?|"
            rf"rooms?|beds?|jump|agent)\b))",
            rf"(?P<rank>(?<![\w-])(?i:{ORDINAL}))",
            rf"(?P<minus>(?i:minus){_S}(?=\d))",
        )
    )
)
_scale = "|".join(SCALES)
START = re.compile(
    r"[\d½¼¾⅓⅔]|"
    + opening(
        (
            "http",
            "www",
            "most",
            "majority",
            "half",
            "quarter-p",
            "several",
            "minus",
            rf"none?(?={_S}|[.,;])",
            rf"an?(?={_S}(?:few|couple|half|{_scale}|{_part}))",
            rf"the(?={_S}(?:(?:\w+{_S})?majority|bulk|lion['’]s|(?:greater|better|larger){_S}part))",
            rf"an?(?={_S}(?:\w+{_S})?majority)",
            *VALUES,
            *ORDINALS,
            *TIMES,
            *(name.split()[0] for name in VAGUE),
            *(f"{noun}s?\\.?{_S}" for noun in (*_LABELLED.split(), "count", "charge", "no")),
            *(f"{name}\\b" for name in MONTHS),
        )
    )
)

SCORE_WORDS = re.compile(
    r"(?i)\b(?:w[io]n|wins|beat|beaten|beating|defeat(?:ed)?|lost|loss|los(?:e|ing)|dr[ae]w|drawn|led|"
    r"lead|leading|"
    r"scores?|scoreline|victory|ahead|trail(?:ed|ing)?|tied?|thrash(?:ed|ing)|rout(?:ed)?|vot(?:e|ed|"
    r"ing)|ruled|"
    r"ruling|decision|record|series|final|aggregate|down|up|nil|draw)\b"
)
#: "one" before these is a pronoun or an idiom, not a count.
PRONOUN_NEXT = re.compile(
    rf"(?i)(?!{_S}+(?:or|to|and){_S}+(?:{SMALL}|\d))(?!-(?:year|day|week|month|hour|minute|mile|man|"
    rf"woman|person)\b)(?:{_S}+(?:of|the|that|who|"
    rf"whom|which|is|"
    rf"was|were|are|be|has|had|have|can|could|should|would|will|must|may|might|another|in|on|at|to|for|"
    rf"with|from|by|as|"
    rf"and|or|but|if|when|where|does|did|do|says?|said|too|else|off|last|more|per{_S}se|way|thing|side|hand|"
    rf"knows?|wants?|needs?|"
    rf"wonders?|thinks?)\b|['’]s\b|[.,;:!?)\"”]|-|$)"
)
PRONOUN_BEFORE = re.compile(
    rf"(?i)\b(?:the|no|every|any|each|which|another|some|not|either|neither|loved|a|an|such|"
    rf"first|last|"
    rf"previous|new|big|good|latest){_S}+$"
)
