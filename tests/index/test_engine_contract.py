"""What every engine does. An engine joins by being added to ENGINES."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.index.article import Article
from tearline.index.engine import Engine, EngineDamaged, Facet, Facets, SearchDropped
from tearline.index.errors import TearlineError
from tearline.index.query import article_part, day_range, matches, parse
from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Query,
    Words,
)
from tearline.index.tantivy_engine import TantivyEngine
from tearline.index.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
# Where many indexes are made, in memory if there is such a place: waiting for the disk is no part of it.
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


@pytest.fixture(params=ENGINES)
def make_engine(request: pytest.FixtureRequest) -> Callable[[Path], Engine]:
    return ENGINES[request.param]


@pytest.fixture
def engine(make_engine: Callable[[Path], Engine], tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(tmp_path / "engine")
    yield made
    made.close()


def filled(engine: Engine, *articles: Article) -> Engine:
    for article in articles:
        engine.add(article)
    engine.commit()
    return engine


def found(engine: Engine, query: str, **options: object) -> list[str]:
    return [hit.id for hit in engine.search(parse(query), **options).hits]  # type: ignore[arg-type]


HARBOUR = Article(
    "The harbour of Velmora was closed on Monday.", title="Harbour shut", published="2031-04-07"
)
STRIKE = Article("Dock workers began a strike in Velmora.", outlet="The Velmora Herald", published="2031-05")
UNDATED = Article("To be or not to be: the café’s owner, Ölaf, said so.", author="Ines Kordel")


def test_an_engine_without_a_commit_is_empty(engine: Engine) -> None:
    assert engine.stamp() == ""
    assert engine.ids() == frozenset()
    assert engine.search(parse("harbour")).total == 0
    assert engine.complete("h") == ()
    assert engine.stats().articles == 0


def test_nothing_is_found_before_the_commit_and_everything_after(engine: Engine) -> None:
    engine.add(HARBOUR)
    assert found(engine, "harbour") == []
    engine.commit()
    assert found(engine, "harbour") == [HARBOUR.id]


def test_what_is_rolled_back_is_never_committed(engine: Engine) -> None:
    filled(engine, HARBOUR)
    engine.add(STRIKE)
    engine.remove([HARBOUR.id])
    engine.rollback()
    engine.commit()
    assert engine.ids() == {HARBOUR.id}


def test_every_commit_of_a_change_has_a_stamp_of_its_own(engine: Engine) -> None:
    first = filled(engine, HARBOUR).stamp()
    assert engine.commit() == first
    engine.add(STRIKE)
    assert engine.commit() == engine.stamp() != first


def test_an_article_added_again_is_replaced(engine: Engine) -> None:
    filled(engine, HARBOUR)
    filled(engine, Article(HARBOUR.text, title="Port reopened"))
    assert engine.ids() == {HARBOUR.id}
    assert found(engine, "title:shut") == []
    assert found(engine, "title:reopened") == [HARBOUR.id]


def test_removed_articles_are_not_found_and_unknown_ids_are_no_error(engine: Engine) -> None:
    filled(engine, HARBOUR, STRIKE)
    engine.remove([HARBOUR.id, "00" * 32])
    engine.commit()
    assert engine.ids() == {STRIKE.id}
    assert found(engine, "velmora") == [STRIKE.id]
    assert found(engine, "-xyzzy") == [STRIKE.id]


def test_another_engine_on_the_same_folder_sees_commits_as_they_come(
    make_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    writer, reader = make_engine(tmp_path / "engine"), make_engine(tmp_path / "engine")
    assert found(reader, "velmora") == []
    filled(writer, HARBOUR)
    assert found(reader, "velmora") == [HARBOUR.id]
    filled(writer, STRIKE)
    writer.tidy()
    assert set(found(reader, "velmora")) == {HARBOUR.id, STRIKE.id}
    writer.close()
    reader.close()


def test_another_engine_sees_that_the_index_was_begun_anew(
    make_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    writer, reader = make_engine(tmp_path / "engine"), make_engine(tmp_path / "engine")
    filled(writer, HARBOUR)
    assert found(reader, "velmora") == [HARBOUR.id]
    writer.clear()
    assert found(reader, "velmora") == []
    filled(writer, HARBOUR)
    found(reader, "velmora")
    writer.clear()
    filled(writer, STRIKE)
    assert found(reader, "velmora") == [STRIKE.id]
    writer.close()
    reader.close()


def test_tidying_changes_no_answer(engine: Engine) -> None:
    articles = [
        Article(f"Number {n} of the Velmora reports, {'even' if n % 2 == 0 else 'odd'}.") for n in range(40)
    ]
    for article in articles:
        filled(engine, article)
    engine.remove([articles[0].id])
    engine.commit()
    queries = ("velmora", "even", '"number 7"', "repo*")
    before = [found(engine, query) for query in queries]
    engine.tidy()
    assert [found(engine, query) for query in queries] == before
    assert engine.stats().segments <= 10
    assert engine.ids() == {article.id for article in articles[1:]}


def test_tidying_may_be_bounded_and_cancelled(engine: Engine) -> None:
    articles = [Article(f"Number {n} of the Velmora reports.") for n in range(60)]
    for start in range(0, 60, 6):
        filled(engine, *articles[start : start + 6])
    stamp = engine.stamp()
    engine.tidy(cancelled=lambda: True)
    engine.tidy(most=5)
    assert engine.stamp() == stamp
    assert engine.stats().segments <= 10
    for n in range(60, 75):
        filled(engine, Article(f"Number {n} of the Velmora reports."))
        engine.tidy(most=5)
        assert engine.stats().segments <= 10
    assert engine.search(parse("velmora")).total == 75


def test_cleared_engines_begin_anew(engine: Engine) -> None:
    filled(engine, HARBOUR)
    engine.clear()
    assert engine.ids() == frozenset()
    filled(engine, STRIKE)
    assert found(engine, "velmora") == [STRIKE.id]


def test_the_limit_bounds_the_hits_but_not_the_total(engine: Engine) -> None:
    filled(engine, *(Article(f"velmora {n}") for n in range(30)))
    answer = engine.search(parse("velmora"), limit=7)
    assert (answer.total, len(answer.hits)) == (30, 7)
    assert answer.hits == engine.search(parse("velmora")).hits[:7]
    assert engine.search(parse("velmora"), limit=0).total == 30


def test_of_equal_hits_the_newest_come_first_and_then_by_id(engine: Engine) -> None:
    alike = [Article(f"velmora {n}", published="2031-04-07" if n % 2 else "2030") for n in range(10, 60)]
    filled(engine, *alike, *(Article(f"harbour {n}") for n in range(50)))
    order = [each.id for each in sorted(alike, key=lambda each: (-first_day(each), each.id))]
    assert found(engine, "velmora") == order
    for limit in (1, 7, 25, 40):
        assert found(engine, "velmora", limit=limit) == order[:limit]


def test_by_date_the_newest_comes_first_and_the_undated_last(engine: Engine) -> None:
    filled(engine, HARBOUR, STRIKE, UNDATED)
    assert found(engine, "", order="date") == [STRIKE.id, HARBOUR.id, UNDATED.id]
    assert found(engine, "", order="date", limit=2) == [STRIKE.id, HARBOUR.id]


def test_by_relevance_more_and_rarer_words_come_first(engine: Engine) -> None:
    much = Article("Strike, strike and again strike in Velmora.")
    filled(engine, HARBOUR, STRIKE, much)
    assert found(engine, "strike OR velmora")[0] == much.id


def test_completions_are_the_commonest_words_first(engine: Engine) -> None:
    filled(engine, HARBOUR, STRIKE, Article("Velvet in Velmora"))
    assert [(each.word, each.articles) for each in engine.complete("Vél")] == [("velmora", 3), ("velvet", 1)]
    assert engine.complete("vel", limit=1)[0].word == "velmora"
    assert engine.complete("?!") == ()


def test_words_spelled_almost_so_come_with_how_many_have_them(engine: Engine) -> None:
    filled(engine, HARBOUR, STRIKE, Article("Velmara"))
    alike = [(each.word, each.articles) for each in engine.spelled_like(Fuzzy("velmoa", 1))]
    assert alike == [("velmora", 2)]
    assert [each.word for each in engine.spelled_like(Fuzzy("velmora", 1))] == ["velmora", "velmara"]
    assert engine.spelled_like(Fuzzy("velmora", 1, "title")) == ()


def test_facets_count_the_articles_that_match(engine: Engine) -> None:
    filled(engine, HARBOUR, STRIKE)
    more = Article("Velmora, again", outlet="The Velmora Herald", author="Ines Kordel", published="2031")
    filled(engine, UNDATED, more)
    facets = engine.facets(parse(""))
    assert [(each.value, each.articles) for each in facets.outlet] == [("The Velmora Herald", 2)]
    assert [(each.value, each.articles) for each in facets.author] == [("Ines Kordel", 2)]
    assert [each.value for each in facets.month] == ["2031-05", "2031-04", "2031"]
    assert [each.value for each in engine.facets(parse("velmora -strike")).outlet] == ["The Velmora Herald"]
    assert engine.facets(parse("xyzzy")) == Facets()
    engine.remove([more.id])
    engine.commit()
    assert engine.facets(parse("")).author == (Facet("Ines Kordel", 1),)
    engine.tidy()
    assert engine.facets(parse("")).outlet == (Facet("The Velmora Herald", 1),)


@pytest.mark.parametrize("most", [7, 60_000])
def test_facets_of_very_many_values_are_counted_in_parts(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("tearline.index.tantivy_search._MOST_VALUES", most)
    filled(engine, *(Article(f"velmora {n}", author=f"Author {n // 2}", outlet="One") for n in range(60)))
    facets = engine.facets(parse("velmora"))
    assert len(facets.author) == 30
    assert {each.articles for each in facets.author} == {2}
    assert facets.outlet == (Facet("One", 60),)


def test_a_search_nobody_waits_for_is_dropped(engine: Engine) -> None:
    filled(engine, *(Article(f"velmora harbour {n}") for n in range(500)))
    asked: list[None] = []

    def after_a_while() -> bool:
        asked.append(None)
        return len(asked) > 1

    with pytest.raises(SearchDropped):
        engine.search(parse('"velmora harbour"'), cancelled=after_a_while)
    assert len(asked) == 2
    with pytest.raises(SearchDropped):
        engine.facets(parse("velmora"), cancelled=lambda: True)
    assert engine.search(parse('"velmora harbour"')).total == 500


def test_no_search_waits_for_another_nor_for_a_commit(engine: Engine) -> None:
    filled(engine, HARBOUR, *(Article(f"velmora harbour {n}") for n in range(20)))
    under_way, finish = threading.Event(), threading.Event()

    def slow() -> bool:
        under_way.set()
        finish.wait(10)
        return False

    with ThreadPoolExecutor(1) as pool:
        long = pool.submit(engine.search, parse('"velmora harbour"'), cancelled=slow)
        assert under_way.wait(10)
        assert engine.search(parse("monday")).total == 1
        engine.remove(engine.ids())
        filled(engine, STRIKE)
        engine.tidy()
        assert found(engine, "velmora") == [STRIKE.id]
        assert not long.done()
        finish.set()
        # It answers from the state that it began with.
        assert long.result().total == 20


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"to be or not to be"', [UNDATED]),
        ("cafe", [UNDATED]),
        ("CAFÉ's", [UNDATED]),
        ("olaf", [UNDATED]),
        ("author:kordel", [UNDATED]),
        ("kordel", [UNDATED]),
        ("title:harbour", [HARBOUR]),
        ("title:velmora", []),
        ("outlet:herald", [STRIKE]),
        ('"velmora herald"', [STRIKE]),
        ("velmora -strike", [HARBOUR]),
        ("harb* OR strke~", [HARBOUR, STRIKE]),
        ("harbour NEAR/1 velmora", [HARBOUR]),
        ("harbour NEAR/1 closed", []),
        ("date:2031-04", [HARBOUR]),
        ("date:2031-05-20..", [STRIKE]),
        ("-date:2031", [UNDATED]),
        # Words of different fields are never next to each other.
        ('"monday harbour"', []),
        ("", [HARBOUR, STRIKE, UNDATED]),
    ],
)
def test_the_query_language(engine: Engine, query: str, expected: list[Article]) -> None:
    filled(engine, HARBOUR, STRIKE, UNDATED)
    assert set(found(engine, query)) == {article.id for article in expected}


# The oracle: over small corpora of few words, an engine finds what `matches` says.

_WORDS = ["a", "ab", "abc", "b", "ba", "cab", "Ba", "bà", "b’a"]
_texts = st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join)
_dates = st.sampled_from([None, "2030", "2031", "2031-04", "2031-04-07", "2031-12-31", "1999-02"])
_articles = st.builds(
    Article,
    text=_texts,
    title=st.none() | _texts,
    outlet=st.none() | _texts,
    author=st.none() | _texts,
    published=_dates,
)
_sought = st.sampled_from(["a", "ab", "abc", "b", "ba", "cab", "c", "x"])
_fields = st.sampled_from(["", "", "title", "outlet", "author"])
_rows = st.lists(_sought, min_size=1, max_size=3).map(tuple)
_days = st.integers(1998, 2032).flatmap(
    lambda year: st.sampled_from([year * 10000 + 101, year * 10000 + 407])
)


def _leaves(field: st.SearchStrategy[str]) -> st.SearchStrategy[Leaf]:
    return (
        st.builds(Words, _rows, field)
        | st.builds(Prefix, _rows, field)
        | st.builds(Fuzzy, _sought, st.integers(1, 2), field)
    )


def _nears() -> st.SearchStrategy[Near]:
    def of(field: str) -> st.SearchStrategy[Near]:
        sides = st.lists(_leaves(st.just(field)), min_size=1, max_size=2).map(tuple)
        return st.builds(Near, sides, sides, st.integers(0, 4), st.just(field))

    return _fields.flatmap(of)


_nodes: st.SearchStrategy[Node] = st.recursive(
    _leaves(_fields) | _nears() | st.builds(Dated, _days, _days) | st.just(Everything()),
    lambda inner: (
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(Not, inner)
    ),
    max_leaves=5,
)


def first_day(article: Article) -> int:
    return (day_range(article.published or "") or (0, 0))[0]


def record(article: Article) -> dict[str, str]:
    return {
        "text": article.text,
        "title": article.title or "",
        "outlet": article.outlet or "",
        "author": article.author or "",
        "date": article.published or "",
    }


@pytest.mark.parametrize("name", ENGINES)
@settings(deadline=None, max_examples=60)
@given(
    batches=st.lists(st.lists(_articles, max_size=5), min_size=1, max_size=3),
    queries=st.lists(_nodes, max_size=8),
)
def test_an_engine_finds_exactly_what_the_query_means(
    name: str, batches: list[list[Article]], queries: list[Node]
) -> None:
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        engine = ENGINES[name](Path(folder) / "engine")
        kept: dict[str, Article] = {}
        for batch in batches:
            filled(engine, *batch)
            kept |= {article.id: article for article in batch}
        for root in queries:
            query = Query("", root)
            expected = {key for key, article in kept.items() if matches(query, record(article))}
            answer = engine.search(query)
            assert {hit.id for hit in answer.hits} == expected
            assert answer.total == len(expected)
            newest = sorted(expected, key=lambda key: (-first_day(kept[key]), key))
            assert [hit.id for hit in engine.search(query, order="date").hits] == newest
            assert [hit.id for hit in engine.search(query, 3, "date").hits] == newest[:3]
        engine.close()


@pytest.mark.parametrize("name", ENGINES)
@settings(deadline=None, max_examples=30)
@given(article=_articles, typed=st.text(alphabet="ab \"'()-*~:ORANDN/titledate.0123", max_size=30))
def test_typed_queries_mean_the_same_to_engine_and_memory(name: str, article: Article, typed: str) -> None:
    from tearline.index.query import QueryError

    try:
        query = article_part(parse(typed))
    except QueryError:
        return
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        engine = filled(ENGINES[name](Path(folder) / "engine"), article)
        assert bool(engine.search(query).total) == matches(query, record(article))
        engine.close()


def test_the_index_is_for_its_owner_alone(engine: Engine, tmp_path: Path) -> None:
    filled(engine, HARBOUR)
    assert stat.S_IMODE((tmp_path / "engine").stat().st_mode) == 0o700


# What is tantivy's own


@pytest.mark.parametrize("ending", ["term", "idx", "fast"])
@pytest.mark.parametrize("left", [0, 20])
def test_a_damaged_index_of_tantivy_is_said_to_be_one(tmp_path: Path, ending: str, left: int) -> None:
    filled(TantivyEngine(tmp_path), HARBOUR).close()
    for path in tmp_path.glob(f"*.{ending}"):
        # Another file in its place: what is cut short while a process has it mapped ends that process.
        short = path.with_suffix(".short")
        short.write_bytes(path.read_bytes()[:left])
        short.replace(path)
    with pytest.raises(EngineDamaged):
        TantivyEngine(tmp_path).search(parse('"of velmora"'))


@pytest.mark.parametrize("damage", [b"", b"{", b"{}", b"\xff\x00"])
def test_a_damaged_list_of_segments_is_said_to_be_one(tmp_path: Path, damage: bytes) -> None:
    filled(TantivyEngine(tmp_path), HARBOUR).close()
    (tmp_path / "meta.json").write_bytes(damage)
    engine = TantivyEngine(tmp_path)
    with pytest.raises(EngineDamaged):
        engine.search(parse("velmora"))
    engine.clear()
    assert found(filled(engine, STRIKE), "velmora") == [STRIKE.id]
    engine.close()


@pytest.mark.parametrize("damage", [b"0 abc", b"", b"\xff", None])
def test_an_index_of_tantivy_of_another_format_is_not_read(tmp_path: Path, damage: bytes | None) -> None:
    filled(TantivyEngine(tmp_path), HARBOUR).close()
    if damage is None:
        (tmp_path / "format").unlink()
    else:
        (tmp_path / "format").write_bytes(damage)
    with pytest.raises(EngineDamaged):
        TantivyEngine(tmp_path).search(parse("velmora"))


def test_a_full_disk_is_the_disks_error_and_the_index_still_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = filled(TantivyEngine(tmp_path), HARBOUR)

    def full(_: Path) -> None:
        raise ValueError('IoError { io_error: Os { code: 28, kind: StorageFull, message: "No space left" } }')

    engine.add(STRIKE)
    monkeypatch.setattr("tearline.index.tantivy_engine._sync", full)
    with pytest.raises(OSError, match="No space left") as raised:
        engine.commit()
    assert raised.value.errno == 28
    engine.rollback()
    assert HARBOUR.id in found(engine, "velmora")
    engine.close()


def test_a_writer_that_ends_without_a_reason_on_a_full_disk_damages_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = filled(TantivyEngine(tmp_path / "engine"), HARBOUR)
    (tmp_path / "engine" / f"{'ab' * 16}.term").write_text("left behind")

    def ended(_: Path) -> None:
        raise ValueError("An index writer was killed.")

    monkeypatch.setattr("tearline.index.tantivy_engine._LITTLE_ROOM", 1 << 60)
    with monkeypatch.context() as patch:
        patch.setattr("tearline.index.tantivy_engine._sync", ended)
        engine.add(STRIKE)
        with pytest.raises(OSError, match="No space left"):
            engine.commit()
    assert HARBOUR.id in found(engine, "velmora")
    assert set(found(filled(engine, STRIKE), "velmora")) == {HARBOUR.id, STRIKE.id}
    assert not list((tmp_path / "engine").glob("abab*"))
    engine.close()


def test_a_near_between_too_many_words_asks_for_more_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = filled(TantivyEngine(tmp_path), Article(" ".join(f"a{n} b{n}" for n in range(20))))
    monkeypatch.setattr("tearline.index.tantivy_query._MOST_PHRASES", 100)
    assert engine.search(parse("a1 NEAR b*")).total == 1
    with pytest.raises(TearlineError, match="more letters"):
        engine.search(parse("a* NEAR b*"))
    engine.close()


# What is Whoosh's own


def test_a_damaged_index_is_said_to_be_one(tmp_path: Path) -> None:
    engine = filled(WhooshEngine(tmp_path), HARBOUR)
    engine.close()
    for path in tmp_path.glob("*.words"):
        path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(EngineDamaged):
        WhooshEngine(tmp_path).search(parse("velmora"))


def test_an_index_that_lacks_a_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    engine = filled(WhooshEngine(tmp_path), HARBOUR)
    engine.close()
    next(tmp_path.glob("*.words")).unlink()
    with pytest.raises(EngineDamaged, match="is missing"):
        WhooshEngine(tmp_path).search(parse("velmora"))


def test_an_index_of_another_format_is_not_read(tmp_path: Path) -> None:
    engine = filled(WhooshEngine(tmp_path), HARBOUR)
    engine.close()
    (tmp_path / "format").write_text("0")
    with pytest.raises(EngineDamaged, match="another version"):
        WhooshEngine(tmp_path).search(parse("velmora"))


def test_segments_of_short_and_of_very_long_articles_are_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tearline.index.whoosh_engine._MOST_SEGMENTS", 1)
    engine = WhooshEngine(tmp_path)
    long = Article("velmora " * 70_000 + "harbour strike", published="2031-04")
    short = [
        Article(f"velmora {n} velmora harbour", published=day)
        for n, day in enumerate(("2031-01", "2031-05", "2030"))
    ]
    filled(engine, *short[:2])
    filled(engine, long)
    filled(engine, short[2])
    engine.remove([short[1].id])
    engine.commit()
    engine.tidy()
    assert engine.stats().segments == 1
    for query in ("velmora", '"velmora harbour"', "velm*", "harbour NEAR/0 velmora"):
        assert found(engine, query, order="date") == [long.id, short[0].id, short[2].id]
    assert found(engine, '"harbour strike"') == [long.id]
    assert found(engine, '"velmora velmora"') == [long.id]
    engine.close()
