"""The original of an article is opened by the system's program: a file of the desk, or a web address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tearline.tui.opening import NotOpened, address_to_open, file_to_open, open_with_system


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://a.invalid/\x1b]52;c;x\x07",
        "https://a.invalid/ --flag",
        "//a.invalid/x",
        "-https://a.invalid",
        "https://[::1",
        "http://a.invalid/" + "x" * 3000,
        "https://\u202ea.invalid",
    ],
)
def test_only_plain_web_addresses_are_opened(url: str | None) -> None:
    with pytest.raises(NotOpened):
        address_to_open(url)


def test_a_web_address_is_opened_as_it_stands() -> None:
    assert address_to_open("https://courier.invalid/a?b=c&d#e") == "https://courier.invalid/a?b=c&d#e"


def test_only_files_of_the_desk_are_opened(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "-a b.md").write_text("x")
    (desk / "wire.jsonl").write_text("x")
    (tmp_path / "secret.md").write_text("x")
    (desk / "link.md").symlink_to(tmp_path / "secret.md")
    assert file_to_open(desk, "-a b.md") == (desk / "-a b.md").resolve()
    assert file_to_open(desk, "wire.jsonl!/12") == (desk / "wire.jsonl").resolve()
    for path in ("link.md", "../secret.md", "gone.md", ""):
        with pytest.raises(NotOpened):
            file_to_open(desk, path)


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the system that notes what it is given."""
    programs, noted = tmp_path / "bin", tmp_path / "noted"
    programs.mkdir()
    program = programs / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s" "$#:$1" > "{noted}.new"\nmv "{noted}.new" "{noted}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr("sys.platform", "linux")
    return noted


async def test_the_file_of_the_article_at_hand_is_opened(
    ferry_desk: Path, open_desk: Any, opener: Path
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("o")
        await it.until(opener.exists)
        assert opener.read_text() == f"1:{(ferry_desk / 'ferry.md').resolve()}"


async def test_its_page_on_the_web_is_opened(ferry_desk: Path, open_desk: Any, opener: Path) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("O")
        await it.until(opener.exists)
        assert opener.read_text() == "1:https://courier.invalid/ferry"
        await it.open_article("Crews plan a strike")
        await it.press("O")
        assert "no web address" in it.said[-1]


async def test_without_a_program_the_path_is_told(
    ferry_desk: Path, open_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("o")
        assert str((ferry_desk / "ferry.md").resolve()) in it.said[-1].replace("\n", "")


def test_what_is_opened_is_one_argument_of_no_shell(opener: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a; touch $(x) `y` && z.md"
    open_with_system(odd)
    assert opener.read_text() == f"1:{odd}"


def test_a_program_that_fails_is_told(opener: Path, tmp_path: Path) -> None:
    (tmp_path / "bin" / "xdg-open").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(NotOpened, match=r"xdg-open could not open it\. It is https://a\.invalid/"):
        open_with_system("https://a.invalid/")
