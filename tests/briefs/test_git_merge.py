"""Two people's branches of one brief meet in git, with `briefs/*.yaml merge=union` as the guide has it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.briefs.brief_file import BriefFile
from tearline.briefs.check import check_brief
from tearline.briefs.problems import BriefError
from tearline.briefs.sources import article_of
from tearline.briefs.take_in import draft_brief
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

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        (root / ".gitattributes").write_text("briefs/*.yaml merge=union\n")
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

    def branch(self, name: str, change: Callable[[], None]) -> None:
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


def test_what_one_rejected_beside_what_the_other_added_is_named(shared: Shared) -> None:
    shared.branch("ours", lambda: review(shared, 0, -1))
    rejected = BriefFile.load(shared.brief).brief.rejected
    shared.branch("theirs", lambda: shared.take(1))
    (problem,) = shared.problems(shared.merged())
    assert f"{rejected[0]} is also among the rejected" in problem


def test_a_place_that_both_changed_is_named_with_its_line(shared: Shared) -> None:
    def set_review(to: str) -> Callable[[], None]:
        def change() -> None:
            file = BriefFile.load(shared.brief)
            file.set_value(file.brief.quotes[0].id, "review", to)
            file.save()

        return change

    shared.branch("ours", set_review("accepted"))
    shared.branch("theirs", set_review("edited"))
    with pytest.raises(BriefError) as told:
        shared.merged()
    lines = shared.brief.read_text().splitlines()
    second = [n for n, line in enumerate(lines, 1) if "review: " in line][1]
    assert [problem.line for problem in told.value.problems] == [second]
