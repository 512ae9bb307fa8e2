"""Reading in processes: what hangs, takes all memory or dies is listed, and the rest is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tearline.index import pool
from tearline.index.article import Article
from tearline.index.desk import Desk
from tearline.index.pool import Piece, read_file, read_files
from tearline.index.reading import Unreadable, read_article
from tearline.index.worker import _stay_offline

# A process in which files of JSON do what their names say. An article may take a second.
TROUBLE = """
import os, signal, sys, time
from tearline.index import formats, worker
from tearline.index.readers import json
read = json.read
def troubled(raw):
    if "hang" in raw.name:
        time.sleep(600)
    if "swallow" in raw.name:
        while True:
            try:
                time.sleep(600)
            except Exception:
                pass
    if "deaf" in raw.name:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(600)
    if "greedy" in raw.name:
        bytearray(3 * 1024**3)
    if "die" in raw.name:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "call" in raw.name:
        import socket
        socket.create_connection(("127.0.0.1", 9))
    yield from read(raw)
json.read = troubled
worker.SECONDS = 1
worker.main()
"""


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_PROGRAM", ("-P", "-c", TROUBLE))
    monkeypatch.setattr(pool, "SECONDS", 1)
    monkeypatch.setattr(pool, "_GRACE", 1)


def put(root: Path, *names: str) -> list[tuple[str, int]]:
    for name in names:
        (root / name).write_text(json.dumps({"title": name, "text": f"What {name} says."}))
    return [(name, (root / name).stat().st_size) for name in names]


def told(pieces: list[Piece]) -> dict[str, str]:
    return {
        each.path: "read" if isinstance(each, Article) else each.reason
        for piece in pieces
        for each in piece.found
    }


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hang", "reading it takes too long"),
        ("swallow", "reading it takes too long"),
        ("deaf", "reading it takes too long"),
        ("greedy", "reading it takes too much memory"),
        ("die", "reading it takes too much memory, or fails badly"),
        ("call", "reading it failed (PermissionError: reading an article opens no connection)"),
    ],
)
def test_a_file_that_is_too_much_is_listed_and_the_rest_is_read(
    tmp_path: Path, trouble: None, name: str, reason: str
) -> None:
    files = put(tmp_path, *(f"{number}.json" for number in range(6)), f"{name}.json", "x.json", "y.json")
    pieces = list(read_files(tmp_path, files))
    found = told(pieces)
    assert found.pop(f"{name}.json") == reason
    assert list(found.values()) == ["read"] * 8
    assert {piece.path for piece in pieces if piece.done and piece.rules} == {path for path, _ in files}


def test_a_file_that_was_too_much_is_not_tried_again_before_it_changes(
    tmp_path: Path, trouble: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "die.json")
    os.utime(tmp_path / "die.json", (1e9, 1e9))
    with Desk(tmp_path) as desk:
        assert len(desk.sync().unreadable) == 1
        monkeypatch.setattr(pool, "_PROGRAM", ("-c", "raise SystemExit('started')"))
        assert len(desk.sync().unreadable) == 1


def test_a_process_that_has_grown_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = "from tearline.index import worker; worker._GROWN = 1; worker.main()"
    monkeypatch.setattr(pool, "_PROGRAM", ("-P", "-c", small))
    files = put(tmp_path, *(f"{number}.json" for number in range(5)))
    assert list(told(list(read_files(tmp_path, files))).values()) == ["read"] * 5


def test_what_is_said_in_a_process_is_what_is_said_here(tmp_path: Path) -> None:
    put(tmp_path, "a.json")
    found = [each for piece in read_file(tmp_path / "a.json") for each in piece.found]
    assert found == [read_article(tmp_path, Path("a.json"))]


def test_a_long_text_is_read_in_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "long.txt").write_text("The harbour was closed on Monday. " * 10_000)
    monkeypatch.setattr(pool, "_PROGRAM", ("-c", "raise SystemExit('started')"))
    files = [("long.txt", (tmp_path / "long.txt").stat().st_size)]
    assert told(list(read_files(tmp_path, files)))["long.txt"] != "read"


def test_a_cancelled_reading_ends_at_once_and_leaves_no_process(tmp_path: Path, trouble: None) -> None:
    started = time.monotonic()
    pieces = list(
        read_files(tmp_path, put(tmp_path, "hang.json"), cancelled=lambda: time.monotonic() - started > 0.3)
    )
    assert pieces == []
    # Well before the file would have been given up.
    assert time.monotonic() - started < 2
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_text_is_read_without_a_process_unless_it_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_PROGRAM", ("-c", "raise SystemExit('started')"))
    (tmp_path / "a.txt").write_text("Plain.")
    (piece,) = read_files(tmp_path, [("a.txt", 6)])
    assert isinstance(piece.found[0], Article)
    (tmp_path / "b.txt").write_bytes(b"PK\x05\x06" + bytes(18))
    (piece,) = read_files(tmp_path, [("b.txt", 22)])
    assert isinstance(piece.found[0], Unreadable)


def test_what_lies_in_the_folder_one_is_in_is_not_run(tmp_path: Path) -> None:
    put(tmp_path, "a.json")
    for name in ("yaml", "json", "tearline", "charset_normalizer"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    program = (
        "from pathlib import Path; from tearline.index.pool import read_file;"
        "print(*(each.text for piece in read_file(Path('a.json').absolute()) for each in piece.found))"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == "What a.json says.\n"


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo", "socket.sendto"])
def test_no_connection_is_opened_where_files_are_read(event: str) -> None:
    with pytest.raises(PermissionError):
        _stay_offline(event, ())
    _stay_offline("open", ())
