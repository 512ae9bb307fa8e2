"""Names are offered for decision where they may be one actor's or are easily taken for it, and only there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tearline.briefs.board.build import build_board
from tearline.briefs.curation.name_conflicts import Conflict, name_conflicts
from tearline.briefs.findings import Findings
from tearline.briefs.model import Brief
from tearline.index.article import Article

Story = tuple[Article, Findings]
Maker = Callable[..., Story]


def conflicts(*stories: Story, **actors: dict[str, Any]) -> list[tuple[str, str, str]]:
    data = {
        "tearline": 1,
        "title": "-",
        "actors": {key.replace("_", "-"): one for key, one in actors.items()},
    }
    brief = Brief.model_validate(data)
    board = build_board([article for article, _ in stories], {one.id: found for one, found in stories}, brief)
    names = {row.id: row.name for row in board.actors}

    def named(one: Conflict) -> tuple[str, str, str]:
        return one.advice, names[one.one], names[one.other]

    return [named(one) for one in name_conflicts(brief, board)]


def met(story: Maker, *names: str, kind: str = "person", **more: Any) -> Story:
    return story(" and ".join(names) + f" met. {more}{kind}", dict.fromkeys(names, kind), **more)


def test_a_surname_alone_is_the_only_bearers(story: Maker) -> None:
    found = conflicts(met(story, "Oda Quill"), met(story, "Quill"), met(story, "Mara Vell"))
    assert found == [("merge", "Quill", "Oda Quill")]


def test_of_several_bearers_the_one_of_the_same_office_comes_first(story: Maker) -> None:
    found = conflicts(
        met(story, "Oda Quill", roles={"Oda Quill": "minister of ports"}),
        met(story, "Jon Quill"),
        met(story, "Quill", roles={"Quill": "ports minister"}),
    )
    assert found[0] == ("merge", "Quill", "Oda Quill")
    assert set(found[1:]) == {("not", "Oda Quill", "Jon Quill"), ("merge", "Quill", "Jon Quill")} or set(
        found[1:]
    ) == {("not", "Jon Quill", "Oda Quill"), ("merge", "Quill", "Jon Quill")}


def test_an_initial_rules_others_out(story: Maker) -> None:
    found = conflicts(met(story, "Oda Quill"), met(story, "J. Quill"), met(story, "Jon Quill"))
    assert ("merge", "J. Quill", "Jon Quill") in found
    assert ("merge", "J. Quill", "Oda Quill") not in found


def test_spellings_orders_and_middle_names_are_offered(story: Maker) -> None:
    assert conflicts(met(story, "Sergei Vellin"), met(story, "Sergey Vellin"))[0][0] == "merge"
    assert conflicts(met(story, "Oda Quillenko"), met(story, "Oda Quilenko"))[0][0] == "merge"
    assert conflicts(met(story, "Oda Quill"), met(story, "Quill Oda"))[0][0] == "merge"
    assert conflicts(met(story, "Oda B. Quill"), met(story, "Oda Quill"))[0][0] == "merge"
    assert conflicts(met(story, "Oda B. Quill"), met(story, "Oda C. Quill")) == []


def test_two_people_of_one_surname_are_offered_only_where_they_may_be_taken_for_one(story: Maker) -> None:
    assert conflicts(met(story, "Oda Quill"), met(story, "Jon Quill")) == []
    known = {"name": "Oda Quill", "type": "person", "aliases": ["Quill"]}
    found = conflicts(met(story, "Oda Quill"), met(story, "Jon Quill"), oda_quill=known)
    assert [one[0] for one in found] == ["not"]
    known["not"] = ["Jon Quill"]
    assert conflicts(met(story, "Oda Quill"), met(story, "Jon Quill"), oda_quill=known) == []


def test_a_short_form_is_offered_with_what_it_abbreviates(story: Maker) -> None:
    council, short = met(story, "Council of the Sea", kind="organization"), met(story, "COTS", kind="group")
    assert conflicts(council, short) == [("merge", "COTS", "Council of the Sea")]
    assert conflicts(council, met(story, "CTO", kind="group")) == []


def test_one_surname_in_two_articles_is_offered(story: Maker) -> None:
    found = conflicts(met(story, "Quill"), met(story, "Quill", path="2"), met(story, "Marl"))
    assert found == [("merge", "Quill", "Quill")]


def test_one_name_of_two_kinds_is_offered_last(story: Maker) -> None:
    found = conflicts(
        met(story, "Lume"), met(story, "Lume", kind="place"), met(story, "Oda Quill"), met(story, "Quill")
    )
    assert [one[1] for one in found] == ["Quill", "Lume"]


def test_numbers_are_no_spellings(story: Maker) -> None:
    battalions = [met(story, f"Harbour Battalion {n}", kind="organization") for n in (12, 13)]
    assert conflicts(*battalions) == []


def test_what_was_rejected_or_decided_is_not_offered(story: Maker) -> None:
    entry = {"name": "Oda Quill", "type": "person", "not": ["Quill"]}
    assert conflicts(met(story, "Oda Quill"), met(story, "Quill"), oda_quill=entry) == []
