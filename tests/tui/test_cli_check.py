"""`tearline check` as hooks and people run it: files of several desks, strictness, repair and its undoing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tearline.briefs.checking.codes import CODES

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "briefs" / "sample"
BRIEF = "briefs/moscow-beijing-nato.yaml"
CALL = "articles/2021-12-the-call-as-moscow-told-it.md"
MAIN = "from tearline.tui.cli.main import main; main()"


Tearline = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for folder in ("articles", "briefs"):
        shutil.copytree(SAMPLE / folder, tmp_path / "desk" / folder)
    return tmp_path / "desk"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_sample_is_clean_however_strictly_it_is_checked(tearline: Tearline, desk: Path) -> None:
    run = tearline("check", "--strict", cwd=desk)
    assert (run.code, run.out) == (0, "")
    assert run.err == "1 brief: 0 errors, 0 warnings.\n"


def test_files_are_checked_each_with_the_desk_it_lies_in(
    tearline: Tearline, desk: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(desk, other)
    change(other / BRIEF, "because: [c-eshr22,", "because: [c-nosuch,")
    run = tearline("check", f"desk/{BRIEF}", f"other/{BRIEF}", cwd=tmp_path)
    assert run.code == 1
    assert run.out.startswith(f"other/{BRIEF}:11: bottom_line[0].because[0]: “c-nosuch” is not in this brief")
    assert run.out.endswith("[R03]\n")
    assert "2 briefs: 1 error, 0 warnings." in run.err
    assert not (tmp_path / ".tearline").exists()
    inside = tearline("check", "moscow-beijing-nato.yaml", cwd=other / "briefs")
    assert inside.out == run.out.removeprefix("other/briefs/")
    # A desk that is named is the desk of all.
    assert tearline("check", f"other/{BRIEF}", "--desk", "desk", cwd=tmp_path).code == 2


def test_warnings_count_where_they_are_to(tearline: Tearline, desk: Path) -> None:
    change(desk / BRIEF, "credibility: 6", "credibility: 1")
    assert tearline("check", cwd=desk).code == 0
    run = tearline("check", "--strict", "--json", cwd=desk)
    assert run.code == 1
    (problem,) = json.loads(run.out)
    assert problem["code"] == "T03"
    assert problem["severity"] == "warning"
    assert problem["file"] == BRIEF
    assert problem["key"].startswith("claims.c-")


def test_all_problems_of_all_files_are_told_at_once(tearline: Tearline, desk: Path) -> None:
    (desk / "briefs" / "a.yaml").write_text("tearline: 1\n")
    (desk / "briefs" / "b.yaml").write_text(
        "tearline: 1\ntitle: x\nclaims: [{id: c-1, claim: y, kind: fact}]\nx: 1\n"
    )
    (desk / "briefs" / "c.yaml").write_bytes(b"\xff")
    run = tearline("check", cwd=desk)
    assert run.code == 1
    assert [line.split(": ")[0] for line in run.out.splitlines()] == [
        "briefs/a.yaml:1",
        "briefs/b.yaml:3",
        "briefs/b.yaml:4",
        "briefs/c.yaml:1",
    ]


def test_what_cannot_be_read_is_another_exit_code(tearline: Tearline, desk: Path) -> None:
    (desk / "briefs" / "folder.yaml").mkdir()
    assert tearline("check", "folder", cwd=desk).code == 2
    assert tearline("check", "nosuch", cwd=desk).code == 2
    assert tearline("check", "--take-glyphs", cwd=desk).code == 2


def test_a_repair_says_what_it_did_and_can_be_taken_back(tearline: Tearline, desk: Path) -> None:
    before = (desk / BRIEF).read_bytes()
    change(desk / CALL, "A Kremlin aide", "Corrected on Tuesday.\n\nA Kremlin aide")
    (desk / "articles" / "old").mkdir()
    moved = "articles/2022-10-neutrality-and-the-un-votes.md"
    (desk / moved).rename(desk / "articles" / "old" / "votes.md")
    run = tearline("check", cwd=desk)
    assert run.code == 1
    assert "[A05]" in run.out
    assert "[A02]" in run.out
    assert "`tearline check --repair`" in run.err
    repaired = tearline("check", "--strict", "--repair", cwd=desk)
    assert (repaired.code, repaired.out) == (0, ""), repaired.out
    assert (
        "quotes.q-xqnpeb.at: characters 1120–1149 of tearline-sample-notes-3d72 are 1143–1172 now."
        in repaired.err
    )
    assert "sources.tearline-sample-notes-5dd4.file: brought up to date." in repaired.err
    after = (desk / BRIEF).read_bytes()
    lines = [
        pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if len(set(pair)) == 2
    ]
    assert all(re.search(rb"start: |text: sha256|file: ", old) for old, _ in lines)
    assert tearline("undo", "moscow-beijing-nato", cwd=desk).code == 0
    assert (desk / BRIEF).read_bytes() == before


def test_a_repair_as_json_says_what_was_done_and_what_is_left(tearline: Tearline, desk: Path) -> None:
    change(desk / CALL, "mounting threats", "growing threats")
    run = tearline("check", "--repair", "--json", cwd=desk)
    assert run.code == 1
    printed = json.loads(run.out)
    assert list(printed) == ["repaired", "problems"]
    report = printed["repaired"][BRIEF]
    assert report["moved"]
    assert report["left"] >= 1
    assert {one["code"] for one in printed["problems"]} >= {"A08", "A04"}


def test_every_code_is_explained_once_with_its_severity() -> None:
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z]\d\d) \| (error|warning) \| ([^|]+) \| ([^|]+) \|$", page, re.M)
    assert {code: severity for code, severity, _, _ in rows} == CODES
    assert len(rows) == len(CODES)


def test_the_hook_of_pre_commit_really_runs(tearline: Tearline, desk: Path, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "tearline-check"
    program, *words = hook["entry"].split()
    assert program == "tearline"
    files = [
        path for path in (f"desk/{BRIEF}", f"desk/{CALL}", "other.yaml") if re.search(hook["files"], path)
    ]
    assert files == [f"desk/{BRIEF}"]
    assert re.search(hook["files"], BRIEF)
    assert tearline(*words, *files, cwd=tmp_path).code == 0
    change(desk / BRIEF, "said: especially stated his support", "said: especially stated her support")
    assert tearline(*words, *files, cwd=tmp_path).code == 1


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_plain_hook_of_the_guide_keeps_a_broken_brief_out(desk: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"^```sh\n(.*?)^```", page, re.M | re.S)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "tearline").write_text(f'#!/bin/sh\nexec {sys.executable} -c "{MAIN}" "$@"\n')
    (bin_folder / "tearline").chmod(0o755)
    environment = {
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }

    def git(*words: str) -> int:
        return subprocess.run(["git", *words], cwd=tmp_path, env=environment, capture_output=True).returncode

    assert git("init", "-q") == 0
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(script)
    hook.chmod(0o755)
    assert git("add", "desk/articles", "desk/briefs") == 0
    assert git("commit", "-qm", "whole") == 0
    change(desk / BRIEF, "said: especially stated his support", "said: especially stated her support")
    assert git("commit", "-qam", "broken") != 0
