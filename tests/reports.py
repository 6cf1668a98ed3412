"""A report made by hand, one verdict of each label, with hostile text in draft and sources."""

from datetime import date

from factcheck.model import (
    Article,
    Aside,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Corroboration,
    Credit,
    Currency,
    Diversity,
    Evidence,
    Fidelity,
    Finding,
    Level,
    Report,
    Skipped,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Strength,
    Verdict,
)

TEXT = (
    "Council votes\n"
    "The council adopted the budget by 9 votes.\n"
    'The mayor said the pool will cost "4 million [bold]euros[/bold]".\n'
    "The harbour office counted 312 ships in May.\n"
    "The plan is a \x1b[31mdisgrace\x1b[0m.\n"
    "Three bridges were closed, officials said.\n"
    "=cmd|' /C calc'!A0 was the slogan.\n"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def claim(words: str, *, speaker: Speaker | None = None, mention: str = "", **more) -> Claim:
    said = None
    if mention:
        said = Attribution(
            source=(span(mention),),
            cue=(),
            content=(span(words),),
            speaker=speaker,
            form="indirect",
            statement=True,
        )
    values = {"text": words + ".", "checkworthy": 0.9, "checkable": True, "why": "it has a number", **more}
    return Claim(id=words[:6], spans=(span(words),), sentence=span(words), attribution=said, **values)


def evidence(text: str, **more) -> Evidence:
    values = {
        "source": "minutes",
        "publisher": "Town council",
        "locator": "item 4",
        "published": date(2025, 5, 2),
        **more,
    }
    return Evidence(text=text, **values)


def verdict(
    of: Claim, fidelity: Fidelity, *, attribution=Credit.NOT_NEEDED, currency=Currency.TIMELESS, **more
):
    values = {"corroboration": Corroboration(), "reason": "", **more}
    return Verdict(claim=of, fidelity=fidelity, attribution=attribution, currency=currency, **values)


def _refuted(vote: Evidence) -> Finding:
    return Finding(
        judge="numbers",
        stance=Stance.REFUTES,
        strength=Strength.DECISIVE,
        reason="the draft says 9 votes; item 4 says 8",
        evidence=vote,
        claim_span=Span(start=34, end=41),
        part="9 votes",
    )


def verdicts() -> tuple[Verdict, ...]:
    mayor = Speaker(name="Ada Berg", kind=SpeakerKind.PERSON, title="mayor")
    vote = evidence("The budget was adopted by 8 votes to 3.")
    pool = evidence(
        "4 million crowns", verbatim=True, locator="para [2]", source="speech", publisher="Mayor's office"
    )
    ships = evidence(
        "ships counted in May: 312 (as of 1 June 2025)", publisher="Harbour office", source="harbour"
    )
    one = Corroboration(
        origins=1, parties=("town",), level=Level.PRIMARY, flags=("single-origin", "one-party")
    )
    return (
        verdict(
            claim("The council adopted the budget by 9 votes"),
            Fidelity.CONTRADICTED,
            reason="the draft says 9 votes; item 4 says 8",
            findings=(_refuted(vote),),
            evidence=(vote,),
        ),
        verdict(
            claim('the pool will cost "4 million [bold]euros[/bold]"', speaker=mayor, mention="The mayor"),
            Fidelity.PARTLY,
            attribution=Credit.CONFIRMED,
            reason="the quotation differs: [-euros-] {+crowns+}",
            evidence=(pool,),
            corroboration=one,
        ),
        verdict(
            claim("The harbour office counted 312 ships in May", added=(Span(start=0, end=18),)),
            Fidelity.SUPPORTED,
            attribution=Credit.MISSING,
            currency=Currency.OUTDATED,
            reason="the sources say so; the newest word by 1 July 2025 is 340 on 15 June 2025",
            evidence=(ships,),
            corroboration=one,
            notes=("since then: 350 on 2 July 2025",),
        ),
        verdict(
            claim(
                "The plan is a \x1b[31mdisgrace\x1b[0m", checkable=False, checkworthy=0.1, why="an opinion"
            ),
            Fidelity.NOT_CHECKABLE,
            reason="an opinion",
        ),
        verdict(
            claim("Three bridges were closed", mention="officials"),
            Fidelity.UNVERIFIED,
            attribution=Credit.UNCONFIRMED,
            reason="no source speaks about it",
            notes=("no publisher in the registry would know",),
        ),
        verdict(
            claim("=cmd|' /C calc'!A0 was the slogan"),
            Fidelity.DISPUTED,
            reason="the sources disagree",
            evidence=(evidence("\x9b31mThe slogan was another.\u202e"),),
        ),
    )


def sample() -> Report:
    article = Article(
        id="council",
        title="Council votes",
        text=TEXT,
        blocks=(Block(span=Span(start=0, end=13), kind=BlockKind.HEADLINE, locator="¶ 1"),),
        origin="council.txt",
        published=date(2025, 7, 1),
        sha256="0" * 64,
    )
    return Report(
        article=article,
        verdicts=verdicts(),
        diversity=Diversity(
            attributed=2,
            unattributed=3,
            speakers=(("Ada Berg", 1), ("officials", 1)),
            parties=(("no party known", 1), ("anonymous", 1)),
            single_origin=("a", "b"),
            one_party=("a",),
            unheard=("The opposition",),
        ),
        skipped=(Skipped(what="council.txt", why="page 2 has no text"),),
        asides=(Aside(span=Span(start=0, end=13), kind="headline", why="a headline"),),
        as_of=date(2025, 7, 1),
        as_of_from="the article's date",
        trail="0123456789abcdef" * 4,
        tool=(("factcheck", "1.0"), ("model", "en_core_web_sm 3.8.0"), ("registry", "abc")),
    )
