"""Words that attribution knows by themselves: cues of speech, nameless speakers, bodies, papers."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STATEMENTS = _words(
    """
    accuse acknowledge add address admit advise affirm allege announce answer argue article ask
    assail assert assure attack attest aver blame blast boast brag brief broadcast call caution cast
    challenge charge chide cite claim clarify comment communicate compare complain comply concede
    conclude condemn confess confide confirm contend continue counter criticise criticize critique
    cry debate decline decry declare defend deliver demand denounce deny deride describe detail
    determine deplore dictate disclose discuss dismiss dispute document dub echo elaborate email
    emphasise emphasize estimate exclaim explain exclaim express find forecast gripe grumble
    highlight hint imply indicate inform inquire insist instruct interject interview invite invoke
    issue joke label lambaste lament lash launch lecture list maintain mention mock mumble murmur
    mutter name note notify object observe offer opine order outline pen phrase pledge plead point
    portray post praise preach predict press proclaim promise propose protest publish question quip
    quote rail raise rant rate read reassert reassure rebuke rebut recall recite recommend recount
    refer refute reiterate relate relay release remark remind repeat reply report repudiate request
    respond restate retort retweet reveal roast ridicule rip say scoff scold show shout shrug sign
    slam speak specify speculate state stipulate stress submit suggest summarise summarize swear
    talk taunt tell testify text thank threaten tout trumpet tweet underline underscore urge utter
    vent voice vow warn weigh welcome whisper wonder write yell according statement claim comment
    remark report allegation accusation announcement testimony tweet call warning demand promise
    pledge question criticism attack letter speech assertion message quote rumor rumour argument
    suggestion charge complaint denial estimate prediction recommendation reference response answer
    note word explanation insistence : apologise apologize chant interrupt
    """
)
"""Lemmas of cues that say something; what is not here (want, believe, support) is an attitude."""
PERSONS = _words(
    """
    source official aide adviser advisor person people diplomat insider analyst expert critic
    supporter opponent resident witness observer activist lawyer doctor medic nurse neighbour
    neighbor friend colleague relative parent student teacher worker voter reporter journalist
    commentator investigator prosecutor officer soldier commander leader lawmaker politician
    negotiator mediator envoy researcher scientist economist historian operative strategist
    spokesman spokeswoman spokesperson representative staffer survivor victim employee manager
    executive trader investor donor delegate man woman other others many some several few most one
    none everyone someone somebody anyone nobody member player coach fan defender ally rival sceptic
    skeptic scholar professor guest viewer user rescuer passenger farmer fisherman customer client
    patient tenant landlord veteran authority police
    """
)
"""Nouns of people: without a name among them, nobody in particular."""
PEOPLE = re.compile(r"\w+(?:ers|ors|ists|ians|ants|men|women|ees)")
"""Plurals that look like people: "villagers", "activists"."""
GROUPS = _words(
    """
    group movement organisation organization party company firm ministry department agency office
    army military force government administration council committee commission court team club union
    association bank board authority bureau campaign body charity institute university hospital
    network newspaper paper outlet broadcaster regulator watchdog alliance coalition faction militia
    directorate secretariat inspectorate trust society assembly senate congress treasury
    party parliament cabinet mission delegation foundation fund carrier airline maker manufacturer
    retailer chain union federation league police
    """
)
"""Nouns that stand for one body: "the group" is the one named before."""
GENERIC = _words("group movement organisation organization body")
"""Nouns that fit a body of any sort."""
CLUBS = _words(
    """
    united city town rovers athletic albion wanderers rangers hotspur wednesday argyle fc afc sc metals foods holdings
    airlines airways motors
    """
)
"""Last words of names of clubs and firms, which a small tagger takes for persons."""
PAPERS = _words(
    """
    statement release communique communiqué letter memo email post tweet message report document
    note announcement filing speech testimony study survey poll paper article
    """
)
"""Nouns for what is put out: "the statement" speaks for the one who put it out."""
RECORDS = _words(
    """
    breakdown count tally toll figure record account estimate datum data number statistic list log register
    reckoning assessment analysis calculation website bulletin update
    """
)
"""Nouns for what is counted and kept: "the ministry's own breakdown" is the ministry's word."""
NOBODY = frozenset({"neither", "nobody", "none", "no"})
"""Words that open a source who does not speak: "neither the firm nor its owner said"."""
QUOTING = frozenset({"quote", "cite"})
"""Verbs by which one tells what another said."""
TITLES = _words(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof prof. professor president prime
    minister premier executive chancellor king queen prince princess sen sen. senator rep rep. representative
    gov gov. governor mayor councillor secretary general gen gen. colonel col col. major maj maj.
    captain capt capt. lieutenant lt lt. sergeant sgt sgt. admiral judge justice chief spokesman
    spokeswoman spokesperson counsel director chairman chairwoman chair ceo coach manager foreign defence
    defense health finance interior former deputy vice acting the pope father sister rabbi imam
    sheikh ambassador envoy commissioner attorney officer editor reporter analyst pollster
    strategist host
    pastor bishop archbishop cardinal prosecutor leader detective inspector constable superintendent
    supt det insp dci pc cllr rev nurse staff matron headteacher headmaster headmistress principal sheriff trooper
    treasurer councilman councilwoman congressman congresswoman alderman assemblyman
    rector provost dean registrar abbot ombudsman
    corporal lance brigadier commander marshal baroness baron mp mep msp td barrister paramedic firefighter mum dad
    """
)
"""Words that stand before a person's name and are no part of it."""
SPOKEN: dict[str, str] = {
    form: lemma
    for lemma, forms in {
        "say": "said says", "write": "wrote writes write", "tweet": "tweeted tweets tweet", "tell": "told tells",
        "note": "notes", "ask": "asks asked", "claim": "claims", "report": "reports", "argue": "argues",
        "predict": "predicts", "joke": "jokes", "add": "adds added", "insist": "insists", "warn": "warns",
        "answer": "answers", "reply": "replies", "recall": "recalls", "state": "states", "forecast": "forecasts",
        "admit": "admits", "explain": "explains", "show": "shows show", "read": "read",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Forms of speech by their look: a small tagger takes "Lee notes" for two nouns."""
