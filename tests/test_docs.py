"""The documentation holds: links lead somewhere, commands exist, and generated pages are up to date."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from tearline.tui.cli import tearline

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```\n?(.*?)```", text, re.S) + re.findall(r"`([^`\n]+)`", text))
    shown = set(re.findall(r"(?:^|\$ |`|\n)tearline ([a-z]+)\b", blocks))
    assert shown <= {*tearline.commands, "demo"}


def test_the_page_of_keys_is_what_the_registry_says() -> None:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    generate = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(generate)
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == generate.keys_page(), "run `make docs`"
