"""The command `export` does what the guide shows, in every format, and says what to do where it cannot."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tearline.briefs.export import FORMATS, is_export
from tearline.briefs.export.libraries import MissingLibrary
from tearline.index.errors import TearlineError
from tearline.tui.cli.main import tearline

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
SHOWN = [
    line.split("  #")[0].strip()
    for block in re.findall(r"^```\n(.*?)^```", PAGE, re.M | re.S)
    for line in block.splitlines()
    if line.startswith("tearline export")
]
NAME = "moscow-beijing-nato"


@pytest.fixture(name="desk", scope="module")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = tmp_path_factory.mktemp("desk")
    for folder in ("articles", "briefs"):
        shutil.copytree(ROOT / "briefs" / "sample" / folder, desk / folder)
    return desk


@pytest.fixture(autouse=True)
def _at_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def export(*words: str) -> Result:
    done = CliRunner().invoke(tearline, ["export", *words], standalone_mode=False)
    if isinstance(done.exception, MissingLibrary):
        pytest.skip(str(done.exception))
    if done.exception is not None and not isinstance(done.exception, TearlineError | SystemExit):
        raise done.exception
    return done


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_of_the_guide_makes_an_export(command: str, desk: Path) -> None:
    words = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', command)][2:]
    done = export(*words)
    assert done.return_value == 0, done.exception
    text = (desk / words[-1]).read_bytes() if "-o" in words else done.stdout_bytes
    assert is_export(text)


def test_every_format_is_in_a_command_of_the_guide() -> None:
    # The longest suffix says what is meant: *.md of a dossier is named by --as.
    named = {name for name, each in FORMATS.items() if any(f"--as {name}" in line for line in SHOWN)}
    files = [line.split()[-1] for line in SHOWN if " -o " in line]
    for file in files:
        fits = [each for each in FORMATS.values() if file.endswith(each.suffix)]
        named.add(max(fits, key=lambda each: len(each.suffix)).name)
    assert named == set(FORMATS)


def test_help_lists_every_format_with_its_suffix() -> None:
    shown = " ".join(export("--help").stdout.split())
    for each in FORMATS.values():
        assert f"{each.name} {each.about} (*{each.suffix})" in shown


@pytest.mark.parametrize("name", ["html", "dossier", "annotations", "quotes-csv", "ftm"])
def test_what_is_printed_is_what_is_written(name: str, desk: Path, tmp_path: Path) -> None:
    actor = ["--actor", "xi"] if FORMATS[name].of_actor else []
    printed = export(NAME, "--as", name, *actor)
    written = export(NAME, "--as", name, *actor, "-o", str(tmp_path / "out"))
    assert printed.return_value == written.return_value == 0
    assert (tmp_path / "out").read_bytes() == printed.stdout_bytes
    assert written.stdout == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--as", "markdwn"], "Did you mean markdown?"),
        (["-o", "brief.csv"], "quotes-csv (*.quotes.csv) or claims-csv (*.claims.csv)"),
        (["--as", "dossier"], "name them with --actor"),
        (["--as", "dossier", "--actor", "Ushakow"], "perhaps yuri-ushakov?"),
        (["--as", "json", "--actor", "xi"], "`--as dossier` is about one actor"),
    ],
)
def test_what_cannot_be_made_is_answered_with_what_can(words: list[str], told: str) -> None:
    done = export(NAME, *words)
    assert isinstance(done.exception, TearlineError)
    assert told in str(done.exception)
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["markdown", "csl"])
def test_altered_words_refuse_a_format_by_the_item(name: str, desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "desk"
    shutil.copytree(desk, other)
    brief = other / "briefs" / f"{NAME}.yaml"
    text = brief.read_text(encoding="utf-8")
    altered = text.replace("said: especially stated his support", "said: especially stated her support")
    assert altered != text
    brief.write_text(altered, encoding="utf-8")
    done = export(NAME, "--as", name, "--desk", str(other), "-o", str(tmp_path / "out"))
    assert done.return_value == 1
    assert "q-xqnpeb" in done.stderr
    assert not (tmp_path / "out").exists()
