"""`tearline diff` between files and git revisions, in repositories of all sorts and in none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tearline.tui.cli import main as cli

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

ORLO = "Ada Veld said “the gates stay shut” on Monday, in a long speech to the council of Lenn.\n"
TEXT = """\
tearline: 1
title: The dam at Orlo
sources:
  gazette-1: {file: orlo.txt}
quotes:
  - id: q-1
    form: direct
    said: the gates stay shut
    at: {source: gazette-1, start: 15, end: 34, before: "Ada Veld said “", after: "” on Monday, in a long"}
claims:
  - {id: c-1, claim: The gates stay shut., kind: pledge, credibility: 3, evidence: [q-1]}
"""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


Tearline = Callable[..., Run]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "XDG_STATE_HOME": str(tmp_path / "home" / "state"),
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_CONFIG_NOSYSTEM": "1",
    }


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk that is no repository yet."""
    desk = tmp_path / "desk"
    (desk / "briefs").mkdir(parents=True)
    (desk / "orlo.txt").write_text(ORLO)
    (desk / "briefs" / "orlo.yaml").write_text(TEXT)
    return desk


@pytest.fixture
def tearline(
    environment: dict[str, str],
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Tearline:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def run(*words: str, cwd: Path = desk, **more: str) -> Run:
        with monkeypatch.context() as patch:
            patch.chdir(cwd)
            for name, value in more.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                cli.main(words)
        out, err = capfd.readouterr()
        return Run(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def git(environment: dict[str, str], desk: Path) -> Callable[..., None]:
    def run(*words: str) -> None:
        subprocess.run(["git", *words], cwd=desk, env=environment, capture_output=True, check=True)

    return run


@pytest.fixture
def history(desk: Path, git: Callable[..., None]) -> Path:
    """The desk with three commits: as written, graded (v1), reworded."""
    git("init", "-q")
    for old, new in (("", ""), ("credibility: 3", "credibility: 2"), ("kind: pledge", "kind: forecast")):
        edit(desk, old, new)
        git("add", "briefs", "orlo.txt")
        git("commit", "-qm", "more", "--allow-empty")
        if "credibility" in old:
            git("tag", "v1")
    return desk


def edit(desk: Path, old: str, new: str) -> None:
    path = desk / "briefs" / "orlo.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


CLAIM = "Key claims\n  The gates stay shut. (c-1)\n"
GRADED = "    Graded anew: credibility 3, now 2\n"
KIND = "    Changed: kind pledge, now forecast\n"


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (["HEAD~2", "orlo"], CLAIM + KIND + GRADED),
        (["orlo@HEAD~1", "orlo"], CLAIM + KIND),
        (["orlo@v1", "orlo@HEAD"], CLAIM + KIND),
        (["orlo@HEAD~2", "v1"], CLAIM + GRADED),
        (["orlo@HEAD~2", "orlo@v1"], CLAIM + GRADED),
        (["orlo@v1"], CLAIM + KIND),
        (["briefs/orlo.yaml@v1", "briefs/orlo.yaml"], CLAIM + KIND),
        (["@{0}", "orlo"], ""),
        (["orlo@HEAD@{0}", "orlo"], ""),
        (["orlo"], ""),
    ],
)
def test_two_states_are_named_by_brief_and_revision(
    words: list[str], out: str, tearline: Tearline, history: Path
) -> None:
    run = tearline("diff", *words)
    assert (run.code, run.out) == (0, out), run.err
    assert ("Nothing has changed" in run.err) == (not out)


def test_what_is_not_committed_is_the_difference_to_the_last_commit(
    tearline: Tearline, history: Path
) -> None:
    edit(history, "said: the gates", "speaker: {described: a minister}\n    said: the gates")
    run = tearline("diff", "orlo")
    assert run.out == (
        "Quotes\n  a minister: the gates stay shut (q-1)\n"
        "    Attributed anew: speaker not given, now a minister\n"
    )


def test_two_files_need_no_git(tearline: Tearline, desk: Path) -> None:
    (desk / "old.yaml").write_text(TEXT.replace("credibility: 3", "credibility: 4"))
    run = tearline("diff", "old.yaml", "orlo")
    assert run.out == CLAIM + "    Graded anew: credibility 4, now 3\n"


def test_words_lost_in_todays_articles_are_told(tearline: Tearline, history: Path) -> None:
    (history / "orlo.txt").write_text(ORLO.replace("stay shut", "stay open"))
    run = tearline("diff", "orlo")
    assert "Words lost: nowhere in the source now; anchored at gazette-1 15–34" in run.out
    assert tearline("diff", "orlo@v1", "orlo@HEAD").out == CLAIM + KIND


def test_markdown_and_json(tearline: Tearline, history: Path, tmp_path: Path) -> None:
    out = tmp_path / "since.md"
    assert tearline("diff", "v1", "orlo", "-o", str(out)).code == 0
    assert out.read_text() == tearline("diff", "v1", "orlo", "--format", "markdown").out
    assert "- The gates stay shut. — Changed: kind pledge, now forecast" in out.read_text()
    printed = json.loads(tearline("diff", "v1", "orlo", "--json").out)
    assert (printed["since"], printed["until"]) == ("briefs/orlo.yaml@v1", "briefs/orlo.yaml")
    assert [change["kind"] for change in printed["changes"]] == ["changed"]
    (tmp_path / "mine.md").write_text("My own notes.\n")
    assert tearline("diff", "v1", "orlo", "-o", str(tmp_path / "mine.md")).code == 2


def test_the_repository_is_the_one_of_the_brief(tearline: Tearline, history: Path, tmp_path: Path) -> None:
    path = history / "briefs" / "orlo.yaml"
    assert tearline("diff", f"{path}@v1", str(path), cwd=tmp_path).out == CLAIM + KIND
    assert tearline("diff", "v1", "orlo", "--desk", str(history), cwd=tmp_path).out == CLAIM + KIND
    # As inside a hook of another repository.
    elsewhere = str(tmp_path / "elsewhere" / ".git")
    assert tearline("diff", "v1", "orlo", GIT_DIR=elsewhere, GIT_INDEX_FILE="x").out == CLAIM + KIND


def test_a_brief_that_is_gone_can_still_be_compared(tearline: Tearline, history: Path) -> None:
    (history / "briefs" / "orlo.yaml").unlink()
    assert tearline("diff", "orlo@HEAD~2", "orlo@HEAD").out == CLAIM + KIND + GRADED
    assert tearline("diff", "orlo").code == 2


def test_a_hostile_name_is_a_name(tearline: Tearline, history: Path, git: Callable[..., None]) -> None:
    name = "--output=x; touch hacked $(touch hacked).yaml"
    (history / "briefs" / name).write_text(TEXT)
    git("add", "briefs")
    git("commit", "-qm", "hostile")
    run = tearline("diff", "--", f"briefs/{name}@HEAD", f"briefs/{name}")
    assert run.code == 0, run.err
    assert not list(history.rglob("hacked"))


@pytest.mark.parametrize(
    "revision",
    [
        "nosuch",
        "--all",
        "-p",
        "$(touch hacked)",
        "HEAD; touch hacked",
        "HEAD:briefs",
        "..",
        "\n",
        "^HEAD",
        "",
    ],
)
def test_a_revision_that_is_none_is_named(revision: str, tearline: Tearline, history: Path) -> None:
    run = tearline("diff", "--", revision, "orlo")
    assert run.code == 2
    assert run.err.startswith("tearline: ")
    assert "Traceback" not in run.err
    assert not list(history.rglob("hacked"))


def test_no_filter_of_a_repository_is_run(
    tearline: Tearline, history: Path, git: Callable[..., None]
) -> None:
    git("config", "diff.evil.textconv", "touch hacked;cat")
    git("config", "core.fsmonitor", "touch hacked")
    (history / ".gitattributes").write_text("*.yaml diff=evil\n")
    git("add", ".gitattributes")
    assert tearline("diff", "v1", "orlo").out == CLAIM + KIND
    for found in history.rglob("hacked"):
        found.unlink()
    tearline("diff", "v1", "orlo")
    assert not list(history.rglob("hacked"))


def test_what_is_missing_is_said_with_what_to_do(
    tearline: Tearline, desk: Path, git: Callable[..., None]
) -> None:
    assert "lies in no git repository; name two files" in tearline("diff", "orlo").err
    git("init", "-q")
    assert "has no commit yet" in tearline("diff", "orlo").err
    git("commit", "-qm", "none", "--allow-empty")
    assert "is not in HEAD" in tearline("diff", "orlo").err
    assert "Neither 'HEAD~1' nor 'HEAD' is a brief" in tearline("diff", "HEAD~1", "HEAD").err
    assert "there is no such brief; perhaps orlo" in tearline("diff", "orlp").err
    without = tearline("diff", "orlo", PATH="/nowhere")
    assert "There is no git on this machine" in without.err


def test_a_state_that_is_no_brief_is_told_with_file_and_line(
    tearline: Tearline, history: Path, git: Callable[..., None]
) -> None:
    (history / "briefs" / "orlo.yaml").write_text("tearline: 1\n")
    git("commit", "-qam", "broken")
    (history / "briefs" / "orlo.yaml").write_text(TEXT)
    run = tearline("diff", "orlo")
    assert run.code == 1
    assert "briefs/orlo.yaml@HEAD:1: title: is missing" in run.err
