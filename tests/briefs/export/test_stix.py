"""A STIX bundle parses with the standard's library and says what the brief says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tearline.briefs.export import FORMATS, Prepared

stix2 = pytest.importorskip("stix2", reason="needs tearline[stix]")

Data = dict[str, Any]
Dam = Callable[[], Data]
Ready = Callable[..., Prepared]


def bundle(prepared: Prepared) -> list[Any]:
    """The objects, parsed; every one that another refers to is among them."""
    objects: list[Any] = stix2.parse(FORMATS["stix"].export(prepared)).objects
    ids = [each.id for each in objects]
    assert len(set(ids)) == len(ids)
    for each in objects:
        named = [getattr(each, key) for key in ("created_by_ref", "source_ref", "target_ref") if key in each]
        assert {*each.get("object_refs", ()), *each.get("object_marking_refs", ()), *named} <= set(ids)
    return objects


def of(objects: list[Any], kind: str, label: str | None = None) -> list[Any]:
    return [each for each in objects if each.type == kind and (label is None or label in each.labels)]


def test_the_report_is_on_everything_in_the_brief(dam: Dam, ready: Ready) -> None:
    objects = bundle(ready(dam()))
    (report,) = of(objects, "report")
    assert (report.name, report.labels) == ("The dam at Orlo", ["orlo", "water"])
    assert report.description == "The gates will stay shut. The clerk was there. The dam leaks."
    aside = {"report", "marking-definition"}
    everything = [each.id for each in objects if each.type not in aside and each.get("name") != "Tearline"]
    assert report.object_refs == everything


def test_quotes_are_notes_with_their_words_on_those_whom_they_name(dam: Dam, ready: Ready) -> None:
    objects = bundle(ready(dam()))
    names = {each.id: each.name for each in of(objects, "identity")}
    notes = of(objects, "note", "quote")
    assert [(note.content, note.abstract) for note in notes] == [
        ("“the gates stay shut”", "Ada Veld (direct quote)"),
        ("“We will not pay,” … “and we will not wait.”", "Ada Veld, to the Gazette (direct quote)"),
        ("she had promised to resign if the dam failed", "Ada Veld, via a clerk (indirect quote)"),
    ]
    for note in notes:
        assert [names[ref] for ref in note.object_refs] == ["Ada Veld"]
        assert note.authors == ["Ada Veld"]
        (reference,) = note.external_references
        assert (reference.source_name, reference.external_id) == ("Orlo Gazette", "gazette")
        assert reference.url == "https://gazette.example/gates"


def test_the_grade_of_a_claim_is_its_confidence_and_an_opinion_on_it(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["claims"][1]["credibility"] = 1
    data["claims"][2]["credibility"] = 6
    objects = bundle(ready(data))
    notes = of(objects, "note", "claim")
    assert [note.get("confidence") for note in notes] == [50, 90, None, None]
    assert {each.opinion: each.object_refs for each in of(objects, "opinion")} == {
        "neutral": [notes[0].id],
        "strongly-agree": [notes[1].id],
    }
    (contradiction,) = [
        each for each in of(objects, "relationship") if each.relationship_type == "contradicts"
    ]
    assert (contradiction.source_ref, contradiction.target_ref) == (notes[1].id, notes[0].id)
    assert contradiction.description == "Independent origins. Open is not shut."


def test_actors_are_identities_and_belong_to_one_another(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["actors"]["orlo"] = {"name": "Orlo", "type": "place", "aliases": ["the town"]}
    data["actors"]["velmara"] = {"name": "Velmara", "type": "state"}
    objects = bundle(ready(data))
    actors = {each.name: each for each in of(objects, "identity")}
    assert {name: each.identity_class for name, each in actors.items()} == {
        "Ada Veld": "individual", "Harbour Ministry": "organization", "Tam Osk": "individual",
        "Orlo": "unknown", "Velmara": "organization", "Tearline": "system",
    }  # fmt: skip
    assert actors["Ada Veld"].roles == ["harbour minister"]
    assert actors["Velmara"].sectors == ["government"]
    assert actors["Orlo"].description == "Also called the town. A place."
    members = [each for each in of(objects, "relationship") if each.relationship_type == "member-of"]
    assert [(each.source_ref, each.target_ref) for each in members] == [
        (actors["Ada Veld"].id, actors["Harbour Ministry"].id)
    ]


def test_bottom_line_events_and_questions_are_notes_too(dam: Dam, ready: Ready) -> None:
    objects = bundle(ready(dam()))
    (report,) = of(objects, "report")
    (judgement,) = of(objects, "note", "judgement")
    assert (judgement.abstract, judgement.confidence) == ("Likelihood: likely", 15)
    assert judgement.object_refs == [of(objects, "note", "claim")[0].id]
    assert [note.content for note in of(objects, "note", "event")] == [
        "2031 to February 2032: The dam is mended.",
        "7 April 2031 (the Monday before): Veld speaks.",
    ]
    questions = of(objects, "note", "open-question")
    assert [(note.content, note.object_refs) for note in questions] == [
        ("Who pays?", [report.id]),
        ("Is the dam sound?", [report.id]),
    ]


@pytest.mark.parametrize(
    ("marking", "kind", "said"),
    [
        ("TLP:AMBER", "tlp", "amber"),
        ("tlp:clear", "tlp", "white"),
        ("For the board", "statement", "For the board"),
    ],
)
def test_the_marking_is_on_every_object(marking: str, kind: str, said: str, dam: Dam, ready: Ready) -> None:
    data = dam()
    data["marking"] = marking
    objects = bundle(ready(data))
    (found,) = of(objects, "marking-definition")
    assert getattr(found.definition, kind) == said
    marked = [each for each in objects if each.get("object_marking_refs") == [found.id]]
    assert len(marked) == len(objects) - 2


@pytest.mark.parametrize("date", ["0001", "0999-12-31", "2031-04-07", "9999-12"])
def test_times_come_from_the_brief_and_never_from_a_clock(date: str, dam: Dam, ready: Ready) -> None:
    data = dam()
    data["sources"]["gazette"]["published"] = date
    objects = bundle(ready(data))
    (report,) = of(objects, "report")
    wanted = "1970-01-01" if date < "1000" else f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]
    raw = json.loads(FORMATS["stix"].export(ready(data)))["objects"][1]
    assert raw["published"].startswith(wanted)
    assert report.created == report.modified == report.published


def test_an_identity_keeps_its_id_when_the_brief_changes_and_a_changed_note_does_not(
    dam: Dam, ready: Ready
) -> None:
    data = dam()
    before = bundle(ready(data))
    data["actors"]["ada-veld"]["roles"] = []
    data["claims"][0]["claim"] = "The gates stay shut for good."
    after = bundle(ready(data))
    assert [each.id for each in of(before, "identity")] == [each.id for each in of(after, "identity")]
    kept = {each.id for each in of(before, "note")} & {each.id for each in of(after, "note")}
    changed = {each.content for each in of(before, "note") if each.id not in kept}
    assert changed == {"The gates of the dam stay shut.", "The gates will stay shut."}
    assert of(before, "report")[0].id != of(after, "report")[0].id


@pytest.mark.parametrize(
    "words", ['"}],', "\x00\x1b[31m", "\u202eabc", "a\r\nb", "🙂", "[report]", "x" * 5000]
)
def test_hostile_words_are_carried_as_they_are(words: str, everywhere: Callable[[str], Prepared]) -> None:
    objects = bundle(everywhere(words))
    (quote,) = of(objects, "note", "quote")
    assert quote.content == f"“{words}”"
    assert of(objects, "report")[0].name == words
