"""The user's editor is told the line in its own way, and no shell reads what is in $EDITOR."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.tui.editors import NoEditor, editor_command

FILE = Path("/desk/briefs/morning day.yaml")


@pytest.fixture(name="programs")
def programs_in_a_folder(tmp_path: Path) -> str:
    for name in ("vim", "nano", "emacsclient", "micro", "hx", "code", "subl", "kate", "notes", "my editor"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    return str(tmp_path)


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+12", str(FILE)]),
        ("nano -w", ["nano", "-w", "+12", str(FILE)]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", str(FILE)]),
        ("micro", ["micro", "+12", str(FILE)]),
        ("hx", ["hx", f"{FILE}:12"]),
        ("code -n", ["code", "-n", "--wait", "--goto", f"{FILE}:12"]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:12"]),
        ("subl", ["subl", "--wait", f"{FILE}:12"]),
        ("kate", ["kate", "--block", "--line", "12", str(FILE)]),
        ("notes", ["notes", str(FILE)]),
        ("'my editor' --x='a b'", ["my editor", "--x=a b", str(FILE)]),
        ("vim; rm -rf", None),
        ("vim $(true)", ["vim", "$(true)", "+12", str(FILE)]),
    ],
)
def test_the_line_goes_as_each_editor_takes_it(editor: str, command: list[str] | None, programs: str) -> None:
    environ = {"EDITOR": editor, "PATH": programs}
    if command is None:
        with pytest.raises(NoEditor, match="vim;"):
            editor_command(FILE, 12, environ)
    else:
        assert editor_command(FILE, 12, environ) == command


def test_visual_comes_before_editor(programs: str) -> None:
    environ = {"VISUAL": "nano", "EDITOR": "vim", "PATH": programs}
    assert editor_command(FILE, 1, environ)[0] == "nano"


@pytest.mark.parametrize("environ", [{}, {"EDITOR": "  "}, {"EDITOR": "vim '"}, {"VISUAL": "nothing-here"}])
def test_without_an_editor_it_says_how_to_set_one(environ: dict[str, str], programs: str) -> None:
    with pytest.raises(NoEditor, match=r"EDITOR|VISUAL"):
        editor_command(FILE, 1, {**environ, "PATH": programs})
