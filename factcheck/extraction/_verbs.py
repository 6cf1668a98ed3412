"""Verb forms: past, participle and present of an English verb, from a small table and the spelling rules."""

from __future__ import annotations

# base past participle; regular verbs are made by rule. Verbs whose three forms agree are given once.
_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore born|beat beat beaten|become became become|begin began begun
bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown
break broke broken|breed bred bred|bring brought brought|broadcast broadcast broadcast|build built built
burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen|cling clung clung
come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|do did done
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden
forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got got|give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung
have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept
kneel knelt knelt|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain
light lit lit|lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled
mistake mistook mistaken|offset offset offset|outdo outdid outdone|overcome overcame overcome
overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown
pay paid paid|prove proved proven|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt
rewrite rewrote rewritten|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung
sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|speed sped sped|spend spent spent
spin spun spun|split split split|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen
stick stuck stuck|sting stung stung|strike struck struck|strive strove striven|swear swore sworn|sweep swept swept
swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told
think thought thought|throw threw thrown|thrust thrust thrust|undergo underwent undergone
understand understood understood|undertake undertook undertaken|undo undid undone|uphold upheld upheld
upset upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|write wrote written
"""
_TABLE = {row.split()[0]: row.split()[1:] for row in _IRREGULAR.replace("\n", "|").split("|") if row.strip()}
_VOWELS = frozenset("aeiou")


def past(lemma: str, gerund: str = "") -> str:
    """Return the simple past of a verb; ``gerund`` tells whether its last letter is doubled."""
    return _TABLE[lemma][0] if lemma in _TABLE else _regular(lemma, gerund)


def participle(lemma: str, gerund: str = "") -> str:
    """Return the past participle of a verb."""
    return _TABLE[lemma][1] if lemma in _TABLE else _regular(lemma, gerund)


def present(lemma: str, *, plural: bool) -> str:
    """Return the present for a third person."""
    if plural:
        return lemma
    if lemma in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _regular(lemma: str, gerund: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    stem = gerund[:-3]
    if gerund.endswith("ing") and len(stem) == len(lemma) + 1 and stem[-1:] == stem[-2:-1]:
        return stem + "ed"
    return lemma + "ed"
