"""Files in files: found by their places, within limits; what is refused says why, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from tearline.index import parts
from tearline.index.article import text_hash
from tearline.index.desk import Desk
from tearline.index.errors import Unreadable
from tearline.index.formats import format_of
from tearline.index.parts import Unfolding
from tearline.index.readers.reader import Raw, Reading

HARBOUR = "Harbour shut\n\nThe harbour of Velmora was closed on Monday, the port authority said.\n"


def zipped(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(zipfile.ZipInfo(name), held, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def put(path: Path, data: bytes, mtime: int = 1_000_000_000) -> Path:
    """Write a file long ago, so that its time tells whether it changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (mtime, mtime))
    return path


def found(name: str, data: bytes) -> dict[str, str]:
    """What is in a file, by place: its text, or why it can't be read."""
    return {
        part.path: part.found.text if isinstance(part.found, Reading) else part.found.reason
        for part in Unfolding().readings(Raw.of(name, data))
    }


# On a desk


def test_each_file_in_an_archive_is_an_article_with_its_place(desk: Desk, root: Path) -> None:
    put(root / "news.zip", zipped({"monday/a.txt": HARBOUR, "b.md": "Strike begins.", "c.png": "x"}))
    assert desk.sync().added == 2
    assert {card.path for card in desk.articles()} == {"news.zip!/monday/a.txt", "news.zip!/b.md"}
    article = desk.article_at("news.zip!/monday/a.txt")
    assert article is not None
    assert article.text == HARBOUR
    assert desk.search("harbour").hits[0].card.path == "news.zip!/monday/a.txt"


def test_one_text_in_an_archive_and_beside_it_is_one_article_with_two_places(desk: Desk, root: Path) -> None:
    put(root / "news.zip", zipped({"a.txt": HARBOUR, "again.txt": HARBOUR}))
    put(root / "z.txt", HARBOUR.encode())
    desk.sync()
    (card,) = desk.articles()
    assert card.paths == ("news.zip!/a.txt", "news.zip!/again.txt", "z.txt")


def test_a_changed_archive_keeps_what_is_still_in_it(desk: Desk, root: Path) -> None:
    put(root / "news.zip", zipped({"a.txt": HARBOUR, "b.txt": "Old.", "c.txt": "Before."}))
    desk.sync()
    put(root / "news.zip", zipped({"a.txt": HARBOUR, "b.txt": "New.", "d.txt": "More."}), mtime=1_000_000_001)
    report = desk.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert {card.path for card in desk.articles()} == {f"news.zip!/{name}.txt" for name in "abd"}
    gone = desk.article_at("news.zip!/c.txt")
    assert gone is not None
    assert (gone.text, desk.card(gone.id).gone) == ("Before.", True)


def test_a_moved_archive_is_the_same_articles(desk: Desk, root: Path) -> None:
    put(root / "news.zip", zipped({"a.txt": HARBOUR}))
    desk.sync()
    (root / "in").mkdir()
    (root / "news.zip").rename(root / "in/old.zip")
    desk.sync()
    article = desk.article_at("news.zip!/a.txt")
    assert article is not None
    assert article.path == "in/old.zip!/a.txt"
    assert not desk.card(text_hash(HARBOUR)).gone


def test_a_deleted_archive_leaves_its_articles_readable_and_gone(desk: Desk, root: Path) -> None:
    put(root / "news.zip", zipped({"a.txt": HARBOUR, "b.txt": "More."}))
    desk.sync()
    (root / "news.zip").unlink()
    assert desk.sync().removed == 2
    assert desk.articles() == ()
    card = desk.card(text_hash(HARBOUR))
    assert (card.gone, card.path) == (True, "news.zip!/a.txt")
    assert desk.article(card.id).text == HARBOUR


def test_a_stopped_sync_reads_the_file_that_it_was_in_again(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tearline.index.sync._FIRST_BATCH", 1)
    put(root / "wire.jsonl", b"".join(b'{"text": "Number %d."}\n' % number for number in range(1200)))
    articles: list[int] = []
    report = desk.sync(
        progress=lambda now: articles.append(now.articles), cancelled=lambda: bool(articles and articles[-1])
    )
    assert report.cancelled
    assert 0 < report.added < 1200
    report = desk.sync()
    assert len(desk.articles()) == 1200
    assert desk.search('"number 1199"').total == 1


def test_an_unchanged_archive_is_not_opened(desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root / "news.zip", zipped({"a.txt": HARBOUR, "b.txt": b"\x89PNG" + bytes(100)}))
    assert len(desk.sync().unreadable) == 1
    monkeypatch.setattr("tearline.index.sync.read_files", None)
    report = desk.sync()
    assert (report.unchanged, len(report.unreadable)) == (1, 1)


# What is in a file


def test_files_in_files_in_files_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        data = zipped({"a.txt": HARBOUR})
        entry = tarfile.TarInfo("x/in.zip")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    assert found("news.tar.gz", packed.getvalue()) == {"news.tar.gz!/x/in.zip!/a.txt": HARBOUR}


def test_a_wrapping_adds_nothing_to_the_place() -> None:
    assert found("a.txt.gz", gzip.compress(HARBOUR.encode())) == {"a.txt.gz": HARBOUR}


def test_what_a_file_is_follows_from_its_bytes_where_its_name_is_wrong() -> None:
    assert found("a.txt", zipped({"b.txt": HARBOUR})) == {"a.txt!/b.txt": HARBOUR}
    assert found("a.zip", gzip.compress(HARBOUR.encode())) == {"a.zip": HARBOUR}


def test_two_parts_of_one_name_are_told_apart() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "two")
    assert found("n.zip", data.getvalue()) == {"n.zip!/a.txt": "one", "n.zip!/a.txt (2)": "two"}


def test_names_of_parts_are_safe_to_show() -> None:
    (place,) = found("n.zip", zipped({"a\x1b[31m\n\u2028.txt": "one"}))
    assert place == "n.zip!/a\ufffd[31m\ufffd\ufffd.txt"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "x\\..\\a.txt", "C:\\a.txt"])
def test_names_that_lead_out_of_an_archive_are_refused(name: str) -> None:
    held = found("n.zip", zipped({name: "evil", "good.txt": "good"}))
    assert "leads out" in held.pop(f"n.zip!/{name}")
    assert held == {"n.zip!/good.txt": "good"}


def test_links_and_devices_in_an_archive_are_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
            entry = tarfile.TarInfo(f"{number}.txt")
            entry.type = kind
            entry.linkname = "/etc/passwd"
            archive.addfile(entry)
        entry = tarfile.TarInfo("good.txt")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"good"))
    held = found("n.tar", packed.getvalue())
    assert held.pop("n.tar!/good.txt") == "good"
    assert list(held.values()) == ["it is a link or a device, not a file"] * 4


def test_what_unpacks_to_too_much_is_stopped_and_what_came_before_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "_FREE", 1_000_000)
    data = zipped({"first.txt": HARBOUR, **{f"{number}.txt": b"a" * 900_000 for number in range(50)}})
    held = found("bomb.zip", data)
    assert held["bomb.zip!/first.txt"] == HARBOUR
    assert "too much for its size" in held["bomb.zip"]
    assert len(held) < 10
    bomb = gzip.compress(gzip.compress(b"a" * 30_000_000, 9), 9)
    assert "too much for its size" in found("bomb.txt.gz.gz", bomb)["bomb.txt.gz.gz"]


def test_what_is_packed_too_deeply_is_refused() -> None:
    data: bytes | str = HARBOUR
    for depth in range(8):
        data = zipped({"in.zip" if depth else "a.txt": data, f"{depth}.txt": f"level {depth}"})
    assert isinstance(data, bytes)
    held = found("n.zip", data)
    assert [reason for reason in held.values() if "times over" in reason]
    assert sum("level" in text for text in held.values()) == parts.DEEPEST


def test_archives_of_very_many_parts_are_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_PARTS", 5)
    held = found("n.zip", zipped({f"{number}.txt": f"Number {number}." for number in range(9)}))
    assert len(held) == 6
    assert "more than 5 articles" in held["n.zip"]


def test_of_very_many_parts_that_cannot_be_read_the_first_are_listed() -> None:
    held = found("n.zip", zipped({f"{number}.txt": b"\x89PNG" for number in range(80)}))
    assert len(held) == 51
    assert held["n.zip"] == "30 more parts of it can't be read"


def test_a_damaged_part_does_not_keep_the_others_from_being_read() -> None:
    data = bytearray(zipped({"a.txt": HARBOUR * 20, "b.txt": HARBOUR}))
    data[60] ^= 255
    held = found("n.zip", bytes(data))
    assert "it is damaged" in held["n.zip!/a.txt"]
    assert held["n.zip!/b.txt"] == HARBOUR


def test_an_encrypted_part_says_so() -> None:
    data = bytearray(zipped({"a.txt": HARBOUR}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    assert found("n.zip", bytes(data)) == {"n.zip!/a.txt": "it is encrypted"}


def test_a_missing_library_names_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearline.index.formats._missing", lambda names: names)
    (part,) = Unfolding().readings(Raw.of("a.warc", b"WARC/1.0\r\n"))
    assert not isinstance(part.found, Reading)
    assert part.found.advice == "install it: pip install 'tearline[warc]'"


def test_an_archive_is_not_taken_for_what_begins_in_it() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "Of “%PDF-1.7” and other openings.")
    assert list(found("n.zip", data.getvalue())) == ["n.zip!/a.txt"]
    assert list(found("a.txt", b"Files that begin with %PDF-1.7 are PDFs.")) == ["a.txt"]


def test_parts_that_are_refused_before_they_are_opened_are_counted_too() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(200):
            archive.writestr(f"../{number}.txt", "The harbour was closed.")
    found = [part.found for part in Unfolding().readings(Raw.of("up.zip", data.getvalue()))]
    assert len(found) == 51
    assert "150 more parts" in str(found[-1])


def test_an_archive_without_articles_is_listed() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8")
    (part,) = Unfolding().readings(Raw.of("photos.zip", data.getvalue()))
    assert "no article was found in it" in str(part.found)


def test_a_tar_that_says_it_is_larger_than_it_is_ends() -> None:
    entry = tarfile.TarInfo("huge.txt")
    entry.size = 1 << 40
    found = [part.found for part in Unfolding().readings(Raw.of("huge.tar", entry.tobuf() + b"x" * 2000))]
    assert found
    assert all(isinstance(each, Unreadable) for each in found)


def test_files_of_any_size_come_in_the_order_of_their_archive() -> None:
    texts = {f"{number}.txt": f"Ferry {number} sails. " * 30_000 ** (number % 9 == 4) for number in range(40)}
    held = found("n.zip", zipped(dict(texts)))
    assert [*held.items()] == [(f"n.zip!/{name}", text) for name, text in texts.items()]


def test_what_was_unpacked_before_an_archive_fails_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    read = zipfile.ZipFile.read

    def failing(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        if entry.filename == "c.txt":
            raise LookupError("nobody foresaw this")
        return read(archive, entry)

    monkeypatch.setattr(zipfile.ZipFile, "read", failing)
    held = found("n.zip", zipped({"a.txt": HARBOUR, "b.txt": "Strike.", "c.txt": "Fog."}))
    assert (held["n.zip!/a.txt"], held["n.zip!/b.txt"]) == (HARBOUR, "Strike.")
    assert "nobody foresaw this" in held["n.zip"]


@pytest.mark.parametrize("name", ["book.epub", "text.odt"])
def test_a_document_packed_in_another_order_goes_by_its_name(name: str) -> None:
    chosen = format_of(name, b"PK\x03\x04" + b"\0" * 100)
    assert chosen is not None
    assert chosen.name == name.rpartition(".")[2]
