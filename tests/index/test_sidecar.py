"""What is said beside a file overrides what was found in it, and a broken sidecar costs nothing."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from tearline.index.article import Article
from tearline.index.desk import Desk
from tearline.index.reading import read_article, read_articles

HARBOUR = "Harbour shut\n\nBy Ines Kordel\n\nThe harbour of Velmora was closed on Monday.\n"


def put(path: Path, text: str, mtime: int = 1_000_000_000) -> None:
    path.write_text(text)
    os.utime(path, (mtime, mtime))


def test_a_sidecar_overrides_what_was_found_and_what_front_matter_says(tmp_path: Path) -> None:
    put(tmp_path / "a.md", f"---\ntitle: Front\noutlet: Front Page\n---\n{HARBOUR}")
    put(tmp_path / "a.md.yaml", "title: Beside\ndate: 7 April 2031\nsection: Shipping\nupdated: 2031-04-08\n")
    article = read_article(tmp_path, Path("a.md"))
    assert (article.title, article.outlet, article.author) == ("Beside", "Front Page", "Ines Kordel")
    assert (article.published, article.updated, article.section) == ("2031-04-07", "2031-04-08", "Shipping")
    assert article.inferred == {"author": "the byline"}


@pytest.mark.parametrize(
    ("beside", "note"),
    [
        (b"title: [", "line 1: not valid YAML"),
        (b"- a list", "no list of keys|not a list of keys"),
        (b"title: {a: b}", "line 1: “title” is no text"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"x: " + b"y" * 70_000, "larger than 64 KB"),
        (b"a: &a [x]\nb: *a\ntitle: T\ndate: soon", "line 4: “soon” is no date"),
        (b"!!python/object/apply:os.system ['true']", "not a list of keys"),
        (b"[" * 5000, "nests too deeply"),
    ],
)
def test_a_broken_sidecar_is_a_note_on_the_article(tmp_path: Path, beside: bytes, note: str) -> None:
    put(tmp_path / "a.txt", HARBOUR)
    (tmp_path / "a.txt.yaml").write_bytes(beside)
    article = read_article(tmp_path, Path("a.txt"))
    assert article.text == HARBOUR
    assert any(part in article.notes[0] for part in note.split("|"))
    assert article.notes[0].startswith("a.txt.yaml")


def test_a_sidecar_that_is_no_file_of_the_desk_is_not_read(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    put(tmp_path / "secret.yaml", "title: Secret\n")
    put(desk / "a.txt", HARBOUR)
    put(desk / "b.txt", HARBOUR)
    (desk / "a.txt.yaml").symlink_to(tmp_path / "secret.yaml")
    os.mkfifo(desk / "b.txt.yaml")
    for name in ("a.txt", "b.txt"):
        article = read_article(desk, Path(name))
        assert article.title == "Harbour shut"
        assert "was not used" in article.notes[0]


def test_a_new_changed_or_removed_sidecar_makes_its_article_be_read_again(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    for written in ("One", "Two and more", None):
        if written:
            put(root / "a.txt.yaml", f"title: {written}\n")
        else:
            (root / "a.txt.yaml").unlink()
        report = desk.sync()
        assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
        assert desk.articles()[0].title == (written or "Harbour shut")


def test_a_sidecar_of_an_archive_is_said_of_all_in_it(desk: Desk, root: Path) -> None:
    put(root / "wire.jsonl", '{"text": "One."}\n{"text": "Two.", "outlet": "Velmora Wire"}\n')
    put(root / "wire.jsonl.yaml", "outlet: Velmora Herald\n")
    desk.sync()
    assert [card.outlet for card in desk.articles()] == ["Velmora Herald"] * 2


def test_sidecars_are_copied_with_what_is_added(desk: Desk, root: Path, tmp_path: Path) -> None:
    put(tmp_path / "a.txt", HARBOUR)
    put(tmp_path / "a.txt.yaml", "title: Beside\n")
    (copy,) = desk.add([tmp_path / "a.txt"]).added
    assert (copy.parent / "a.txt.yaml").read_text() == "title: Beside\n"
    desk.sync()
    assert desk.articles()[0].title == "Beside"


def test_a_sidecar_inside_an_archive_is_said_of_its_file_before_that_of_the_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("a.txt", HARBOUR)
        archive.writestr("a.txt.yaml", "outlet: Velmora Herald\n")
    put(tmp_path / "news.zip.yaml", "outlet: Kestia Post\nsection: Shipping\n")
    article = read_article(tmp_path, Path("news.zip"))
    assert (article.outlet, article.section, article.author) == ("Velmora Herald", "Shipping", "Ines Kordel")


@pytest.mark.parametrize("name", ["news.tar", "news.tar.gz"])
@pytest.mark.parametrize("behind", [0, 3, 500])
@pytest.mark.parametrize("sidecar_first", [True, False])
def test_a_sidecar_in_a_tar_counts_before_and_behind_its_file(
    tmp_path: Path, name: str, behind: int, sidecar_first: bool
) -> None:
    # A sidecar is waited for only so long; one that came first is kept.
    count = behind if sidecar_first else min(behind, 40)
    others = {f"z{number}.txt": f"Ferry {number} was late." for number in range(count)}
    own = {"./a.txt": HARBOUR, "./a.txt.yaml": "outlet: Velmora Herald\n"}
    first, last = list(own.items()) if not sidecar_first else list(reversed(own.items()))
    with tarfile.open(tmp_path / name, "w:gz" if name.endswith("gz") else "w") as archive:
        for path, words in (first, *others.items(), last, ("b.txt", "Nobody sailed.")):
            entry = tarfile.TarInfo(path)
            entry.size = len(words)
            archive.addfile(entry, io.BytesIO(words.encode()))
    found = [each for each in read_articles(tmp_path, Path(name)) if isinstance(each, Article)]
    assert {each.path: each.outlet for each in found if each.outlet} == {f"{name}!/a.txt": "Velmora Herald"}
    assert len(found) == len(others) + 2


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_of_two_places_with_one_text_the_one_that_says_more_counts_in_any_order(
    desk: Desk, root: Path, names: tuple[str, str]
) -> None:
    telling, silent = names
    put(root / telling, HARBOUR)
    put(root / silent, HARBOUR)
    put(root / f"{telling}.yaml", "outlet: Velmora Herald\n")
    desk.sync()
    assert [card.outlet for card in desk.articles()] == ["Velmora Herald"]
    # What is written later, at a place of its own, counts all the same.
    put(root / f"{telling}.yaml", "section: Shipping\n", mtime=1_100_000_000)
    desk.sync()
    assert [card.outlet for card in desk.articles()] == [None]
