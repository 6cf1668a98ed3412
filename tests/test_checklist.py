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

from factcheck import read, registry, scanning, workspace
from factcheck.checklist import answers, gate, points, session
from factcheck.checklist.decisions import Action, replay
from factcheck.errors import RegistryError
from factcheck.extraction import _identity
from factcheck.model import (
    Article,
    Attribution,
    Claim,
    Corroboration,
    Credit,
    Currency,
    Diversity,
    Evidence,
    Fidelity,
    Finding,
    Report,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Strength,
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


def test_the_lists_at_top_level_are_those_that_ship():
    for name in ("checklist", "workspace"):
        assert (ROOT / f"{name}.yaml").read_text() == (ROOT / f"factcheck/{name}.template.yaml").read_text()
    assert points.find(DATA).name == "checklist.template.yaml"
    assert [point.check for point in LIST] == list(answers.CHECKS)
    assert workspace.load(ROOT).missing == workspace.ROLES


BROKEN = yaml.safe_load((DATA / "broken.yaml").read_text())


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["name"])
def test_mistakes_are_told_with_their_place(case, tmp_path):
    path = tmp_path / case["file"]
    path.write_text(case["text"])
    with pytest.raises(RegistryError) as told:
        if case["file"] == "workspace.yaml":
            workspace.load(tmp_path)
        else:
            points.load(path, checks=frozenset(answers.CHECKS))
    assert str(told.value).splitlines() == case["told"]


def test_init_adds_what_is_missing_and_touches_nothing(run, tmp_path):
    (tmp_path / "sources.yaml").write_text("# ours\n")
    assert run("init", tmp_path).code == 0
    assert (tmp_path / "sources.yaml").read_text() == "# ours\n"
    assert points.load(tmp_path / "checklist.yaml", checks=frozenset(answers.CHECKS)) == LIST
    assert workspace.load(tmp_path).missing == workspace.ROLES
    assert "nothing was changed" in run("init", tmp_path).err


@pytest.fixture(scope="module")
def walk():
    return session.start(scanned(EDITS["draft"], EDITS["dated"]), LIST, (), known())


def claims(walk):
    return [item for item in walk.items if item.kind is session.Kind.CLAIM]


def test_the_most_urgent_comes_first():
    draft = (
        "The island council rejected the new timetable by 8 votes to 4.\n\n"
        "The east pier was built in 1931. Nordline carried 48,200 passengers in July.\n\n"
        "The harbour office said 12 lamps were broken. The island council said fares rose by 4 percent.\n"
    )
    walk = session.start(scanned("Ferries\n\n" + draft, date(2025, 8, 29)), LIST, (), known())
    order = [(i.verdict.label, i.verdict.attribution.value) for i in claims(walk)]
    assert order == [
        ("contradicted", "confirmed"),
        ("supported", "wrong-speaker"),
        ("supported", "missing"),
        ("unverified", "unconfirmed"),
        ("supported", "not-needed"),
    ]
    assert [item.kind.value for item in walk.items].index("point") == 5
    assert walk.at == walk.items[0].id


def test_it_resumes_at_the_first_that_is_open_and_takes_a_decision_back(walk):
    _, second, third = (item.id for item in claims(walk)[:3])
    one = done(walk, "verified")
    assert one.at == second
    two = done(one, "accepted", "  seen \n by us ")
    assert two.standing.of(second).why == "seen by us"
    assert session.start(walk.report, LIST, two.entries, known()).at == third
    assert (two.decided, two.total) == (2, walk.total)
    back = kept(two, session.undo(two))
    assert (back.at, back.decided, back.mine) == (second, 1, (1,))
    assert len(back.entries) == 3
    again = kept(back, session.undo(back))
    assert again.decided == 0
    assert session.undo(again).said == "nothing of this session is left to undo"
    changed = done(session.go(two, second), "cut")
    assert kept(changed, session.undo(changed)).standing.of(second).action is Action.ACCEPTED


def test_words_are_asked_for_and_what_is_not_for_an_item_is_not_done(walk):
    for action, part in (("corrected", "wording"), ("accepted", "why"), ("ask", "whom"), ("note", "why")):
        step = session.act(walk, Action(action), " ")
        assert step.request.part == part
        assert not step.new
    assert session.act(walk, Action.TICKED).said == "ticked is not for this claim"
    at_point = session.go(walk, "decided")
    assert not session.act(at_point, Action.TICKED).new
    assert not session.accept_same(at_point, "why").new


def test_the_same_finding_is_accepted_together(walk):
    walk = session.go(walk, find(walk.report, "12 lamps were broken."))
    same = session.same(walk)
    assert {item.text for item in same} == {
        v.claim.text
        for v in walk.report.verdicts
        if (v.label, v.reason) == ("unverified", walk.item.verdict.reason) and v.claim.id != walk.at
    }
    assert len(same) >= 2
    assert not session.accept_same(walk, " ").new
    after = kept(walk, session.accept_same(walk, "agreed with the desk"))
    assert after.decided == len(same) + 1
    narrow = session.narrow(walk, session.View(words="lamps"))
    assert session.same(narrow) == ()


def test_another_checkers_decisions_are_merged(walk):
    first, second = (item.id for item in claims(walk)[:2])
    theirs = done(walk, "cut", who="Bo Lindh").entries
    mine = session.merged(session.go(walk, second), theirs)
    assert (mine.at, mine.decided, mine.mine) == (second, 1, ())
    assert mine.standing.of(first).who == "Bo Lindh"
    both = done(mine, "verified")
    assert both.decided == 2
    assert both.mine == (2,)


TICKS = (
    ("places", [["48,200", "48,300"]], "open"),
    ("places", [["1931", "1933"]], "met"),
    ("context", [["the council said", "Nordline said"]], "open"),
    ("context", [["school run", "school bus"]], "open"),
    ("context", [["Island counts", "Island mourns"]], "met"),
    ("headline", [["Island counts", "Island mourns"]], "open"),
    ("headline", [["school run", "school bus"]], "met"),
    ("reply", [["1931", "1933"]], "not-needed"),
    ("reply", [["was closed on Monday", "violated the law"]], "open"),
)


@pytest.mark.parametrize(("point", "change", "state"), TICKS)
def test_a_tick_falls_when_what_it_was_about_changes(walk, point, change, state):
    ticked = done(session.go(walk, point), "ticked")
    after = session.start(edited(EDITS, {"change": change}), LIST, ticked.entries, known())
    item = next(item for item in after.items if item.id == point)
    assert item.answer.state == (state if state != "not-needed" else "met")
    waived = session.start(
        edited(EDITS, {"change": change}),
        LIST,
        done(session.go(walk, point), "waived", "no way").entries,
        known(),
    )
    assert next(item for item in waived.items if item.id == point).decided


PEOPLE = workspace.Workspace(
    roles={"writer": ("Ann Reed", "Bo Lindh"), "checker": ("Bo Lindh",), "editor": ("Cy Okafor",)}
)


def all_done(walk):
    """Decide everything that is open: accept claims, tick points, waive what cannot be ticked."""
    while (item := walk.item) is not None and item.needed and not item.decided:
        claim = item.kind is session.Kind.CLAIM
        action = "accepted" if claim else "ticked" if Action.TICKED in item.actions else "waived"
        walk = done(walk, action, "" if action == "ticked" else "because")
    return walk


@pytest.fixture(scope="module")
def settled(walk):
    return all_done(walk)


def line(walk, what, who="Ann Reed", **data):
    new = session.New(what=what, data=tuple(data.items()))
    return session.merged(walk, (*walk.entries, written(new, len(walk.entries) + 1, who)))


def signed(walk, people=(("writer", "Ann Reed"), ("checker", "bo  lindh"), ("editor", "Cy Okafor"))):
    for role, who in people:
        walk = line(walk, "signed", who, role=role, draft=walk.report.article.sha256)
    return walk


def gate_of(walk, report=None, people=PEOPLE, reg=None):
    return gate.status(report or walk.report, replay(walk.entries), LIST, reg or known(), people)


def test_the_gate_opens_when_all_is_decided_and_three_have_signed(walk, settled):
    assert not gate_of(walk).open
    before = gate_of(settled)
    assert (before.open, before.ready_to_sign) == (False, True)
    assert [block.item for block in before.blocking] == list(workspace.ROLES)
    assert (before.decided, before.total) == (settled.decided, settled.total)
    assert gate_of(signed(settled)).open
    shut = gate_of(signed(settled), people=workspace.Workspace())
    assert [block.kind for block in shut.blocking] == ["role"]
    assert "workspace.yaml" in shut.blocking[0].why


def test_four_eyes(settled):
    def may(walk, who, role, people=PEOPLE):
        return gate.may_sign(who, role, replay(walk.entries), walk.report, people)

    assert may(settled, "Ann Reed", "writer") == ""
    assert "is not editor" in may(settled, "Ann Reed", "editor")
    bo = signed(settled, [("writer", "Bo Lindh")])
    assert "the checker is not the writer" in may(bo, "BO  LINDH", "checker")
    assert "names nobody" in may(settled, "Ann Reed", "writer", workspace.Workspace())
    twice = signed(settled, [("writer", "Bo Lindh"), ("checker", "bo lindh"), ("editor", "Cy Okafor")])
    assert [block.item for block in gate_of(twice).blocking] == ["checker"]


def test_an_edit_after_the_signatures_voids_them(settled):
    walk = signed(settled)
    moved = edited(EDITS, {"change": [["Island counts its ferries", "Island counts its  ferries"]]})
    found = gate_of(walk, moved)
    assert {block.why for block in found.blocking if block.kind == "signature"} == {
        "the draft was edited after the signature"
    }
    assert gate_of(walk).open


def test_a_published_article_is_opened_again_for_a_correction(settled):
    walk = signed(settled)
    out = line(walk, "published", draft=walk.report.article.sha256)
    assert (gate_of(out).open, gate_of(out).published) == (True, True)
    again = line(out, "correction")
    assert (gate_of(again).open, gate_of(again).published) == (False, False)
    assert gate_of(signed(again)).open
    assert len(again.entries) == len(out.entries) + 1


@pytest.mark.parametrize("action", ["cut", "corrected"])
def test_what_was_to_go_blocks_while_it_stands_also_retyped(settled, action):
    claim = find(settled.report, "Ada Berg opened the new terminal in March 2025.")
    walk = signed(done(session.go(settled, claim), action, "Ada Berg visited the terminal"))
    retyped = edited(EDITS, {"change": [["March 2025", "March\u00a02025"]]})
    for report in (walk.report, retyped):
        blocks = [block for block in gate_of(walk, report).blocking if block.kind == "claim"]
        assert [(block.item, block.why) for block in blocks] == [
            (claim, f"{action} by Ann Reed, but the draft still says it")
        ]
    gone = edited(EDITS, {"change": [["Mayor Ada Berg opened the new terminal in March 2025. ", ""]]})
    assert not [block for block in gate_of(walk, gone).blocking if block.kind == "claim"]


def test_open_decisions_block_also_on_claims_that_nobody_had_to_check(settled):
    for action, text in (("ask", "the mayor"), ("needs-source", "")):
        walk = done(session.go(settled, claims(settled)[-1].id), action, text)
        blocks = [block for block in gate_of(walk).blocking if block.kind == "claim"]
        assert [block.item for block in blocks] == [claims(settled)[-1].id]
        assert session.start(walk.report, LIST, walk.entries, known()).at == blocks[0].item


SOURCES = (DATA / "sources.yaml").read_text()
LATER = """
  - id: traffic-2
    title: Traffic figures for July 2025, revised
    publisher: nordline-press
    kind: statement
    level: primary
    published: 2025-08-20
    supersedes: [traffic]
    statements:
      - {locator: "para 9", text: "The crew of the Alder was given a medal."}
"""
CHANGED = (
    ("a passage was changed", SOURCES.replace("48,200 passengers", "48,300 passengers"), {"july"}),
    (
        "a passage of another claim was changed",
        SOURCES.replace("9 votes to 4", "9 votes to 5"),
        {"vote"},
    ),
    ("a source was superseded", SOURCES + LATER, {"july", "alder", "fares", "fares-council"}),
    ("a source was added", SOURCES + LATER.replace("    supersedes: [traffic]\n", ""), set()),
)


@pytest.mark.parametrize(("what", "text", "reopened"), CHANGED, ids=[case[0] for case in CHANGED])
def test_claims_are_reopened_when_their_source_has_changed(what, text, reopened, tmp_path):
    (tmp_path / "sources.yaml").write_text(text)
    changed = registry.load(tmp_path / "sources.yaml")
    before = decided(EDITS)
    names = {entry.n: name for entry, name in zip(before.entries, EDITS["decisions"], strict=True)}
    scan = scanning.prepare(before.report.article, changed, today=EDITS["dated"])
    report = scanning.report(scan, tuple(scanning.verdicts(scan)))
    after = session.start(report, LIST, before.entries, changed)
    assert {names[one.decision.entry] for one in after.carried.reopened} == reopened
    assert {one.why for one in after.carried.reopened} <= {"what the sources say of it has changed since"}


CHECKS = yaml.safe_load((DATA / "checks.yaml").read_text())


def turned(report, how):
    """Return a report whose first verdict came out otherwise, for what this small registry cannot bring about."""
    first, *rest = report.verdicts
    values = {}
    if "lost" in how:
        evidence = Evidence(source="log", publisher="", locator="", text="", published=None)
        lost = {"stance": Stance.REFUTES, "strength": Strength.DECISIVE, "reason": "", "evidence": evidence}
        values["findings"] = (Finding(judge=how["lost"], **lost),)
    if "fidelity" in how:
        values["fidelity"] = Fidelity(how["fidelity"])
    if "currency" in how:
        values["currency"] = Currency(how["currency"])
    return replace(report, verdicts=(replace(first, **values), *rest))


@pytest.mark.parametrize("check", answers.CHECKS)
def test_each_check_is_open_for_one_draft_and_not_for_another(check):
    case = CHECKS[check]
    for wanted in ("open", "not"):
        headline = "" if case.get("bare") and wanted == "not" else "Ferries of the week\n\n"
        report = scanned(headline + case[wanted] + "\n", EDITS["dated"])
        report = turned(report, case["turned"]) if "turned" in case and wanted == "open" else report
        reopened = (report.verdicts[0].claim.id,) if case.get("reopened") and wanted == "open" else ()
        found = answers.CHECKS[check](
            answers.Facts(report=report, registry=known(), signed=wanted == "not", reopened=reopened)
        )
        assert (found.state == answers.OPEN) == (wanted == "open"), (check, wanted, found)
        texts = [v.claim.text for v in report.verdicts if v.claim.id in found.claims]
        assert texts == (case.get("claims", [case["open"]]) if wanted == "open" else [])
