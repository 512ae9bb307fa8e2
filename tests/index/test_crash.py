"""A sync that is killed at any moment leaves a desk that answers, and that the next sync completes."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.index.article import text_hash
from tearline.index.desk import Desk

_WORDS = ("velmora", "harbour", "strike", "gas", "union")


@pytest.fixture(autouse=True)
def many_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few files make many commits and merges."""
    monkeypatch.setattr("tearline.index.sync._FIRST_BATCH", 2)
    monkeypatch.setattr("tearline.index.sync._LARGEST_BATCH", 4)
    monkeypatch.setattr("tearline.index.whoosh_engine._MOST_SEGMENTS", 2)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed at its nth opening, renaming or deleting of a file or
    connection.

    Whether it was killed before it was done.
    """
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "mmap.__new__"):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def change(root: Path, choose: random.Random, step: int) -> dict[str, str]:
    """Add, change, move and delete a few files; the texts that the desk then holds, by id."""
    for number in range(3):
        words = " ".join(choose.choices(_WORDS, k=5))
        (root / f"{choose.randrange(12)}.txt").write_text(f"{words} {step} {number}")
    files = sorted(root.glob("*.txt"))
    choose.choice(files).unlink()
    moved = choose.choice(sorted(root.glob("*.txt")))
    moved.rename(root / f"moved-{step}.txt")
    texts = [path.read_text() for path in root.glob("*.txt")]
    return {text_hash(text): text for text in texts}


def sync_once(root: Path) -> None:
    with Desk(root) as desk:
        desk.sync()


def check_whole(desk: Desk, texts: dict[str, str]) -> None:
    """The catalogue and the engine hold these articles and no others."""
    assert {card.id for card in desk.articles()} == set(texts)
    for word in _WORDS:
        hits = desk.search(word, limit=None)
        assert {hit.card.id for hit in hits.hits} == {
            key for key, text in texts.items() if word in text.split()
        }
        assert hits.total == len(hits.hits)
    assert all(desk.article(key).text == text for key, text in texts.items())


def test_a_killed_sync_is_completed_by_the_next(tmp_path: Path) -> None:
    choose = random.Random(7)  # noqa: S311 (only to vary the test)
    kills = 0
    for step in range(1, 150, 6):
        texts = change(tmp_path, choose, step)
        kills += killed_at(step, lambda: sync_once(tmp_path))
        with Desk(tmp_path) as desk:
            # Old state or new: every hit is an article that can be read.
            for hit in desk.search("velmora OR gas", limit=None).hits:
                assert desk.article(hit.card.id).id == hit.card.id
            desk.sync()
            check_whole(desk, texts)
    assert kills >= 15


def test_a_sync_killed_again_and_again_gets_there(tmp_path: Path) -> None:
    texts = {}
    for number in range(20):
        text = f"{_WORDS[number % 5]} number {number}"
        (tmp_path / f"{number:02}.txt").write_text(text)
        texts[text_hash(text)] = text
    killed = [killed_at(step, lambda: sync_once(tmp_path)) for step in range(12, 120, 9)]
    assert any(killed)
    with Desk(tmp_path) as desk:
        desk.sync()
        check_whole(desk, texts)
        assert desk.sync().unchanged == 20


def test_a_sync_killed_inside_a_file_of_many_articles_is_completed(tmp_path: Path) -> None:
    texts = {}
    for name in ("a.jsonl", "b.jsonl"):
        held = [f"{_WORDS[number % 5]} {name} {number}" for number in range(60)]
        (tmp_path / name).write_text("".join(json.dumps({"text": text}) + "\n" for text in held))
        texts.update({text_hash(text): text for text in held})
    killed = [killed_at(step, lambda: sync_once(tmp_path)) for step in (30, 45)]
    assert any(killed)
    with Desk(tmp_path) as desk:
        desk.sync()
        check_whole(desk, texts)
        assert desk.sync().unchanged == 120


def test_processes_that_begin_at_once_agree(tmp_path: Path) -> None:
    texts = {}
    for number in range(20):
        text = f"{_WORDS[number % 5]} number {number}"
        (tmp_path / f"{number:02}.txt").write_text(text)
        texts[text_hash(text)] = text
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                sync_once(tmp_path)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0, 0]
    with Desk(tmp_path) as desk:
        check_whole(desk, texts)
        assert desk.sync().unchanged == 20
