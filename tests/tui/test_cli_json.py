"""What the command line prints as JSON is what the guide says, and reads back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tearline.tui.cli import main as cli

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
ARTICLE = "Harbour talks stall\n\n“We will not sign a blank page,” Ilse Korvath told the Tarn Gazette.\n"


def documented(command: str) -> list[str]:
    (row,) = re.findall(rf"^\| `{command} --json` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    return [key for key in re.findall(r"`([^`]+)`", row) if not key.startswith("-")]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("sync", []),
        ("status", []),
        ("add", ["more.md"]),
        ("search", ["page"]),
        ("search", ["speaker:korvath"]),
        ("extract", ["harbour.txt"]),
        ("draft", ["morning"]),
        ("check", ["broken"]),
        ("diff", ["briefs/one.yaml", "briefs/two.yaml"]),
    ],
)
def test_the_keys_are_those_of_the_guide(
    command: str,
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    desk = tmp_path / "desk"
    (desk / "briefs").mkdir(parents=True)
    monkeypatch.chdir(desk)
    (desk / "harbour.txt").write_text(ARTICLE)
    (desk / "more.md").write_text("Elsewhere")
    (desk / "briefs" / "broken.yaml").write_text("tearline: 1\n")
    (desk / "briefs" / "one.yaml").write_text("tearline: 1\ntitle: One\n")
    (desk / "briefs" / "two.yaml").write_text("tearline: 1\ntitle: Two\n")
    Path(os.fsdecode(b"\xff\n.txt")).write_text("A name that is no text\n")
    with pytest.raises(SystemExit):
        cli.main([command, *words, "--json"])
    printed: Any = json.loads(capfd.readouterr().out)
    top = printed[0] if isinstance(printed, list) else printed
    if command == "search":
        articles, findings = documented(command)[:3], documented(command)[3:]
        assert list(top) == (findings if "speaker" in words[0] else articles)
    else:
        assert list(top) == documented(command)
