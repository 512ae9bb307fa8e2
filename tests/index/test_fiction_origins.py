"""On the fiction desk, copies of one wire story count as one origin, and every other article as its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tearline.index.article import Article
from tearline.index.reading import read_article
from tearline.index.similar import origins

DESK = Path(__file__).parents[1] / "desk"
ACROSS: dict[str, Any] = yaml.safe_load((DESK / "annotations" / "across.yaml").read_text(encoding="utf-8"))
FAMILIES: dict[str, list[str]] = ACROSS["families"]


@pytest.fixture(name="articles", scope="module")
def all_articles() -> dict[str, Article]:
    """The desk's articles by the names of their files."""
    folder = DESK / "articles"
    return {path.name: read_article(folder, Path(path.name)) for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_copies_of_one_story_share_an_origin(articles: dict[str, Article], family: list[str]) -> None:
    found = origins(articles.values())
    assert len({found[articles[name].id] for name in family}) == 1


def test_articles_in_their_own_words_share_none(articles: dict[str, Article]) -> None:
    copies = {name for family in FAMILIES.values() for name in family[1:]}
    found = origins(articles.values())
    assert len(set(found.values())) == len(articles) - len(copies)


def test_the_order_of_reading_changes_no_family(articles: dict[str, Article]) -> None:
    def families(found: dict[str, str]) -> set[frozenset[str]]:
        return {frozenset(each for each in found if found[each] == origin) for origin in found.values()}

    forwards = origins(articles.values())
    backwards = origins(reversed(list(articles.values())))
    assert families(dict(forwards)) == families(dict(backwards))
