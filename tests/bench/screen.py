"""How soon the screen is there and how soon it follows the keys, against an empty Textual app.

Both run in a pty of 120 × 36, in turns, so that what else the machine does falls on both alike. Run it as
`python tests/bench/screen.py [RUNS]`; it makes a desk of invented articles for itself.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

EMPTY = """
from textual.app import App
from textual.widgets import OptionList
class Empty(App):
    def compose(self):
        yield OptionList(*[f"row {n}" for n in range(200)])
Empty().run()
"""
OURS = "import sys, pathlib, tearline.tui.app as app; app.run_app(pathlib.Path(sys.argv[1]))"
ARTICLES, KEYS = 60, 30


class Terminal:
    """An app in a pty."""

    def __init__(self, program: str, desk: Path) -> None:
        self.begun = time.monotonic()
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            os.environ.update(
                TERM="xterm-256color", COLORTERM="truecolor", XDG_STATE_HOME=str(desk / "state")
            )
            os.execv(sys.executable, [sys.executable, "-c", program, str(desk)])  # noqa: S606 - ourselves

    def painted(self, words: bytes = b"", most: float = 30) -> float:
        """The moment at which a frame with these words has arrived."""
        got, end = b"", time.monotonic() + most
        while time.monotonic() < end:
            if select.select([self._master], [], [], 0.02)[0]:
                got += os.read(self._master, 65536)
                if words in got and (words or len(got) > 2000):
                    return time.monotonic()
        raise TimeoutError(f"{words!r} never came")

    def idle(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                os.read(self._master, 65536)

    def key(self, key: str) -> float:
        """Seconds from a key to the first of what it makes the app draw."""
        pressed = time.monotonic()
        os.write(self._master, key.encode())
        while not select.select([self._master], [], [], 1)[0]:
            pass
        os.read(self._master, 65536)
        return time.monotonic() - pressed

    def end(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._master)


def fill(desk: Path) -> None:
    """Invented articles, a few paragraphs each."""
    desk.mkdir()
    for number in range(ARTICLES):
        said = "\n\n".join(
            f"“The ferry of week {line} will sail,” Mira Dolan told reporters in Port Ansel."
            for line in range(8)
        )
        (desk / f"{number:03}.txt").write_text(f"Ferry talks, week {number}\n\n{said}\n", encoding="utf-8")


def main(runs: int) -> None:
    programs = {"empty": (EMPTY, b"row 0"), "tearline": (OURS, b"no brief yet")}
    keys = {"empty": ("\x1b[B", "\x1b[A"), "tearline": ("j", "k")}
    paints: dict[str, list[float]] = {name: [] for name in programs}
    follows: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "desk"
        fill(desk)
        for run in range(runs + 1):
            for name, (program, words) in programs.items():
                terminal = Terminal(program, desk)
                try:
                    painted = terminal.painted(words) - terminal.begun
                    if run == 0:  # the desk is read and everything is compiled
                        terminal.idle(12 if name == "tearline" else 1)
                        continue
                    paints[name].append(painted)
                    terminal.idle(3)
                    for press in range(KEYS):
                        follows[name].append(terminal.key(keys[name][press % 2]))
                        terminal.idle(0.06)
                finally:
                    terminal.end()
    first = {name: statistics.median(values) for name, values in paints.items()}
    slow = {name: statistics.quantiles(values, n=20)[-1] for name, values in follows.items()}
    print(f"{'':10}{'first paint, median':>22}{'key to paint, p95':>20}")
    for name in programs:
        print(f"{name:10}{first[name] * 1000:>19.0f} ms{slow[name] * 1000:>17.1f} ms")
    print(
        f"{'ratio':10}{first['tearline'] / first['empty']:>21.2f}×{slow['tearline'] / slow['empty']:>19.2f}×"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
