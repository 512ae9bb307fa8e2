from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tearline.index import engine_choice
from tearline.index.desk import Desk, Progress
from tearline.index.engine_choice import chosen_engine

HARBOUR = "The harbour of Velmora was closed on Monday."


def ask_for(root: Path, text: str) -> None:
    (root / "tearline.yaml").write_text(text)


def test_a_desk_that_asks_for_nothing_is_searched_with_whoosh(root: Path) -> None:
    assert chosen_engine(root) == engine_choice.Choice("whoosh")
    ask_for(root, "# engine: tantivy\n")
    assert chosen_engine(root) == engine_choice.Choice("whoosh")


@pytest.mark.parametrize("text", ["engine: tantivy\n", "other: [1, 2]\nengine:   Tantivy  # large\n"])
def test_a_desk_asks_for_its_engine_by_name(root: Path, text: str) -> None:
    ask_for(root, text)
    assert chosen_engine(root) == engine_choice.Choice("tantivy")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("engine: sphinx\n", "line 1: there is no engine 'sphinx'; there are whoosh and tantivy"),
        ("a: b\nengine: [x]\n", "line 2: engine: must be one word"),
        ("a: [\n", "line 2: not valid YAML"),
        ("tantivy\n", "holds no settings"),
        pytest.param("[" * 10_000, "nests too deeply", id="nested"),
        pytest.param("- " * 5_000, "nests too deeply", id="listed"),
        pytest.param("x" * 20_000, "longer than", id="long"),
        ("engine: \x00\n", "YAML"),
    ],
)
def test_what_cannot_be_meant_is_said_and_the_desk_opens_with_whoosh(
    root: Path, text: str, said: str
) -> None:
    ask_for(root, text)
    (root / "a.txt").write_text(HARBOUR)
    with Desk(root) as desk:
        report = desk.sync()
        assert desk.status().engine == "whoosh"
        assert desk.search("harbour").total == 1
    (message,) = report.messages
    assert said in message
    assert message.endswith("The desk is searched with Whoosh.")


def test_an_engine_that_is_not_installed_is_named_with_the_way_to_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_choice, "find_spec", lambda name: None)
    ask_for(root, "engine: tantivy\n")
    choice = chosen_engine(root)
    assert choice.name == "whoosh"
    assert "pip install 'tearline[tantivy]'" in choice.messages[0]


def test_another_engine_is_given_everything_that_was_read(root: Path) -> None:
    pytest.importorskip("tantivy")
    (root / "a.txt").write_text(HARBOUR)
    with Desk(root) as desk:
        desk.sync()
    ask_for(root, "engine: tantivy\n")
    with Desk(root) as desk:
        told: list[Progress] = []
        report = desk.sync(told.append)
        assert (told[0].done, told[0].total, told[0].path) == (0, 1, "a.txt")
        assert (report.added, report.unchanged) == (0, 1)
        assert "searched with tantivy from now on" in report.messages[0]
        assert [hit.card.path for hit in desk.search('"harbour of velmora"').hits] == ["a.txt"]
        assert desk.status().engine == "tantivy"
        assert stat.S_IMODE((desk.state / "search-tantivy").stat().st_mode) == 0o700
        assert not (desk.state / "search").exists()
        assert desk.sync().messages == ()
    (root / "tearline.yaml").unlink()
    with Desk(root) as desk:
        assert "searched with whoosh" in desk.sync().messages[0]
        assert desk.search("harbour").total == 1
