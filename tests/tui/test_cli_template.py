"""`tearline export --template` prints or writes what the user's template makes, or says where it fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tearline.briefs.export import EXPORT_MARK
from tearline.briefs.export.user_templates import TemplateFailed
from tearline.tui.cli.main import tearline

SAMPLE = Path(__file__).parents[2] / "briefs" / "sample"
NAME = "moscow-beijing-nato"


@pytest.fixture(autouse=True)
def _at_the_sample_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("articles", "briefs"):
        shutil.copytree(SAMPLE / folder, tmp_path / "desk" / folder)
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    Path("memo.md.j2").write_text("# {{ title }}\n\n{{ quotes|length }} quotes\n", encoding="utf-8")


def export(*words: str) -> Result:
    return CliRunner().invoke(tearline, ["export", NAME, *words])


def test_a_template_prints_and_writes_and_writes_again() -> None:
    printed = export("--template", "memo.md.j2")
    assert printed.exit_code == 0
    assert printed.stdout.startswith(
        "# Moscow, Beijing and NATO, December 2021 to October 2022\n\n23 quotes\n"
    )
    for _ in range(2):
        assert export("--template", "memo.md.j2", "-o", "memo.md").exit_code == 0
    assert Path("memo.md").read_text(encoding="utf-8") == printed.stdout
    assert printed.stdout.endswith(f"{EXPORT_MARK}\n")


def test_a_template_that_fails_writes_nothing_and_says_where() -> None:
    Path("wrong.md.j2").write_text("# {{ title }}\n\n{{ tilte }}\n", encoding="utf-8")
    failed = export("--template", "wrong.md.j2", "-o", "memo.md")
    assert isinstance(failed.exception, TemplateFailed)
    assert str(failed.exception) == "wrong.md.j2:3: there is no “tilte”"
    assert not Path("memo.md").exists()


def test_a_template_makes_the_whole_export() -> None:
    refused = export("--template", "memo.md.j2", "--as", "html")
    assert refused.exit_code == 2
    assert "leave out --as and --actor" in refused.stderr
