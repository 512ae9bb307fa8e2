"""Two people's branches of one brief meet in git, as it is when Tearline has made the brief."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.take_in import draft_brief
from tearline.briefs.document import git_merging, surroundings
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.problems import BriefError
from tearline.briefs.sources import article_of
from tearline.index.desk import Desk

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

PEOPLE = [
    ("Ilse Korvath", "Pell Amari"),
    ("Mira Dolan", "Joren Vesk"),
    ("Tamsin Harrow", "Oskar Linde"),
    ("Livia Strome", "Bram Orlo"),
]


def article(n: int) -> str:
    one, other = PEOPLE[n]
    said = [
        f"“We will not sign page {n}-{k} of this,” {one} told the Tarn Gazette. {other}, the envoy, said "
        f"that harbour {n} of Ostrel would stay closed for {k} weeks."
        for k in range(2, 6)
    ]
    return "\n\n".join(
        [f"Talks number {n} stall", f"Velmara's minister, {one}, said that they failed.", *said]
    )


class Shared:
    """A desk in git with a brief of its first article, and two branches from there."""

    def __init__(self, root: Path, begun: bool = True) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        if not begun:
            return
        self.take(0)
        self.commit("main")

    @property
    def brief(self) -> Path:
        return self.root / "briefs" / "shared.yaml"

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        name = ["-c", "user.name=A", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *name, *words], cwd=self.root, capture_output=True, text=True)

    def take(self, *articles: int) -> None:
        for n in articles:
            (self.root / f"{n}.txt").write_text(article(n))
        with Desk(self.root) as desk:
            desk.sync()
            draft_brief(desk, "shared")

    def commit(self, message: str) -> None:
        self.git("add", ".")
        assert self.git("commit", "-qm", message).returncode == 0

    def branch(self, name: str, change: Callable[[], object]) -> None:
        self.git("checkout", "-q", "main")
        self.git("checkout", "-qb", name)
        change()
        self.commit(name)

    def merged(self) -> BriefFile:
        done = self.git("merge", "-q", "-m", "both", "ours")
        assert done.returncode == 0, done.stdout + done.stderr
        return BriefFile.load(self.brief)

    def problems(self, file: BriefFile) -> list[str]:
        with Desk(self.root) as desk:
            desk.sync()
            found = check_brief(file, article_of(desk))
        return [str(problem) for problem in found if problem.severity == "error"]


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path)


def ids(file: BriefFile) -> list[str]:
    brief = file.brief
    return [*brief.sources, *brief.actors, *(item.id for item in (*brief.quotes, *brief.claims))]


def test_each_took_in_another_article(shared: Shared) -> None:
    shared.branch("ours", lambda: shared.take(1))
    ours = set(ids(BriefFile.load(shared.brief)))
    shared.branch("theirs", lambda: shared.take(2))
    theirs = set(ids(BriefFile.load(shared.brief)))
    assert ours - theirs
    assert theirs - ours
    both = shared.merged()
    assert set(ids(both)) == ours | theirs
    assert shared.problems(both) == []
    before = shared.brief.read_bytes()
    shared.take()
    assert shared.brief.read_bytes() == before


def test_both_took_in_the_same_article(shared: Shared) -> None:
    shared.branch("ours", lambda: shared.take(1))
    shared.branch("theirs", lambda: shared.take(1))
    both = shared.merged()
    assert len(ids(both)) == len(set(ids(both)))
    assert shared.problems(both) == []


def review(shared: Shared, accepted: int, rejected: int) -> None:
    file = BriefFile.load(shared.brief)
    quotes = [quote.id for quote in file.brief.quotes]
    file.set_value(quotes[accepted], "review", "accepted")
    file.reject(quotes[rejected])
    file.save()


def test_one_reviewed_while_the_other_took_in_more(shared: Shared) -> None:
    shared.branch("ours", lambda: review(shared, 0, 1))
    rejected = BriefFile.load(shared.brief).brief.rejected
    shared.branch("theirs", lambda: shared.take(1))
    both = shared.merged()
    assert both.brief.quotes[0].review == "accepted"
    assert both.brief.rejected == rejected
    assert rejected[0] not in ids(both)
    assert shared.problems(both) == []


def test_what_one_rejected_beside_what_the_other_added_is_gone_all_the_same(shared: Shared) -> None:
    shared.branch("ours", lambda: review(shared, 0, -1))
    rejected = BriefFile.load(shared.brief).brief.rejected
    shared.branch("theirs", lambda: shared.take(1))
    both = shared.merged()
    assert both.brief.rejected == rejected
    assert rejected[0] not in ids(both)
    assert shared.problems(both) == []


def set_review(shared: Shared, to: str) -> Callable[[], None]:
    def change() -> None:
        file = BriefFile.load(shared.brief)
        file.set_value(file.brief.quotes[0].id, "review", to)
        file.save()

    return change


def test_a_place_that_both_changed_is_a_conflict_and_named(shared: Shared) -> None:
    shared.branch("ours", set_review(shared, "accepted"))
    quote = BriefFile.load(shared.brief).brief.quotes[0].id
    shared.branch("theirs", set_review(shared, "edited"))
    done = shared.git("merge", "-m", "both", "ours")
    assert done.returncode == 1
    assert f"quotes.{quote}.review: here “edited”, there “accepted”, before “draft”" in done.stderr
    with pytest.raises(BriefError, match="git has left a conflict here"):
        BriefFile.load(shared.brief)


def test_without_the_driver_what_both_added_is_a_conflict_to_be_seen(shared: Shared) -> None:
    shared.branch("ours", lambda: shared.take(1))
    shared.branch("theirs", lambda: shared.take(2))
    shared.git("config", "--remove-section", "merge.tearline")
    assert shared.git("merge", "-m", "both", "ours").returncode == 1
    with pytest.raises(BriefError, match=r"git has left a conflict here.*tearline merge-driver --set-up"):
        BriefFile.load(shared.brief)
    shared.git("merge", "--abort")
    assert git_merging.set_up(shared.root)
    shared.merged()


def test_where_tearline_is_gone_git_merges_by_lines(shared: Shared) -> None:
    git_merging.set_up(shared.root, "no-such-tearline")
    shared.branch("ours", lambda: review(shared, 0, 1))
    text = shared.brief.read_text()
    shared.branch("theirs", lambda: shared.brief.write_text(text.replace("status: draft", "status: final")))
    assert shared.git("merge", "-m", "both", "ours").returncode == 0


# Starting points, from nothing at all to styles by hand.
BRIEF = """\
tearline: 1
title: The dam at Orlo
sources:
  gazette: {file: g.txt, outlet: Orlo Gazette}
actors:
  ada-veld:
    name: Ada Veld
    type: person
quotes:
  - id: q-1
    speaker: ada-veld
    form: direct
    cue: said
    said: shut
    at: {source: gazette, start: 0, end: 4}
    review: accepted
claims:
  - id: c-1
    claim: It is shut.
    kind: fact
    review: accepted
rejected:
  - q-9
"""
STARTS = {
    "nothing": None,
    "a title": "tearline: 1\ntitle: The dam at Orlo\n",
    "empty sections": "tearline: 1\ntitle: x\nsources: {}\nactors:\nquotes: []\nclaims:\nrejected:\n",
    "entries": BRIEF,
    "no last line end": BRIEF.rstrip("\n"),
    "windows": BRIEF.replace("\n", "\r\n"),
    "brackets": "tearline: 1\ntitle: x\nactors: {a: {name: A, type: person}}\nrejected: [q-8]\nquotes: []\n",
    "dashes at the margin": "tearline: 1\ntitle: x\nrejected:\n- q-8   # no\n\ngaps:\n\n- Who?\n\n- Why?\n",
}


def add_some(file: BriefFile, draw: Random, who: str) -> None:
    """Additions that differ in little more than their ids, so that lines are easily taken for each other."""
    for n in range(draw.randint(1, 6)):
        at = {"source": "gazette", "start": draw.randint(0, 9), "end": 20}
        rest = {"speaker": "ada-veld", "form": "direct", "cue": "said", "said": "shut", "at": at}
        tail = {
            "via": ["ben"],
            "about": ["ada-veld"],
            "review": "accepted",
            "rule": "cue-before",
            "note": "same",
        }
        match draw.choice(
            ["quote", "quote", "claim", "actor", "source", "reject", "line", "event", "relation"]
        ):
            case "quote":
                file.add_item(
                    "quotes", {"id": f"q-{who}{n}", **rest, **(tail if draw.random() < 0.5 else {})}
                )
            case "claim":
                file.add_item(
                    "claims", {"id": f"c-{who}{n}", "claim": "So.", "kind": "fact", "evidence": ["q-1"]}
                )
            case "actor":
                roles = [{"role": "minister", "source": "gazette"}]
                file.add_actor(f"{who}-{n}", {"name": f"{who} {n}", "type": "person", "roles": roles})
            case "source":
                file.add_source(f"{who}-{n}", {"file": f"{who}{n}.txt", "outlet": "Orlo Gazette"})
            case "reject":
                file.reject(f"q-{who}r{n}")
            case "line":
                said = {"judgement": f"{who} {n}.", "likelihood": "likely", "confidence": "moderate"}
                file.add_item("bottom_line", said)
            case "event":
                file.add_item(
                    "timeline", {"id": f"t-{who}{n}", "when": "2031", "what": "Shut.", "review": "draft"}
                )
            case "relation":
                file.add_item("relations", {"claim": "c-1", "to": f"c-{who}{n}", "kind": "updates"})


def entries(file: BriefFile) -> dict[str, list[str]]:
    return {
        section: sorted(map(repr, value.items() if isinstance(value, dict) else value))
        for section, value in file.brief
        if isinstance(value, dict | tuple)
    }


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("seed", range(2))
def test_whatever_two_branches_add_is_all_there(tmp_path: Path, start: str, seed: int) -> None:
    shared = Shared(tmp_path, begun=False)
    shared.brief.parent.mkdir()
    surroundings.furnish(shared.brief.parent)
    text = STARTS[start]
    if text is not None:
        shared.brief.write_bytes(text.encode())
    shared.commit("main")
    draw = Random(f"{start}{seed}")  # noqa: S311
    before = BriefFile(shared.brief, text or "tearline: 1\ntitle: x\n", b"")
    meant = entries(before)
    for who in ("ours", "theirs"):

        def change(who: str = who) -> None:
            file = BriefFile.load(shared.brief) if text else BriefFile.new(shared.brief, "x")
            add_some(file, draw, who)
            file.save()
            for section, found in entries(file).items():
                meant[section] = sorted({*meant[section], *found})

        shared.branch(who, change)
    both = shared.merged()
    assert entries(both) == meant
    assert shared.git("status", "--porcelain").stdout == ""


def test_comments_and_layout_of_both_sides_stay(shared: Shared) -> None:
    def ours() -> None:
        shared.brief.write_text("# ours\n" + shared.brief.read_text())
        shared.take(1)

    def theirs() -> None:
        text = shared.brief.read_text()
        shared.brief.write_text(text.replace("quotes:\n", "quotes:\n  # theirs\n", 1))
        shared.take(2)

    shared.branch("ours", ours)
    shared.branch("theirs", theirs)
    text = shared.merged().text
    assert text.startswith("# ours\n")
    assert "quotes:\n  # theirs\n" in text


def test_the_attributes_and_the_schema_stand_beside_the_first_brief_and_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "briefs" / "one.yaml"
    BriefFile.new(path, "One").save()
    assert (path.parent / ".gitattributes").read_text().endswith("*.yaml merge=tearline\n")
    assert f"$schema={surroundings.SCHEMA}" in path.read_text().splitlines()[0]
    assert json.loads((path.parent / surroundings.SCHEMA).read_text())["title"] == "Brief"
    for name in (".gitattributes", surroundings.SCHEMA):
        (path.parent / name).write_text("mine\n")
    BriefFile.new(path.with_name("two.yaml"), "Two").save()
    for name in (".gitattributes", surroundings.SCHEMA):
        assert (path.parent / name).read_text() == "mine\n"


def test_git_is_left_alone_where_the_attributes_do_not_ask(tmp_path: Path) -> None:
    shared = Shared(tmp_path, begun=False)
    shared.brief.parent.mkdir()
    (shared.brief.parent / ".gitattributes").write_text("*.yaml text\n")
    BriefFile.new(shared.brief, "One").save()
    assert shared.git("config", "--get", "merge.tearline.driver").returncode == 1
