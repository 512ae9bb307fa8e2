"""How soon the screen is there and follows the keys, and what it takes, against an empty Textual app.

    python tests/bench/screen.py                        100, 10,000 and 100,000 articles; takes an hour
    python tests/bench/screen.py --sizes 100 --runs 5   a quick look
    python tests/bench/screen.py --desks FOLDER         keeps the desks there for the next time

Both run in a pty of 120 × 36, in turns, so that what else the machine does falls on both alike. A key counts
as answered by the first frame in which the cursor stands on another row: what is written is kept with its
time and read by a terminal (pyte) afterwards. Ratios are against the empty app of the same run.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyte
from made_desk import write_articles

EMPTY = """
from textual.app import App
from textual.widgets import OptionList
class Empty(App):
    def compose(self):
        yield OptionList(*[f"row {n}" for n in range(200)])
Empty().run()
"""
COLUMNS, LINES = 120, 36
KEYS = 60  # presses: half of them down, so that the list scrolls, half up
QUIET = 0.08  # seconds without output, after which a frame is whole
PATIENCE = 20.0  # seconds until a key counts as not answered
UNREAD = 10_000  # articles read in while keys are pressed


class Terminal:
    """An app in a pty, and all it writes with the time of each piece."""

    def __init__(self, command: list[str], state: Path) -> None:
        self.begun = time.monotonic()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", XDG_STATE_HOME=str(state))
            # Compiled once, as an installed program is.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["PYTHONPYCACHEPREFIX"] = str(state / "compiled")
            os.execv(command[0], command)  # noqa: S606 - ourselves
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._pieces: list[tuple[float, bytes]] = []

    def listen(self, seconds: float, quiet: float | None = None) -> None:
        """Keep what comes within so many seconds, or until nothing has come for `quiet`."""
        end = last = time.monotonic()
        end += seconds
        while (now := time.monotonic()) < end and (quiet is None or now - last < quiet):
            if select.select([self._master], [], [], min(end - now, 0.02))[0]:
                try:
                    piece = os.read(self._master, 1 << 20)
                except OSError:
                    return  # it has ended
                last = time.monotonic()
                self._pieces.append((last, piece))

    def when(self, true: Callable[[pyte.Screen], object]) -> float | None:
        """The time of the piece that makes it true of the screen; None where none of those kept does."""
        while self._pieces:
            at, piece = self._pieces.pop(0)
            # Of a mode that pyte has no name for, it would print a part.
            self._stream.feed(piece.replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))
            if true(self._screen):
                return at
        return None

    def until(self, true: Callable[[pyte.Screen], object], most: float = 60) -> float:
        """The moment from which on it is true."""
        end = time.monotonic() + most
        while time.monotonic() < end:
            self.listen(0.05)
            if (at := self.when(true)) is not None:
                return at
        raise TimeoutError("\n".join(self._screen.display))

    def press(self, key: str, place: Callable[[pyte.Screen], object]) -> float:
        """Seconds from a key to the frame in which `place` is another."""
        self.listen(0)
        self.when(lambda _: False)
        before, pressed = place(self._screen), time.monotonic()
        os.write(self._master, key.encode())
        while time.monotonic() - pressed < PATIENCE:
            self.listen(1, QUIET)
            at = self.when(lambda screen: place(screen) not in (before, None))
            if at is not None:
                return at - pressed
        raise TimeoutError(f"{key!r} was not answered:\n" + "\n".join(self._screen.display))

    def send(self, key: str) -> None:
        os.write(self._master, key.encode())

    @property
    def shown(self) -> list[str]:
        return self._screen.display

    def memory(self) -> dict[str, float]:
        """Megabytes that the app has in memory, its children, and the most that it had."""
        children = 0.0
        own = _status(self.pid)
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _parent(int(entry.name)) == self.pid:
                children += _status(int(entry.name)).get("VmRSS", 0)
        return {"app": own.get("VmRSS", 0), "children": children, "peak": own.get("VmHWM", 0)}

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)


def _status(pid: int) -> dict[str, float]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return {
        name: int(value.split()[0]) / 1024
        for name, value in (line.split(":", 1) for line in lines)
        if name.startswith("Vm")
    }


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@dataclass
class Program:
    """What is measured: how it is started, what its first frame says, where its cursor stands."""

    command: list[str]
    first: Callable[[pyte.Screen], object]
    place: Callable[[pyte.Screen], object]
    keys: tuple[str, str]
    paints: list[float] = field(default_factory=list)
    states: list[float] = field(default_factory=list)
    follows: list[float] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)


def _cursor_of_list(screen: pyte.Screen) -> tuple[int, str] | None:
    """The row that Tearline's cursor is on, by its line and its words."""
    for number, line in enumerate(screen.display):
        if "▌" in line:
            return number, line[line.index("▌") : line.index("▌") + 30]
    return None


def _highlight(screen: pyte.Screen) -> tuple[int, str] | None:
    """The row of the empty app that has another background than most."""
    grounds = [screen.buffer[line][4].bg for line in range(LINES)]
    usual = statistics.mode(grounds)
    return next(
        ((n, screen.display[n][:30]) for n, ground in enumerate(grounds) if ground != usual and n > 0), None
    )


def _tearline(desk: Path) -> Program:
    command = shutil.which("tearline", path=str(Path(sys.executable).parent))
    return Program(
        [command or "tearline", str(desk)],
        lambda screen: any("no brief yet" in line for line in screen.display[:2]),
        _cursor_of_list,
        ("j", "k"),
    )


def _empty() -> Program:
    return Program(
        [sys.executable, "-c", EMPTY],
        lambda screen: any("row 0" in line for line in screen.display),
        _highlight,
        ("\x1b[B", "\x1b[A"),
    )


@contextmanager
def running(program: Program, state: Path) -> Iterator[Terminal]:
    terminal = Terminal(program.command, state)
    try:
        yield terminal
    finally:
        terminal.end()


def _has_rows(screen: pyte.Screen) -> bool:
    """Whether the list of actors has rows: what Tearline knew when it was left last."""
    return sum("○" in line or "◐" in line or "●" in line for line in screen.display) > 5


def _at_rest(screen: pyte.Screen) -> bool:
    return "stops" not in screen.display[0] and "…" not in screen.display[0][50:] and _has_rows(screen)


def measure(programs: dict[str, Program], state: Path, runs: int) -> None:
    """First paints and keys of each program, in turns; the first run only warms up."""
    for run in range(runs + 1):
        for name, program in programs.items():
            with running(program, state) as terminal:
                painted = terminal.until(program.first) - terminal.begun
                if name == "tearline":
                    known = terminal.until(_has_rows, 600) - terminal.begun
                    terminal.until(_at_rest, 3600)
                terminal.listen(30, 1.0)
                if run == 0:
                    terminal.send("q")
                    terminal.listen(2)
                    continue
                program.paints.append(painted)
                if name == "tearline":
                    program.states.append(known)
                for number in range(KEYS):
                    key = program.keys[number >= KEYS // 2]
                    program.follows.append(terminal.press(key, program.place))
                    terminal.listen(0.02)
                memory = terminal.memory()
                program.memory = {one: max(memory[one], program.memory.get(one, 0)) for one in memory}


def measure_reading(desk: Path, state: Path) -> None:
    """Keys while a desk is read in for the first time, and how soon it can be stopped."""
    program = _tearline(desk)
    follows: list[float] = []
    most = 0.0
    with running(program, state) as terminal:
        terminal.until(program.first)
        began = time.monotonic()
        terminal.until(_has_rows, 120)
        first_rows = time.monotonic() - began
        while time.monotonic() - began < 3600:
            terminal.listen(0)
            terminal.when(lambda _: False)
            if _at_rest(terminal._screen):
                break
            follows.append(terminal.press(program.keys[len(follows) % 40 >= 20], program.place))
            most = max(most, terminal.memory()["app"])
            terminal.listen(0.3)
        took = time.monotonic() - began
    print(f"\n{UNREAD:,} articles read in and drafted, keys pressed meanwhile")
    _line("first rows", f"{first_rows:.1f} s")
    _line("all of it", f"{took:.0f} s, {UNREAD / took:.0f} articles a second")
    _line("key to paint, median", f"{statistics.median(follows) * 1000:.0f} ms")
    _line("key to paint, p95", f"{_p95(follows) * 1000:.0f} ms")
    _line("longest", f"{max(follows) * 1000:.0f} ms")
    _line("memory, most", f"{most:.0f} MB")


def measure_stopping(desk: Path, state: Path) -> None:
    """From `c` to the work being over, while a desk is read in for the first time."""
    program = _tearline(desk)
    took = []
    with running(program, state) as terminal:
        for _ in range(3):
            terminal.until(_has_rows, 120)
            terminal.listen(1)
            pressed = time.monotonic()
            terminal.send("c")
            took.append(terminal.until(lambda screen: "stops" not in screen.display[0]) - pressed)
            terminal.send("r")
            terminal.listen(2)
    _line("c until it has stopped", f"{max(took) * 1000:.0f} ms", "1,000 ms")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _line(what: str, figure: str, target: str = "") -> None:
    print(f"  {what:34}{figure:>28}{'   target ' + target if target else ''}")


def report(size: int, programs: dict[str, Program]) -> None:
    empty, ours = programs["empty"], programs["tearline"]
    paint = statistics.median(empty.paints)
    slow = _p95(empty.follows)

    def ratio(value: float, peer: float) -> str:
        return f"{value * 1000:.0f} ms / {peer * 1000:.0f} ms = {value / peer:.2f}×"

    print(f"\n{size:,} articles")
    _line("first paint, median", ratio(statistics.median(ours.paints), paint), "1.35×")
    _line("last state on screen, median", ratio(statistics.median(ours.states), paint), "2×")
    _line("key to paint, p95", ratio(_p95(ours.follows), slow), "2×, flat")
    _line("key to paint, median", ratio(statistics.median(ours.follows), statistics.median(empty.follows)))
    _line("memory at rest", f"{ours.memory['app']:.0f} MB (empty {empty.memory['app']:.0f})", "250 MB")
    _line("memory of its processes", f"{ours.memory['children']:.0f} MB")
    _line("most memory on the way", f"{ours.memory['peak']:.0f} MB")


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--sizes", type=int, nargs="*", default=[100, 10_000, 100_000])
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--desks", type=Path, help="where desks are kept; without it, they are made anew")
    arguments.add_argument("--no-reading", action="store_true", help="leave out the desk that is read in")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.desks or Path(scratch)
        state = folder / "state"
        os.environ["XDG_STATE_HOME"] = str(state)
        for size in given.sizes:
            desk = folder / f"d{size}"
            # In a process of its own: what making it takes in memory is not what the measuring does.
            maker = Path(__file__).with_name("made_desk.py")
            subprocess.run([sys.executable, maker, desk, str(size)], check=True)
            programs = {"empty": _empty(), "tearline": _tearline(desk)}
            measure(programs, state, given.runs)
            report(size, programs)
        if not given.no_reading:
            for job in (measure_reading, measure_stopping):
                unread = Path(scratch) / job.__name__
                write_articles(unread, UNREAD)
                job(unread, state)


if __name__ == "__main__":
    main()
