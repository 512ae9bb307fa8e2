"""What comes first and what is counted, for words rare and common, held against counting one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tearline.index.article import Article
from tearline.index.engine import Engine
from tearline.index.query import matches, parse
from tearline.index.tantivy_engine import TantivyEngine
from tearline.index.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
# The nth word stands in every nth article.
WORDS = ("velmora", "velvet", "vellum", "velour", "velden", "velia", "velgas", "velbrin", "velkest", "veltol")


def made(number: int) -> Article:
    words = [word for every, word in enumerate(WORDS, 1) if number % every == 0]
    month = f"20{number % 13:02}-{number % 11 + 1:02}"
    published = None if number % 17 == 0 else month if number % 5 == 0 else f"{month}-{number % 3 + 1:02}"
    text = f"{' '.join(words)} harbour {number}. " * (number % 4 + 1)
    return Article(text, published=published, outlet=f"Outlet {number % 7}")


@pytest.fixture(scope="module", params=[*ENGINES, "whoosh merged"], name="filled")
def engine_in_parts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, list[Article]]]:
    """An engine filled in several commits, of whose articles some were taken out again."""
    name, _, merged = request.param.partition(" ")
    engine = ENGINES[name](tmp_path_factory.mktemp("index") / "engine")
    articles = [made(number) for number in range(600)]
    for start in range(0, 600, 200):
        for article in articles[start : start + 200]:
            engine.add(article)
        engine.commit()
    engine.remove(article.id for article in articles[::9])
    engine.commit()
    if merged:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tearline.index.whoosh_engine._MOST_SEGMENTS", 1)
            engine.tidy()
        assert engine.stats().segments == 1
    yield engine, [article for number, article in enumerate(articles) if number % 9]
    engine.close()


def first_day(article: Article) -> int:
    return int((article.published or "0").replace("-", "").ljust(8, "0"))


def newest_first(article: Article) -> tuple[int, str]:
    day = first_day(article)
    return -(day + 1 if day % 100 == 0 and day else day), article.id


@pytest.mark.parametrize("limit", [1, 20, 150, None])
@pytest.mark.parametrize("query", [*WORDS, "vel*", "velm*", "veltol~", "harbour velia", '"harbour 6"', ""])
def test_the_newest_come_first(filled: tuple[Engine, list[Article]], query: str, limit: int | None) -> None:
    engine, articles = filled
    held = {hit.id for hit in engine.search(parse(query)).hits}
    if query in WORDS:
        assert held == {each.id for each in articles if query in each.text}
    expected = sorted((each for each in articles if each.id in held), key=newest_first)
    answer = engine.search(parse(query), limit, "date")
    assert answer.total == len(expected)
    assert [hit.id for hit in answer.hits] == [each.id for each in expected[:limit]]


@pytest.mark.parametrize("query", [*WORDS, "vel*", '"harbour 6"', "-velvet", ""])
def test_what_is_found_is_counted(filled: tuple[Engine, list[Article]], query: str) -> None:
    engine, articles = filled
    held = {hit.id for hit in engine.search(parse(query)).hits}
    outlets = Counter(each.outlet for each in articles if each.id in held)
    months = Counter((each.published or "")[:7] for each in articles if each.id in held)
    del months[""]
    facets = engine.facets(parse(query))
    assert dict(facets.outlet) == outlets
    assert dict(facets.month) == months
    assert list(facets.month) == sorted(facets.month, reverse=True)
    assert facets.author == ()


@pytest.mark.parametrize("query", ["vel*", "velm*", "velo*", "harbour vel*", "veltol~1"])
def test_the_first_of_many_are_those_of_all(filled: tuple[Engine, list[Article]], query: str) -> None:
    engine, _ = filled
    everything = engine.search(parse(query))
    for limit in (1, 20, 200):
        some = engine.search(parse(query), limit)
        assert some.total == everything.total
        assert [hit.id for hit in some.hits] == [hit.id for hit in everything.hits[:limit]]


@pytest.mark.parametrize(
    "narrowed", ['outlet:"outlet 3"', 'outlet:"outlet 3" date:2004-03..2011', "date:2011"]
)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_one_outlet_or_time_is_ranked_as_it_is_without(
    filled: tuple[Engine, list[Article]], word: str, narrowed: str
) -> None:
    engine, articles = filled
    query, alone = parse(f"{word} {narrowed}"), parse(narrowed)
    records = {each.id: record(each) for each in articles}
    expected = {key for key, each in records.items() if word in each["text"] and matches(alone, each)}
    hits = engine.search(query).hits
    assert {hit.id for hit in hits} == expected
    assert [hit.id for hit in hits] == [h.id for h in engine.search(parse(word)).hits if h.id in expected]
    assert engine.search(query, 3).hits == hits[:3]


def record(article: Article) -> dict[str, str]:
    return {"text": article.text, "outlet": article.outlet or "", "date": article.published or ""}


@pytest.mark.parametrize("together", [7, 1000])
def test_rows_of_common_words_are_found_part_by_part(
    filled: tuple[Engine, list[Article]], monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr("tearline.index.whoosh_matching._ARTICLES_PER_CHECK", together)
    monkeypatch.setattr("tearline.index.whoosh_matching._PLACES_PER_ROW", 10**6)
    engine, articles = filled
    for row in ("velmora velvet", "velmora velvet vellum", "velvet velvet", "harbour 12", "velmora harbour"):
        held = {hit.id for hit in engine.search(parse(f'"{row}"')).hits}
        assert held == {each.id for each in articles if f" {row} " in f" {each.text.replace('.', '')} "}
