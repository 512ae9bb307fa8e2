"""What holds of every reader there is: it reads its samples, survives their damage, and stays offline.

`TEARLINE_FUZZ=20000 pytest tests/index/readers/test_every_reader.py -k damaged` tries harder.
"""

from __future__ import annotations

import os
import random
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from zlib import crc32

import pytest

from tearline.index.article import Article
from tearline.index.desk import Desk
from tearline.index.formats import format_of, formats
from tearline.index.parts import Unfolding
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import Unreadable, article_of

FORMATS = sorted(formats())
CASES = int(os.environ.get("TEARLINE_FUZZ", "60"))
SECONDS = 20

Samples = Callable[[str], Mapping[str, bytes]]


def articles_in(name: str, data: bytes) -> list[Article | Unreadable]:
    return [
        article_of(part.found, part.path, inside=part.inside)
        if isinstance(part.found, Reading)
        else part.found
        for part in Unfolding().readings(Raw.of(name, data))
    ]


def mutated(data: bytes, other: bytes, choose: random.Random) -> bytes:
    """A file with a few bytes, blocks or its end changed, or with a part of another file in it."""
    made = bytearray(data)
    for _ in range(choose.choice((1, 1, 2, 5, 20))):
        at = choose.randrange(len(made) + 1)
        match choose.randrange(7):
            case 0:
                made[at : at + 1] = bytes([choose.randrange(256)])
            case 1:
                del made[at : at + choose.choice((1, 4, 100))]
            case 2:
                made[at:at] = made[at : at + choose.choice((4, 100, 1000))]
            case 3:
                made[at : at + 4] = choose.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
            case 4:
                del made[at:]
            case 5:
                start = choose.randrange(len(other) + 1)
                made[at:at] = other[start : start + choose.choice((10, 500))]
            case _:
                made[at:at] = choose.choice(
                    (b"<", b">", b'"', b"\n", b"\0", b"&x;", b"[[[[", b"\xed\xa0\x80")
                )
    return bytes(made)


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fails what hangs."""

    def late(*_: object) -> None:
        raise TimeoutError("a reader hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS + CASES // 2)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", FORMATS)
def test_every_reader_reads_its_samples(samples: Samples, name: str) -> None:
    for file, data in samples(name).items():
        found = articles_in(file, data)
        assert any(isinstance(each, Article) and each.text.strip() for each in found), file


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_known_by_what_it_begins_with(samples: Samples, name: str) -> None:
    if not formats()[name].opening:
        pytest.skip("files of this format begin in any way")
    known = [format_of("renamed.txt", data[:4096]) for data in samples(name).values()]
    assert name in (each and each.name for each in known)
    assert {each.name for each in known if each} <= {name, "compressed", "text"}


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_are_read_or_refused(samples: Samples, name: str, in_time: None) -> None:
    choose = random.Random(crc32(name.encode()))  # noqa: S311 (only to vary the files)
    files = list(samples(name).items())
    for _ in range(CASES):
        file, data = choose.choice(files)
        for each in articles_in(file, mutated(data, choose.choice(files)[1], choose)):
            if isinstance(each, Article):
                assert all(0 <= zone.start < zone.end <= len(each.text) for zone in each.zones)
                assert all(a.end <= b.start for a, b in zip(each.zones, each.zones[1:], strict=False))
            else:
                assert each.reason


@pytest.mark.parametrize("name", FORMATS)
def test_reading_twice_finds_the_same(samples: Samples, name: str) -> None:
    for file, data in samples(name).items():
        first, second = (list(map(str, articles_in(file, data))) for _ in range(2))
        assert first == second


def test_reading_a_desk_of_everything_opens_no_connection(
    tmp_path: Path, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in FORMATS:
        if not formats()[name].missing():
            for file, data in samples(name).items():
                (tmp_path / f"{name}-{file}").write_bytes(data)
                assert articles_in(file, data)
    with Desk(tmp_path) as desk:
        desk.sync()
        desk.search("harbour", suggesting=True)
        assert desk.sync().added == 0
