from __future__ import annotations

import os
from pathlib import Path

from tearline.index.walk import PassedOver, article_files


def paths(root: Path) -> list[str]:
    return [found.path for found in article_files(root)]


def put(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_articles_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "x/y/z/deep.md", "x/a.txt", "x/briefs/kept.md", "note.png"):
        put(tmp_path / name)
    assert paths(tmp_path) == ["a.MD", "b.txt", "x/a.txt", "x/briefs/kept.md", "x/y/z/deep.md"]


def test_what_is_hidden_and_the_briefs_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "x/.cache/a.txt", "briefs/a.md", ".tearline/s/a.txt"):
        put(tmp_path / name)
    assert paths(tmp_path) == []


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside/secret.txt").parent
    desk = tmp_path / "desk"
    put(desk / "a.txt")
    (desk / "loop").symlink_to(desk)
    (desk / "out").symlink_to(outside)
    (desk / "secret.txt").symlink_to(outside / "secret.txt")
    (desk / "dangling.txt").symlink_to(desk / "nothing")
    assert paths(desk) == ["a.txt"]


def test_links_that_lead_elsewhere_are_told_of(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside/secret.txt").parent
    desk = tmp_path / "desk"
    put(desk / "real/a.txt")
    for name, target in {
        "inside": desk / "real",
        "up": desk,
        "inside.txt": desk / "real/a.txt",
        "out": outside,
        "secret.txt": outside / "secret.txt",
        "picture.png": outside / "secret.txt",
        "dangling.txt": desk / "nothing",
        "round.txt": desk / "round.txt",
        ".hidden": outside,
    }.items():
        (desk / name).symlink_to(target)
    passed_over = PassedOver()
    assert [found.path for found in article_files(desk, passed_over)] == ["real/a.txt"]
    told = {each.path: each.reason for each in passed_over.unreadable()}
    assert told == {
        "out": "it is a link to what lies elsewhere",
        "secret.txt": "it is a link to what lies elsewhere",
        "dangling.txt": "it is a link that leads nowhere",
        "round.txt": "it is a link that leads nowhere",
    }


def test_a_desk_may_itself_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real/a.txt")
    (tmp_path / "desk").symlink_to(tmp_path / "real")
    assert paths(tmp_path / "desk") == ["a.txt"]


def test_size_and_time_come_with_each_file(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "12345")
    os.utime(tmp_path / "a.txt", ns=(7, 42))
    assert next(article_files(tmp_path))[1:] == (5, 42, "")


def test_names_of_any_bytes_are_found_as_they_are(tmp_path: Path) -> None:
    names = [b"new\nline.txt", b"-rf.txt", b"\xff\xfe.txt", b"\x1b[31m.md", "é".encode() * 120 + b".txt"]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("text")
    assert sorted(os.fsencode(path) for path in paths(tmp_path)) == sorted(names)
