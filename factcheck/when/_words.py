"""Patterns of dates and times as news copy writes them; :mod:`factcheck.when` reads them."""

from __future__ import annotations

import functools
import re

from ..lexicon import SPACE as _S
from ..lexicon.date_words import COUNTED_IN, MONTH, MONTHS, NO_THING, SPAN_BEFORE, YEAR
from ..lexicon.number_scan import opening
from ..lexicon.number_words import SMALL, VALUES

_D = r"[-–—‑]"
_TILL = rf"(?:{_S}?{_D}{_S}?|{_S}(?:to|and|or|until|till|through){_S})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: n for n, name in enumerate(_DAYS)}
_WEEKDAY = "(?:" + "|".join([*(day.capitalize() for day in _DAYS), *(day.upper() for day in _DAYS)]) + ")"
_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)"
_PART_OF_DAY = rf"(?:{_S}(?:morning|afternoon|evening|night|lunchtime))?"
# A weekday before a date belongs to it: "Tuesday, Jan. 13".
_LEAD = rf"(?:(?:{_WEEKDAY}|{_SHORT_DAY}\.?){_PART_OF_DAY},?{_S}(?:the{_S})?)"
_NUMBER = rf"(?:\d\d?\d?|{SMALL}|a{_S}couple{_S}of|several|a{_S}few|an?)"
_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|decade)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
QUARTERS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _of_year(name: str) -> str:
    """Return the pattern of a year after a month: written out, or "last year"."""
    return (
        rf"(?:(?:,?{_S}|-)(?P<{name}>{YEAR})"
        rf"|,?{_S}(?:of{_S})?(?P<{name}_rel>(?i:last|this|next|the{_S}previous|the{_S}same|that)){_S}year\b)"
    )


# Of two patterns that begin with a day, alone or led by a weekday.
_CROSS = (
    r"(?P<cross>(?<![\w.,-]){lead}"
    rf"(?P<x_d1>{_DAY}){_S}(?P<x_m1>{MONTH}){_TILL}"
    rf"(?P<x_d2>{_DAY}){_S}(?P<x_m2>{MONTH})(?:,?{_S}(?P<x_y2>{YEAR}))?)"
)
_DAY_MONTH = (
    r"(?P<daymonth>(?<![\w.,-]){lead}"
    rf"(?:(?P<dm_d1>{_DAY})(?:,{_S}{_DAY})*{_TILL})?(?P<dm_d2>{_DAY})(?:{_S}|-)(?:of{_S})?"
    rf"(?P<dm_m>{MONTH})(?:{_of_year('dm_y')})?)"
)
_MONTH_DAY = (
    rf"(?P<monthday>(?P<md_span>{SPAN_BEFORE})?\b{_LEAD}?(?!{COUNTED_IN})(?P<md_m>{MONTH}){_S}(?:the{_S})?(?P<md_d1>{_DAY})\b(?!,\d|\.\d|{_S}?%|:)"
    rf"(?:{_TILL}(?P<md_d2>{_DAY})\b(?!,\d|%|{_S}{MONTH}|{_S}+(?(md_span)(?!{NO_THING}))[a-z]))?(?:{_of_year('md_y')})?)"
)
_MONTH_YEAR = (
    rf"(?P<monthyear>\b(?P<my_m>{MONTH})(?:{_D}(?P<my_m2>{MONTH}))?"
    rf"(?:{_of_year('my_y')}|{_S}of{_S}(?P<my_of>{YEAR})))"
)
_WEEKDAY_TOKEN = (
    r"(?P<weekday>(?<!Black )(?<!Good )(?<!Bloody )(?<!Ash )(?<!Palm )(?<!Super )(?<!Easter )(?<!Cyber )"
    rf"\b(?:(?P<wd_rel>(?i:last|this|next|this{_S}past|"
    rf"this{_S}coming)){_S})?(?P<wd_name>{_WEEKDAY})(?!s\b|s['’])"
    rf"{_PART_OF_DAY}(?:{_S}(?P<wd_week>last|this|next){_S}week\b|(?P<wd_on>{_S}week)\b)?)"
)
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}
_NTH_WEEKDAY = (
    rf"(?P<nth>\b(?:(?i:the){_S})?(?P<nt_n>(?i:{'|'.join(NTH)})){_S}(?P<nt_day>{_WEEKDAY}){_S}(?:of|in){_S}"
    rf"(?P<nt_m>{MONTH})(?:,?{_S}(?P<nt_y>{YEAR}))?)"
)
_FISCAL = (
    rf"(?P<fiscal>\b(?:FY{_S}?['’]?|(?i:fiscal|financial){_S}(?:year{_S})?|(?i:tax){_S}year{_S})"
    r"(?P<fy>(?:19|20)\d\d|\d\d)(?:[-/–](?P<fy2>\d{4}|\d\d))?\b)"
)
_QUARTER = (
    rf"(?P<quarter>\b(?:(?:the{_S})?(?P<q_ord>(?i:{'|'.join(QUARTERS)}))(?:{_S}|-)quarter"
    rf"(?:{_S}(?:of{_S}(?:the{_S}year{_S})?)?(?P<q_y>{YEAR})|{_S}(?:of{_S})?(?P<q_rel>last|this|"
    rf"next){_S}year)?"
    rf"|Q(?P<q_n>[1-4])(?:{_S}(?:of{_S})?(?P<q_y2>{YEAR}))?)\b)"
)
_HALF_YEAR = (
    rf"(?P<halfyear>\b(?:(?:the{_S})?(?P<h_ord>(?i:first|second)){_S}half{_S}of{_S}"
    rf"(?:(?P<h_y>{YEAR})|(?P<h_rel>last|this|next){_S}year)|H(?P<h_n>[12]){_S}(?P<h_y2>{YEAR}))\b)"
)
_DECADE = r"(?P<decade>(?:\b(?P<dc_full>(?:1[5-9]|20)\d0)['’]?s\b|(?<!\w)['’](?P<dc_short>\d0)s\b))"
_SEASON = (
    rf"(?P<season>\b(?:(?P<s_rel>(?i:last|this|next)){_S}(?P<s_name>(?i:{SEASON}))\b"
    rf"|(?P<s_name2>(?i:{SEASON})){_S}(?:of{_S})?(?P<s_y>{YEAR})))"
)
_ROLLING = (
    rf"(?P<rolling>\b(?:(?P<ro_the>(?i:the)){_S})?(?P<ro_how>(?i:past|last|previous|preceding)){_S}"
    rf"(?:(?P<ro_n>(?i:{_NUMBER}))(?:{_S}|-))?(?P<ro_u>(?i:{_UNIT}))(?P<ro_s>s?)\b)"
)
_AGO = (
    rf"(?P<ago>\b(?P<ag_n>(?i:{_NUMBER})){_S}(?P<ag_u>(?i:{_UNIT}))s?{_S}(?P<ag_to>(?i:ago|from{_S}now))\b"
    rf"(?P<ag_day>{_S}(?i:today|to{_S}the{_S}day)\b)?)"
)
_THIS = (
    rf"(?P<unit>\b(?:(?P<un_when>(?i:earlier|later)){_S})?(?P<un_rel>(?i:this|next|last(?={_S}weekend)|(?<=over{_S})the(?={_S}weekend)|(?<=of{_S})the|the{_S}current|"
    rf"the{_S}coming)){_S}"
    r"(?P<un_u>week|month|quarter|year|decade|weekend)\b(?!-))"
)
_WORD = (
    rf"(?P<word>\b(?i:the{_S}day{_S}(?:before{_S}yesterday|after{_S}tomorrow)|yesterday|tomorrow|today(?!['’]s{_S}(?:terms|prices|money|value|world|standards))|"
    rf"tonight|"
    rf"last{_S}night|this{_S}(?:morning|afternoon|evening))\b)"
)
_YEARS = (
    rf"(?P<years>(?<![\w.,-])(?P<ys_a>{YEAR}|(?:(?<=\bc\.{_S})|(?<=\bca\.{_S})|(?<=\())1[0-4]\d\d)(?:{_D}|/)"
    r"(?P<ys_b>(?:1\d|20)\d\d|\d\d)\b(?![-/]))"
)
_ISO = r"(?P<iso>(?<![\w-])(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d|-\d))"
_NUMERIC = (
    r"(?P<numeric>(?<![\w./])(?P<nm_a>\d\d?)(?P<nm_sep>[/.])(?P<nm_b>\d\d?)(?P=nm_sep)(?P<nm_y>(?:19|20)\d\d)\b"
    r"(?![/.]\d))"
)

_TEENS = tuple(f"{word}teenth" for word in ("thir", "four", "fif", "six", "seven", "nine"))
_CENTURIES = ("first", "tenth", "eleventh", "twelfth", *_TEENS, "eighteenth", "twentieth", "twenty-first")

#: Dates that begin with a digit; the first alternative that fits is taken.
DIGITS = re.compile(
    "|".join(
        (
            _ISO,
            _NUMERIC,
            _CROSS.replace("{lead}", ""),
            _DAY_MONTH.replace("{lead}", ""),
            _YEARS,
            _DECADE,
            _AGO,
            rf"(?P<year>(?<![\w.,/$£€])(?P<y>{YEAR}|1[0-4]\d\d(?!\d|,\d|\.\d))(?![\w%/°]|{_D}\d)"
            rf"(?P<y_fiscal>{_S}(?:fiscal|financial|tax){_S}year\b)?)",
            rf"(?P<century>\b(?P<ce_n>\d\d?)(?:st|nd|rd|th)(?:{_S}|-)century\b)",
        )
    )
)
#: Dates that begin with a word.
WORDS = re.compile(
    "|".join(
        (
            r"(?P<url>\b(?:https?://|www\.)\S+)",
            _CROSS.replace("{lead}", _LEAD),
            _DAY_MONTH.replace("{lead}", _LEAD),
            _MONTH_DAY,
            _MONTH_YEAR,
            rf"(?P<relmonth>\b(?P<rm_rel>(?i:last|this|next|this{_S}past)){_S}(?P<rm_m>{MONTH})(?!{_S}\d))",
            rf"(?P<month>\b(?P<m_count>{COUNTED_IN})?(?P<m_name>{MONTH})(?!\w)(?(m_count)|(?!{_S}(?:\d\d?|\d{{4}})\b(?!,\d))))",
            _NTH_WEEKDAY,
            _WEEKDAY_TOKEN,
            _FISCAL,
            _QUARTER,
            _HALF_YEAR,
            _SEASON,
            _ROLLING,
            _AGO,
            _THIS,
            _WORD,
            rf"(?P<century>\b(?P<ce_word>(?i:{'|'.join(_CENTURIES)}))(?:{_S}|-)century\b)",
        )
    )
)
START = re.compile(
    r"\d|"
    + opening(
        (
            "http",
            "www",
            *(f"{name}\\b" for name in MONTHS),
            *_DAYS,
            *(rf"{day}\b" for day in ("mon", "tues?", "wed", "thur?s?", "fri", "sat", "sun")),
            *(f"{word}{_S}" for word in ("last", "this", "next", "past", "previous", "preceding", *QUARTERS)),
            *(f"{word}{_S}" for word in ("fiscal", "financial", "tax", "earlier", "later", "several")),
            *(f"{name}-quarter" for name in QUARTERS),
            *(rf"{name}(?:{_S}|-)century" for name in _CENTURIES),
            rf"the{_S}(?=past|last|previous|preceding|first|second|third|fourth|final|current|coming|"
            rf"year|month|week|weekend|decade|quarter|"
            rf"day{_S})",
            *(f"{word}{_S}" for word in ("spring", "summer", "autumn", "fall", "winter")),
            rf"an?{_S}(?=(?:couple{_S}of{_S}|few{_S})?{_UNIT}s?{_S}(?:ago|from))",
            *(rf"{word}\b" for word in VALUES if word not in ("zero", "nil")),
            "yesterday",
            "tomorrow",
            "today",
            "tonight",
            "FY",
            "Q[1-4]",
            "H[12]",
        )
    )
)
#: The names of months that are words or names as well, and all abbreviations: a month only after one of
# these.
MONTH_BEFORE = re.compile(
    r"(?i)\b(?:in|by|of|to|mid|and|from|late|last|next|since|until|till|early|after|during|before|"
    r"through|this|or|"
    r"between|every|each|(?:planned|slated|scheduled|set|due|expected|booked)[ ]for)[ \t\u00a0-]+$"
)
PLAIN_MONTHS = frozenset({"january", "february", "july", "september", "october", "november", "december"})
VAGUE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:(?P<early>early(?:[ -]to[ -]mid)?(?:[ -]in)?|(?:the[ ])?(?:start|beginning|"
    r"first[ ](?:days|weeks|"
    r"months))[ ]of)|(?P<mid>mid|(?:the[ ])?middle[ ]of)|(?P<late>late(?:[ ]in)?|"
    r"(?:the[ ])?latter[ ]part[ ]of)"
    r"|(?P<end>(?:the[ ](?:very[ ])?)?(?:end|close)[ ]of|year-end))(?:[ \t\u00a0]+|-)(?:the[ ])?$"
)
RELATION_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:(?P<since>(?:ever[ ])?since|starting(?:[ ](?:on|in|from))?|effective(?:[ ]from)?"
    r"|not?[ ](?:earlier|sooner)[ ]than)"
    r"|(?P<until>until|till|up[ ](?:to|until|till)|through(?:[ ]to)?|by|not?[ ]later[ ]than|"
    r"before[ ]the[ ]end[ ]of)"
    r"|(?P<before>before|prior[ ]to|ahead[ ]of|(?:earlier|sooner)[ ]than)"
    r"|(?P<after>after|following|later[ ]than)"
    r"|(?P<between>between)|(?P<from>from))[ \t\u00a0]+(?:(?:late|on|the|about|around)[ \t\u00a0]+)*$"
)
NOT_YET = re.compile(r"(?i)(?:\b(?:not|never)|n['’]t)\b[^,.;]*\b(?:until|till)[ \t\u00a0]+(?:the[ ])?$")
#: "last year" after a month says which year; "that year" does not.
NEAR_YEAR = re.compile(r"(?i)(?:last|this|next|previous)[ \t\u00a0]year$")
SAME_YEAR = re.compile(r"(?i)(?:the[ \t\u00a0]same|that)[ \t\u00a0]year$")
ONWARD = re.compile(r"(?i)[ \t\u00a0]+(?:onwards?|on(?=[.,;]))")
JOIN = re.compile(
    rf"(?P<to>{_S}+(?:to|until|till|through|up to){_S}+(?:the{_S})?|{_S}?{_D}{_S}?)|"
    rf"(?P<and>{_S}+and{_S}+(?:the{_S})?)"
)
#: "Every Tuesday" is no day, and "on a Tuesday" any.
RECURRENT = re.compile(r"(?i)\b(?:every|each|(?<=on )a)[ ]$")
#: "The first Monday of every month" is none either.
OF_EACH = re.compile(r"(?i) (?:of|in) (?:(?:every|each|a|the)) (?:month|quarter|year|week)\b")
_SPEECH = (
    r"(?:said|says|told|tells|added|announced|reported|wrote|stated|confirmed|posted|published|tweeted|"
    r"argued|warned)"
)
#: A verb of saying right before a date takes it: "said on Thursday it will" looks back.
SAID_BEFORE = re.compile(
    rf"(?i)(?<!be )(?<!been )\b{_SPEECH}(?:[ ](?:reporters|journalists|parliament|lawmakers|the \w+|him|"
    rf"her|them))?"
    r"(?:[ ]in a (?:statement|interview|post))?(?:[ ](?:on|in|late|early))*[ ]$"
)
FUTURE_BEFORE = re.compile(
    r"(?i)(?:\b(?:will|shall|would|(?:is|are|was|were)[ ](?:due|set|scheduled|expected|planned|slated|"
    r"to)|due|scheduled|"
    r"expected[ ]to|(?<!\bthe )(?<!\ba )(?<!his )(?<!her )(?<!its )(?<!our )(?<!their )plans?[ ](?:to|for)|"
    r"planned[ ]for|set[ ](?:to|for)|going[ ]to|to[ ]be|upcoming|"
    r"about[ ]to|slated|"
    r"deadline|expires?|takes?[ ](?:effect|place)|comes?[ ]into[ ]force|intends?|hopes?[ ]to|aims?[ ]to|must|"
    r"won['’]t)|['’]ll)\b"
)
#: "The talks resume on Thursday": the present tells of the next one, of a weekday alone.
SCHEDULED_BEFORE = re.compile(
    r"(?i)\b(?:begins?|starts|resumes?|meets?|continues?|goe?s?[ ](?:on|to[ ]the[ ]polls)|walks[ ]out)\b"
)
#: "Called a strike for Tuesday": what is fixed lies ahead.
FIXED_FOR = re.compile(
    r"(?i)\b(?:call|summon|conven|invit|book|schedul|plan|announc|fix|postpon|slat|organi[sz])\w*\b[^.;]{0,60}\bfor[ ]"
    r"(?:[a-z]+day(?:[ ]week)?,?[ ])?$"
)
#: "On Monday he will speak": what comes ahead follows the day.
FUTURE_AFTER = re.compile(
    r"(?i),?[ ](?:(?!\w+ed\b|said\b|says\b|told\b|was\b|were\b|that\b)[\w'’-]+[ ]){0,4}"
    r"(?:will|shall|(?:is|are)[ ](?:due|set|scheduled|expected|to))\b"
)
#: "By mid-March the toll had risen", "by Monday it was below the limit": what was over by then.
HAD_AFTER = re.compile(
    r"(?i),?[ ](?:(?!(?:will|shall|would|must|should|may|can|could|that|which|who|whose)\b)[\w'’-]+[ ]){0,8}"
    r"(?:had|was|were|stood|fell|rose|came|reached)\b(?![ ](?:due|set|to|expected|scheduled|meant|supposed)\b)"
)
#: "Is closed until August", "was extended until August": what lasts until then lies ahead.
LASTING = re.compile(
    r"(?i)\b(?:(?:is|are|remains?|stays?)[ ](?:(?:still|now|not|also|[a-z]+ly)[ ])?\w+ed"
    r"|(?:(?:was|were|has|have|had|been)[ ]){0,2}"
    r"(?:extended|prolonged|postponed|deferred|adjourned|renewed|remanded))\b"
)
PAST_BEFORE = re.compile(
    r"(?i)(?<!be )(?<!been )\b(?:was|were|had|did|been|went|came|held|lasted|ran|began|rose|fell|\w+ed)\b"
)


@functools.cache
def piece_before() -> re.Pattern[str]:
    """Return the pattern of "the first ten days of", "the last two months of"; "the first days of" is vague."""
    return re.compile(
        rf"(?i)(?<!\w)(?:the{_S})?(?:(?P<first>first|opening)|last|final|closing){_S}"
        rf"(?:(?P<number>\d\d?|{SMALL}){_S}(?P<units>day|week|month)s|(?P<unit>day|week|month)){_S}of{_S}(?:the{_S})?$"
    )


@functools.cache
def of_a_date() -> re.Pattern[str]:
    """Return the pattern of what makes "the last week" a part of another time: "of April", "of the year"."""
    return re.compile(rf"{_S}of{_S}(?:(?:the|this|last|next){_S}(?:year|month)\b|{MONTH}|{YEAR})")
