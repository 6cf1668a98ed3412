"""Words that decide what a mention's parts are: articles, particles of surnames, titles, institutions."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words("the a an this that these those its his her their our")
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
TITLES = SPOKES | _words(
    """
    president prime minister vice deputy chancellor secretary general envoy ambassador senator governor
    mayor king queen prince princess sheikh imam pope bishop archbishop rabbi colonel lieutenant major
    captain admiral commander chief leader director chairman chairwoman chair head mr mrs ms miss dr
    prof professor sir dame lord lady judge justice attorney former ex acting interim then foreign
    defence defense finance interior representative congressman congresswoman mp official negotiator
    coach manager councillor councilwoman councilman commissioner treasurer officer executive premier
    speaker
    """
)
# Before a place's or a body's name these make another name of it: "Air India" is not India.
NOT_GIVEN = _words(
    """
    air bank radio voice news new north south east west northern southern eastern western upper lower
    royal central united greater team fc real inter press university saint st lake mount fort port san
    santa
    """
)
