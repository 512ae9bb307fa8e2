"""The whole way through the desk in a real terminal: from a folder of articles to an exported brief."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.tui.conftest import PATIENCE

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed, so there is no terminal")

FERRY = """---
title: Ferry talks resume
outlet: The Ansel Courier
author: Lio Marsh
date: 2031-04-02
---
Mira Dolan, transport minister of Veldania, said the ferry would sail again in May.

“We will not close the crossing,” Dolan told reporters in Port Ansel. “The harbour is open.”

Osk Varga, head of the Dockers' Union, accused Dolan of breaking a promise to the crews.

“She promised us a contract,” Varga said.
"""
STRIKE = """---
title: Crews plan a strike
outlet: Veldan Wire
date: 2031-04-05
---
Osk Varga said the crews of Port Ansel would strike on Monday unless Veldania paid their wages.

“There is no money for coal,” Varga said.
"""
OPEN = "import sys, pathlib, tearline.tui.app as app; app.run_app(pathlib.Path(sys.argv[1]))"


class Tmux:
    """One terminal window of its own server, with the app in it."""

    def __init__(self, desk: Path, columns: int, lines: int) -> None:
        self._socket = f"tearline-{os.getpid()}-{time.monotonic_ns()}"
        environment = {
            **{key: value for key, value in os.environ.items() if key not in ("TMUX", "COLUMNS", "LINES")},
            "XDG_STATE_HOME": str(desk.parent / "state"),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        size = ["-x", str(columns), "-y", str(lines)]
        # The shell tells how the app ended, and keeps what it left on the terminal to be looked at.
        run = '"$0" -c "$1" "$2"; echo "it ended with $?"; exec cat'
        app = ["sh", "-c", run, sys.executable, OPEN, str(desk)]
        quiet = ["set-option", "-g", "status", "off", ";"]
        self._tmux("-f", "/dev/null", *quiet, "new-session", "-d", *size, *app, env=environment)

    def _tmux(self, *command: str, env: dict[str, str] | None = None) -> str:
        run = subprocess.run(
            [str(TMUX), "-L", self._socket, *command], capture_output=True, text=True, env=env, check=True
        )
        return run.stdout

    @property
    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    def sees(self, pattern: str, seconds: float = PATIENCE) -> str:
        """Wait for a pattern on the screen, and give the screen."""
        end = time.monotonic() + seconds
        while not re.search(pattern, screen := self.screen):
            assert time.monotonic() < end, f"{pattern!r} never came on screen:\n{screen}"
            time.sleep(0.05)
        return screen

    def resize(self, columns: int, lines: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    @property
    def ended(self) -> bool:
        return "it ended with " in self.screen

    def leaves(self) -> None:
        """Wait until the app has ended, and see that it ended well."""
        assert "Traceback" not in self.sees(r"it ended with \d+")
        assert "it ended with 0" in self.screen, self.screen

    def close(self) -> None:
        subprocess.run([str(TMUX), "-L", self._socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "ferry-desk"
    root.mkdir()
    (root / "ferry.md").write_text(FERRY, encoding="utf-8")
    (root / "strike.md").write_text(STRIKE, encoding="utf-8")
    return root


@pytest.fixture
def windows() -> Iterator[list[Tmux]]:
    opened: list[Tmux] = []
    yield opened
    for window in opened:
        window.close()


def brief_of(desk: Path) -> dict[str, list[dict[str, object]]]:
    loaded = yaml.safe_load((desk / "briefs" / "brief.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize(("columns", "lines"), [(150, 42), (80, 24)])
def test_from_a_folder_to_an_exported_brief(
    desk: Path, windows: list[Tmux], columns: int, lines: int
) -> None:
    it = Tmux(desk, columns, lines)
    windows.append(it)
    it.sees(r"2 art")
    it.sees("Osk Varga")

    # Search: every pane narrows to what was found; Enter goes there.
    it.press("/")
    it.type("harbour")
    it.sees("1 of 2 articles")
    it.press("Enter")
    it.sees("close the crossing")
    it.press("Escape")
    it.sees("search: words")

    # Choose an actor, open a quote of his in the Reader.
    it.press("1")
    names = re.findall(r"[┃▌ ][○●] ([A-Z][\w' ]*?)  ", it.sees(r"[○●] Osk Varga"))
    it.press("g", *"j" * names.index("Osk Varga"))
    it.sees(r"▌[○●] Osk Varga")
    it.press("Enter")
    it.sees("actor: Osk Varga")
    it.press("2", "g", "Enter")
    it.sees(r"5 Reader · Crews plan a strike|Reader\]")
    it.sees("“▸")

    # Accept in the Reader, accept and reject in the list, undo the rejection.
    it.press("a")
    it.sees("Accepted")
    it.press("2", "g", "j", "a")
    it.sees(r"●2")
    it.press("Escape")
    # A key right behind Esc would be another key to the terminal.
    it.sees(r"(?s)\A(?!.*actor: Osk Varga)")
    it.press("3", "g", "x")
    it.sees("Rejected")
    assert len(brief_of(desk)["rejected"]) == 1
    it.press("u")
    it.sees("Undid")
    assert not brief_of(desk).get("rejected")

    it.press("X")
    it.sees(r"Exported to briefs/brief\.md")
    it.press("q")
    it.leaves()

    quotes = brief_of(desk)["quotes"]
    assert [(quote["speaker"], quote["review"]) for quote in quotes] == [("osk-varga", "accepted")] * 2
    exported = (desk / "briefs" / "brief.md").read_text(encoding="utf-8")
    assert exported.startswith("# Ferry desk")
    for quote in quotes:
        assert str(quote["said"]) in exported
        assert any(str(quote["said"]) in article for article in (FERRY, STRIKE))
    assert "Veldan Wire" in exported
    assert exported.count("[^") >= 4


def test_the_next_session_goes_on_where_this_one_was_left(desk: Path, windows: list[Tmux]) -> None:
    it = Tmux(desk, 120, 36)
    windows.append(it)
    it.sees("2 articles")
    it.sees("○ Osk Varga")
    it.press("2", "g", "a")
    it.sees("●1")
    it.press("q")
    it.leaves()
    again = Tmux(desk, 120, 36)
    windows.append(again)
    again.sees("●1")
    again.sees("┏━ 2 Quotes")


@pytest.mark.parametrize("key", ["q", "C-c", "C-q"])
def test_leaving_in_the_middle_of_reading_loses_nothing(desk: Path, windows: list[Tmux], key: str) -> None:
    for number in range(400):
        text = STRIKE.replace("coal", f"coal in week {number}")
        (desk / f"more-{number:03}.md").write_text(text, encoding="utf-8")
    it = Tmux(desk, 120, 36)
    windows.append(it)
    it.sees(r"(reading|drafting) .*/402")
    it.press(key)
    if key == "C-c":
        # Textual takes ctrl+c for copying, and says how to quit.
        time.sleep(1)
        if not it.ended:
            it.press("q")
    it.leaves()
    again = Tmux(desk, 120, 36)
    windows.append(again)
    again.sees(r"402 art")
    again.sees(r"402 articles · \d+ actors · \d+ quotes · \d+ claims\s*\n")


def test_a_window_can_be_made_small_and_large_again(desk: Path, windows: list[Tmux]) -> None:
    it = Tmux(desk, 150, 42)
    windows.append(it)
    it.sees("Osk Varga")
    it.resize(80, 24)
    it.sees(r"\[1 Actors\]")
    it.resize(40, 10)
    it.sees("Tearline needs")
    it.resize(150, 42)
    for pane in ("1 Actors", "2 Quotes", "3 Key claims", "4 Articles", "5 Reader"):
        it.sees(f"[─━] {pane}")
