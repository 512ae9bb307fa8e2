"""Adding pages from the web, and looking at them again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tearline.index.add_pages import is_address
from tearline.index.desk import Desk
from tearline.index.parts import Unfolding
from tearline.index.pool import Piece, Pool
from tearline.index.reading import read_articles

pytest.importorskip("trafilatura")

PAGE = """<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Kestoria closed its border with Veldania on Monday, the interior ministry said in the capital.</p>
<p>“{quote},” the minister told reporters who had waited on the steps of the house since noon.</p>
</article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Ledger</title>{}</channel></rss>"""
ENTRY = "<item><title>{}</title><link>{}</link><description>Only a summary of {}.</description></item>"

Site = dict[str, tuple[str, bytes]]


class ReadHere(Pool):
    """Reads in the process of the test, which need not wait for others to start."""

    def pieces(self, seconds: float) -> Iterator[Piece]:
        while self._waiting:
            path, size = self._waiting.popleft()
            unfolding = Unfolding()
            found = tuple(read_articles(self._root, Path(path), unfolding))
            yield Piece(path, found, True, unfolding.versions(), size)


@pytest.fixture(autouse=True)
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearline.index.pool.Pool", ReadHere)
    monkeypatch.setattr("tearline.index.add.Pool", ReadHere)


@pytest.fixture
def site() -> Iterator[tuple[str, Site]]:
    pages: Site = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path not in pages:
                self.send_error(404)
                return
            kind, body = pages[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", pages
        server.shutdown()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as opened:
        yield opened


def page(title: str = "Border shut", quote: str = "It stays shut", encoding: str = "utf-8") -> bytes:
    return PAGE.format(title=title, quote=quote).encode(encoding)


def names(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.root / "articles").glob("*") if path.suffix != ".yaml")


def test_a_page_is_kept_as_it_was_sent_with_where_it_is_from(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/2031/border-shut"] = ("text/html", page())
    told: list[str] = []
    report = desk.add_addresses([f"{root}/2031/border-shut"], True, told.append)
    assert report.added == (desk.root / "articles/border-shut.html",)
    assert report.added[0].read_bytes() == page()
    assert told == [f"{root}/2031/border-shut"]
    sidecar = (desk.root / "articles/border-shut.html.yaml").read_text()
    assert sidecar.splitlines()[0] == f'from: "{root}/2031/border-shut"'
    desk.sync()
    (card,) = desk.articles()
    assert (card.title, desk.article(card.id).url) == ("Border shut", f"{root}/2031/border-shut")


def test_an_encoding_that_only_the_server_names_is_used(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/a"] = ("text/html; charset=windows-1251", PAGE.format(title="Граница", quote="Нет").replace("“", "").replace("”", "").encode("cp1251"))  # fmt: skip # noqa: E501
    assert len(desk.add_addresses([f"{root}/a"], True).added) == 1
    desk.sync()
    assert desk.articles()[0].title == "Граница"


def test_an_address_is_added_once(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/a"] = pages["/b"] = ("text/html", page())
    assert len(desk.add_addresses([f"{root}/a", f"{root}/a"], True).added) == 1
    again = desk.add_addresses([f"{root}/a", f"{root}/b"], True)
    assert (again.added, again.already) == ((), (f"{root}/a", f"{root}/b"))
    assert names(desk) == ["a.html"]


def test_of_a_feed_each_entrys_page_is_added(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    for number in (1, 2):
        pages[f"/{number}"] = ("text/html", page(f"Border shut, day {number}"))
    entries = "".join(ENTRY.format(number, f"{root}/{number}", number) for number in (1, 2, 3))
    pages["/feed"] = ("application/rss+xml", FEED.format(entries).encode())
    report = desk.add_addresses([f"{root}/feed"], True)
    assert [path.name for path in report.added] == ["1.html", "2.html"]
    assert [(each.path, "404" in each.reason) for each in report.unreadable] == [(f"{root}/3", True)]


def test_an_entry_that_is_a_title_alone_leads_to_its_page(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/1"] = ("text/html", page())
    entry = f"<item><title>Border shut</title><link>{root}/1</link></item>"
    pages["/feed"] = ("application/rss+xml", FEED.format(entry).encode())
    assert [path.name for path in desk.add_addresses([f"{root}/feed"], True).added] == ["1.html"]


def test_the_format_follows_from_what_was_sent(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/report.php"] = ("application/octet-stream", page())
    pages["/note"] = ("text/plain", b"The border is shut, the ministry said.")
    pages["/a.jpg"] = ("image/jpeg", b"\xff\xd8\xff\xe0")
    report = desk.add_addresses([f"{root}{path}" for path in pages], True)
    assert names(desk) == ["note.txt", "report.php.html"]
    assert ["no article" in each.reason for each in report.unreadable] == [True]


def test_a_page_without_an_article_is_named_by_its_address(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/app"] = ("text/html", b"<!DOCTYPE html><html><body><div id=app></div></body></html>")
    (error,) = desk.add_addresses([f"{root}/app"], True).unreadable
    assert (error.path, "no article" in error.reason) == (f"{root}/app", True)
    assert names(desk) == []


def test_looking_again_keeps_the_old_page_beside_the_new(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    for name in ("a", "b", "c"):
        pages[f"/{name}"] = ("text/html", page(f"Border shut, {name}"))
    desk.add_addresses([f"{root}/{name}" for name in "abc"], True)
    old = (desk.root / "articles/a.html").read_bytes()
    pages["/a"] = ("text/html", page("Border shut, a", "It opens tomorrow"))
    del pages["/c"]
    report = desk.refresh(True)
    assert [path.name for path in report.changed] == ["a-2.html"]
    assert report.unchanged == 1
    assert [each.path for each in report.unreadable] == [f"{root}/c"]
    assert (desk.root / "articles/a.html").read_bytes() == old
    assert (desk.refresh(True).changed, names(desk)) == ((), ["a-2.html", "a.html", "b.html", "c.html"])


def test_without_leave_nothing_on_this_machine_is_fetched(desk: Desk, site: tuple[str, Site]) -> None:
    root, pages = site
    pages["/a"] = ("text/html", page())
    (error,) = desk.add_addresses([f"{root}/a"]).unreadable
    assert "--allow-private" in error.advice


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("https://a.example/b", True),
        ("HTTP://A", True),
        ("ftp://a", True),
        ("a/b.html", False),
        ("c:/b", False),
    ],
)
def test_what_is_an_address(source: str, is_one: bool) -> None:
    assert is_address(source) is is_one
