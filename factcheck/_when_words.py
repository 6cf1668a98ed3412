"""Patterns of dates and times as news copy writes them; :mod:`factcheck.when` reads them."""

from __future__ import annotations

import re

from ._date_words import MONTH, YEAR
from ._number_words import SMALL

_S = r"[ \t\u00a0\u202f]"
_D = r"[-–—‑]"
_TILL = rf"(?:{_S}?{_D}{_S}?|{_S}(?:to|and|or|until|till|through){_S})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
WEEKDAYS = {
    name: n
    for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
_WEEKDAY_SHORT = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)"
_LEAD = (
    rf"(?:(?:{_WEEKDAY}|{_WEEKDAY_SHORT}\.?)(?:{_S}(?:morning|afternoon|evening|night))?,?{_S}(?:the{_S})?)?"
)
_OF_YEAR = (
    rf"(?:,?{_S}(?P<{{0}}>{YEAR})|,?{_S}(?:of{_S})?(?P<{{0}}_rel>last|this|next|the previous){_S}year\b)"
)
_SURE = r"January|February|July|September|October|November|December"
_PART_OF_DAY = rf"(?:{_S}(?:morning|afternoon|evening|night|lunchtime))?"
_NUMBER = rf"(?P<{{0}}>\d\d?\d?|{SMALL}|a{_S}couple{_S}of|several|a{_S}few|an?)"
_UNIT = r"(?P<{0}>hour|day|week|fortnight|month|quarter|year|decade)s?\b"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
_ORD = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3}
QUARTERS = _ORD | {"4th": 4}

# One pass: the first alternative that fits is taken.
TOKEN = re.compile(
    "|".join(
        (
            r"(?P<url>\b(?:https?://|www\.)\S+)",
            r"(?P<iso>(?<![\w-])(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d|-\d))",
            r"(?P<numeric>(?<![\w./])(?P<nm_a>\d\d?)(?P<nm_sep>[/.])(?P<nm_b>\d\d?)(?P=nm_sep)(?P<nm_y>(?:19|20)\d\d)\b(?![/.]\d))",
            rf"(?P<cross>\b{_LEAD}(?P<x_d1>{_DAY}){_S}(?P<x_m1>{MONTH})(?:,?{_S}(?P<x_y1>{YEAR}))?{_TILL}(?P<x_d2>{_DAY}){_S}"
            rf"(?P<x_m2>{MONTH})(?:,?{_S}(?P<x_y2>{YEAR}))?)",
            rf"(?P<daymonth>(?<![\w.,-]){_LEAD}(?:(?P<dm_d1>{_DAY}){_TILL})?(?P<dm_d2>{_DAY})(?:{_S}|-)(?:of{_S})?"
            rf"(?P<dm_m>{MONTH})(?:{_OF_YEAR.format('dm_y')})?)",
            rf"(?P<monthday>\b{_LEAD}(?P<md_m>{MONTH}){_S}(?:the{_S})?(?P<md_d1>{_DAY})\b(?!,\d|\.\d|"
            rf"{_S}?%|:)"
            rf"(?:{_TILL}(?P<md_d2>{_DAY})\b(?!,\d|%|{_S}+[a-z]|"
            rf"{_S}{MONTH}))?(?:{_OF_YEAR.format('md_y')})?)",
            rf"(?P<monthyear>\b(?P<my_m>{MONTH})(?:{_D}(?P<my_m2>{MONTH}))?(?:{_OF_YEAR.format('my_y')}|{_S}of{_S}(?P<my_of>{YEAR})))",
            rf"(?P<relmonth>\b(?P<rm_rel>(?i:last|this|next|this{_S}past)){_S}(?P<rm_m>{MONTH})(?!{_S}\d))",
            rf"(?P<month>\b(?P<m_name>{_SURE})\b(?!{_S}\d))",
            rf"(?P<inmonth>(?<=\b[Ii]n )(?P<im_a>{MONTH})(?!\w|{_S}[A-Z0-9])"
            rf"|(?<=\b(?:by|of|to) )(?P<im_b>{MONTH})(?!\w|{_S}[A-Z0-9])"
            rf"|(?<=\b(?:mid|and)[ -])(?P<im_c>March|April|May|June|August)\b(?!{_S}[A-Z0-9])"
            rf"|(?<=\b(?:from|late|last|next) )(?P<im_d>March|April|May|June|August)\b(?!{_S}[A-Z0-9])"
            rf"|(?<=\b(?:since|until|early|after) )(?P<im_e>March|April|May|June|August)\b(?!{_S}[A-Z0-9])"
            rf"|(?<=\b(?:during|before) )(?P<im_f>March|April|May|June|August)\b(?!{_S}[A-Z0-9])"
            rf"|(?<=\bthrough )(?P<im_g>March|April|May|June|August)\b(?!{_S}[A-Z0-9]))",
            rf"(?P<weekday>(?<!Black )(?<!Good )(?<!Bloody )(?<!Ash )(?<!Palm )(?<!Super )(?<!Easter )(?<!Cyber )"
            rf"\b(?:(?P<wd_rel>(?i:last|this|next|this{_S}past|"
            rf"this{_S}coming)){_S})?(?P<wd_name>{_WEEKDAY})(?!s\b|s['’])"
            rf"{_PART_OF_DAY}(?:{_S}(?P<wd_week>last|this|next){_S}week\b)?)",
            rf"(?P<fiscal>\b(?:FY{_S}?['’]?|(?i:fiscal|financial){_S}(?:year{_S})?|"
            rf"(?i:tax){_S}year{_S})(?P<fy>(?:19|20)\d\d|\d\d)"
            rf"(?:[-/–](?P<fy2>\d{{4}}|\d\d))?\b)",
            rf"(?P<quarter>\b(?:(?:the{_S})?(?P<q_ord>(?i:{'|'.join(QUARTERS)}))(?:{_S}|"
            rf"-)quarter(?:{_S}(?:of{_S}(?:the{_S}year{_S})?)?"
            rf"(?P<q_y>{YEAR})|{_S}(?:of{_S})?(?P<q_rel>last|this|next){_S}year)?|"
            rf"Q(?P<q_n>[1-4])(?:{_S}(?:of{_S})?(?P<q_y2>{YEAR}))?)\b)",
            rf"(?P<halfyear>\b(?:(?:the{_S})?(?P<h_ord>(?i:first|"
            rf"second)){_S}half{_S}of{_S}(?:(?P<h_y>{YEAR})|(?P<h_rel>last|this|next){_S}year)"
            rf"|H(?P<h_n>[12]){_S}(?P<h_y2>{YEAR}))\b)",
            rf"(?P<years>(?<![\w.,-])(?P<ys_a>{YEAR})(?:{_D}|/)(?P<ys_b>(?:1[5-9]|20)\d\d|\d\d)\b(?![-/]))",
            r"(?P<decade>(?:\b(?P<dc_full>(?:1[5-9]|20)\d0)['’]?s\b|(?<!\w)['’](?P<dc_short>\d0)s\b))",
            rf"(?P<season>\b(?:(?P<s_rel>(?i:last|this|"
            rf"next)){_S}(?P<s_name>(?i:{SEASON}))\b(?!{_S}(?:from|of{_S}(?!\d)|in))"
            rf"|(?P<s_name2>(?i:{SEASON})){_S}(?:of{_S})?(?P<s_y>{YEAR})))",
            rf"(?P<rolling>\b(?i:(?:in|over|during|within|for|the|of){_S})?(?i:(?:the{_S})?(?:past|last|"
            rf"previous|preceding)){_S}(?:(?i:{_NUMBER.format('ro_n')})(?:{_S}|-))?"
            rf"(?i:{_UNIT.format('ro_u')}))",
            rf"(?P<ago>\b(?i:{_NUMBER.format('ag_n')}){_S}(?i:{_UNIT.format('ag_u')}){_S}ago\b)",
            rf"(?P<fromnow>\b(?i:{_NUMBER.format('fn_n')}){_S}(?i:{_UNIT.format('fn_u')}){_S}from{_S}now\b)",
            rf"(?P<unit>\b(?P<un_when>(?i:earlier|later){_S})?(?P<un_rel>(?i:this|next|the{_S}current|"
            rf"the{_S}coming)){_S}"
            rf"(?P<un_u>week|month|quarter|year|decade|weekend)\b(?!['’]s{_S}old|-))",
            rf"(?P<word>\b(?:(?i:the{_S}day{_S}(?:before{_S}yesterday|after{_S}tomorrow))|(?i:yesterday|"
            rf"tomorrow|today|tonight)|"
            rf"(?i:last{_S}night|this{_S}(?:morning|afternoon|evening)))\b)",
            rf"(?P<year>(?<![\w.,/$£€-])(?P<y>{YEAR})(?![\w%/°]|{_D}\d))",
        )
    )
)
GATE = re.compile(
    r"(?:1[5-9]|20)\d\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|"
    r"AUG|SEP|OCT|NOV|"
    r"DEC)|[a-z]day\b|DAY\b|[Tt]o(?:night|day|morrow)|[Yy]esterday|\bago\b|\b[LlTtNnPp](?:ast|his|ext|"
    r"revious)\b|receding|"
    r"from now|\d0s\b|\bQ[1-4]\b|[Qq]uarter|\bFY|[Ff]iscal|[Ff]inancial|[Tt]ax year|THIS|LAST|current|coming"
)
LABEL_BEFORE = re.compile(
    r"(?i)\b(?:resolutions?|no\.?|number|room|flight|route|model|code|section|article|paragraph|para|"
    r"page|pp?\.|"
    r"directive|form|boeing|airbus|unit|extension|post|bus|apartment|lot|case|"
    r"order)[ \t\u00a0]+(?:no\.?[ \t]*)?$"
)
VAGUE_BEFORE = re.compile(
    r"(?i)\b(?:(?P<early>early(?:[ -]to[ -]mid)?(?:[ -]in)?|(?:the[ ])?(?:start|beginning|"
    r"first[ ](?:days|weeks|months))[ ]of)"
    r"|(?P<mid>mid|(?:the[ ])?middle[ ]of)|(?P<late>late(?:[ ]in)?|(?:the[ ])?latter[ ]part[ ]of)"
    r"|(?P<end>(?:the[ ](?:very[ ])?)?(?:end|close)[ ]of|year-end))(?:[ \t\u00a0]+|-)(?:the[ ])?$"
)
RELATION_BEFORE = re.compile(
    r"(?i)\b(?:(?P<since>(?:ever[ ])?since|starting(?:[ ](?:on|in|from))?|beginning(?:[ ](?:on|in))?|"
    r"effective(?:[ ]from)?)"
    r"|(?P<until>until|till|up[ ](?:to|until|till)|through(?:[ ]to)?|by|no[ ]later[ ]than|"
    r"before[ ]the[ ]end[ ]of"
    r"|as[ ]late[ ]as)|(?P<before>before|prior[ ]to|ahead[ ]of|earlier[ ]than)|(?P<after>after|"
    r"following|later[ ]than)"
    r"|(?P<between>between)|(?P<from>from))[ \t\u00a0]+(?:(?:late|on|the|about|around)[ \t\u00a0]+)*$"
)
ONWARD = re.compile(r"(?i)[ \t\u00a0]+(?:onwards?|on(?=[.,;])|and[ ]later)")
JOIN = re.compile(
    rf"(?P<to>{_S}+(?:to|until|till|through|up to){_S}+(?:the{_S})?|{_S}?{_D}{_S}?)|"
    rf"(?P<and>{_S}+and{_S}+(?:the{_S})?)"
)
_SPEECH = r"(?:said|says|told|tells|added|announced|reported|wrote|stated|confirmed|posted|published|tweeted|argued|warned)"
SAID_BEFORE = re.compile(
    rf"(?i)(?<!be )(?<!been )\b{_SPEECH}(?:[ ](?:reporters|journalists|parliament|lawmakers|the \w+|him|"
    rf"her|them))?"
    r"(?:[ ](?:late|early|in a statement|in an interview))?(?:[ ](?:on|in|late|early))*[ ]$"
)
FUTURE_BEFORE = re.compile(
    r"(?i)\b(?:will|shall|’ll|'ll|won['’]t|would|(?:is|are|was|were)[ ](?:due|set|scheduled|expected|"
    r"planned|slated|to)|due|"
    r"scheduled|expected[ ]to|plans?[ ](?:to|for)|planned[ ]for|set[ ](?:to|for)|going[ ]to|to[ ]be|"
    r"upcoming|about[ ]to|"
    r"slated|deadline|expires?|intends?|hopes?[ ]to|aims?[ ]to|must|next)\b"
)
PAST_BEFORE = re.compile(r"(?i)\b(?:was|were|had|did|been|went|came|held|lasted|ran|began|rose|fell|\w+ed)\b")
