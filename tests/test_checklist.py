"""The checklist as values: decisions over edits, the walk, the points, the list, the people and the gate."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import read, registry, scanning
from factcheck.checklist import answers, points, session
from factcheck.checklist.decisions import Action
from factcheck.extraction import _identity
from factcheck.model import (
    Article,
    Attribution,
    Claim,
    Corroboration,
    Credit,
    Currency,
    Diversity,
    Fidelity,
    Report,
    Span,
    Speaker,
    SpeakerKind,
    Verdict,
)
from factcheck.trail import Entry
from factcheck.wire import speaker_name

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data/checklist"
EDITS = yaml.safe_load(path.read_text()) if (path := DATA / "edits.yaml").exists() else {"edits": []}
LIST = points.load(ROOT / "factcheck/checklist.template.yaml", checks=frozenset(answers.CHECKS))


@cache
def known():
    return registry.load(DATA / "sources.yaml")


@cache
def scanned(text: str, dated: date, name: str = "draft.txt") -> Report:
    article = replace(read.article_from_text(text, origin=name), published=dated)
    scan = scanning.prepare(article, known(), today=dated)
    return scanning.report(scan, tuple(scanning.verdicts(scan)))


def written(new: session.New, number: int, who: str = "Ann Reed") -> Entry:
    """Return what the trail would hold of a line; its hashes are tested with the trail."""
    values = {name: getattr(new, name) for name in new.__slots__}
    return Entry(n=number, at=f"2025-09-01T09:{number % 60:02}:00+00:00", who=who, **values)


def done(walk: session.Session, action: str, text: str = "", who: str = "Ann Reed") -> session.Session:
    """Do one thing where the walk stands, and write it."""
    return kept(walk, session.act(walk, Action(action), text), who)


def kept(walk: session.Session, step: session.Step, who: str = "Ann Reed") -> session.Session:
    assert step.new, step.said or step.request
    made = [written(new, len(walk.entries) + n, who) for n, new in enumerate(step.new, 1)]
    return session.written(step.session, made, (*walk.entries, *made))


def find(report: Report, text: str, by: str = "") -> str:
    found = [
        v.claim.id
        for v in report.verdicts
        if v.claim.text == text and by in (speaker_name(v.claim, report.article.text) or "")
    ]
    assert found, f"no claim says {text!r}: {[v.claim.text for v in report.verdicts]}"
    return found[0]


def decided(world) -> session.Session:
    """Return a walk through the draft of a file of cases, with its decisions made."""
    walk = session.start(scanned(world["draft"], world["dated"]), LIST, (), known())
    for one in world["decisions"].values():
        walk = session.go(walk, find(walk.report, one["claim"], one.get("by", "")))
        walk = done(walk, one["do"], one.get("text", ""))
    return walk


def edited(world, case) -> Report:
    text = case.get("draft", world["draft"])
    for old, new in case.get("change", ()):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return scanned(text, case.get("dated", world["dated"]))


def fates(world, case) -> tuple[dict[str, str], list[str]]:
    """Return what became of each decision that was not just kept, and what nobody has decided beside."""
    before = decided(world)
    names = {entry.n: name for entry, name in zip(before.entries, world["decisions"], strict=True)}
    after = session.start(edited(world, case), LIST, before.entries, known())
    texts = {v.claim.id: v.claim.text for v in after.report.verdicts}
    told: dict[str, list[str]] = {name: [] for name in world["decisions"]}
    for claim, decision in after.carried.kept.items():
        same = texts[claim].replace("\u00a0", " ") == decision.text
        told[names[decision.entry]].append("kept" if same else f"kept as: {texts[claim]}")
    for one in after.carried.reopened:
        told[names[one.decision.entry]].append(f"reopened, {one.why}: {one.diff or texts[one.claim]}")
    for decision in after.carried.done:
        told[names[decision.entry]].append("done")
    for decision in after.carried.vanished:
        told[names[decision.entry]].append("vanished")
    assert all(len(fate) == 1 for fate in told.values()), told  # none lost, none twice
    begun = {*after.carried.kept, *(one.claim for one in after.carried.reopened)}
    new = [text for claim, text in texts.items() if claim not in begun and text not in world["undecided"]]
    return {name: fate[0] for name, fate in told.items() if fate != ["kept"]}, new


@pytest.mark.parametrize("case", EDITS["edits"], ids=lambda case: case["name"])
def test_each_decision_has_its_fate_over_an_edit(case):
    assert fates(EDITS, case) == (case.get("fate", {}), case.get("new", []))


# Random edits, without a parser: what a claim says is known here, so what a decision was about is known too.
NAMES, PLACES, SPEAKERS = ("Alder", "Birch"), ("Skerrow", "Holm"), ("", "Nordline", "the council")
NUMBERS, KINDS = (
    (12, 21, 120),
    ("move", "delete", "repeat", "insert", "name", "number", "not", "place", "speaker"),
)
CLOSING = ("verified", "cut", "accepted", "corrected", "needs-source", "ask")


@dataclass(frozen=True)
class Said:
    name: str
    number: int
    denied: bool
    place: str
    speaker: str

    @property
    def text(self) -> str:
        verb = "did not carry" if self.denied else "carried"
        return f"The {self.name} {verb} {self.number} crates to {self.place}."


def other(options, value):
    return options[(options.index(value) + 1) % len(options)]


def changed(draft: list[Said], kind: str, at: int, to: int) -> list[Said]:
    """Return the draft after one edit."""
    if kind == "insert" or not draft:
        said = Said(NAMES[at % 2], NUMBERS[to % 3], at % 3 == 0, PLACES[to % 2], SPEAKERS[(at + to) % 3])
        return [*draft[:at], said, *draft[at:]]
    at %= len(draft)
    one, rest = draft[at], [*draft[:at], *draft[at + 1 :]]
    to %= len(draft)
    edits = {
        "name": {"name": other(NAMES, one.name)},
        "number": {"number": other(NUMBERS, one.number)},
        "not": {"denied": not one.denied},
        "place": {"place": other(PLACES, one.place)},
        "speaker": {"speaker": other(SPEAKERS, one.speaker)},
    }
    if kind in edits:
        return [*draft[:at], replace(one, **edits[kind]), *draft[at + 1 :]]
    return {"delete": rest, "move": [*rest[:to], one, *rest[to:]], "repeat": [*draft[:to], one, *draft[to:]]}[
        kind
    ]


def scan_of(draft: list[Said], curly: bool) -> Report:
    """Return a report on such a draft; ``curly`` retypes its spaces."""
    seen: Counter[str] = Counter()
    verdicts, text = [], ""
    for said in draft:
        written = said.text.replace(" crates", "\u00a0crates") if curly else said.text
        speaker = Speaker(name=said.speaker, kind=next(iter(SpeakerKind))) if said.speaker else None
        span = Span(start=len(text), end=len(text) + len(written))
        text += written + "\n"
        who = Attribution(
            source=(), cue=(), content=(span,), speaker=speaker, form="indirect", statement=True
        )
        claim = Claim(
            id=_identity(written, seen),
            text=written,
            spans=(span,),
            sentence=span,
            attribution=who if speaker else None,
            checkworthy=0.9,
            checkable=True,
            why="",
        )
        verdicts.append(
            Verdict(
                claim=claim,
                fidelity=Fidelity.UNVERIFIED,
                attribution=Credit.NOT_NEEDED,
                currency=Currency.TIMELESS,
                corroboration=Corroboration(),
                reason="no source speaks about it",
            )
        )
    article = Article(
        id="a",
        title="",
        text=text,
        blocks=(),
        origin="a.txt",
        published=None,
        sha256=sha256(text.encode()).hexdigest(),
    )
    return Report(
        article=article,
        verdicts=tuple(verdicts),
        diversity=Diversity(),
        skipped=(),
        asides=(),
        as_of=date(2025, 9, 1),
        as_of_from="given",
    )


class Desk:
    """A draft under edit, with what each decision was about and which took the place of which."""

    def __init__(self, draft: list[Said]) -> None:
        self.draft, self.curly = draft, False
        self.walk = session.start(scan_of(draft, False), (), (), known())
        self.about: dict[
            int, tuple[Said, str]
        ] = {}  # entry -> what was decided on, the wording it was told to have
        self.replaced: dict[int, set[int]] = {}  # entry -> the entries that it took the place of
        self.undone: set[int] = set()

    def edit(self, kind: str, at: int, to: int) -> None:
        self.draft, self.curly = changed(self.draft, kind, at, to), self.curly ^ (to == 3)
        self.walk = session.start(scan_of(self.draft, self.curly), (), self.walk.entries, known())

    def said(self, claim: str) -> Said:
        ids = [v.claim.id for v in self.walk.report.verdicts]
        return self.draft[ids.index(claim)]

    def decide(self, at: int, to: int) -> None:
        if not self.walk.items:
            return
        self.walk = session.go(self.walk, self.walk.items[at % len(self.walk.items)].id)
        item, action = self.walk.item, CLOSING[to % len(CLOSING)]
        said = self.said(item.id)
        wording = replace(said, number=other(NUMBERS, said.number)).text if action == "corrected" else ""
        earlier = [d for d in (item.decision, item.reopened and item.reopened.decision) if d]
        carried = self.walk.carried
        lost = [one.decision for one in carried.reopened if one.claim != item.id]
        lost += (*carried.done, *carried.vanished)  # repetitions that have gone
        earlier += [d for d in lost if self.about[d.entry][0] == said]
        self.walk = done(self.walk, action, wording or ("because" if action in ("accepted", "ask") else ""))
        number = self.walk.entries[-1].n
        self.about[number] = said, wording
        self.replaced[number] = {decision.entry for decision in earlier}

    def undo(self) -> None:
        step = session.undo(self.walk)
        if step.new:
            self.undone.add(self.walk.mine[-1])
            self.walk = kept(self.walk, step)

    def holds(self) -> None:
        """Check that each decision is somewhere, and nowhere but with the claim that it was made on."""
        carried = self.walk.carried
        made = set(self.about) - self.undone
        pairs = [(new, old) for new, olds in self.replaced.items() if new in made for old in olds]
        live = made - {old for _, old in pairs}
        shown = Counter(
            [d.entry for d in (*carried.kept.values(), *carried.done, *carried.vanished)]
            + [one.decision.entry for one in carried.reopened]
        )
        assert live <= set(shown) <= made, (live, shown)
        assert max(shown.values(), default=1) == 1, "a decision stands at two claims"
        again = {old for new, old in pairs if self.about[new][0] == self.about[old][0]}
        assert not again & set(shown), "a decision came back after it was decided otherwise"
        for claim, decision in carried.kept.items():
            now, (then, wording) = self.said(claim), self.about[decision.entry]
            assert now == then or (now.text == wording and now.speaker == then.speaker), (now, then)
        assert all(d.action in ("cut", "corrected") for d in carried.done)
        standing = Counter(self.draft)
        owned = Counter(self.about[entry][0] for entry in live)
        stay = Counter(self.said(claim) for claim in carried.kept)
        for said, count in owned.items():
            assert stay[said] >= min(count, standing[said]), "an unchanged claim lost its decision"
        for item in self.walk.items:
            assert not item.decided or item.id in carried.kept


SAID = st.builds(
    Said,
    name=st.sampled_from(NAMES),
    number=st.sampled_from(NUMBERS),
    denied=st.booleans(),
    place=st.sampled_from(PLACES),
    speaker=st.sampled_from(SPEAKERS),
)
STEPS = st.tuples(st.sampled_from((*KINDS, *["decide"] * 5, "undo")), st.integers(0, 7), st.integers(0, 7))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(SAID, min_size=2, max_size=6), st.lists(STEPS, min_size=6, max_size=16))
def test_random_edits_lose_no_decision_and_give_none_to_another_claim(draft, steps):
    desk = Desk(draft)
    for number in range(len(draft)):
        desk.decide(number, number)
    for kind, at, to in steps:
        if kind == "decide":
            desk.decide(at, to)
        elif kind == "undo":
            desk.undo()
        else:
            desk.edit(kind, at, to)
        desk.holds()
