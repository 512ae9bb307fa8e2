"""Files that were renamed, and edited at the same time."""

# ruff: noqa: E501 (rows of a table stand as they are)

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tearline.index.desk import Desk
from tearline.index.reading import article_from_text
from tearline.index.renames import renamed

TITLE = "Harbour shut\n\n"
WHATS = (
    "no pilot came",
    "the ferries stayed out",
    "two freighters turned back at Cape Orrin",
    "the mayor asked for patience",
    "fish was sold from carts",
    "the tugs were tied up",
    "a crane stood still for the first time in years",
    "the union smiled",
)
BODY = "\n\n".join(
    f"On day {number} the harbour of Velmora was closed, the port authority said at {number} in the morning, and {what}."
    for number, what in enumerate(WHATS)
)
OTHER = "Strike begins\n\n" + "\n\n".join(
    f"In Tolmere {number} dock workers left over pay and pensions, their union told the paper, {what}."
    for number, what in enumerate(reversed(WHATS))
)
EDITED = BODY.replace("the union smiled", "nobody at the union would say why")


def put(path: Path, text: str, mtime: int = 1_000_000_000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (mtime, mtime))


@pytest.mark.parametrize(
    ("gone", "came", "expected"),
    [
        ({"a.txt": TITLE + BODY}, {"b.txt": TITLE + BODY}, {"a.txt": "b.txt"}),
        ({"a.txt": TITLE + BODY}, {"b.txt": TITLE + EDITED}, {"a.txt": "b.txt"}),
        # Another title, but the file is called as it was.
        ({"a.txt": TITLE + BODY}, {"x/a.txt": "Harbour closed\n\n" + EDITED}, {"a.txt": "x/a.txt"}),
        ({"a.txt": TITLE + BODY}, {"b.txt": "Harbour closed\n\n" + EDITED}, {}),
        ({"a.txt": TITLE + BODY}, {"b.txt": OTHER}, {}),
        ({"a.txt": TITLE + BODY, "b.txt": OTHER}, {"c.txt": OTHER, "d.txt": TITLE + EDITED}, {"a.txt": "d.txt", "b.txt": "c.txt"}),
        # Two that may be meant, on either side.
        ({"a.txt": TITLE + BODY}, {"b.txt": TITLE + EDITED, "c.txt": TITLE + EDITED + " More."}, {}),
        ({"a.txt": TITLE + BODY, "b.txt": TITLE + BODY + " More."}, {"c.txt": TITLE + EDITED}, {}),
        ({"a.txt": TITLE + BODY}, {"b.txt": TITLE + BODY, "c.txt": TITLE + BODY}, {}),
        # Another outlet's copy of the story.
        ({"a.txt": f"---\noutlet: Amsel Ledger\n---\n{TITLE}{BODY}"}, {"b.txt": f"---\noutlet: Straitsweek\n---\n{TITLE}{EDITED}"}, {}),
        ({"a.txt": f"---\ndate: 2031-03-03\n---\n{TITLE}{BODY}"}, {"b.txt": f"---\ndate: 2031-03-04\n---\n{TITLE}{EDITED}"}, {}),
        ({}, {"b.txt": BODY}, {}),
        ({"a.txt": ""}, {"b.txt": ""}, {"a.txt": "b.txt"}),
    ],
)  # fmt: skip
def test_a_file_is_followed_only_where_one_can_be_meant(
    gone: dict[str, str], came: dict[str, str], expected: dict[str, str]
) -> None:
    given = [{path: article_from_text(text, path) for path, text in each.items()} for each in (gone, came)]
    assert renamed(*given) == expected


def test_a_file_renamed_and_edited_at_once_is_said_and_found_under_its_old_name(
    desk: Desk, root: Path
) -> None:
    put(root / "a.txt", TITLE + BODY)
    put(root / "other.txt", OTHER)
    desk.sync()
    (root / "a.txt").unlink()
    put(root / "in/b.txt", TITLE + EDITED)
    report = desk.sync()
    assert (report.added, report.moved, report.removed) == (0, 1, 0)
    assert [message for message in report.messages if message.startswith("in/b.txt is taken for a.txt")]
    found = desk.article_moved_from("a.txt")
    assert found is not None
    assert (found.path, found.text) == ("in/b.txt", TITLE + EDITED)
    assert desk.article_moved_from("other.txt") is None
    assert desk.sync().messages == ()


def test_a_file_is_followed_through_several_changes_and_back(desk: Desk, root: Path) -> None:
    put(root / "a.txt", TITLE + BODY)
    desk.sync()
    (root / "a.txt").rename(root / "b.txt")
    assert desk.sync().messages == ()
    put(root / "b.txt", TITLE + EDITED, mtime=1_000_000_001)
    desk.sync()
    found = desk.article_moved_from("a.txt")
    assert found is not None
    assert (found.path, found.text) == ("b.txt", TITLE + EDITED)
    (root / "b.txt").rename(root / "a.txt")
    desk.sync()
    assert desk.article_moved_from("a.txt") is None
    found = desk.article_moved_from("b.txt")
    assert found is not None
    assert found.path == "a.txt"


def test_a_copy_that_stands_elsewhere_is_no_new_name(desk: Desk, root: Path) -> None:
    put(root / "a.txt", TITLE + BODY)
    put(root / "copy.txt", TITLE + BODY)
    desk.sync()
    (root / "a.txt").unlink()
    put(root / "b.txt", TITLE + EDITED)
    assert desk.sync().messages == ()
    assert desk.article_moved_from("a.txt") is None
