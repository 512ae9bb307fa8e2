"""Articles drafted by other processes have the findings that this one would give them."""

from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from tearline.briefs.drafting import draft_article
from tearline.briefs.drafting_apart import draft_apart
from tearline.briefs.findings_cache import FindingsCache
from tearline.index.apart import Apart
from tearline.index.desk import Desk


@pytest.fixture
def desk_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "desk"
    root.mkdir()
    for number in range(20):
        words = (
            f"Mira Dolan said the ferry would sail in week {number}. “We are open,” Dolan told reporters.\n"
        )
        (root / f"{number:02}.txt").write_text(words)
    return root


def ids_of(desk: Desk) -> list[str]:
    return [card.id for card in desk.articles()]


def test_findings_are_those_of_this_process(desk_root: Path) -> None:
    with Desk(desk_root) as desk, FindingsCache(desk.state) as cache:
        desk.sync()
        ids = ids_of(desk)
        assert cache.lacking(ids_of(desk)) == ids_of(desk)
        assert sorted(draft_apart(desk.state, ids)) == sorted(ids)
        assert not cache.lacking(ids)
        for one in ids:
            article = desk.article(one)
            assert cache.stored(article) == draft_article(article)


def test_it_stops_when_told_and_leaves_no_process(desk_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Apart] = []
    begin = Apart.__init__

    def noted(self: Apart, module: str, words: list[str]) -> None:
        begin(self, module, words)
        started.append(self)

    monkeypatch.setattr(Apart, "__init__", noted)
    with Desk(desk_root) as desk:
        desk.sync()
        ids = [card.id for card in desk.articles()]
        done: list[str] = []
        for one in draft_apart(desk.state, ids, partial(bool, done)):
            done += [one]
        assert 0 < len(done) < len(ids)
    assert started
    assert all(each._process.poll() is not None for each in started)


def test_a_process_that_dies_costs_one_article(desk_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Apart] = []
    begin = Apart.__init__

    def noted(self: Apart, module: str, words: list[str]) -> None:
        begin(self, module, words)
        started.append(self)
        if len(started) == 1:
            threading.Thread(target=kill, args=(self,), daemon=True).start()

    def kill(process: Apart) -> None:
        time.sleep(0.05)
        os.kill(process._process.pid, signal.SIGKILL)

    monkeypatch.setattr(Apart, "__init__", noted)
    with Desk(desk_root) as desk:
        desk.sync()
        ids = [card.id for card in desk.articles()]
        assert len(set(draft_apart(desk.state, ids))) >= len(ids) - 1
