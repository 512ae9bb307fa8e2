from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tearline.index.add import safe_name
from tearline.index.desk import Desk, DeskError


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "desk").mkdir()
    with Desk(tmp_path / "desk") as opened:
        yield opened


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_and_the_articles_in_folders_are_copied(desk: Desk, tmp_path: Path) -> None:
    one = put(tmp_path / "in/one.txt", "The first.")
    put(tmp_path / "in/more/two.md", "The second.")
    put(tmp_path / "in/more/three.png", "No article.")
    report = desk.add([one, tmp_path / "in/more"])
    assert report.added == (desk.root / "articles/one.txt", desk.root / "articles/two.md")
    assert [path.read_text() for path in report.added] == ["The first.", "The second."]
    assert report.already == report.unreadable == ()
    assert desk.sync().added == 2


def test_nothing_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    put(desk.root / "articles/a.txt", "There before.")
    (desk.root / "articles/a-2.txt").symlink_to(tmp_path / "nowhere")
    added = desk.add([put(tmp_path / "a.txt", "Something else.")]).added
    assert added == (desk.root / "articles/a-3.txt",)
    assert (desk.root / "articles/a.txt").read_text() == "There before."
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("synced", [True, False])
def test_a_text_the_desk_has_is_not_copied_again(desk: Desk, tmp_path: Path, synced: bool) -> None:
    put(desk.root / "deep/in/a.txt", "The same.")
    if synced:
        desk.sync()
    report = desk.add([put(tmp_path / "other.txt", "The same."), desk.root / "deep/in/a.txt"])
    assert (report.added, len(report.already)) == ((), 2)


def test_a_text_given_twice_is_copied_once(desk: Desk, tmp_path: Path) -> None:
    report = desk.add([put(tmp_path / "a.txt", "The same."), put(tmp_path / "b.txt", "The same.")])
    assert (len(report.added), len(report.already)) == (1, 1)


def test_a_text_that_was_deleted_from_the_desk_is_copied_again(desk: Desk, tmp_path: Path) -> None:
    source = put(tmp_path / "a.txt", "Here and gone.")
    (copy,) = desk.add([source]).added
    desk.sync()
    copy.unlink()
    assert len(desk.add([source]).added) == 1


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(desk: Desk, tmp_path: Path) -> None:
    binary = tmp_path / "b.txt"
    binary.write_bytes(b"%PDF-1.7")
    good = put(tmp_path / "good.txt", "Fine.")
    report = desk.add([binary, tmp_path / "missing.txt", put(tmp_path / "a.doc", "x"), good])
    assert len(report.added) == 1
    assert [Path(each.path).name for each in report.unreadable] == ["b.txt", "missing.txt", "a.doc"]


def test_no_half_copies_are_left_where_the_desk_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "articles").write_text("a file in the way")
    with pytest.raises(DeskError, match="could not be copied"):
        desk.add([put(tmp_path / "a.txt", "Fine.")])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.txt", "report.txt"),
        ("-rf.txt", "rf.txt"),
        ("..txt", "article.txt"),
        ("new\nline\x1b[31m.md", "new_line_31m.md"),
        ("Café – «été».TXT", "Café – _été.txt"),
        ("a:b?c|d.txt", "a_b_c_d.txt"),
        (os.fsdecode(b"\xff\xfe.txt"), "article.txt"),
    ],
)
def test_names_are_made_safe_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_names_are_cut_and_keep_their_suffix() -> None:
    name = safe_name("é" * 300 + ".txt")
    assert name.endswith("é.txt")
    assert len(name.encode()) <= 130


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_named(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path / "in/one.txt", "The first.")
    put(tmp_path / "in/closed/two.txt", "The second.")
    (tmp_path / "in/closed").chmod(0)
    report = desk.add([tmp_path / "in"])
    (tmp_path / "in/closed").chmod(0o700)
    assert len(report.added) == 1
    assert [error.path for error in report.unreadable] == [f"{tmp_path / 'in/closed'}/"]
