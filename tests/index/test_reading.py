"""Files into articles: encodings, and what is refused with its reason and advice."""

from __future__ import annotations

import errno
import io
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.index.article import text_hash
from tearline.index.reading import EXPORT_MARK, LARGEST_FILE, Unreadable, is_article_file, read_article


def written(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_text_is_the_decoded_file_unchanged(tmp_path: Path) -> None:
    text = "\ufeffOne\r\ntwo\rthree\n\n \x0c four\u2028 “five”\n"
    article = read_article(tmp_path, written(tmp_path, text.encode()))
    assert article.text == text
    assert article.id == text_hash(text)
    assert article.inferred == {}


def test_the_path_is_relative_to_the_desk(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    path = written(tmp_path / "inner", b"x", "b.md")
    assert read_article(tmp_path, path).path == "inner/b.md"
    assert read_article(tmp_path, Path("inner/b.md")).path == "inner/b.md"


@pytest.mark.parametrize(
    ("data", "text", "says"),
    [
        ("naïve “yes”".encode("cp1252"), "naïve “yes”", "not UTF-8, read as Windows-1252"),
        (b"na\xefve \x81", "naïve \x81", "not UTF-8, read as Latin-1"),
        ("\ufeffnaïve".encode("utf-16-le"), "\ufeffnaïve", "UTF-16, by its byte order mark"),
        ("\ufeffnaïve".encode("utf-16-be"), "\ufeffnaïve", "UTF-16, by its byte order mark"),
        ("\ufeffnaïve".encode("utf-32-le"), "\ufeffnaïve", "UTF-32, by its byte order mark"),
    ],
)
def test_other_encodings_are_read_and_said(tmp_path: Path, data: bytes, text: str, says: str) -> None:
    article = read_article(tmp_path, written(tmp_path, data))
    assert article.text == text
    assert article.inferred["encoding"] == says


def test_a_few_nuls_do_not_make_a_file_binary(tmp_path: Path) -> None:
    assert read_article(tmp_path, written(tmp_path, b"a\0b" + b"c" * 100)).text.count("\0") == 1


def refused(root: Path, path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_article(root, path)
    assert caught.value.reason
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01" * 400,
        b"\x89PNG and so on",
        bytes(range(1, 32)) * 9 + b"\xff",
        b"\xff\xfea\x00\x00\xd8",
    ],
)
def test_binary_files_are_refused(tmp_path: Path, data: bytes) -> None:
    assert "not a text file" in refused(tmp_path, written(tmp_path, data)).reason


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    error = refused(tmp_path, path)
    assert "larger than 20 MB" in error.reason
    assert str(error).startswith("big.txt: ")


@pytest.mark.parametrize("said", [0, 10, 100])
def test_all_of_a_file_is_read_whatever_size_it_is_said_to_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    (tmp_path / "a.txt").write_text("The harbour was closed on Monday.")
    fstat = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        status = fstat(descriptor)
        return os.stat_result([said if at == stat.ST_SIZE else each for at, each in enumerate(status[:10])])

    monkeypatch.setattr(os, "fstat", growing)
    assert read_article(tmp_path, Path("a.txt")).text == "The harbour was closed on Monday."


def test_a_file_that_the_disk_fails_on_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    (tmp_path / "a.txt").write_text("The harbour was closed on Monday.")
    monkeypatch.setattr(io, "FileIO", Failing)
    with pytest.raises(Unreadable, match="Input/output error"):
        read_article(tmp_path, Path("a.txt"))


def test_an_exported_brief_is_passed_over_with_nothing_to_mend(tmp_path: Path) -> None:
    path = written(tmp_path, f"# A brief\n\nwords\n\n{EXPORT_MARK}\n".encode(), "brief.md")
    with pytest.raises(Unreadable, match=r"^brief\.md: it is an exported brief, not an article$") as caught:
        read_article(tmp_path, path)
    assert caught.value.advice == ""


def test_an_article_that_quotes_the_mark_is_read(tmp_path: Path) -> None:
    assert read_article(tmp_path, written(tmp_path, f"An export ends in {EXPORT_MARK} as a rule.\n".encode()))


def test_pipes_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "not a regular file" in refused(tmp_path, tmp_path / "pipe.txt").reason
    assert "not a regular file" in refused(tmp_path, tmp_path / "folder.txt").reason
    assert "no such file" in refused(tmp_path, tmp_path / "none.txt").reason
    assert refused(tmp_path, tmp_path / ("x" * 300 + ".txt"))
    assert refused(tmp_path, tmp_path / "nul\0.txt")


def test_links_are_followed_on_the_desk_only(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "in.txt").symlink_to(written(desk, b"inside"))
    (desk / "out.txt").symlink_to(written(tmp_path, b"outside"))
    (desk / "loop.txt").symlink_to(desk / "loop.txt")
    assert read_article(desk, desk / "in.txt").text == "inside"
    assert "out of the desk" in refused(desk, desk / "out.txt").reason
    assert refused(desk, desk / "loop.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"x")
    path.chmod(0)
    assert "may not read" in refused(tmp_path, path).reason


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("a.txt", True),
        ("A.TXT", True),
        ("a.md", True),
        ("a.exe", False),
        ("txt", False),
        (".a.txt", False),
        ("._a.md", False),
    ],
)
def test_which_files_are_articles(name: str, is_one: bool) -> None:
    assert is_article_file(Path("desk") / name) is is_one


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    with suppress(Unreadable):
        article = read_article(tmp_path, path)
        assert all(zone.end <= len(article.text) for zone in article.zones)
