"""On a real terminal, what an article, a brief or a file name holds arrives as words and nothing else."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

from tests.tui.conftest import PATIENCE

# A window with all panes, and one with a list over the Reader.
SIZES = [(120, 36), (80, 24)]
QUIET = 0.12  # seconds without output after which a step is drawn; what comes later is kept with the next

# Each tries something else: move the cursor, take the clipboard, link, retitle, ring, reorder, hide, act.
PAYLOADS = {
    "cursor": "\x1b[7777;7777H\x1b[2J",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "link": "\x1b]8;;http://evil.invalid\x1b\\click\x1b]8;;\x1b\\",
    "title": "\x1b]2;evil\x07",
    "query": "\x1bP+q544e\x1b\\\x1b[c\x1b[6n\x1b[?1049l",
    "c1": "\x9b7777H\x9d52;c;ZXZpbA==\x9c\x90evil\x9c\x85",
    "bell": "\x07\x08\x0e\x0f\x7f",
    "nul": "a\x00b",
    "bidi": "\u202eevil\u202c \u2066evil\u2069 \u200f\u061c",
    "hidden": "e\u200bv\u2060i\ufeffl" + "".join(chr(0xE0000 + ord(letter)) for letter in "evil"),
    "markup": "[/] [@click=app.bell]evil[/] [bold]evil[/bold] [link=http://evil.invalid]evil[/link] [[ \\[",
    "action": "[@click=app.quit]evil[/] [@click=app.suspend_process]evil[/]",
    "flood": "Z" + "\u0335" * 3000,
    "emoji": "👩‍👩‍👧‍👦 👍🏽 🇬🇧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "long": "wide" * 5000,
    "wide": "北京" * 300,
}

RUN = "import sys; from pathlib import Path; from tearline.tui.app import run_app; run_app(Path(sys.argv[1]))"
# What Textual itself sends: CSI sequences, one-character escapes, the shape of the mouse pointer.
OWN = re.compile(rb"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b[78=>c]|\x1b\]22;[a-z-]+\x07")


def hostile_desk(root: Path) -> None:
    """A desk on which everything that can be named or written is hostile."""
    for n, (name, payload) in enumerate(PAYLOADS.items()):
        said = f"“{payload} is not our way,” Mira Dolan, minister of {payload}, told reporters.\n"
        told = f"Osk Varga said that {payload} would sail in May.\n"
        body = f"Ferry talks {payload}\nPORT ANSEL — {said}{payload}\n{told}"
        (root / f"{n:02}-{name}.txt").write_bytes(body.encode("utf-8", "surrogatepass"))
        head = "".join(f"{key}: {quoted(payload[:200])}\n" for key in ("title", "outlet", "author"))
        (root / f"{n:02}-{name}.md").write_bytes(f"---\n{head}---\n{said}".encode())
    for name in ("\x1b[7777m.txt", "[@click=app.bell]x[-].md", "\u202egpj.txt", "\x9b7777m.txt"):
        (root / name).write_text("Osk Varga said the ferry would sail.\n")
    (root / "\x1b]2;evil\x07.txt").write_bytes(b"\xff\xfe\x00\x01\x02binary")
    apart = root / ".state"
    apart.mkdir()
    (apart / "broken.yaml").write_text(hostile_brief(broken=True))
    (apart / "whole.yaml").write_text(hostile_brief())
    # An editor that spoils the brief when it is first called, and mends it the next time.
    script = 'for file; do :; done; mv broken.yaml "$file" 2>/dev/null || cp whole.yaml "$file"\n'
    (apart / "editor").write_text(f'#!/bin/sh\ncd "{apart}"\n{script}')
    (apart / "editor").chmod(0o700)
    (root / "briefs").mkdir()
    (root / "briefs" / "evil.yaml").write_text(hostile_brief())


def hostile_brief(*, broken: bool = False) -> str:
    """A brief that is hostile wherever it may say something; `broken` gives it a key that none has."""
    evil = quoted(
        "".join(PAYLOADS[name][:200] for name in ("clipboard", "action", "bidi", "c1", "nul", "bell"))
    )
    at = f"{{source: evil-src, start: 3, end: 9, before: {evil}, after: {evil}}}"
    person = (
        f"type: person, aliases: [{evil}], note: {evil}, roles: [{{role: {evil}}}], affiliations: [{evil}]"
    )
    return f"""tearline: 1
title: {evil}
status: draft
bottom_line:
  - {{judgement: {evil}, likelihood: likely, confidence: low, because: [c-7q2maa]}}
actors:
  evil-one: {{name: {evil}, {person}}}
  evil-two: {{name: {quoted("Mira [@click=app.bell]Dolan[/]")}, {person}}}
  mira-dolan: {{name: Mira Dolan, {person}}}
sources:
  evil-src:
    {{file: {evil}, outlet: {evil}, author: {evil}, title: {evil}, published: "2031-04", reliability: F}}
quotes:
  - id: q-2xk7aa
    speaker: evil-one
    via: [evil-two]
    form: direct
    cue: {evil}
    said: {evil}
    audience: {{described: {evil}}}
    at: {at}
    review: accepted
    note: {evil}
claims:
  - {{id: c-7q2maa, claim: {evil}, kind: allegation, by: evil-one, condition: {evil}, evidence: [q-2xk7aa]}}
timeline:
  - {{id: e-7q2maa, when: 2031-04, what: {evil}, evidence: [q-2xk7aa]}}
gaps:
  - {{question: {evil}, why: {evil}}}
{f"{evil}: {evil}" if broken else ""}
"""


def quoted(text: str) -> str:
    """A YAML scalar in double quotes, every character escaped."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


class Terminal:
    """A real pty with an app on it, and all that it sent."""

    def __init__(self, root: Path, size: tuple[int, int]) -> None:
        self.sent = b""
        self.size = size
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.environ.update(
                XDG_STATE_HOME=str(root / ".state"),
                TERM="xterm-256color",
                COLORTERM="truecolor",
                LANG="C.UTF-8",
                EDITOR=str(root / ".state" / "editor"),
            )
            for name in ("VISUAL", "COLUMNS", "LINES"):
                os.environ.pop(name, None)
            os.execv(sys.executable, [sys.executable, "-c", RUN, str(root)])  # noqa: S606 - our own interpreter

    def read(self, seconds: float, quiet: float = 60) -> bytes:
        """Whatever arrives within that time, or until nothing has come for so long."""
        last = time.monotonic()
        end, got = last + seconds, b""
        while (now := time.monotonic()) < end and now - last < quiet:
            if not select.select([self._master], [], [], min(end - now, 0.02))[0]:
                continue
            last = now
            try:
                chunk = os.read(self._master, 65536)
            except OSError:
                break
            if not chunk:
                break
            got += chunk
        self.sent += got
        return got

    def wait_for(self, words: str) -> None:
        """Until the words, which stand in one style, were sent."""
        end = time.monotonic() + PATIENCE
        while words.encode() not in self.sent:
            assert time.monotonic() < end, f"{words!r} never came on screen:\n{self.shown}"
            self.read(0.2)

    @property
    def shown(self) -> str:
        """What a terminal makes of everything sent; slow, so only for telling what went wrong."""
        screen = pyte.Screen(*self.size)
        pyte.ByteStream(screen).feed(self.sent)
        return "\n".join(screen.display)

    def press(self, keys: str, pause: float = 0.25) -> None:
        os.write(self._master, keys.encode("utf-8", "surrogatepass"))
        self.read(0.06)
        self.read(pause, QUIET)

    def ended(self) -> int:
        """The exit code, once the app has ended by itself."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.1)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"still running:\n{self.shown}")

    def kill(self) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._master)


@contextmanager
def terminal(root: Path, size: tuple[int, int]) -> Iterator[Terminal]:
    app = Terminal(root, size)
    try:
        yield app
    finally:
        app.kill()


def paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


# Through what is typed and picked: the box with its completions, saved searches, the find line, the add form.
TYPED: list[Callable[[Terminal], None]] = [
    lambda app: app.press("/outlet:", 0.8),
    lambda app: app.press("\x1b[B\x1b[B\t", 0.8),
    lambda app: app.press("\x13", 0.6),
    lambda app: app.press("evil\r", 0.8),
    lambda app: app.press("\x13", 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("/speaker:\x1b[B\t", 0.8),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("\x7f\x7f", 0.6),
    lambda app: app.press("\x06", 0.4),
    lambda app: app.press(paste("[/] [@click=app.bell]x \u202e \x9b7777m"), 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("2jjjs", 0.8),
    lambda app: app.press(paste("evil [@click=app.bell] \x9b7777m"), 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("5gvvvpj", 0.6),
    lambda app: app.press("\r", 0.8),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("oO", 1.0),
]

STORY: list[Callable[[Terminal], None]] = [
    lambda app: app.press("jjjjjj"),
    lambda app: app.press("\r"),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("2jjjjjjjj"),
    lambda app: app.press("a", 1.5),
    lambda app: app.press("3jjjjjjjj"),
    lambda app: app.press("x", 1.0),
    lambda app: app.press("4"),
    *[lambda app: app.press("j", 0.15)] * 16,
    lambda app: app.press("\r"),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("5nnnnnN"),
    lambda app: app.press("55"),
    lambda app: app.press("G"),
    lambda app: app.press("5"),
    lambda app: app.press("U", 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("/"),
    lambda app: app.press(paste("[/] [@click=app.bell]x \u202e \x9b7777m \x00"), 0.8),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("/evil\r", 1.0),
    lambda app: app.press("jj"),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("?", 0.5),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("B", 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("\x10", 0.8),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("X", 1.5),
    # The views.
    lambda app: app.press("t", 1.0),
    *[lambda app: app.press("j", 0.15)] * 12,
    lambda app: app.press("hlv", 0.8),
    lambda app: app.press("S", 1.0),
    lambda app: app.press("v", 0.5),
    *[lambda app: app.press("j", 0.15)] * 16,
    lambda app: app.press("e", 0.5),
    lambda app: app.press("\t" + paste(PAYLOADS["markup"] + PAYLOADS["query"]), 0.5),
    lambda app: app.press("\t" + paste(PAYLOADS["bidi"] + PAYLOADS["c1"]), 0.5),
    lambda app: app.press("\r", 1.0),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("M", 2.5),
    lambda app: app.press("jjll\tjj", 0.6),
    lambda app: app.press("L", 1.0),
    lambda app: app.press("a", 0.5),
    lambda app: app.press(paste(PAYLOADS["action"] + PAYLOADS["title"] + PAYLOADS["hidden"]), 0.5),
    lambda app: app.press("\x02", 0.8),
    lambda app: app.press("\t\t\r", 0.6),
    lambda app: app.press("\r", 1.0),
    lambda app: app.press("jj", 0.4),
    lambda app: app.press("D", 1.0),
    lambda app: app.press("jjv", 0.8),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("1i", 1.0),
    lambda app: app.press("jjjnjjjn", 0.6),
    lambda app: app.press("\x1b", 0.6),
    lambda app: app.press("u", 1.0),
]


# Each dialog is opened, gone through and left; Esc twice leaves whatever it asked.
DIALOGS = (
    # Forms of a quote, of one in the brief, of a claim and of an actor.
    ("2ge", "\t\t", paste(PAYLOADS["query"] + PAYLOADS["markup"])),
    ("2jjjje", "\t\t\t\t"),
    ("3ge", "x", "\t\t\t"),
    ("1ge", "\t\t\t\t\t"),
    ("W", "jj", "m", "\x1b", "K"),
    # Who is who: merging with its dry run, splitting, keeping apart, deciding about names.
    ("1gm", "j", "\r", "\t"),
    ("1gm", paste(PAYLOADS["action"] + PAYLOADS["c1"])),
    ("1gP", "jj  ", "\r"),
    ("1gK", "j", "\r"),
    # One by one, and all at once.
    ("2gV", "j", "n", "n", "e", "\x1b", "s", paste(PAYLOADS["bidi"]), "\x1b", "a", "x", "u"),
    ("2A",),
    ("3gA",),
    # Sorting and filtering by what articles say of themselves, and the chips of it.
    ("4F", "jjjjjj ", "jjjj ", "\x1b", "\x7f", "h", "\x1b"),
    ("1g\r", "4gj\r", "\x7f", "x", "\x1b"),
    # The page of an actor of the brief, what one is narrowed to, the tour, themes.
    ("1gi", "jjjj", "n", "d"),
    ("\x1bOQ", "2", "j", "1", "\r", "\r"),
    ("T", "j"),
    # An open question, and what the brief says against what was committed.
    (
        "L",
        "o",
        paste(PAYLOADS["link"] + PAYLOADS["markup"]),
        "\t",
        paste(PAYLOADS["hidden"]),
        "\x13",
        "jjj",
        "e",
    ),
    ("D", "v", "jjjj", "v"),
    ("td",),
    # The editor leaves what is no brief, and then one again.
    ("E", "jj", "\r", "u"),
)


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]} × {size[1]}")
def told(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[bytes, int]:
    """Everything that the app sent to the terminal on a hostile desk, and how it ended."""
    root = tmp_path_factory.mktemp("hostile")
    hostile_desk(root)
    with terminal(root, request.param) as app:
        app.wait_for("Actors")
        app.wait_for("Mira Dolan")
        app.read(20, 0.5)
        for step in (*STORY, *TYPED):
            step(app)
        for opened in DIALOGS:
            for keys in (*opened, "\x1b", "\x1b"):
                app.press(keys, 0.8)
        app.press("\x1b", 0.3)
        app.press("q")
        code = app.ended()
        return app.sent, code


def test_the_app_lives_through_it_and_leaves_when_told(told: tuple[bytes, int]) -> None:
    assert told[1] == 0


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Edit the quote",
            "Edit the claim",
            "Edit Mira Dolan",
            "Add to the brief",
            "Accept all that is shown",
        ),
        *("Merge Mira Dolan", "What is not Mira Dolan", "Mira Dolan is never", "Names to decide about"),
        *(
            "review",
            "Sort and filter: Articles",
            "⟨articles: ",
            "⟨actor: ",
            "Saved searches",
            "Briefs",
            "Help",
        ),
        *("Timeline", "Reliability of a source", "Corroboration", "Statement of the bottom line", "Actor"),
        *("What it rests on", "Open question", "Differences", "Tour, 1 of 8", "Theme"),
        *("What could not be read", "can't be read as a brief", "To mend in the brief"),
        # The first letter of what the palette says stands under the cursor.
        *("Who says this?", "earch for commands"),
    ],
)
def test_each_dialog_and_view_was_there(told: tuple[bytes, int], title: str) -> None:
    assert title.encode() in told[0]


def test_no_control_byte_but_the_app_s_own_is_sent(told: tuple[bytes, int]) -> None:
    rest = OWN.sub(b"", told[0])
    # At the end of a run Textual goes back to a line of its own.
    assert set(re.findall(rb"[\x00-\x1f\x7f]", rest)) <= {b"\r", b"\n"}


@pytest.mark.parametrize(
    "sequence", [b"\x1b[7777", b"\x1b]2;", b"\x1b]5", b"\x1b]8", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX"]
)
def test_no_sequence_of_a_payload_is_sent(told: tuple[bytes, int], sequence: bytes) -> None:
    assert sequence not in told[0]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0x80, 0x9F),
        (0x200B, 0x200B),
        (0x200E, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xE0000, 0xE007F),
    ],
)
def test_nothing_that_hides_or_reorders_is_sent(told: tuple[bytes, int], first: int, last: int) -> None:
    text = told[0].decode("utf-8")
    assert {hex(ord(character)) for character in text if first <= ord(character) <= last} == set()


def test_what_was_made_harmless_is_seen(told: tuple[bytes, int]) -> None:
    text = told[0].decode("utf-8")
    assert "␛" in text
    assert "[@click=app.bell]" in text
    assert "\u0335" * 5 not in text
