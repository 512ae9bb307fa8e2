"""Fetching: what is never connected to, and how an answer that is too much, too slow or none ends."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tearline.index import fetching
from tearline.index.errors import Unreadable
from tearline.index.fetching import MOST_REDIRECTS, fetch, is_public

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server on this machine whose pages are functions."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                site.pages.get(self.path, lambda handler: handler.send_error(404))(self)

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Type": kind, "Content_Length": str(len(body)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def refused(address: str, **options: bool) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        fetch(address, **options)
    assert caught.value.reason
    assert caught.value.advice
    return caught.value


@pytest.fixture
def no_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", connect)


@pytest.mark.usefixtures("no_connections")
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",  # noqa: S104 - what is refused
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[2001:db8::1]",
    ],
)
def test_nothing_of_this_machine_or_a_private_network_is_connected_to(host: str) -> None:
    error = refused(f"http://{host}/page")
    assert "private network" in error.reason
    assert "--allow-private" in error.advice


@pytest.mark.usefixtures("no_connections")
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://courier.example/a", "not fetched"),
        ("file:///etc/passwd", "not fetched"),
        ("gopher://courier.example/", "not fetched"),
        ("http://oda:secret@courier.example/", "name or a password"),
        ("http://oda@courier.example/", "name or a password"),
        ("http://93.184.216.34:22/", "port 22"),
        ("http://93.184.216.34:6379/", "port 6379"),
        ("http://93.184.216.34:99999/", "no address"),
        ("http:///page", "no server"),
        ("http://[::1/", "no address"),
        ("http://a\r\nHost: b/", "no address"),
        ("http://courier.example\\@127.0.0.1/", "no address"),
        ("http://courier.example/a b", "no address"),
        (f"http://courier.example/{'a' * 5000}", "no address"),
        ("http://..example/", "no address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str, says: str) -> None:
    assert says in refused(address).reason


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses_are(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.usefixtures("no_connections")
def test_a_name_that_has_a_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    assert "private network" in refused("http://courier.example/").reason


def test_a_name_is_looked_up_once_and_what_was_found_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connected: list[tuple[str, int]] = []

    def look_up(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        number = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    def connect(place: tuple[str, int], *_: object) -> socket.socket:
        connected.append(place)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert "can't be reached" in refused("http://courier.example/").reason
    assert asked == ["courier.example"]
    assert connected == [("93.184.216.34", 80)]


def test_what_was_asked_for_is_given_with_its_kind_and_encoding(site: Site) -> None:
    site.put("/pact", b"<p>caf\xe9</p>", "text/html; charset=ISO-8859-1")
    found = fetch(f"{site.address}/pact", allow_private=True)
    assert (found.data, found.kind, found.charset) == (b"<p>caf\xe9</p>", "text/html", "ISO-8859-1")
    (_, headers), *_ = site.asked
    assert headers["user-agent"].startswith("Tearline/")
    assert "cookie" not in headers


def test_letters_beyond_ascii_are_written_as_servers_take_them(site: Site) -> None:
    site.put("/caf%C3%A9?q=%C3%BC", b"x")
    assert fetch(f"{site.address}/café?q=ü#part", allow_private=True).data == b"x"


def test_packed_answers_are_unpacked(site: Site) -> None:
    site.put("/gz", gzip.compress(b"words " * 1000), Content_Encoding="gzip")
    assert fetch(f"{site.address}/gz", allow_private=True).data == b"words " * 1000


def test_redirects_are_followed_and_counted(site: Site) -> None:
    for number in range(MOST_REDIRECTS + 1):
        site.put(f"/{number}", b"", status=302, Location=f"/{number + 1}")
    site.put(f"/{MOST_REDIRECTS + 1}", b"there")
    assert fetch(f"{site.address}/1", allow_private=True).data == b"there"
    assert "more than 5 times" in refused(f"{site.address}/0", allow_private=True).reason


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://oda@127.0.0.1/", "//[::1"])
def test_where_a_redirect_leads_is_looked_at_like_any_address(site: Site, place: str) -> None:
    site.put("/", b"", status=301, Location=place)
    assert refused(f"{site.address}/", allow_private=True)


def test_a_redirect_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("/", b"", status=301, Location="http://127.0.0.2/secret")
    monkeypatch.setattr(fetching, "is_public", lambda number: str(number) == "127.0.0.1")
    monkeypatch.setattr(fetching, "_USUAL_PORTS", {80, site.server.server_port})
    error = refused(f"{site.address}/")
    assert error.path == f"{site.address}/"
    assert "http://127.0.0.2/secret" in error.reason
    assert "private network" in error.reason


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 418, 429, 500, 503])
def test_answers_that_are_no_page_are_said(site: Site, status: int) -> None:
    site.put("/", b"" if status == 204 else b"sorry", status=status)
    assert str(status) in refused(f"{site.address}/", allow_private=True).reason


def test_too_much_is_refused_before_it_is_all_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1024 * 1024)
    site.put("/long", b"x" * (1024 * 1024 + 1))
    site.put("/bomb", gzip.compress(bytes(64 * 1024 * 1024)), Content_Encoding="gzip")
    for path in ("/long", "/bomb"):
        assert "larger than 1 MB" in refused(f"{site.address}{path}", allow_private=True).reason


def test_an_answer_that_breaks_off_is_none(site: Site) -> None:
    site.put("/", b"half", Content_Length="400")
    assert "ended early" in refused(f"{site.address}/", allow_private=True).reason


def test_a_server_that_never_ends_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not done.wait(0.02):
            handler.wfile.write(b"x")

    site.pages["/"] = drip
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    try:
        assert "longer than" in refused(f"{site.address}/", allow_private=True).reason
    finally:
        done.set()


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 1000])
def test_what_is_no_http_is_said(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        error = refused(f"http://127.0.0.1:{server.getsockname()[1]}/", allow_private=True)
        thread.join(5)
    assert "can't be reached" in error.reason
