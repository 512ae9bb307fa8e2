"""Briefs stand in the desk's folder of briefs, and no name leads out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.briefs.document.shelf import BriefNameError, brief_path, briefs_in
from tearline.index.errors import TearlineError


def test_a_new_desk_has_no_briefs(tmp_path: Path) -> None:
    assert briefs_in(tmp_path) == ()


def test_briefs_come_in_the_order_of_their_names_and_nothing_else_does(tmp_path: Path) -> None:
    folder = tmp_path / "briefs"
    (folder / "folder.yaml").mkdir(parents=True)
    for name in ("b.yaml", "a.yaml", ".a.yaml.swp", ".hidden.yaml", "a.md"):
        (folder / name).touch()
    assert [path.name for path in briefs_in(tmp_path)] == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("name", ["moscow-2022", "Moscow 2022", "обзор", "v1.2", "a"])
def test_a_name_stands_for_its_file_with_or_without_the_ending(tmp_path: Path, name: str) -> None:
    assert brief_path(tmp_path, name) == tmp_path / "briefs" / f"{name}.yaml"
    assert brief_path(tmp_path, name + ".yaml") == brief_path(tmp_path, name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "/etc/x",
        ".hidden",
        "-rf",
        "a\nb",
        "a\x1b[2J",
        "x" * 101,
        " a",
        "a:b",
    ],
)
def test_a_name_that_is_no_plain_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BriefNameError) as refused:
        brief_path(tmp_path, name)
    assert isinstance(refused.value, TearlineError)
    assert str(refused.value).isprintable()


def test_a_link_out_of_the_desk_is_refused(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "briefs").symlink_to(tmp_path)
    with pytest.raises(BriefNameError, match="out of the desk"):
        brief_path(desk, "x")


def test_a_link_out_of_the_desk_is_no_brief_of_it(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "briefs").mkdir(parents=True)
    (tmp_path / "secret").write_text("not yours")
    (desk / "briefs" / "a.yaml").symlink_to(tmp_path / "secret")
    (desk / "briefs" / "b.yaml").write_text("")
    (desk / "briefs" / "c.yaml").symlink_to("b.yaml")
    assert [path.stem for path in briefs_in(desk)] == ["b", "c"]
    with pytest.raises(BriefNameError, match="put the file itself there"):
        brief_path(desk, "a")
