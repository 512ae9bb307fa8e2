from __future__ import annotations

from pathlib import Path

import pytest

from tearline.index.desk import Desk, UnknownArticle

STORY = " ".join(
    f"In ward {n} of Velmora the dockers voted {n * 7} to {n * 3} for the strike, said clerk number {n}."
    for n in range(12)
)


def put(root: Path, name: str, outlet: str, day: str, text: str) -> None:
    (root / name).write_text(f"---\noutlet: {outlet}\ndate: {day}\n---\n{text}\n")


@pytest.fixture
def copied(desk: Desk, root: Path) -> Desk:
    put(root, "wire.md", "Kest Wire", "2031-04-07", STORY)
    put(root, "herald.md", "The Herald", "2031-04-08", f"{STORY} The Herald was there.")
    put(root, "post.md", "The Post", "2031-04-09", STORY.replace("said clerk number 3", "a clerk said"))
    put(root, "other.md", "The Post", "2031-04-06", "The dockers of Velmora have voted for a strike.")
    desk.sync()
    return desk


def article_at(desk: Desk, path: str) -> str:
    article = desk.article_at(path)
    assert article is not None
    return article.id


def test_copies_are_told_from_the_earliest_with_what_differs(copied: Desk) -> None:
    for name in ("wire.md", "herald.md", "post.md"):
        found = copied.similar(article_at(copied, name))
        assert found is not None
        assert found.first.path == "wire.md"
        assert [copy.card.path for copy in found.copies] == ["herald.md", "post.md"]
        assert found.outlets == ("Kest Wire", "The Herald", "The Post")
    own = found.copies[0].differs.own
    text = copied.article(found.copies[0].card.id).text
    assert [text[start:end].strip() for start, end in own] == ["The Herald was there."]
    assert len(found.copies[1].differs.dropped) == 1


def test_an_article_of_its_own_has_no_copies_and_an_unknown_one_is_an_error(copied: Desk) -> None:
    assert copied.similar(article_at(copied, "other.md")) is None
    with pytest.raises(UnknownArticle):
        copied.similar("00" * 32)


def test_families_are_worked_out_once_for_each_state_of_the_desk(copied: Desk, root: Path) -> None:
    told: list[int] = []
    wire = article_at(copied, "wire.md")
    copied.similar(wire, lambda done, total: told.append(total))
    copied.similar(article_at(copied, "post.md"), lambda done, total: told.append(total))
    assert told == [4, 4, 4, 4]
    (root / "herald.md").unlink()
    copied.sync()
    found = copied.similar(wire)
    assert found is not None
    assert [copy.card.path for copy in found.copies] == ["post.md"]


def test_a_hit_tells_its_copies_once_they_are_known(copied: Desk) -> None:
    assert all(hit.copies == () for hit in copied.search("clerk").hits)
    copied.similar(article_at(copied, "wire.md"))
    copies = {hit.card.path: [copy.path for copy in hit.copies] for hit in copied.search("voted").hits}
    assert copies == {
        "wire.md": ["herald.md", "post.md"],
        "herald.md": ["wire.md", "post.md"],
        "post.md": ["wire.md", "herald.md"],
        "other.md": [],
    }


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"revision": 1, "families": 3}', b"\xff"])
def test_damaged_families_are_worked_out_anew(copied: Desk, damage: bytes) -> None:
    wire = article_at(copied, "wire.md")
    copied.similar(wire)
    (copied.state / "families.json").write_bytes(damage)
    assert copied.search("voted").total == 4
    found = copied.similar(wire)
    assert found is not None
    assert len(found.copies) == 2
