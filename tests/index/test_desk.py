from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tearline.index.article import text_hash
from tearline.index.desk import Desk, QueryError, SearchDropped, UnknownArticle

HARBOUR = "Harbour shut\n\nThe harbour of Velmora was closed on Monday, the port authority said.\n"
STRIKE = "Strike begins\n\nDock workers began a strike over pay in Velmora, their union said.\n"


def put(path: Path, text: str, mtime: int = 1_000_000_000) -> Path:
    """Write a file long ago, so that its time tells whether it changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (mtime, mtime))
    return path


def counts(desk: Desk) -> tuple[int, int, int, int]:
    report = desk.sync()
    return report.added, report.changed, report.removed, report.unchanged


def found(desk: Desk, query: str) -> list[str]:
    return sorted(hit.card.path for hit in desk.search(query).hits)


def test_a_fresh_desk_is_empty_and_answers(desk: Desk) -> None:
    assert desk.articles() == ()
    assert desk.search("harbour").total == 0
    assert desk.status().articles == 0
    assert desk.article_at("a.txt") is None


def test_a_renamed_file_is_the_same_article(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    (root / "a.txt").rename(root / "z.txt")
    report = desk.sync()
    assert (report.added, report.moved, report.removed, report.unchanged) == (0, 1, 0, 0)
    (card,) = desk.articles()
    assert (card.id, card.path, card.paths) == (text_hash(HARBOUR), "z.txt", ("z.txt",))
    article = desk.article_at("a.txt")
    assert article is not None
    assert article.path == "z.txt"


def test_one_text_in_two_places_is_one_article(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    put(root / "b.txt", HARBOUR)
    desk.sync()
    (card,) = desk.articles()
    assert card.paths == ("a.txt", "b.txt")
    (root / "a.txt").unlink()
    desk.sync()
    assert desk.articles()[0].paths == ("b.txt",)
    assert desk.search("harbour").total == 1


def test_a_deleted_article_stays_readable_and_says_it_is_gone(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    (root / "a.txt").unlink()
    desk.sync()
    assert desk.articles() == ()
    article = desk.article(text_hash(HARBOUR))
    assert (article.text, article.path) == (HARBOUR, "a.txt")
    assert desk.card(article.id).gone
    assert desk.article_at("a.txt") == article
    put(root / "b.txt", HARBOUR)
    desk.sync()
    assert not desk.card(article.id).gone
    assert found(desk, "harbour") == ["b.txt"]


def test_articles_come_back_as_they_were_read(desk: Desk, root: Path) -> None:
    from tearline.index.reading import read_article

    text = f"---\ntitle: The harbour\noutlet: Velmora Herald\ndate: 2031-04-07\n---\n{HARBOUR}"
    put(root / "a.md", text)
    desk.sync()
    (card,) = desk.articles()
    assert desk.article(card.id) == read_article(root, Path("a.md"))
    assert (card.title, card.outlet, card.published) == ("The harbour", "Velmora Herald", "2031-04-07")
    assert card.chars == len(text)


def test_an_unknown_article_is_said_to_be_one(desk: Desk) -> None:
    with pytest.raises(UnknownArticle, match="No article 0000"):
        desk.article("0" * 64)


def test_articles_are_listed_newest_first_and_undated_last(desk: Desk, root: Path) -> None:
    for name, date in (("a", "2031-04-07"), ("b", "2031-05"), ("c", ""), ("d", "2030")):
        put(
            root / f"{name}.md",
            f"---\ntitle: {name}\n{f'date: {date}' if date else ''}\n---\nNumber {name}.\n",
        )
    desk.sync()
    assert [card.path for card in desk.articles()] == ["b.md", "a.md", "d.md", "c.md"]


# Searching


def test_a_hit_shows_the_passage_and_where_it_stands(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    (hit,) = desk.search('"port authority"').hits
    assert hit.at == (HARBOUR.index("port"), HARBOUR.index("port authority") + 14)
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["port authority"]


def test_a_query_for_findings_finds_the_articles_they_may_be_in(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    put(root / "b.txt", STRIKE)
    desk.sync()
    assert found(desk, "speaker:orlan strike") == ["b.txt"]
    assert len(found(desk, "speaker:orlan")) == 2


def test_without_a_limit_all_hits_come(desk: Desk, root: Path) -> None:
    for number in range(120):
        put(root / f"{number}.txt", f"velmora {number}")
    desk.sync()
    result = desk.search("velmora", limit=None)
    assert (result.total, len(result.hits)) == (120, 120)
    assert len(desk.search("velmora").hits) == 50


def test_the_ids_of_all_matches_come_by_themselves(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    put(root / "b.txt", STRIKE)
    desk.sync()
    assert desk.matching("velmora") == {text_hash(HARBOUR), text_hash(STRIKE)}
    assert desk.matching("strike speaker:orlan") == {text_hash(STRIKE)}


def test_a_query_error_says_where(desk: Desk) -> None:
    with pytest.raises(QueryError) as refused:
        desk.search("gas)")
    assert refused.value.position == 3


def test_words_are_completed_from_the_desks_own(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    assert [each.word for each in desk.complete("harb")] == ["harbour"]


def test_a_query_that_finds_next_to_nothing_is_corrected(desk: Desk, root: Path) -> None:
    for number in range(30):
        put(root / f"{number}.txt", f"The harbour of Velmora, {number}")
    desk.sync()
    assert desk.search("habrour velmora", suggesting=True).suggestion == "harbour velmora"
    assert desk.search("harbour", suggesting=True).suggestion is None
    assert desk.search("harbour -velmoa xyzzy", suggesting=True).suggestion is None


def test_facets_count_what_the_search_finds(desk: Desk, root: Path) -> None:
    put(root / "a.md", f"---\noutlet: Velmora Herald\ndate: 2031-04-07\n---\n{HARBOUR}")
    put(root / "b.txt", STRIKE)
    desk.sync()
    facets = desk.facets("velmora speaker:orlan")
    assert [(each.value, each.articles) for each in facets.outlet] == [("Velmora Herald", 1)]
    assert [each.value for each in facets.month] == ["2031-04"]
    assert desk.facets("strike").outlet == ()


def test_a_search_nobody_waits_for_ends(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    with pytest.raises(SearchDropped):
        desk.search("harbour", cancelled=lambda: True)


def test_the_status_says_what_there_is(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    desk.sync()
    status = desk.status()
    assert (status.root, status.articles, status.index_segments) == (str(root), 1, 1)
    assert status.index_bytes > 0
    json.dumps(status.messages)


def test_what_is_noted_on_articles_is_told_with_their_paths(desk: Desk, root: Path) -> None:
    put(root / "a.txt", HARBOUR)
    put(root / "b.txt", f"---\ntitle: Strike\ndate: soon\n---\n{STRIKE}")
    desk.sync()
    ((path, note),) = desk.notes()
    assert path == "b.txt"
    assert "“soon” is no date" in note
    (root / "b.txt").unlink()
    desk.sync()
    assert desk.notes() == ()


def test_a_long_sync_keeps_searching_fast_all_along(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tearline.index.sync._FIRST_BATCH", 1)
    monkeypatch.setattr("tearline.index.sync._LARGEST_BATCH", 1)
    for number in range(40):
        (root / f"{number:02}.txt").write_text(f"velmora number {number}")
    segments: list[int] = []
    desk.sync(lambda _: segments.append(desk.status().index_segments))
    assert max(segments) == 10
    assert desk.search("velmora").total == 40
