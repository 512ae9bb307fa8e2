"""Drafting a brief takes in what matters, never touches what is there, and is done when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.choice import choose
from tearline.briefs.curation.take_in import draft_brief, extend
from tearline.briefs.curation.verdicts import accept, reject
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import items_of
from tearline.briefs.document.shelf import BriefNameError
from tearline.briefs.findings import Findings
from tearline.index.article import Article
from tearline.index.desk import Desk

Story = tuple[Article, Findings]
Maker = Callable[..., Story]

PEOPLE = ["Mara Vell", "Oda Quill", "Jon Marl", "Ida Sorrel", "Tam Brae"]


def article_of(story: Maker, n: int) -> Story:
    """The n-th of a series of articles, each with quotes, claims and a dated event."""
    cast = [PEOPLE[(n + k) % len(PEOPLE)] for k in range(3)]
    said = [f"We will meet {k} times in year {n}" for k in range(9)]
    text = " ".join(f"{name} spoke." for name in cast)
    text += " ".join(f"“{words}.” It rained {k} days in {n}." for k, words in enumerate(said))
    return story(
        text,
        dict.fromkeys(cast, "person"),
        quotes=[(words, cast[k % 3]) for k, words in enumerate(said)],
        claims=[(f"It rained {k} days in {n}", cast[k % 3], k / 10) for k in range(9)],
        events=[(f"It rained {k} days in {n}", f"203{n % 10}") for k in range(4)],
        path=f"articles/{n}.txt",
        published=f"203{n % 10}-01",
    )


def draft(file: BriefFile, stories: list[Story]) -> dict[str, int]:
    live = LiveBoard()
    for article, found in stories:
        live.add(article, found)
    choice = choose(live.board())
    live.set_brief(file.brief)
    return extend(file, live.board(), choice)


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "rain.yaml", "Rain")


def test_a_first_draft_holds_the_best_of_each_article_and_what_these_need(
    file: BriefFile, story: Maker
) -> None:
    stories = [article_of(story, n) for n in range(2)]
    added = draft(file, stories)
    brief = file.brief
    assert added == {"sources": 2, "actors": 4, "quotes": 16, "claims": 10, "events": 6}
    assert {item.review for item in items_of(brief)} == {"draft"}
    assert {quote.speaker for quote in brief.quotes} <= brief.actors.keys()
    assert all(claim.origins == 1 for claim in brief.claims)
    texts = {f"sha256:{article.id}": article for article, _ in stories}
    problems = check_brief(file, lambda source: texts[source.text or ""])
    assert [str(one) for one in problems if one.severity == "error"] == []


def test_doubtful_quotes_scares_and_nameless_speakers_are_left_out(file: BriefFile, story: Maker) -> None:
    text = "Mara Vell said “one thing at a time”. He said “another thing at once”."
    one = story(
        text,
        {"Mara Vell": "person"},
        quotes=[("one thing at a time", "Mara Vell"), ("another thing at once", "He")],
    )
    draft(file, [one])
    assert [quote.said for quote in file.brief.quotes] == ["one thing at a time"]


def test_words_that_several_articles_carry_are_taken_once_from_the_earliest(
    file: BriefFile, story: Maker
) -> None:
    def told(when: str) -> Story:
        text = f"On {when}. Mara Vell said “one thing at a time”. It rained."
        return story(
            text,
            {"Mara Vell": "person"},
            quotes=[("one thing at a time", "Mara Vell")],
            claims=[("It rained", None, 0.9)],
            published=when,
            path=f"articles/{when}.txt",
        )

    draft(file, [told("2031-02"), told("2031-01")])
    assert [source.published for source in file.brief.sources.values()] == ["2031-01"]
    assert len(file.brief.quotes) == len(file.brief.claims) == 1
    # An earlier article that turns up later says nothing new.
    assert draft(file, [told("2031-02"), told("2031-01"), told("2030")])["quotes"] == 0


def test_drafting_again_changes_no_byte(file: BriefFile, story: Maker) -> None:
    stories = [article_of(story, n) for n in range(3)]
    draft(file, stories)
    text = file.text
    assert set(draft(file, stories[::-1]).values()) == {0}
    assert file.text == text


def test_new_articles_add_and_change_no_line_that_is_there(file: BriefFile, story: Maker) -> None:
    stories = [article_of(story, n) for n in range(3)]
    draft(file, stories[:1])
    lines = file.text.splitlines()
    added = draft(file, stories)
    assert added["quotes"] > 0
    rest = iter(file.text.splitlines())
    assert all(line in rest for line in lines)


VERDICTS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "edit", "draft"]), st.integers(0, 99)), max_size=8
)


@settings(max_examples=12, deadline=None)
@given(VERDICTS)
def test_drafting_never_changes_a_reviewed_item_nor_revives_a_rejected_one(
    tmp_path_factory: pytest.TempPathFactory, story: Maker, verdicts: list[tuple[str, int]]
) -> None:
    file = BriefFile.new(tmp_path_factory.getbasetemp() / "never-saved.yaml", "Rain")
    stories = [article_of(story, n) for n in range(4)]
    known = 1
    draft(file, stories[:1])
    for verdict, n in verdicts:
        live = LiveBoard(file.brief)
        for one in stories[:known]:
            live.add(*one)
        board = live.board()
        items = [*board.quotes, *board.claims, *board.events]
        row = items[n % len(items)]
        if verdict == "accept":
            accept(file, board, row.id)
        elif verdict == "reject":
            reject(file, board, row.id)
        elif verdict == "edit" and board.quotes and row.status not in ("suggested", "rejected"):
            file.set_value(row.id, "review", "edited")
            file.set_value(row.id, "note", f"Seen {n} times.")
        before = {item.id: item for item in items_of(file.brief)}
        actors, sources, rejected = file.brief.actors, file.brief.sources, file.brief.rejected
        if verdict == "draft":
            known = min(known + 1, len(stories))
        draft(file, stories[:known])
        after = {item.id: item for item in items_of(file.brief)}
        assert {key: after.get(key) for key in before} == before
        assert not after.keys() & set(rejected)
        assert file.brief.rejected == rejected
        assert {key: file.brief.actors.get(key) for key in actors} == actors
        assert {key: file.brief.sources.get(key) for key in sources} == sources


@pytest.fixture(name="desk")
def small_desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "desk" / "articles"
    folder.mkdir(parents=True)
    (folder / "pact.txt").write_text(
        "Tarnia's foreign minister, Mara Vell, said on 4 May 2031 that her state would leave the pact.\n\n"
        "“We have waited long enough for an answer from Lume,” Vell said. “Now we will act alone.”\n",
        encoding="utf-8",
    )
    with Desk(tmp_path / "desk") as desk:
        desk.sync()
        yield desk


def test_a_draft_of_a_desk_is_a_brief_that_checks(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    report = draft_brief(desk, "first-look", progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert (report.created, report.path) == (True, desk.root / "briefs" / "first-look.yaml")
    file = BriefFile.load(report.path)
    assert file.brief.title == "First look"
    assert "mara-vell" in file.brief.actors
    problems = check_brief(file, lambda source: desk.article_at(source.file))
    assert [str(one) for one in problems if one.severity == "error"] == []
    before = report.path.read_bytes()
    again = draft_brief(desk, "first-look")
    assert report.path.read_bytes() == before
    assert not again.created
    assert str(again).startswith("Nothing new")


def test_an_empty_desk_makes_no_file(tmp_path: Path) -> None:
    with Desk(tmp_path) as desk:
        desk.sync()
        report = draft_brief(desk, "first")
    assert not report.path.exists()
    assert "no articles" in str(report)


def test_a_name_that_leads_out_of_the_desk_is_refused(desk: Desk) -> None:
    with pytest.raises(BriefNameError):
        draft_brief(desk, "../first")
