"""Which article of the desk a brief's source is, after its file has changed its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tearline.briefs.model import Source
from tearline.briefs.sources import article_of
from tearline.index.article import text_hash
from tearline.index.desk import Desk

WHATS = (
    "no pilot came",
    "the ferries stayed out",
    "a freighter turned back",
    "fish was sold",
    "a crane stood still",
)
STORY = "Harbour shut\n\n" + "\n\n".join(
    f"On day {number} the harbour of Velmora was closed, the port authority said at {number} in the morning, "
    f"and in the afternoon {what}, as it had on every day before that one."
    for number, what in enumerate(WHATS)
)
EDITED = STORY.replace("fish was sold", "nobody bought fish")


def put(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (1e9, 1e9))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "desk"
    root.mkdir()
    put(root / "a.txt", STORY)
    with Desk(root) as desk:
        desk.sync()
        yield desk


@pytest.mark.parametrize("following", [True, False])
def test_a_file_renamed_as_it_is_is_found_by_its_text(desk: Desk, following: bool) -> None:
    source = Source(file="a.txt", text=f"sha256:{text_hash(STORY)}")
    (desk.root / "a.txt").rename(desk.root / "b.txt")
    desk.sync()
    found = article_of(desk, following)(source)
    assert found is not None
    assert found.path == "b.txt"


def test_what_this_desk_alone_remembers_counts_only_where_a_brief_is_brought_up_to_date(desk: Desk) -> None:
    source = Source(file="a.txt", text=f"sha256:{text_hash(STORY)}")
    (desk.root / "a.txt").unlink()
    put(desk.root / "b.txt", EDITED)
    desk.sync()
    assert article_of(desk)(source) is None
    found = article_of(desk, following=True)(source)
    assert found is not None
    assert (found.path, found.text) == ("b.txt", EDITED)
