"""Gets what stands at an address on the web: the one part of Tearline that opens connections.

Only `add` and `refresh` come here. A name is looked up once, and the connection goes to the place that was
looked at: no answer that changes in between leads into a private network.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import quote, urljoin, urlsplit

from tearline.index.errors import Unreadable

LARGEST = 20 * 1024 * 1024  # bytes, unpacked
MOST_REDIRECTS = 5
SECONDS = 60.0  # for one answer
_SECONDS_OF_SILENCE = 20.0
_PORTS = {"http": 80, "https": 443}
# Behind others stand, as a rule, services that are not for readers.
_USUAL_PORTS = frozenset({80, 443, 8000, 8080, 8443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_ADDRESS = 4000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\\]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.I)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAVE_IT = "open it in a browser, save the page, and add that file"
_ALLOW = "where that is what you want, add --allow-private"

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address: `address` is where it was in the end, `kind` the media type that the server
    gave ("text/html"), `charset` the encoding that it named; "" where it gave none.
    """

    address: str
    data: bytes
    kind: str
    charset: str


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


def fetch(address: str, allow_private: bool = False) -> Fetched:
    """What stands at an http or https address, redirects followed. Raises Unreadable.

    Without `allow_private`, nothing of this machine or of a private network is connected to.
    """
    place = address
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _ask(place, allow_private)
        except Unreadable as error:
            if place == address:
                raise
            raise Unreadable(address, f"it leads to {place}: {error.reason}", error.advice) from None
        if isinstance(answer, Fetched):
            return answer
        try:
            place = urljoin(place, answer)
        except ValueError:
            raise Unreadable(address, "it leads to what is no address", _SAVE_IT) from None
    raise Unreadable(address, f"it leads on more than {MOST_REDIRECTS} times", _SAVE_IT)


def is_public(address: _Address) -> bool:
    """Whether an address is one of the public internet; addresses that stand for another go by that one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inner = address.teredo[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _ask(address: str, allow_private: bool) -> Fetched | str:
    """What stands at an address, or where it leads on to."""
    target = _target(address, allow_private)
    connection = _connection(address, target, _lookup(address, target, allow_private))
    # A server that sends a byte now and then would keep any wait between two of them from ending.
    over = threading.Event()
    timer = threading.Timer(SECONDS, _end, (connection, over))
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        connection.request("GET", target.path, headers=_headers())
        with connection.getresponse() as response:
            if response.status in _REDIRECTS and (place := response.getheader("Location")):
                return place.strip()
            if response.status != 200:
                raise _no_page(address, response.status)
            data = _body(address, response)
            if response.length or over.is_set():
                raise OSError("the connection ended early")
            kind = response.getheader("Content-Type") or ""
        charset = _CHARSET.search(kind)
        return Fetched(address, data, kind.partition(";")[0].strip().lower(), charset[1] if charset else "")
    except ssl.SSLCertVerificationError as error:
        told = error.verify_message or "it can't be verified"
        raise Unreadable(address, f"its certificate is not valid ({told})", "check the address") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if over.is_set():
            raise Unreadable(
                address, f"its server took longer than {SECONDS:.0f} s", "try again later"
            ) from None
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unreadable(
            address, f"its server can't be reached ({reason})", "check the address and your network"
        ) from None
    finally:
        timer.cancel()
        connection.close()
        if connection.opened is not None:
            connection.opened.close()


def _target(address: str, allow_private: bool) -> _Target:
    """The parts of an address that a connection needs. Raises Unreadable where it is none to connect to."""
    if len(address) > _LONGEST_ADDRESS or _UNSAFE.search(address):
        raise Unreadable(address[:200], "it is no address", "copy it once more from the browser")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise Unreadable(address, "it is no address", "copy it once more from the browser") from None
    if parts.scheme not in _PORTS:
        raise Unreadable(address, f"{parts.scheme}:// is not fetched", "give an http or https address")
    if not host:
        raise Unreadable(address, "it names no server", "copy it once more from the browser")
    if parts.username is not None or parts.password is not None:
        raise Unreadable(address, "it holds a name or a password", "leave out what stands before the @")
    port = _PORTS[parts.scheme] if port is None else port
    if port not in _USUAL_PORTS and not allow_private:
        raise Unreadable(address, f"port {port} is none of a web site", _ALLOW)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return _Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def _lookup(address: str, target: _Target, allow_private: bool) -> list[str]:
    """The numeric addresses of a server, all of them public unless others are allowed. Raises Unreadable."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable(
            address, f"there is no server {target.host}", "check the address and your network"
        ) from None
    numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
    for number in numbers:
        if not allow_private and not is_public(ipaddress.ip_address(number.partition("%")[0])):
            raise Unreadable(address, f"{target.host} is on this machine or in a private network", _ALLOW)
    return numbers


class _Connection(http.client.HTTPConnection):
    """A connection to a server by numbers that were looked up before, encrypted for https."""

    def __init__(self, target: _Target, numbers: list[str]) -> None:
        super().__init__(target.host, target.port)
        self._target = target
        self._numbers = numbers
        # Where the server ends the connection, `sock` is given away before the answer is read.
        self.opened: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self.opened = self._connected()
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = self.opened = context.wrap_socket(self.sock, server_hostname=self._target.host)

    def _connected(self) -> socket.socket:
        failed: OSError = OSError("it has no address")
        for number in self._numbers:
            try:
                return socket.create_connection((number, self._target.port), _SECONDS_OF_SILENCE)
            except OSError as error:
                failed = error
        raise failed


def _connection(address: str, target: _Target, numbers: list[str]) -> _Connection:
    try:
        return _Connection(target, numbers)
    except http.client.HTTPException:
        raise Unreadable(address, "it is no address", "copy it once more from the browser") from None


def _end(connection: _Connection, over: threading.Event) -> None:
    over.set()
    with suppress(OSError):
        if connection.opened is not None:
            connection.opened.shutdown(socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"Tearline/{version('tearline')} (reads single articles for its user)",
        "Accept": "text/html, application/xhtml+xml, application/pdf, application/rss+xml, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _body(address: str, response: http.client.HTTPResponse) -> bytes:
    """The bytes of an answer, unpacked. Raises Unreadable where they are too many."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise Unreadable(address, f"it is packed in a way not known here ({packing[:20]})", _SAVE_IT)
    # 32: the head of gzip or zlib tells which it is.
    unpack = None if packing == "identity" else zlib.decompressobj(32 + zlib.MAX_WBITS)
    data = bytearray()
    while block := response.read(1 << 16):
        try:
            data += block if unpack is None else unpack.decompress(block, LARGEST + 1 - len(data))
        except zlib.error:
            raise Unreadable(address, "what its server sends is damaged", "try again later") from None
        if len(data) > LARGEST:
            limit = LARGEST // (1024 * 1024)
            raise Unreadable(address, f"it is larger than {limit} MB", "download it and add the file")
    return bytes(data)


def _no_page(address: str, status: int) -> Unreadable:
    if status in (404, 410):
        return Unreadable(address, f"there is no such page ({status})", "check the address")
    if status in (401, 402, 403, 407, 451):
        return Unreadable(address, f"its server does not give it out ({status})", _SAVE_IT)
    if status == 429 or status >= 500:
        return Unreadable(address, f"its server can't answer now ({status})", "try again later")
    return Unreadable(address, f"its server gives no page ({status})", _SAVE_IT)
