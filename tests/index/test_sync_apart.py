"""A desk read in by another process is read as by this one, and stops when told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.index.desk import Desk, DeskBusy, DeskError, Progress
from tearline.index.sync import _held


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "desk"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Ferry {number} sails from Port Ansel.")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


def test_what_it_reads_is_on_the_desk_here(root: Path) -> None:
    told: list[Progress] = []
    with Desk(root) as desk:
        report = desk.sync_apart(told.append)
        assert (report.added, len(report.unreadable)) == (30, 1)
        assert len(desk.articles()) == 30
        assert len(desk.search("ferry").hits) == 30
        assert desk.sync().added == 0
    assert told
    assert all(one.total == 31 for one in told)


def test_it_stops_when_told_and_the_next_reading_goes_on(root: Path) -> None:
    with Desk(root) as desk:
        assert desk.sync_apart(lambda _: None, lambda: True).cancelled
        desk.sync()
        assert len(desk.articles()) == 30


# That process, with a lock that it does not wait for.
IMPATIENT = """
import sys
from tearline.index import sync, sync_apart
sync._WAIT_SECONDS = 0.0
del sys.argv[1]
sync_apart.main()
"""


def test_what_goes_wrong_there_is_raised_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearline.index.apart._PROGRAM", ("-P", "-c", IMPATIENT))
    with Desk(root) as desk, _held(desk.state / "lock"), pytest.raises(DeskBusy, match="another tearline"):
        desk.sync_apart(lambda _: None)


def test_a_process_that_ends_badly_is_told_about(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk(root) as desk:
        monkeypatch.setattr("sys.executable", "/bin/false")
        with pytest.raises(DeskError, match="ended unexpectedly"):
            desk.sync_apart(lambda _: None)
