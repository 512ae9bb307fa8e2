"""The documentation holds: links lead somewhere, commands exist, and generated pages are up to date."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tearline.tui.cli.main import tearline

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def script(name: str) -> Any:
    """A script of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


guide = script("guide")


def test_every_link_leads_to_a_file_or_a_heading() -> None:
    assert guide.broken_links([guide.read(page) for page in PAGES]) == []


def test_the_first_page_leads_to_every_other() -> None:
    assert guide.unnamed(guide.pages()) == []


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(
        "# One\n\n## Two words, `x`\n\n[a](#two-words-x) [b](#two) [c](no.md) ![d](no.svg) [e](https://no.invalid)"
    )
    page = guide.read(tmp_path / "one.md")
    told = guide.broken_links([page], tmp_path)
    assert told == [
        "one.md:5: no heading #two in one.md",
        "one.md:5: no file no.md",
        "one.md:5: no file no.svg",
    ]


def test_the_guide_is_built_with_its_links_and_pictures(tmp_path: Path) -> None:
    guide.build(tmp_path / "site")
    built = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site").glob("*.html")}
    assert set(built) == {page.path.with_suffix(".html").name for page in guide.pages()}
    for name, html in built.items():
        anchors = set(re.findall(r'id="([^"]+)"', html))
        assert len(anchors) == len(re.findall(r'id="', html)), name
        for target in re.findall(r'(?:href|src)="([^":]+)"', html):
            file, _, anchor = target.partition("#")
            assert not file or (tmp_path / "site" / file).is_file(), (name, target)
            assert not anchor or f'id="{anchor}"' in (built[file] if file else html), (name, target)
        # It opens from disk, offline: nothing is loaded from elsewhere.
        assert re.findall(r'src="[a-z]+:|<script|@import|url\(', html) == []


def test_every_picture_is_one_that_the_script_takes() -> None:
    docs = ROOT / "docs"
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*.svg")}
    shown = {target for page in guide.pages() for _, target in page.links if target.endswith(".svg")}
    assert there == set(script("pictures").PICTURES) == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```\n?(.*?)```", text, re.S) + re.findall(r"`([^`\n]+)`", text))
    shown = set(re.findall(r"(?:^|\$ |`|\n)tearline ([a-z]+)\b", blocks))
    assert shown <= {*tearline.commands, "demo"}


def test_the_page_of_keys_is_what_the_registry_says() -> None:
    generate = script("generate")
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == generate.keys_page(), "run `make docs`"
