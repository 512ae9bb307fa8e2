"""Merging, splitting, renaming, keeping apart: the plan says what comes of it, later drafts hold to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.curation.curating_actors import plan_forbid, plan_merge, plan_rename, plan_split
from tearline.briefs.curation.plans import apply
from tearline.briefs.curation.verdicts import accept
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import Findings
from tearline.briefs.problems import EditError
from tearline.index.article import Article

Story = tuple[Article, Findings]
Maker = Callable[..., Story]


@pytest.fixture(name="stories")
def told(story: Maker) -> list[Story]:
    full = story(
        "Mara Vell said: “We will sign.” Tarnia paid the Old Palace.",
        {"Mara Vell": "person", "Tarnia": "state", "Old Palace": "place"},
        quotes=[("We will sign", "Mara Vell")],
        claims=[("Tarnia paid the Old Palace", "Old Palace", 0.9)],
        events=[("Tarnia paid the Old Palace", "2031-05")],
        path="articles/full.txt",
        roles={"Mara Vell": "minister of ports"},
    )
    bare = story(
        "Vell said: “We will not.” It rained.",
        {"Vell": "person"},
        quotes=[("We will not", "Vell")],
        claims=[("It rained", "Vell", 0.9)],
        path="articles/bare.txt",
        roles={"Vell": "of the harbour"},
    )
    other = story("Jon Vell slept.", {"Jon Vell": "person"}, path="articles/other.txt")
    return [full, bare, other]


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "pact.yaml", "The pact")


def under(file: BriefFile, stories: list[Story]) -> Board:
    live = LiveBoard(file.brief)
    for one in stories:
        live.add(*one)
    return live.board()


def bare_id(board: Board) -> str:
    return next(row.id for row in board.actors if row.name == "Vell")


def test_a_merge_says_what_changes_and_does_exactly_that(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    for row in (*board.quotes, *board.claims):
        accept(file, board, row.id)
    bare = bare_id(board)
    before = file.text
    plan = plan_merge(file, under(file, stories), bare, "Mara Vell")
    assert file.text == before
    assert plan.counts == {"actors": 2, "aliases": 1, "roles": 1, "quotes": 1, "claims": 1}
    apply(file, plan)
    brief = file.brief
    assert bare not in brief.actors
    vell = brief.actors["mara-vell"]
    assert (vell.aliases, vell.merged) == (("Vell",), (bare,))
    assert [role.role for role in vell.roles] == ["minister of ports", "of the harbour"]
    assert {quote.speaker for quote in brief.quotes} == {"mara-vell"}
    assert file.undo()
    assert file.text == before


def test_what_was_merged_shows_under_the_kept_one_whoever_else_bears_the_name(
    file: BriefFile, stories: list[Story]
) -> None:
    board = under(file, stories)
    bare = bare_id(board)
    plan = plan_merge(file, board, bare, "mara-vell")
    assert plan.notes == ("suggested, and from now on under mara-vell: 1 quote, 1 claim",)
    apply(file, plan)
    board = under(file, stories)
    assert board.actor(bare) is None
    row = board.actor("mara-vell")
    assert row is not None
    assert (row.quotes, len(row.articles), row.status) == (2, 2, "accepted")
    assert {row.name for row in board.actors} == {"Mara Vell", "Jon Vell", "Tarnia", "Old Palace"}


def test_actors_of_two_kinds_may_be_one(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    accept(file, board, board.events[0].id)
    accept(file, board, next(row.id for row in board.claims if row.by == "old-palace"))
    plan = plan_merge(file, under(file, stories), "Mara Vell", "Tarnia")
    assert "these are of two kinds: mara-vell a person, tarnia a state" in plan.notes
    apply(file, plan_merge(file, under(file, stories), "Old Palace", "Tarnia"))
    assert file.brief.claims[0].by == "tarnia"
    assert under(file, stories).actor("old-palace") is None


def test_a_merge_of_what_is_one_or_kept_apart_is_refused(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    with pytest.raises(EditError, match="with itself"):
        plan_merge(file, board, "Mara Vell", "mara-vell")
    with pytest.raises(EditError, match="nobody here is called “Mara Vall”; perhaps Mara Vell"):
        plan_merge(file, board, "Mara Vall", "mara-vell")
    apply(file, plan_forbid(file, board, "Mara Vell", "Jon Vell"))
    with pytest.raises(EditError, match="lift that first"):
        plan_merge(file, under(file, stories), "Jon Vell", "Mara Vell")
    apply(file, plan_forbid(file, under(file, stories), "Mara Vell", "Jon Vell", lift=True))
    apply(file, plan_merge(file, under(file, stories), "Jon Vell", "Mara Vell"))
    assert file.brief.actors["mara-vell"].aliases == ("Jon Vell",)


def test_a_merge_ends_up_naming_each_actor_once(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    quote = board.quotes[0].id
    accept(file, board, quote)
    accept(file, board, "tarnia")
    accept(file, board, "old-palace")
    file.set_value(quote, "about", ["old-palace", "tarnia"])
    file.set_value(quote, "via", [{"described": "an aide"}, "old-palace"])
    apply(file, plan_merge(file, under(file, stories), "old-palace", "tarnia"))
    now = file.brief.quotes[0]
    assert now.about == ("tarnia",)
    assert now.via[1] == "tarnia"


def test_a_plan_that_the_brief_has_overtaken_is_not_applied(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    for row in board.quotes:
        accept(file, board, row.id)
    plan = plan_merge(file, board, bare_id(board), "mara-vell")
    file.set_value("mara-vell", "aliases", ["The Ferrywoman"])
    before = file.text
    with pytest.raises(EditError, match="look at it anew"):
        apply(file, plan)
    assert file.text == before


def test_a_split_takes_names_and_items_and_keeps_them_apart(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    for row in board.quotes:
        accept(file, board, row.id)
    bare = bare_id(board)
    moved = next(quote.id for quote in file.brief.quotes if quote.speaker == bare)
    apply(file, plan_merge(file, under(file, stories), bare, "mara-vell"))
    plan = plan_split(file, under(file, stories), "mara-vell", ["Vell"], [moved], name="Oda Vell")
    assert plan.counts == {"actors": 2, "quotes": 1}
    apply(file, plan)
    new = file.brief.actors["oda-vell"]
    assert (new.name, new.aliases, new.merged, new.not_) == ("Oda Vell", ("Vell",), (bare,), ("Mara Vell",))
    old = file.brief.actors["mara-vell"]
    assert (old.aliases, old.merged, old.not_) == ((), (), ("Oda Vell", "Vell"))
    board = under(file, stories)
    row = board.actor("oda-vell")
    assert row is not None
    assert row.quotes == 1
    with pytest.raises(EditError, match="is never"):
        plan_merge(file, board, "oda-vell", "mara-vell")


def test_a_split_of_what_is_not_there_is_refused(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    accept(file, board, board.quotes[0].id)
    accept(file, board, "tarnia")
    with pytest.raises(EditError, match="say which names or items"):
        plan_split(file, board, "tarnia", name="The Port")
    with pytest.raises(EditError, match="is no alias of tarnia; it has none"):
        plan_split(file, board, "tarnia", ["The Port"])
    with pytest.raises(EditError, match="does not name tarnia"):
        plan_split(file, board, "tarnia", (), [board.quotes[0].id], name="The Port")
    assert set(file.brief.actors) <= {"mara-vell", "tarnia", bare_id(board)}


def test_a_new_name_keeps_the_key_and_the_old_name_if_asked(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    accept(file, board, "mara-vell")
    apply(file, plan_rename(file, board, "Mara Vell", "Dame Mara Vell"))
    assert file.brief.actors["mara-vell"].name == "Dame Mara Vell"
    assert file.brief.actors["mara-vell"].aliases == ("Mara Vell",)
    apply(file, plan_rename(file, board, "mara-vell", "Mara  Vell-Orne", keep_old=False))
    assert file.brief.actors["mara-vell"].aliases == ("Mara Vell",)
    assert file.brief.actors["mara-vell"].name == "Mara Vell-Orne"
    accept(file, board, "jon-vell")
    with pytest.raises(EditError, match="merge the two"):
        plan_rename(file, under(file, stories), "jon-vell", "mara vell-orne")


def test_a_surname_that_several_bear_is_kept_apart_by_its_key(file: BriefFile, stories: list[Story]) -> None:
    board = under(file, stories)
    bare = bare_id(board)
    apply(file, plan_forbid(file, board, "Mara Vell", bare))
    assert file.brief.actors["mara-vell"].not_ == (bare,)
    with pytest.raises(EditError, match="is never"):
        plan_merge(file, under(file, stories), bare, "mara-vell")


def test_a_merge_is_taken_back_by_its_key_even_of_two_with_one_name(file: BriefFile, story: Maker) -> None:
    stories = [
        story("Lume paid.", {"Lume": "organization"}, path="1"),
        story("Lume is wet.", {"Lume": "place"}, path="2"),
    ]
    first, second = (row.id for row in under(file, stories).actors)
    apply(file, plan_merge(file, under(file, stories), second, first))
    assert [row.id for row in under(file, stories).actors] == [first]
    for name in ("Lume on Sea", "Lume"):
        apply(file, plan_split(file, under(file, stories), first, [second], name=name, kind="place"))
        rows = {row.name: len(row.articles) for row in under(file, stories).actors if row.id != first}
        assert rows == {name: 1}
        row = under(file, stories).actor(first)
        assert row is not None
        assert len(row.articles) == 1
        file.undo()
