"""In a real browser the page opens without a complaint, loads nothing, runs nothing, and is accessible."""

from __future__ import annotations

import base64
import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.export import Prepared
from tearline.briefs.export.html import export
from tearline.briefs.export.html_words import shown

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed, so there is no browser")

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
# What a browser would run or fetch if any of these words were markup.
ATTACKS = [
    "<script>document.title = 'ran'</script>",
    "<img src=https://evil.example/a.png onerror=\"document.title='ran'\">",
    "</style><link rel=stylesheet href=https://evil.example/a.css>",
    '"><svg onload="document.title=\'ran\'">',
    "javascript:document.title='ran'",
    "</title></textarea></svg><iframe src=https://evil.example/></iframe>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "&lt;b&gt; &amp;amp; &#x3c; \u202egnp.exe \x1b[2J \rline",
]
PROBE = """
const result = {
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  title: document.title,
  said: [...document.querySelectorAll(".said")].map(each => each.textContent),
  claims: [...document.querySelectorAll(".claim")].map(each => each.textContent),
  loaded: performance.getEntriesByType("resource").map(each => each.name),
  elements: [...new Set([...document.body.querySelectorAll("*")].map(each => each.localName))],
  wider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  faults: [],
};
const tell = () => {
  const place = document.createElement("pre");
  place.id = "result";
  place.textContent = btoa(String.fromCodePoint(...new TextEncoder().encode(JSON.stringify(result))));
  document.body.append(place);
};
"""
AXE = """
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  result.passed = found.passes.length;
  const where = fault => fault.nodes.map(node => node.html).join(" | ");
  result.faults = found.violations.map(each => each.id + ": " + where(each));
  tell();
});
"""


class Browser:
    """Chromium without a screen, with a home of its own and no network."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def open(self, page: str, *, dark: bool = False, width: int = 1100) -> tuple[str, list[str]]:
        """The page's document as the browser has it in the end, and what it wrote to its console."""
        path = self.home / "page.html"
        path.write_text(page, encoding="utf-8")
        options = [
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={self.home / 'profile'}",
            f"--window-size={width},900",
            # Of the two schemes, 0 is the dark one.
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            "--virtual-time-budget=60000",
            "--enable-logging=stderr",
            "--dump-dom",
            *(["--no-sandbox"] if os.getuid() == 0 else []),
        ]
        assert CHROMIUM is not None
        ran = subprocess.run(
            [CHROMIUM, *options, path.as_uri()], capture_output=True, timeout=180, check=True, cwd=self.home
        )
        errors = ran.stderr.decode(errors="replace").splitlines()
        return ran.stdout.decode(errors="replace"), [line for line in errors if "CONSOLE" in line]

    def probe(self, page: str, *, axe: str = "", **how: Any) -> dict[str, Any]:
        """What a script sees that is put into a copy of the page, without the policy that would forbid it."""
        open_page, replaced = POLICY.subn("", page)
        assert replaced == 1
        scripts = f"<script>{axe}</script><script>{PROBE}{AXE if axe else 'tell();'}</script>"
        document, console = self.open(open_page.replace("</body>", f"{scripts}</body>"), **how)
        assert console == []
        found = re.search(r'<pre id="result">([^<]*)</pre>', document)
        assert found is not None
        result: dict[str, Any] = json.loads(base64.b64decode(html.unescape(found[1])))
        return result


@pytest.fixture(name="browser")
def browser_of_its_own(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


@pytest.fixture(name="axe", scope="session")
def axe_script() -> str:
    package = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    return (
        (Path(package.__file__).parent / "axe.min.js")
        .read_text(encoding="utf-8")
        .replace("</script", "<\\/script")
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_opens_without_a_word_on_the_console(
    dark: bool, browser: Browser, dam: Callable[[], dict[str, Any]], ready: Callable[..., Prepared]
) -> None:
    document, console = browser.open(export(ready(dam())), dark=dark)
    assert "The dam at Orlo" in document
    assert console == []


def test_its_policy_stops_a_script_and_a_style_that_someone_adds(
    browser: Browser, dam: Callable[[], dict[str, Any]], ready: Callable[..., Prepared]
) -> None:
    added = "<script>document.title = 'ran'</script><style>main { color: red }</style>"
    document, console = browser.open(export(ready(dam())).replace("</body>", f"{added}</body>"))
    assert "<title>The dam at Orlo</title>" in document
    assert len(console) == 2
    assert all("Content Security Policy" in line for line in console)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_is_accessible(
    dark: bool, browser: Browser, axe: str, dam: Callable[[], dict[str, Any]], ready: Callable[..., Prepared]
) -> None:
    result = browser.probe(export(ready(dam())), axe=axe, dark=dark)
    assert result["dark"] == dark
    assert result["faults"] == []
    assert result["passed"] > 30


def test_an_empty_page_is_accessible_too(browser: Browser, axe: str, ready: Callable[..., Prepared]) -> None:
    assert browser.probe(export(ready({"tearline": 1, "title": "Nothing yet"})), axe=axe)["faults"] == []


def test_axe_sees_what_is_wrong_with_a_page(
    browser: Browser, axe: str, dam: Callable[[], dict[str, Any]], ready: Callable[..., Prepared]
) -> None:
    page = (
        export(ready(dam()))
        .replace('<html lang="en">', "<html>")
        .replace("<dt>", "<p>")
        .replace("</dt>", "</p>")
    )
    assert browser.probe(page, axe=axe)["faults"]


def test_no_word_of_an_attack_is_run_or_fetched_and_all_of_them_are_read(
    browser: Browser, everywhere: Callable[[str], Prepared]
) -> None:
    attack = " ".join(ATTACKS)
    page = export(everywhere(attack))
    result = browser.probe(page)
    seen = shown(attack)
    assert result["said"] == [seen]
    assert result["claims"] == [seen, seen]
    assert result["title"] == " ".join(seen.split())
    assert result["loaded"] == []
    assert not {"img", "iframe", "link", "style", "meta"} & set(result["elements"])
    _, console = browser.open(page)
    assert console == []


def test_nothing_is_wider_than_a_narrow_window(
    browser: Browser, dam: Callable[[], dict[str, Any]], ready: Callable[..., Prepared]
) -> None:
    title = {"title": "https://gazette.example/" + "a" * 300}
    assert not browser.probe(export(ready({**dam(), **title})), width=500)["wider"]
