"""The commands on how claims bear on each other: data on stdout, safe to print, as JSON too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tearline.tui.cli.main import tearline

GAZETTE = """---
outlet: Gazette\x1b[31m
date: 2031-03-04
---

Six miners were killed when a tunnel collapsed at Orrin Colliery in Tolmere, the rescue service said.
"""
COURIER = """---
outlet: Courier
date: 2031-03-05
---

A collapse at Orrin Colliery in Tolmere killed six miners, the mayor said.
"""


@pytest.fixture(name="desk")
def two_reports(tmp_path: Path) -> Path:
    (tmp_path / "gazette.md").write_text(GAZETTE.replace("\x1b[31m", ""))
    (tmp_path / "courier.md").write_text(COURIER)
    return tmp_path


def run(*words: str, desk: Path) -> Result:
    return CliRunner().invoke(tearline, [*words, "--desk", str(desk)])


def test_related_prints_both_claims_and_the_reason(desk: Path) -> None:
    done = run("related", desk=desk)
    assert done.exit_code == 0
    assert "corroborates, independent" in done.stdout
    assert "Gazette, 2031-03-04: Six miners" in done.stdout
    assert "same figures six" in done.stdout


def test_related_as_json_gives_ids_words_and_places(desk: Path) -> None:
    [found] = json.loads(run("related", "--json", desk=desk).stdout)
    assert found["kind"] == "corroborates"
    assert found["claim"]["where"] == "Courier, 2031-03-05"
    assert found["to"]["words"].startswith("Six miners")


def test_matrix_prints_claims_by_origins(desk: Path) -> None:
    done = run("matrix", desk=desk)
    assert done.exit_code == 0
    assert "1  Gazette" in done.stdout
    assert "Six miners were killed" in done.stdout
    [line] = json.loads(run("matrix", "--json", desk=desk).stdout)["lines"]
    assert [cell["bearing"] for cell in line["cells"]] == ["says", "says"]
    assert line["origins"] == 2


def test_a_relation_is_accepted_and_rejected_by_its_id(desk: Path) -> None:
    assert run("draft", "mine", desk=desk).exit_code == 0
    [found] = json.loads(run("related", "mine", "--json", desk=desk).stdout)
    assert run("accept", "mine", found["id"], desk=desk).exit_code == 0
    assert "kind: corroborates" in (desk / "briefs" / "mine.yaml").read_text()
    assert json.loads(run("related", "mine", "--json", desk=desk).stdout) == []
    assert run("reject", "mine", found["id"], desk=desk).exit_code == 0
    assert "kind: corroborates" not in (desk / "briefs" / "mine.yaml").read_text()
    everything = json.loads(run("related", "mine", "--all", "--json", desk=desk).stdout)
    assert [row["status"] for row in everything] == ["rejected"]


def test_nothing_related_is_said_and_no_error(tmp_path: Path) -> None:
    for command in ("related", "matrix"):
        done = run(command, desk=tmp_path)
        assert done.exit_code == 0
        assert done.stdout == ""
        assert "nothing in these articles" in done.stderr
