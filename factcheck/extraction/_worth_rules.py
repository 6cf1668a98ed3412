"""Why a statement cannot be checked, and what a desk checks first: rules over its words, with reasons.

Rules fire on the draft's own voice. What somebody is reported to have said is checkable as what was said,
so inside an attribution only bare labels are left out.
"""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import Any

from ._worth_features import EVALUATIVE, words

FORECAST = "a forecast of the draft's own"
OUGHT = "says what ought to be, not what is"
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_GREETING = re.compile(
    r"(?:hello|hi|hey|welcome|good (?:morning|evening|afternoon|night|day)|thank you|thanks|many"
    r" thanks|dear|goodbye"
    r"|congratulations|happy (?:birthday|new year|holidays|easter|christmas)|cheers|god bless)\b",
    re.I,
)
_COMMAND = re.compile(
    r"(?:let us|let's|please|do not|don't|imagine|listen|remember|consider|look at|note that|take"
    r" note|read more"
    r"|click|sign up|subscribe|follow us|see also|make no mistake|never mind|stay tuned)\b",
    re.I,
)
_WISH = re.compile(
    r"(?:may (?:god|allah|he|she|they|we|you|peace|the)\b(?! \d)(?!.*\b(?:have|be able)\b)|if"
    r" only\b|(?:i|we) (?:wish|hope|pray)\b"
    r"|long live\b|here's hoping\b|hopefully\b|let there be\b)",
    re.I,
)
_FEELING = re.compile(
    r"\b(?:i|we) (?:\w+ly )?(?:think|believe|feel|guess|suspect|fear|love|like|hate|prefer|want"
    r"|doubt|trust|admire|miss"
    r"|am (?:sure|proud|glad|sorry|happy|afraid|delighted|grateful)|are (?:proud|glad|sorry|happy"
    r"|grateful))\b"
    r"|\bin (?:my|our) (?:view|opinion|judg\w+)\b|\bto my mind\b",
    re.I,
)
_OUGHT = re.compile(
    r"\b(?:should|shouldn't|ought to|must|mustn't|had better|deserves? (?:to|a|the|our|better"
    r"|more))\b",
    re.I,
)
# What somebody has laid down can be looked up: "Under the new rules shops must close".
_BY_RULE = re.compile(
    r"\b(?:under|by) (?:an?|the|its|their|new|these|this)(?: [\w'-]+){0,3}? (?:rules?|laws?|orders?|rulings?|act|terms"
    r"|regulations?|scheme|decrees?|by-?laws?|directives?|agreement|deal|plan|code)\b",
    re.I,
)
# A duty with a term or of a kind that only texts of law know: "must report every three months", "shall submit".
_DUTY = re.compile(
    r"\b(?:must|shall)\b.*\b(?:annually|monthly|weekly|daily|quarterly|in writing|(?:every|each) (?:year|month|week))\b"
    r"|\b(?:must|shall) (?:\w+ly )?(?:be (?:registered|licensed|notified|published|disclosed|submitted)|report|submit"
    r"|declare|disclose|register|notify|publish|file|consult|certify|record)\b",
    re.I,
)
_DECIDED = re.compile(
    r", (?!who\b|which\b|that\b|whose\b)(?:[\w'-]+ ){1,6}?(?:decided|agreed|ruled|voted|resolved|decreed|ordered)\b",
    re.I,
)
_TARIFF = re.compile(
    r"\bwill (?:pay|cost|be charged) (?:(?:[A-Z]{1,3}[a-z]?\.? ?)?[^\w ]?\d|an? ).*\bfrom\b", re.I
)
_FORECAST = re.compile(
    r"\b(?:will|won't|shall|'ll|(?:is|are|'s|'re) (?:\w+ly )?(?:going to|bound to|certain to"
    r"|destined to|doomed to|poised to))\s+"
    r"(?:(?:not|never|soon|also|likely|probably|certainly|surely|almost|inevitably|eventually"
    r"|undoubtedly|\w+ly)\s+)*([a-z]+)",
    re.I,
)
_LOOMS = re.compile(
    r"\b(?:could|may|might) (?!have\b).*\b(?:at any (?:time|moment)|any (?:day|minute) now|sooner or later)\b",
    re.I,
)
# An arranged event is a plan somebody has laid down, and can be looked up; whether it succeeds cannot.
_ARRANGED = words(
    "address announce appear chair arrive attend begin broadcast close commence convene cover debate"
    " depart discuss face fly"
    " gather give hold host include join launch leave meet open participate perform play present"
    " publish receive release"
    " resume retire return run see serve sign speak start step take testify travel vote visit"
    " welcome"
)
_BE_ARRANGED = re.compile(
    r"\b(?:will|shall) (?:also )?be (?:held|hosted|broadcast|published|released|sworn|led|chaired"
    r"|opened|closed|signed|attended"
    r"|required|allowed|barred|banned|paid|presented|discussed|screened|buried|launched|unveiled"
    r"|inaugurated|in force|in effect)\b",
    re.I,
)
_HOLDS = re.compile(
    r"\W*(?:$|(?:for|until|till|through|this|together|firm|up|beyond|past|in)\b)"
)  # a truce, not a vote
_ELSEWHERE = re.compile(
    r"\b(?:if|that|who|which|when|because|whether|while|although|said|says|after|before)\b", re.I
)
_LABELLED = r"(?:is|are|was|were|as|called|remains?|remained|considered|being)"
_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary|\.)|feb(?:ruary|\.)|march \d|april"
    r"|may \d|june|july"
    r"|aug(?:ust|\.)|sept?(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.)|(?:19|20)\d\d"
    r"|yesterday|today|tomorrow"
    r"|last (?:week|month|year|night)|this (?:week|month|year))(?!\w)",
    re.I,
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|billions?"
    r"|half|thirds?|quarter|most|majority|twice|double[ds]?|tripled?|percent)\b",
    re.I,
)
_ACCUSED = re.compile(
    r"\b(?:kill|murder|attack|violat|accus|bomb|shell|tortur|abus|rap(?:e|ed|ing)\b|assault|steal"
    r"|stole|fraud|brib|corrupt"
    r"|embezzl|launder|lied\b|lying\b|starv|displac|massacr|genocid|war crime|detain|arrest|convict"
    r"|indict|charg(?:ed|es)\b|sue[ds]?\b"
    r"|illegal|unlawful|breach|guilty|harass|threaten|cheat|conceal|cover(?:ed)? up|destroy|wound|injur)",
    re.I,
)
_INSIDE = re.compile(r"\"[^\"]*(?:\"|$)")
_PHRASE = re.compile(r"(?<=\w )\"[^\"]*\"")
_FIRST = re.compile(r"\b(?:I|[Ww]e)\b")
_SAID = re.compile(
    r"\b(?:said|says|told|tells|added|according|announced|reported|confirmed|claimed|accused|stated|denied|warned"
    r"|statement)\b"
)
# What a report tells with no judgement in it: "the disaster", "the wreck lies off Marl", "it failed by one vote", "the
# worst flood since 1953", "shut for good", "nothing wrong with the brakes", "hardly any of them", "the worst mark".
_REPORTED = re.compile(
    r"\b(?:the|that|this|its|their|his|her|such) (?:disaster|failure|threat|fair)\b"
    r"|\blies? (?:in|on|at|off|near|between|within|under|north|south|east|west|upstream|downstream|inland|\d|about)\b"
    r"|\b(?:nothing|anything|something) wrong with\b|\b(?:go|goes|going|gone|went) wrong\b"
    r"|\bhardly (?:any|anyone|anybody)\b|\b(?:best|worst)(?: possible)? (?:mark|grade|rating|score|result|figure)s?\b"
    r"|\bhad failed\b(?! to)|\bfailed (?:by|at|on|shortly|before|after|when|during|twice)\b|\bfor good\b"
    r"|\b(?:best|worst|strongest|weakest)(?: [\w'’-]+){1,6}? (?:since|on record"
    r"|in (?:[\w'’-]+ ){0,3}(?:years|decades|history|memory))\b",
    re.I,
)
_NAME = re.compile(r"(?<=[\w,;:)'\"] )[A-Z][\w'’-]+")


def unchecked(text: str, sentence: Any, *, attributed: bool, quoted: bool) -> str:
    """Return why ``text`` cannot be checked, in words for a reader; empty where it can.

    :param sentence: the parsed sentence it stands in, or None.
    """
    said = text.translate(_STRAIGHT).strip()
    if said.rstrip("\"')] ").endswith("?") and not attributed:
        return "a question asserts nothing"
    if not quoted and _only_label(said):
        return "a label, which takes a side: no source can settle it"
    if attributed:
        return ""
    opening = said.lstrip("\"'([ ")
    if _GREETING.match(opening) and len(said.split()) <= 10 and not _NUMBER.search(said):
        return "a greeting or thanks"
    if _WISH.match(opening):
        return "a wish"
    if _COMMAND.match(opening) or _imperative(opening, sentence):
        return "a command or an appeal"
    return _fragment(said, sentence) or _view(said)


def _view(said: str) -> str:
    if _forecasts(said):
        return FORECAST
    if _OUGHT.search(_main(said)) and not _laid_down(said):
        return OUGHT
    if _FEELING.search(said):
        return "a feeling or an opinion in the first person"
    return ""


def _laid_down(said: str) -> bool:
    """Say whether a "must" can be looked up: by which rule, with a figure or a term, or as only a law words it."""
    if _BY_RULE.search(said) or _NUMBER.search(said) or _DATE.search(said):
        return True
    return bool(_DUTY.search(said)) and not _FIRST.search(said) and not evaluative(said)


def own_voice(sentence: str) -> bool:
    """Say whether the only speaker in a sentence is its writer: "I think the wall fell" attributes nothing."""
    outside = _INSIDE.sub(" ", sentence.translate(_STRAIGHT))
    return bool(_FIRST.search(outside)) and not _SAID.search(outside)


def evaluative(text: str) -> bool:
    """Say whether ``text`` judges: it holds a word of praise, blame or weight."""
    judging = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _REPORTED.sub(" ", text.lower()))
    return any(word in EVALUATIVE for word in judging)


def urgent(text: str, *, quoted: bool) -> tuple[str, ...]:
    """Return what a desk checks first in ``text``: figures, dates, quotations, accusations, names."""
    signs = (
        ("a figure", _NUMBER.search(text)),
        ("a date", _DATE.search(text)),
        ("a quotation", quoted or '"' in text or "“" in text),
        ("an accusation", _ACCUSED.search(text)),
        ("names", _NAME.search(text)),
    )
    return tuple(sign for sign, found in signs if found)


def _main(said: str) -> str:
    """Return the beginning of ``said`` up to its first subordinate clause; "Should it fail, ..." is one."""
    if said.startswith("Should ") and "," in said:
        said = said.partition(",")[2]
    return _ELSEWHERE.split(said, maxsplit=1)[0]


def _forecasts(said: str) -> bool:
    said = _PHRASE.sub(" ", said)
    if _LOOMS.search(_main(said)):
        return True
    if _DECIDED.search(said) or _TARIFF.search(said):
        return False
    found = _FORECAST.search(_main(said))
    if found is not None and found.group(1).lower() == "hold" and _HOLDS.match(said, found.end()):
        return True
    if found is not None and found.group().lower().startswith("shall") and not _FIRST.search(said):
        return False  # "The Council shall submit its plan": laid down
    return found is not None and found.group(1).lower() not in _ARRANGED and not _BE_ARRANGED.search(said)


def _only_label(said: str) -> bool:
    """Say whether ``said`` does no more than put a contested label on something."""
    found = _labels().search(said.rstrip(".!\"' "))
    return found is not None and not re.search(r"\d", found.group())


def _imperative(opening: str, sentence: Any) -> bool:
    """Say whether the parse shows a command: a bare verb at the very beginning, without a subject."""
    if sentence is None:
        return False
    root = sentence.root
    first = next((token for token in sentence if token.is_alpha), None)
    if first is None or not opening.lower().startswith(first.lower_):
        return False
    heads = {child.dep_ for child in root.children}
    bare = root.tag_ == "VB" and not heads & {"nsubj", "nsubjpass", "aux", "expl"}
    return bare and (first.i == root.i or first.lower_ in ("do", "never", "always", "just", "please"))


def _fragment(said: str, sentence: Any) -> str:
    """Return the reason where the sentence has no verb at all and no figure."""
    if sentence is None or _NUMBER.search(said):
        return ""
    if any(token.pos_ in ("VERB", "AUX") for token in sentence):
        return ""
    return "a fragment: no verb and no figure in it"


@functools.cache
def _labels() -> re.Pattern[str]:
    listed = resources.files(__package__).joinpath("contested_labels.txt").read_text("utf-8")
    entries = [line.strip() for line in listed.splitlines() if line.strip() and not line.startswith("#")]
    either = "|".join(re.escape(entry) + "(?:e?s)?" for entry in sorted(entries, key=len, reverse=True))
    return re.compile(
        rf"\b{_LABELLED}(?: not| n't)? (?:an? |the |some |just )?(?:[\w-]+"
        rf" ){{0,2}}\"?(?:{either})\"?(?: (?:one|man|woman|people))?$"
        rf"|^(?:an? |the )?(?:[\w-]+ ){{0,2}}(?:{either})$",
        re.I,
    )
