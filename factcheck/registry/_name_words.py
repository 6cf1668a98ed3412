"""Words that decide what a mention's parts are: articles, particles of surnames, titles, institutions."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What may stand before a name without changing whom it names; "a", "another" and "his" do change it.
ARTICLES = _words("the this that these those")
LINKS = _words("of in for and the at on to")
PARTICLES = _words("al el ad an ar as ash at az bin ibn abu abd bint ben van von der den de di da del la le")
SPOKES = _words("spokesman spokeswoman spokesperson spokespersons spokespeople spokesmen")

# Head words of an institution, whose name's parts may change places: "Ministry of Health in X".
INSTITUTIONS = _words(
    """
    ministry department office agency council committee commission authority bureau board army forces
    police court government parliament union federation association institute university club bank
    directorate
    """
)
# Who has an institution, said without a name: the article has told whose it is.
OWNERS = _words(
    "territory territorys enclave strip country nation state city town region province island its own local"
)
# What a name can have behind it without being another name.
KINDS = _words(
    "union federation association group company firm party movement agency club university council charity"
)
TITLES = SPOKES | _words(
    """
    president prime minister vice deputy chancellor secretary general envoy ambassador senator governor
    mayor king queen prince princess sheikh imam pope bishop archbishop rabbi colonel lieutenant major
    captain admiral commander chief leader director chairman chairwoman chair head mr mrs ms miss dr
    prof professor sir dame lord lady judge justice attorney former ex acting incoming outgoing leading
    ruling sitting interim then foreign defence defense finance interior representative congressman
    congresswoman mp official negotiator coach manager councillor councilwoman councilman sen rep gov
    gen col lt capt sgt pres rev amb candidate nominee runner adviser advisor strategist elect
    commissioner treasurer officer executive premier speaker
    """
)
