"""The session comes back as it was left, and a broken one is a new one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tearline.briefs.board.arrangement import Arrangement
from tearline.index.private_state import private_state
from tearline.tui.session import FILE_NAME, Session, load_session, save_session
from tearline.tui.view import Step


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


def test_a_session_comes_back(tmp_path: Path) -> None:
    session = Session(
        brief="ferry",
        pane="quotes",
        article="a1",
        theme="tearline-light",
        rejected="on",
        zoom="quotes",
        rows={"quotes": "q-1"},
        sizes={"wide:left": 1.25},
        steps=(Step("actor", "mira-dolan", "Mira Dolan"), Step("query", "ferry", "ferry")),
        arrangements={"quotes": Arrangement(order="speaker", outlet="Veldan Wire")},
    )
    state = private_state(tmp_path).folder
    save_session(state, session)
    assert load_session(tmp_path) == session
    assert [path.name for path in state.iterdir()] == [FILE_NAME]


def test_no_session_is_a_new_one(tmp_path: Path) -> None:
    assert load_session(tmp_path / "nowhere") == Session()


@pytest.mark.parametrize(
    "stored",
    [
        *(b"", b"{", b"[1]", b"\xff\xfe", b'{"pane": 3, "who": "x"}', b"[" * 50_000, b'{"brief": null}'),
        b'{"rows": ["a"], "sizes": {"wide:left": "wide"}, "steps": {"kind": "actor"}, "arrangements": 7}',
        b'{"rows": {"quotes": 3}, "sizes": {"a": NaN, "b": 1e9, "c": -1, "d": true}}',
        b'{"steps": [3, {"kind": "mood", "value": "", "label": ""}, {"kind": "actor", "value": "x"}]}',
        b'{"arrangements": {"quotes": {"order": "by magic", "review": "?", "kind": []}, "moods": {}}}',
    ],
)
def test_an_unusable_session_is_a_new_one(tmp_path: Path, stored: bytes) -> None:
    (private_state(tmp_path).folder / FILE_NAME).write_bytes(stored)
    assert load_session(tmp_path) == Session()


def test_a_folder_that_is_gone_costs_nothing_but_the_memory(tmp_path: Path) -> None:
    save_session(tmp_path / "gone", Session(brief="ferry"))
    assert not (tmp_path / "gone").exists()


def test_what_a_later_version_added_is_left_out(tmp_path: Path) -> None:
    (private_state(tmp_path).folder / FILE_NAME).write_text(json.dumps({"brief": "ferry", "mood": "good"}))
    assert load_session(tmp_path) == Session(brief="ferry")
