"""Two versions of a brief made one: what differs in different places is all kept, the rest is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.merging import Conflict, merged
from tearline.briefs.document.yaml_reading import read_yaml
from tearline.briefs.problems import MergeConflicts

BLOCK = """\
# By hand; the order is mine.
tearline: 1
title: The dam at Orlo   # for now
tags: [water, orlo]
bottom_line:
  - judgement: The gates stay shut.
    likelihood: likely
  - fact: The dam is full.
sources:
    gazette: {file: g.txt, outlet: Orlo Gazette}   # the local one

    herald:
        file: h.txt
actors:
  ada-veld: {name: Ada Veld, type: person, aliases: [Veld]}
  ben-orr:
    name: Ben Orr
    type: person
quotes:

  # The first.
  - id: q-1
    speaker: ada-veld
    form: direct
    said: "shut the gates"
    at: {source: gazette, start: 0, end: 14}

  - id: q-2
    form: direct
    said: >-
      and keep
      them shut
    at: {source: gazette, start: 20, end: 38}
claims:
- id: c-1
  claim: The gates are shut.
  kind: fact
  evidence: [q-1]
- {id: c-2, claim: They stay so., kind: forecast}
relations:
  - {claim: c-1, to: c-2, kind: updates}
gaps:
  - Who pays?
  - question: Until when?
    why: Ships wait.
rejected: [q-9, c-9]
x-own: {kept: 007}
"""
BRACKETS = """\
{tearline: 1, title: The dam at Orlo, tags: [water, orlo],
 bottom_line: [{judgement: The gates stay shut., likelihood: likely}, {fact: The dam is full.}],
 sources: {gazette: {file: g.txt, outlet: Orlo Gazette}, herald: {file: h.txt}},
 actors: {ada-veld: {name: Ada Veld, type: person, aliases: [Veld]}, ben-orr: {name: Ben Orr, type: person}},
 quotes: [
   {id: q-1, speaker: ada-veld, form: direct, said: shut the gates, at: {source: gazette, start: 0, end: 14}},
   {id: q-2, form: direct, said: and keep them shut, at: {source: gazette, start: 20, end: 38}}],
 claims: [{id: c-1, claim: The gates are shut., kind: fact, evidence: [q-1]},
   {id: c-2, claim: They stay so., kind: forecast}],
 relations: [{claim: c-1, to: c-2, kind: updates}],
 gaps: [Who pays?, {question: Until when?, why: Ships wait.}], rejected: [q-9, c-9], x-own: {kept: 007}}
"""
WINDOWS = "\ufeff" + BLOCK.replace("\n", "\r\n")
TEXTS = [BLOCK, BRACKETS, WINDOWS]

# An edit is a place and what is done there; edits of different places are independent.
SETTINGS = [
    ("title", "title"), ("marking", "marking"), ("x-own", "x-own"),
    *(("q-1", key) for key in ("speaker", "note", "review", "cue")),
    *(("q-2", key) for key in ("note", "form", "about")),
    *(("c-1", key) for key in ("claim", "credibility", "by", "note")),
    *(("c-2", key) for key in ("condition", "kind")),
    *(("ada-veld", key) for key in ("name", "note", "type")),
    *(("ben-orr", key) for key in ("note", "affiliations")),
    *(("gazette", key) for key in ("reliability", "author")),
    ("bottom_line[0]", "confidence"), ("bottom_line[1]", "because"), ("relations[0]", "why"),
    ("gaps[1]", "why"),
]  # fmt: skip
FIXED: dict[str, list[Any]] = {
    "review": ["accepted", "edited"], "form": ["mixed", "indirect"], "about": [["ben-orr"], ["x, y"]],
    "credibility": [2, 3], "kind": ["pledge", "opinion"], "type": ["group", "media"],
    "affiliations": [["a"], ["b", "c"]], "reliability": ["A", "B"], "confidence": ["low", "high"],
    "because": [["c-1"], ["c-2"]], "by": ["ben-orr", {"described": "an aide"}],
    "x-own": [{"kept": "8"}, ["a"]],
}  # fmt: skip
REMOVALS = ["q-1", "q-2", "c-1", "c-2", "herald"]
ADDITIONS = [
    "quotes",
    "claims",
    "sources",
    "actors",
    "gaps",
    "rejected",
    "timeline",
    "bottom_line",
    "relations",
]


def changed_by(place: Any, which: int) -> Any:
    """One of two ways to change a place; a function of a file."""
    what, *named = place

    def change(file: BriefFile) -> None:
        if what == "set":
            item, key = named
            value = FIXED.get(key, ["one: way", "another “way” #2"])[which]
            if item in ("title", "marking", "x-own"):
                file.set_field(key, value)
            else:
                file.set_value(item, key, value)
        elif what == "remove":
            file.remove_item(named[0])
        else:
            add(file, named[0], named[1])

    return change


def add(file: BriefFile, section: str, n: int) -> None:
    match section:
        case "quotes":
            place = {"source": "gazette", "start": n, "end": n + 4}
            file.add_item("quotes", {"id": f"q-n{n}", "form": "direct", "said": "no: 1", "at": place})
        case "claims":
            file.add_item("claims", {"id": f"c-n{n}", "claim": "True.", "kind": "fact", "credibility": 2})
        case "timeline":
            file.add_item("timeline", {"id": f"t-n{n}", "when": "2031-05", "what": f"Day {n}, noon."})
        case "sources":
            file.add_source(f"new-{n}", {"file": f"{n}.txt", "published": "2031"})
        case "actors":
            file.add_actor(f"new-{n}", {"name": f"New {n}", "type": "person"})
        case "gaps" | "rejected":
            file.add_item(section, f"what {n}?")
        case "bottom_line":
            file.add_item(section, {"assumption": f"It rains on day {n}.", "confidence": "low"})
        case "relations":
            file.add_item(
                section, {"claim": "c-1", "to": f"c-{n + 7}", "kind": "updates", "independent": True}
            )


def opened(text: str) -> BriefFile:
    return BriefFile(Path("orlo.yaml"), text, text.encode())


def data(text: str) -> dict[str, Any]:
    """What a text says, lists whose order two branches decide by chance in one order."""
    root = read_yaml(text)
    assert root is not None
    whole: dict[str, Any] = root.data()
    return {
        key: sorted(value, key=str) if isinstance(value, list) else value
        for key, value in whole.items()
        if value
    }


def merge(base: str, mine: str, theirs: str) -> tuple[str, tuple[Conflict, ...]]:
    both, conflicts = merged(*(opened(text)._now for text in (base, mine, theirs)))
    assert opened(both.text).brief == both.brief
    return both.text, conflicts


places = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(SETTINGS)).map(lambda place: (place[0], *place[1])),
    st.tuples(st.just("remove"), st.sampled_from(REMOVALS)),
    st.tuples(st.just("add"), st.sampled_from(ADDITIONS), st.integers(0, 3)),
)


def touched(place: Any) -> set[tuple[str, str]]:
    """The items and keys that an edit is about."""
    if place[0] == "remove":
        keys = {key for item, key in SETTINGS if item == place[1]}
        return {(place[1], key) for key in keys | {""}}
    return {(place[1], str(place[2]))}


@given(
    text=st.sampled_from(TEXTS),
    drawn=st.lists(
        st.tuples(places, st.booleans(), st.integers(0, 1)), max_size=9, unique_by=lambda one: one[0]
    ),
)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_edits_of_different_places_are_all_kept(text: str, drawn: list[tuple[Any, bool, int]]) -> None:
    seen: set[tuple[str, str]] = set()
    edits = []
    for place, is_mine, which in drawn:
        if seen.isdisjoint(touched(place)):
            seen |= touched(place)
            edits.append((changed_by(place, which), is_mine))
    mine, theirs, both = opened(text), opened(text), opened(text)
    for change, is_mine in edits:
        if not is_mine:
            change(theirs)
            change(both)
    for change, is_mine in edits:
        if is_mine:
            change(mine)
            change(both)
    found, conflicts = merge(text, mine.text, theirs.text)
    assert conflicts == ()
    assert data(found) == data(both.text)
    other, _ = merge(text, theirs.text, mine.text)
    assert data(other) == data(both.text)
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            assert line in found


@given(text=st.sampled_from(TEXTS), place=st.sampled_from(SETTINGS), data_=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_edits_of_one_place_are_told_with_both_values(
    text: str, place: tuple[str, str], data_: st.DataObject
) -> None:
    item, key = place
    mine, theirs = opened(text), opened(text)
    changed_by(("set", *place), 0)(mine)
    removing = item in REMOVALS and data_.draw(st.booleans())
    changed_by(("remove", item) if removing else ("set", *place), 1)(theirs)
    for one, other in ((mine, theirs), (theirs, mine)):
        found, conflicts = merge(text, one.text, other.text)
        if key in ("about", "affiliations", "because"):
            assert removing == bool(conflicts)
            assert removing or data(found)
            continue
        (conflict,) = conflicts
        assert conflict.key == ("" if removing else key)
        assert conflict.mine != conflict.theirs
        assert found == other.text
        for keep, kept in (("mine", one), ("theirs", other)):
            settled, _ = merged(*(opened(part)._now for part in (text, one.text, other.text)), keep)  # type: ignore[arg-type]
            assert data(settled.text) == data(kept.text)


def test_conflicts_are_named_with_item_key_and_both_values(tmp_path: Path) -> None:
    path = tmp_path / "orlo.yaml"
    path.write_text(BLOCK)
    file = BriefFile.load(path)
    file.set_value("c-1", "claim", "The gates are half shut.")
    file.set_value("q-1", "note", "mine")
    path.write_text(BLOCK.replace("The gates are shut.", "The gates were shut."))
    with pytest.raises(MergeConflicts) as told:
        file.save()
    assert "claims.c-1.claim: here “The gates are half shut.”, there “The gates were shut.”" in str(
        told.value
    )
    assert path.read_text() == BLOCK.replace("The gates are shut.", "The gates were shut.")
    assert file.brief.claims[0].claim == "The gates are half shut."
    assert file.save("theirs")
    assert file.brief.claims[0].claim == "The gates were shut."
    assert file.brief.quotes[0].note == "mine"


def test_their_comments_and_layout_stay_and_bare_numbers_stay_bare(tmp_path: Path) -> None:
    path = tmp_path / "orlo.yaml"
    path.write_text(BLOCK)
    file = BriefFile.load(path)
    add(file, "quotes", 5)
    add(file, "relations", 5)
    theirs = BLOCK.replace("# The first.", "# The very first.").replace(
        "  - Who pays?\n", "  - Who pays?   # indeed\n"
    )
    path.write_text(theirs)
    file.save()
    found = path.read_text()
    assert set(theirs.splitlines()) <= set(found.splitlines())
    assert 'said: "no: 1"' in found
    assert "at: {source: gazette, start: 5, end: 9}" in found
    assert "independent: true" in found


def test_words_and_their_place_are_one() -> None:
    mine, theirs = opened(BLOCK), opened(BLOCK)
    mine.set_value("q-1", "said", "shut the gate")
    theirs.set_value("q-1", "at", {"source": "gazette", "start": 1, "end": 15})
    _, conflicts = merge(BLOCK, mine.text, theirs.text)
    assert {conflict.key for conflict in conflicts} == {"said", "at"}


def test_both_added_the_same() -> None:
    mine, theirs = opened(BLOCK), opened(BLOCK)
    for file in (mine, theirs):
        add(file, "quotes", 1)
        add(file, "gaps", 1)
        add(file, "rejected", 1)
    mine.set_value("q-n1", "note", "mine")
    found, conflicts = merge(BLOCK, mine.text, theirs.text)
    assert conflicts == ()
    assert data(found) == data(mine.text)


def test_a_reworded_statement_is_known_by_its_neighbours() -> None:
    mine = BLOCK.replace("judgement: The gates stay shut.", "judgement: The gates stay half shut.")
    theirs = BLOCK.replace("likelihood: likely", "likelihood: unlikely")
    found, conflicts = merge(BLOCK, mine, theirs)
    assert conflicts == ()
    assert found == mine.replace("likelihood: likely", "likelihood: unlikely")
    again = BLOCK.replace("judgement: The gates stay shut.", "judgement: The gates open.")
    _, conflicts = merge(BLOCK, mine, again)
    assert [conflict.key for conflict in conflicts] == ["judgement"]
    _, conflicts = merge(
        BLOCK, BLOCK.replace("Who pays?", "Who pays now?"), BLOCK.replace("Who pays?", "Who?")
    )
    assert len(conflicts) == 1
