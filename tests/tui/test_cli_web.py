"""Pages from the web on the command line."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tearline.tui.cli.main import main


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, bytes]]]:
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", pages
        server.shutdown()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out = capsys.readouterr()
    return int(ended.value.code or 0), out.out, out.err


def test_pages_are_added_and_looked_at_again(
    tmp_path: Path, site: tuple[str, dict[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, pages = site
    pages["/note"] = b"The harbour of Velmora was closed on Monday."
    desk = ("--desk", str(tmp_path))
    code, out, err = run(capsys, "add", f"{root}/note", *desk)
    assert (code, out) == (2, "")
    assert "--allow-private" in err
    code, out, err = run(capsys, "add", f"{root}/note", "--allow-private", *desk)
    assert (code, out.strip()) == (0, str(tmp_path / "articles" / "note.txt"))
    assert "1 file added" in err
    pages["/note"] = b"The harbour of Velmora was opened on Tuesday."
    code, out, _ = run(capsys, "refresh", "--allow-private", "--json", *desk)
    assert (code, [Path(path).name for path in json.loads(out)["refresh"]["changed"]]) == (0, ["note-2.txt"])
    code, out, err = run(capsys, "refresh", "--allow-private", *desk)
    assert (code, out) == (0, "")
    assert "0 pages changed, 1 unchanged" in err
    code, _, err = run(capsys, "add", f"{root}/none", "missing.txt", "--allow-private", *desk)
    assert code == 2
    assert "404" in err
    assert "missing.txt: there is no such file" in err
