"""Files that come, change and go are noticed, each once, and not while they are being written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tearline.index.desk import Desk
from tearline.index.watching import Watch

OLD = time.time() - 60


def put(path: Path, text: str, when: float = OLD) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when, when))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "desk"
    put(root / "ferry.txt", "The ferry sails on Monday.")
    put(root / "north" / "bridge.txt", "The bridge at Tarn is closed.")
    with Desk(root) as opened:
        opened.sync()
        yield opened


@pytest.fixture
def watch(desk: Desk) -> Watch:
    watching = desk.watch()
    assert not watching.look()
    return watching


def at_once(watch: Watch) -> bool:
    """What a look says when it is time to go through all files again."""
    watch._next_walk = 0.0
    return watch.look()


def test_a_new_file_is_noticed_and_once_read_no_more(desk: Desk, watch: Watch) -> None:
    put(desk.root / "north" / "harbour.txt", "The harbour is open.")
    assert watch.look()
    assert desk.sync().added == 1
    assert not at_once(watch)


def test_a_file_in_a_new_folder_is_noticed(desk: Desk, watch: Watch) -> None:
    put(desk.root / "south" / "deep" / "harbour.txt", "The harbour is open.")
    assert watch.look()


def test_a_removed_file_is_noticed(desk: Desk, watch: Watch) -> None:
    (desk.root / "north" / "bridge.txt").unlink()
    assert watch.look()
    assert desk.sync().removed == 1
    assert not at_once(watch)


def test_a_file_changed_in_place_is_noticed_when_all_are_gone_through(desk: Desk, watch: Watch) -> None:
    put(desk.root / "ferry.txt", "The ferry sails on Tuesday.", OLD + 5)
    assert not watch.look(), "no folder changed"
    assert at_once(watch)


def test_what_is_no_article_is_not_noticed(desk: Desk, watch: Watch) -> None:
    put(desk.root / ".hidden.txt", "Hidden.")
    put(desk.root / "briefs" / "morning.yaml", "tearline: 1")
    (desk.root / "picture.zzz").write_bytes(b"\0\1")
    assert not at_once(watch)


def test_a_file_being_written_is_left_until_it_rests(desk: Desk, watch: Watch) -> None:
    put(desk.root / "half.txt", "The first half", time.time())
    assert not watch.look()
    assert not watch.look()
    put(desk.root / "half.txt", "The first half and the second.", time.time() - 1.5)
    assert watch.look()


def test_a_file_read_while_it_was_fresh_is_read_once_more(desk: Desk, watch: Watch) -> None:
    put(desk.root / "fresh.txt", "Fresh words.", time.time() - 1.2)
    assert watch.look()
    desk.sync()
    # Sync does not trust the time of so fresh a file, so that it is read again when it has settled.
    os.utime(desk.root / "fresh.txt", (time.time() - 10, time.time() - 10))
    assert at_once(watch)
    desk.sync()
    assert not at_once(watch)


def test_what_never_comes_in_step_is_asked_for_once(desk: Desk, watch: Watch) -> None:
    put(desk.root / "stubborn.txt", "Stubborn words.")
    assert at_once(watch)
    # No sync has taken it in, as where the disk is full.
    assert not at_once(watch)


def test_a_closed_folder_is_neither_gone_nor_new(desk: Desk, watch: Watch) -> None:
    if os.geteuid() == 0:
        pytest.skip("root opens every folder")
    (desk.root / "north").chmod(0)
    try:
        assert not at_once(watch)
    finally:
        (desk.root / "north").chmod(0o755)


def test_waiting_counts_what_is_not_as_it_was_read(desk: Desk) -> None:
    assert desk.watch().waiting() == 0
    for number in range(3):
        put(desk.root / f"{number}.txt", f"Article {number}.")
    assert desk.watch().waiting() == 3
