"""What turns a text round: the words that deny, refuse or rule out, and how many of them a text has."""

from __future__ import annotations

import functools
import re

NOBODY_AGAINST = (
    r"\b(?:(?:none|nobody|no votes?|no one)(?: (?:of|on|in|from) the [a-z]+)?"
    r"|(?:no|not a single|not one) [a-z]+(?: [a-z]+)?(?: (?:of|on|in|from) the [a-z]+)?)"
    r" (?:voted |w[a-z]+ )?(?:against|opposed)\b"
)
# A bound denies nothing, nor a side of a vote that nobody was on, "the No side", "for nothing"; "not until May" is May.
_BOUND = re.compile(
    r"\b(?:not|never)(?= (?:[\w’'-]+ ){1,8}?(?:until\b|(?:later|earlier) than\b|before (?-i:\d|[A-Z])))|"
    r"\b(?:no|not) (?:fewer|less|more|later|earlier|only)\b|\b(?:no ?(?:body|one)|none|nothing) else\b"
    rf"|{NOBODY_AGAINST}|\bto none\b|\bwithout(?= [^.;]{{3,80}}? would\b)"
    r"|(?<=[a-z] )(?-i:No)\b|(?<=\bvoted )no\b|(?<=\bvote )no\b|(?<=\bvoting )no\b",
    re.I,
)
_AGAINST = r"(?<!sured )(?<!surance )(?<!tected )(?<!tection )against"  # of insurance it denies nothing
TURN = re.compile(
    r"\b(?:not|no(?!(?<=of no) confidence| confidence (?:vote|motion)|-(?!one\b)[a-z])|never|nor|neither|nobody|none"
    r"|unable|cannot|(?<!day )(?<!week )(?<!hour )(?<!month )(?<!year )without"
    r"(?! (?:any )?(?:exception|limit|doubt)s?\b))\b|n['’]t\b"
    r"|\b(?:den(?:y|ies|ied|ial)|disput(?:ed|ing|able)|in dispute"
    r"|disputes?(?= (?:the|that|this|these|those|any|it|its|his|her|their|whether)\b)"
    r"|contest(?:s|ed)?|refus\w+|reject\w*|forb\w+|prohibit\w+|bann?(?:ed|s|ing)?|fail(?:s|ed)"
    r"|(?:failures?|inability|unwillingness|reluctance) (?:(?:by|of) (?:[\w’'-]+ ){1,5}?)?to(?= [a-z])"
    r"|lack(?:s|ed|ing)?(?! of)|excus(?:es|ed)|exempt(?:s|ed)?|spare[sd]|waiv(?:es|ed)|rul(?:e|es|ed) out"
    r"|(?:refrain|abstain(?!\w* from (?:the vote|voting)))(?:s|ed|ing)? from"
    r"|(?:claim|allegation|accusation|argument|suggestion|complaint|charge|report)s?\b[^.;]{0,80}?\b(?:(?:is|are|was|were|been)"
    r" (?:dismissed|unfounded|baseless|untrue|false|not accepted)|(?:has|have|had) no (?:basis|foundation))"
    r"|dismiss(?:es|ed|ing)? (?:(?:the|all|any|his|her|their|its|these|those) )?(?:\w+ )?"
    r"(?:claim|allegation|accusation|argument|suggestion|complaint|charge|report)s?"
    r"|(?:yet|(?:is|are|was|were|has|have) still|still ha(?:s|ve|d)|still needs?) to"
    r"|(?<!persons )(?<!person )un(?:clear|decided|resolved"
    r"|known(?! (?:[a-z]+ )?(?:persons?|people|(?:gun)?m[ae]n|assailants?|attackers?|culprits?|offenders?)\b))"
    r"|(?:stay(?:s|ed|ing)?|ke(?:eps?|pt|eping)) (?:away|(?:well )?out of)"
    r"|(?:skip|shun)(?:s|ped|ned)|s(?:at|its?|itting) out|up in the air"
    r"|(?:still|yet) missing(?= (?:on|from)\b)|in limbo|left out of any"
    r"|hang\w* in the balance|remains? to be"
    r"|miss(?:es|ed)? (?:the|its|his|her|their) (?:[\w-]+ ){0,2}(?:targets?|deadlines?|goals?|forecasts?)(?! man)"
    r"|ke(?:eps?|pt|eping) (?:[\w’'-]+ ){0,4}?in the dark|out of (?:action|order|service|operation|use|the question)"
    r"|(?<!\bto )le(?:aves?|ft|aving) (?:[\w’'-]+ ){1,6}?alone(?! (?:in|with)\b)"
    r"|too (?:late|early|few|old|young|weak) to|rul(?:e|es|ed|ing) (?:[\w’'-]+ ){1,5}?out|preclud\w+|exclud(?:e|es|ed)"
    r"|(?:bar(?:s|red|ring)?|prevent(?:s|ed|ing)?|keep(?:s|ing)?|kept|stop(?:s|ped|ping)?) (?:[\w’'-]+ ){1,5}?from"
    r"(?! (?:the|his|her|their|its|a|an) )"  # "kept it from the ministry" denies nothing
    r"|withdr(?:aws?|ew|awn) (?:his|her|its|their|the|an?) (?:\w+ )?(?:application|bid|offer|candidacy|request"
    r"|complaint|appeal)s?|f[ae]lls?(?:en)? (?:[\w’'-]+ ){0,3}short|stop(?:s|ped|ping)? (?:just |well )?short of"
    r"|(?:turn(?:s|ed)|voted?) down"
    r"|kill(?:s|ed) (?=the (?:[a-z]+ )?(?:bill|plan|proposal|motion|measure|amendment|deal)\b)"
    r"|declin(?:e|es|ed) to(?! (?:(?:about|some|just|nearly|only|almost|below|over) )?(?:[\d£$€]|an?\b|(?:zero|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve)\b))"  # what "declined to 400" went there
    rf"|thr(?:ows|ew) out|nothing (?:to do with|wrong)|(?:{_AGAINST}|oppos(?:e|es|ed)(?: the)?) \w+ing"
    r"|(?<!for )(?<!next to )(?<!if )nothing(?! (?:but|more|less|other|short|against|of|from|to|for|like|new)\b)"
    r"|it (?:is|was) (?:simply )?(?:wrong|incorrect|untrue|false|inaccurate) (?:that|to (?:say|claim))"
    r"|(?:missing|absent|left out|omitted) (?:from|of) (?:the|its|their) (?:[a-z]+ )?"
    r"(?:count|lists?|tables?|registers?|records?|totals?|figures|reports?|statistics))\b",
    re.I,
)

# What was rejected is only called so: "the rejected ballots", "306 ballots rejected because of the date".
_PAST = r"(?:rejected|refused|denied|banned|excluded|disputed|contested)"
_REJECTED = re.compile(
    rf"\b(?:the|those|these) {_PAST} (?=[a-z])|(?<=[a-rt-z]s )(?<!\b(?:was|has) ){_PAST} "
    r"(?=(?:because|by(?! (?:\d+|[a-z-]+ votes|an?\b))|for|as|due|on grounds)\b)",
    re.I,
)

# "Neither eats nor drinks" denies once, as "does not eat and does not drink" does; "Not according to ..." is an answer.
_ONCE = (
    (
        re.compile(
            r"(\bnot|\bnever|n['’]t|\bcannot)\b([^.;]*?,?) (?:and|or)( \w+){1,2} (?:not|never|cannot)\b", re.I
        ),
        r"\1\2 or\3",
    ),
    (re.compile(r"(\bnot|\bnever|n['’]t)\b([^.;]*?), nor\b", re.I), r"\1\2, or"),
    (re.compile(r"\bneither\b([^.;]*?)\bnor\b", re.I), r"neither\1"),
    (re.compile(r"^Not according to\b"), ""),
)


@functools.lru_cache(maxsize=8192)
def turns(text: str) -> int:
    """Return how many words of a text turn what it says round: an even number leaves it as it was."""
    for pattern, instead in _ONCE if has_not(text) else ():
        text = pattern.sub(instead, text)
    return len(TURN.findall(_REJECTED.sub("", _BOUND.sub("", text)))) if has_not(text) else 0


@functools.lru_cache(maxsize=8192)
def has_not(text: str) -> bool:
    """Say whether a text has any word that denies, be it that of a "not until May"."""
    return TURN.search(text) is not None
