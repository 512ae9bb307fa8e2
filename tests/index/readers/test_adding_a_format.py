"""The page on adding a format: the module that it shows is found, reads its sample, and is told apart."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tearline.index import formats, readers
from tearline.index.reading import Unreadable, is_article_file, read_article, read_articles

PAGE = Path(__file__).parents[3] / "docs" / "adding-a-format.md"
READER, SAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def forget() -> None:
    for cached in (
        *(formats.formats, formats.suffixes, formats._by_suffix, formats._any_opening),
        *(formats._current, formats._version),
    ):
        cached.cache_clear()


@pytest.fixture
def with_wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The module of the page, in a folder that counts among the readers'."""
    folder = tmp_path / "readers"
    folder.mkdir()
    (folder / "wire.py").write_text(READER)
    monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(folder)])
    forget()
    yield
    forget()
    sys.modules.pop("tearline.index.readers.wire", None)


def test_a_format_is_added_by_adding_one_file(tmp_path: Path, with_wire: None) -> None:
    made: dict[str, object] = {}
    exec(SAMPLES, made)  # noqa: S102 - what the page shows
    for name, data in made["samples"]().items():  # type: ignore[operator]
        (tmp_path / name).write_bytes(data)
        assert is_article_file(tmp_path / name)
        article = read_article(tmp_path, Path(name))
        assert (article.title, article.published) == ("Harbour shut", "2031-04-07")
        assert article.text == "The harbour of Velmora was closed on Monday."
    (tmp_path / "bad.wire").write_text("only a title")
    (refused,) = read_articles(tmp_path, Path("bad.wire"))
    assert isinstance(refused, Unreadable)
    assert "whole dispatch" in refused.advice


def test_a_format_has_its_own_version(with_wire: None) -> None:
    wire, text = formats.formats()["wire"], formats.formats()["text"]
    assert formats.are_current(f"{text.version()} {wire.version()}")
    assert not formats.are_current("wire=000000000000")
    assert not formats.are_current("")


def test_without_its_file_the_format_is_gone(tmp_path: Path) -> None:
    assert not is_article_file(tmp_path / "a.wire")
