"""Who is who across articles: full names merge, bare surnames do not, and the brief has the last word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tearline.briefs.board.build import build_board
from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.findings import Findings
from tearline.briefs.model import Brief
from tearline.index.article import Article

Story = tuple[Article, Findings]
Maker = Callable[..., Story]


def board_of(*stories: Story, **actors: dict[str, Any]) -> Board:
    brief = Brief.model_validate(
        {
            "tearline": 1,
            "title": "-",
            "actors": {key.replace("_", "-"): value for key, value in actors.items()},
        }
    )
    return build_board([article for article, _ in stories], {one.id: found for one, found in stories}, brief)


def names_of(board: Board) -> list[tuple[str, int]]:
    """Each actor's name, and how many articles it is in."""
    return sorted((row.name, len(row.articles)) for row in board.actors)


def naming(story: Maker, *names: str, kind: str = "person", **more: Any) -> Story:
    naming.count += 1  # type: ignore[attr-defined]
    text = " and ".join(names) + f" met, {naming.count}."  # type: ignore[attr-defined]
    return story(text, dict.fromkeys(names, kind), **more)


naming.count = 0  # type: ignore[attr-defined]


def test_a_full_name_merges_without_regard_to_case_accents_and_points(story: Maker) -> None:
    board = board_of(naming(story, "José Marl"), naming(story, "Jose Marl"), naming(story, "JOSE MARL"))
    assert [(row.id, len(row.articles)) for row in board.actors] == [("jose-marl", 3)]
    assert not board.actors[0].name.isupper()


def test_initials_keep_two_people_apart(story: Maker) -> None:
    board = board_of(naming(story, "Ann B. Oster"), naming(story, "Ann C. Oster"), naming(story, "Ann Oster"))
    assert len(board.actors) == 3


def test_a_bare_surname_never_merges_by_itself(story: Maker) -> None:
    board = board_of(naming(story, "Quill"), naming(story, "Quill"), naming(story, "Oda Quill"))
    assert [count for _, count in names_of(board)] == [1, 1, 1]
    assert len({row.id for row in board.actors}) == 3


def test_a_surname_behind_particles_is_bare(story: Maker) -> None:
    assert len(board_of(naming(story, "van der Marl"), naming(story, "van der Marl")).actors) == 2


def test_a_surname_with_an_office_in_common_merges_with_its_only_bearer(story: Maker) -> None:
    full = naming(story, "Oda Quill", roles={"Oda Quill": "Prime Minister"})
    bare = naming(story, "Quill", roles={"Quill": "prime minister of Tarnia"})
    assert names_of(board_of(full, bare)) == [("Oda Quill", 2)]
    other = naming(story, "Jon Quill")
    assert names_of(board_of(full, bare, other)) == [("Jon Quill", 1), ("Oda Quill", 1), ("Quill", 1)]


def test_one_name_of_two_kinds_is_two_actors(story: Maker) -> None:
    board = board_of(naming(story, "Lume", kind="organization"), naming(story, "Lume", kind="place"))
    assert len(board.actors) == 2
    merged = board_of(naming(story, "Lume", kind="government"), naming(story, "Lume", kind="place"))
    assert len(merged.actors) == 1


def test_a_declared_short_form_merges_unless_two_declare_it(story: Maker) -> None:
    council = naming(
        story, "Northern Sea Council", kind="organization", aliases={"Northern Sea Council": ["NSC"]}
    )
    short = naming(story, "NSC", kind="organization")
    board = board_of(council, short)
    assert [(row.id, len(row.articles)) for row in board.actors] == [("northern-sea-council", 2)]
    other = naming(
        story, "National Salt Company", kind="organization", aliases={"National Salt Company": ["NSC"]}
    )
    assert len(board_of(council, short, other).actors) == 3


def test_a_short_form_that_is_a_word_is_no_declaration(story: Maker) -> None:
    bank = naming(story, "Bank of Lume", kind="organization", aliases={"Bank of Lume": ["Bank"]})
    assert len(board_of(bank, naming(story, "Bank", kind="organization")).actors) == 2


def test_an_actor_of_the_brief_absorbs_its_name_and_aliases_under_its_key(story: Maker) -> None:
    stories = naming(story, "Oda Quill"), naming(story, "Odile Quill-Marl"), naming(story, "Oda Quill")
    entry = {"name": "Dr Oda Quill", "type": "person", "aliases": ["Oda Quill", "Odile Quill-Marl"]}
    [row] = board_of(*stories, minister=entry).actors
    assert (row.id, row.name, len(row.articles), row.status) == ("minister", "Dr Oda Quill", 3, "accepted")


def test_a_surname_among_the_aliases_is_its_only_bearers(story: Maker) -> None:
    entry = {"name": "Oda Quill", "type": "person", "aliases": ["Quill"]}
    full, bare, other = naming(story, "Oda Quill"), naming(story, "Quill"), naming(story, "Jon Quill")
    assert names_of(board_of(full, bare, oda_quill=entry)) == [("Oda Quill", 2)]
    assert names_of(board_of(full, bare, other, oda_quill=entry)) == [
        ("Jon Quill", 1),
        ("Oda Quill", 1),
        ("Quill", 1),
    ]


def test_names_that_the_brief_forbids_stay_apart(story: Maker) -> None:
    full = naming(story, "Oda Quill", roles={"Oda Quill": "minister"})
    bare = naming(story, "Quill", roles={"Quill": "minister"})
    entry = {"name": "Oda Quill", "type": "person", "not": ["Quill"]}
    assert len(board_of(full, bare, oda_quill=entry).actors) == 2


def test_a_surname_that_was_drafted_is_no_name_for_others(story: Maker) -> None:
    first, second = naming(story, "Quill"), naming(story, "Quill")
    key = board_of(first).actors[0].id
    board = board_of(first, second, **{key: {"name": "Quill", "type": "person"}})
    assert sorted(len(row.articles) for row in board.actors) == [1, 1]
    chosen = board_of(first, second, quill={"name": "Quill", "type": "person"})
    assert [(row.id, len(row.articles)) for row in chosen.actors] == [("quill", 2)]


def test_a_key_of_the_brief_is_its_actors_alone(story: Maker) -> None:
    place = naming(story, "Lume", kind="place")
    board = board_of(place, lume={"name": "Lume", "type": "organization"})
    assert len({row.id for row in board.actors}) == 2


def test_names_without_letters_do_not_run_together(story: Maker) -> None:
    board = board_of(naming(story, "***", kind="group"), naming(story, "+++", kind="group"))
    assert len(board.actors) == 2


def test_what_the_brief_merged_goes_under_its_key_whatever_the_names_are(story: Maker) -> None:
    first, second = naming(story, "Quill"), naming(story, "Oda Quill")
    other, palace = naming(story, "Jon Quill"), naming(story, "The White Gate", kind="place")
    bare = next(row.id for row in board_of(first).actors)
    entry = {"name": "Oda Quill", "type": "person", "merged": [bare, "white-gate"]}
    board = board_of(first, second, other, palace, oda_quill=entry)
    assert names_of(board) == [("Jon Quill", 1), ("Oda Quill", 3)]
    forbidden = board_of(first, second, other, oda_quill=entry | {"not": [bare]})
    assert names_of(forbidden) == [("Jon Quill", 1), ("Oda Quill", 1), ("Quill", 1)]


def test_a_merge_is_undone_with_the_key_that_tells_of_it(story: Maker) -> None:
    live = LiveBoard()
    for one in (naming(story, "Lume", kind="organization"), naming(story, "Lume Bank", kind="organization")):
        live.add(*one)
    entry = {"name": "Lume Bank", "type": "organization"}
    merged = {"tearline": 1, "title": "-", "actors": {"bank": entry | {"merged": ["lume"]}}}
    live.set_brief(Brief.model_validate(merged))
    assert names_of(live.board()) == [("Lume Bank", 2)]
    live.set_brief(Brief.model_validate(merged | {"actors": {"bank": entry}}))
    assert names_of(live.board()) == [("Lume", 1), ("Lume Bank", 1)]
