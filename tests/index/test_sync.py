from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from tearline.index.desk import Desk, DeskBusy, DeskError, DeskFull, Progress
from tearline.index.engine import EngineDamaged
from tearline.index.errors import TearlineError
from tearline.index.reading import EXPORT_MARK

HARBOUR = "Harbour shut\n\nThe harbour of Velmora was closed on Monday, the port authority said.\n"
STRIKE = "Strike begins\n\nDock workers began a strike over pay in Velmora, their union said.\n"


def put(path: Path, text: str, mtime: int = 1_000_000_000) -> Path:
    """Write a file long ago, so that its time tells whether it changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (mtime, mtime))
    return path


def counts(desk: Desk) -> tuple[int, int, int, int]:
    report = desk.sync()
    return report.added, report.changed, report.removed, report.unchanged


def found(desk: Desk, query: str) -> list[str]:
    return sorted(hit.card.path for hit in desk.search(query).hits)


def test_new_changed_and_removed_files_are_noticed(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    put(root / "b/c.txt", STRIKE)
    assert counts(desk) == (2, 0, 0, 0)
    assert counts(desk) == (0, 0, 0, 2)
    put(root / "a.txt", HARBOUR + "It reopened.\n", mtime=1_000_000_001)
    assert counts(desk) == (0, 1, 0, 1)
    assert found(desk, "reopened") == ["a.txt"]
    assert desk.search("harbour").total == 1
    (root / "a.txt").unlink()
    assert counts(desk) == (0, 0, 1, 1)
    assert found(desk, "harbour") == []


def test_a_text_of_any_length_is_kept_whole(desk: Desk, root: Path) -> None:
    texts = {
        f"{size}.txt": (HARBOUR + "ž") * (size // len(HARBOUR) + 1) for size in (1, 8_000, 8_200, 200_000)
    }
    for name, text in texts.items():
        put(root / name, text)
    desk.sync()
    kept = {name: article.text for name in texts if (article := desk.article_at(name))}
    assert kept == texts


def test_an_unchanged_file_is_not_opened(desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()

    def refuse(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("tearline.index.reading._opened", refuse)
    assert counts(desk) == (0, 0, 0, 1)


def test_a_file_written_as_it_was_read_is_read_again(desk: Desk, root: Path) -> None:
    path = root / "a.txt"
    path.write_text("one")
    desk.sync()
    before = path.stat()
    path.write_text("two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    desk.sync()
    assert found(desk, "two") == ["a.txt"]


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    (root / "b.txt").write_bytes(b"%PDF-1.7")
    put(root / "c.txt", STRIKE)
    report = desk.sync()
    assert [each.path for each in report.unreadable] == ["b.txt"]
    assert desk.status().unreadable[0].reason == report.unreadable[0].reason
    assert len(desk.articles()) == 2
    put(root / "b.txt", "Now it is an article.")
    assert desk.sync().unreadable == ()


def test_a_fault_in_reading_one_file_is_listed_too(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tearline.index import reading

    make = reading.article_of

    def faulty(found: reading.Reading, path: str, *given: object) -> object:
        if path == "b.txt":
            raise RecursionError("too deep")
        return make(found, path, *given)

    monkeypatch.setattr("tearline.index.reading.article_of", faulty)
    put(root / "a.txt", HARBOUR)
    put(root / "b.txt", STRIKE)
    report = desk.sync()
    assert (report.added, [each.path for each in report.unreadable]) == (1, ["b.txt"])


def test_an_exported_brief_is_passed_over_and_no_trouble(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    put(root / "brief.md", f"# The harbour\n\n{EXPORT_MARK}\n")
    for added in (1, 0):
        report = desk.sync()
        assert (report.added, report.unchanged, report.unreadable) == (added, 1 - added, ())
    assert desk.status().unreadable == ()
    assert len(desk.articles()) == 1


def test_names_and_texts_of_any_kind_are_kept(desk: Desk, root: Path) -> None:
    names = [
        b"new\nline.txt",
        b"-rf.txt",
        b"\xff\xfe.txt",
        b"\x1b]52;c;x\x07.md",
        "é".encode() * 120 + b".txt",
    ]
    for number, name in enumerate(names):
        put(
            Path(os.fsdecode(os.fsencode(root) + b"/" + name)),
            f"velmora {number} \x00\x1b[31m \u202e" + "x" * 70_000,
        )
    assert desk.sync().added == len(names)
    assert {os.fsencode(hit.card.path) for hit in desk.search("velmora").hits} == set(names)
    assert desk.article_at(os.fsdecode(b"\xff\xfe.txt")) is not None
    assert counts(desk) == (0, 0, 0, len(names))


def test_what_is_in_a_closed_folder_is_not_taken_for_deleted(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root / "in/a.txt", HARBOUR)
    put(root / "b.txt", STRIKE)
    desk.sync()
    scan = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("/in"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr("tearline.index.walk.os.scandir", closed)
    report = desk.sync()
    assert (report.removed, [each.path for each in report.unreadable]) == (0, ["in/"])
    assert found(desk, "velmora") == ["b.txt", "in/a.txt"]


@pytest.mark.parametrize("failing", ["fsync", "replace_toc", "catalogue"])
def test_a_full_disk_is_said_to_be_one_and_what_was_there_still_answers(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    put(root / "b.txt", STRIKE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def no_room(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        if failing == "fsync":
            patch.setattr("tearline.index.whoosh_writer.os.fsync", full)
        elif failing == "replace_toc":
            patch.setattr("whoosh.index.TOC.write", full)
        else:
            patch.setattr("tearline.index.catalog.sqlite3.connect", no_room)
            desk._catalog._drop_idle()
        with pytest.raises(DeskFull, match="Make room"):
            desk.sync()
        if failing != "catalogue":
            assert found(desk, "velmora") == ["a.txt"]
    assert found(desk, "velmora") == ["a.txt"]
    desk.sync()
    assert found(desk, "velmora") == ["a.txt", "b.txt"]


def test_progress_counts_every_file_and_ends_full(desk: Desk, root: Path) -> None:
    for number in range(5):
        put(root / f"{number}.txt", f"Number {number}.")
    seen: list[Progress] = []
    desk.sync(progress=seen.append)
    assert [progress.done for progress in seen] == [0, 1, 2, 3, 4, 5]
    assert {progress.total for progress in seen} == {5}
    assert seen[0].path == "0.txt"


def test_a_cancelled_sync_keeps_what_was_read_and_the_next_completes(desk: Desk, root: Path) -> None:
    for number in range(5):
        put(root / f"{number}.txt", f"velmora {number}")
    asked = iter([False, False, True])
    report = desk.sync(cancelled=lambda: next(asked))
    assert (report.cancelled, report.added) == (True, 2)
    assert len(found(desk, "velmora")) == 2
    assert desk.sync().added == 3
    assert len(found(desk, "velmora")) == 5


def test_what_was_read_by_other_rules_is_read_again(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    with sqlite3.connect(desk.state / "catalog.sqlite") as catalog:
        catalog.execute("UPDATE article SET title = 'As once read'")
    catalog.close()
    assert counts(desk) == (0, 0, 0, 1)
    assert desk.articles()[0].title == "As once read"
    monkeypatch.setattr("tearline.index.sync.are_current", lambda _: False)
    assert counts(desk) == (0, 0, 0, 1)
    assert desk.articles()[0].title != "As once read"
    assert desk.search('title:"as once read"').total == 0


# Damage


@pytest.mark.parametrize("suffix", [".toc", ".words", ".articles", ".col"])
def test_a_damaged_search_index_is_built_anew(desk: Desk, root: Path, suffix: str) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    desk.close()
    for path in (desk.state / "search").glob(f"*{suffix}"):
        path.write_bytes(b"damaged")
    with Desk(root) as again:
        with pytest.raises(EngineDamaged, match="damaged"):
            again.search("harbour")
        report = again.sync()
        assert (report.added, report.unchanged) == (0, 1)
        assert "built anew" in report.messages[0]
        assert found(again, "harbour") == ["a.txt"]


def test_a_lost_search_index_is_built_anew_without_reading_files(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    desk.close()
    for path in (desk.state / "search").iterdir():
        path.unlink()
    monkeypatch.setattr("tearline.index.sync.read_files", None)
    with Desk(root) as again:
        assert again.search("harbour").total == 0
        again.sync()
        assert found(again, "harbour") == ["a.txt"]


def test_a_search_index_of_another_version_is_built_anew(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    desk.close()
    (desk.state / "search" / "format").write_text("0")
    put(root / "b.txt", STRIKE)
    with Desk(root) as again:
        assert "another version" in again.sync().messages[0]
        assert found(again, "velmora") == ["a.txt", "b.txt"]


@pytest.mark.parametrize("damage", [b"damaged" * 1000, b""])
def test_a_damaged_catalogue_is_built_anew(desk: Desk, root: Path, damage: bytes) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    desk.close()
    for path in desk.state.glob("catalog.sqlite*"):
        path.unlink()
    (desk.state / "catalog.sqlite").write_bytes(damage)
    with Desk(root) as again:
        assert again.sync().added == 1
        assert found(again, "harbour") == ["a.txt"]
        assert len(again.articles()) == 1


def test_a_catalogue_of_another_version_is_built_anew(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    desk.close()
    with sqlite3.connect(desk.state / "catalog.sqlite") as catalog:
        catalog.execute("PRAGMA user_version = 99")
    catalog.close()
    with Desk(root) as again:
        report = again.sync()
        assert "another version" in report.messages[0]
        assert found(again, "harbour") == ["a.txt"]


def test_everything_private_may_be_deleted(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    before = desk.articles()
    desk.close()
    shutil.rmtree(root / ".tearline")
    with Desk(root) as again:
        again.sync()
        assert again.articles() == before
        assert found(again, "harbour") == ["a.txt"]


def lose(state: Path, lost: str) -> None:
    for path in [state] if lost == "." else list(state.glob(lost)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


LOSSES = [".", "catalog.sqlite*", "search", "search/*", "search/*.toc", "search/*.words", "search/*.col"]


@pytest.mark.parametrize(
    "lost", [*LOSSES, "search/format", "search/*.counts", "search/*.first_day.*", "lock"]
)
@pytest.mark.parametrize("opened", [True, False])
def test_whatever_of_the_private_folder_is_lost_is_built_anew(root: Path, lost: str, opened: bool) -> None:
    desk = Desk(root)
    put(root / "a.txt", HARBOUR)
    desk.sync()
    put(root / "b.txt", STRIKE)
    desk.sync()
    if opened:
        lose(desk.state, lost)
        with suppress(TearlineError):
            desk.search("velmora")
    else:
        desk.close()
        lose(desk.state, lost)
        desk = Desk(root)
    with desk:
        put(root / "c.txt", "Velmora again")
        desk.sync()
        assert found(desk, "velmora") == ["a.txt", "b.txt", "c.txt"]
        assert len(desk.articles()) == 3


@pytest.mark.parametrize("lost", LOSSES)
def test_what_is_lost_while_the_desk_is_read_in_is_said_or_mended(desk: Desk, root: Path, lost: str) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    put(root / "b.txt", STRIKE)
    waiting = [lost]

    def lose_once(_: Progress) -> None:
        if waiting:
            lose(desk.state, waiting.pop())

    with pytest.raises(DeskError, match="Sync again") if lost == "." else nullcontext():
        desk.sync(progress=lose_once)
    for _ in range(2):
        desk.sync()
        assert found(desk, "velmora") == ["a.txt", "b.txt"]
        assert len(desk.articles()) == 2
        desk.close()
        desk = Desk(root)
    desk.close()


# Several at once


def test_a_second_sync_is_told_of_the_first_and_readers_go_on(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tearline.index.sync._WAIT_SECONDS", 0.1)
    for number in range(3):
        put(root / f"{number}.txt", f"velmora {number}")
    told: list[str] = []

    def meanwhile(_: Progress) -> None:
        with Desk(root) as other:
            other.search("velmora")
            other.articles()
            if not told:
                try:
                    other.sync()
                except DeskBusy as error:
                    told.append(str(error))

    desk.sync(progress=meanwhile)
    assert "being read in by another" in told[0]
    assert desk.sync().unchanged == 3


def test_many_threads_may_ask_while_one_reads_in(desk: Desk, root: Path) -> None:
    for number in range(300):
        put(root / f"{number:03}.txt", f"velmora number {number} of the harbour")
    errors: list[BaseException] = []
    reading = threading.Event()
    reading.set()

    def ask() -> None:
        try:
            while reading.is_set():
                result = desk.search("velm* harbour", limit=5)
                assert len(result.hits) == min(5, result.total)
                for hit in result.hits:
                    assert "velmora" in desk.article(hit.card.id).text
                desk.articles()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        desk.sync()
        put(root / "new.txt", "velmora, the harbour again")
        desk.sync()
    finally:
        reading.clear()
        for thread in threads:
            thread.join()
    assert errors == []
    assert desk.search("velmora").total == 301


def test_what_cannot_be_read_is_not_counted_as_unchanged(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    (root / "b.txt").write_bytes(b"%PDF-1.7")
    first, again = desk.sync(), desk.sync()
    assert (first.added, first.unchanged, len(first.unreadable)) == (1, 0, 1)
    assert (again.added, again.unchanged, len(again.unreadable)) == (0, 1, 1)
