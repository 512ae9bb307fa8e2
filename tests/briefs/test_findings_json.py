"""Findings come back from their stored form whole, and print in the documented record."""

from __future__ import annotations

import json
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.findings import Actor, Claim, Event, Findings, Party, Quote, Role
from tearline.briefs.findings_json import (
    StoredFindingsError,
    extract_record,
    findings_from_json,
    findings_to_json,
)
from tearline.index.article import Article

TEXT = "Mara Vell said: “We will sign.” The pact enters into force on 3 May 2031."


def some_findings(article: Article) -> Findings:
    mara = Party("Mara Vell", (0, 9), "mara-vell")
    return Findings(
        article=article.id,
        chars=len(article.text),
        actors=(
            Actor("mara-vell", "Mara Vell", "person", ((0, 9),), ("Vell",), (Role("envoy", (0, 4)),), 0.5),
        ),
        quotes=(
            Quote("direct", ((17, 29),), mara, (10, 14), "colon", relay=(Party("aides", (0, 2)), mara)),
            Quote("scare", ((17, 19),), None, None, "scare"),
        ),
        claims=(Claim(((32, 73),), 0.8, "fact", "lead"),),
        events=(Event((32, 73), "2031-05-03", (62, 72), "stated", "day", ("mara-vell",)),),
    )


# st.from_type draws every field by its own type, None and all the choices among them.
@given(st.from_type(Findings))
def test_stored_findings_come_back_equal(findings: Findings) -> None:
    hints = typing.get_type_hints(Findings)
    assert set(hints) == {"article", "chars", "actors", "quotes", "claims", "events", "english"}
    assert repr(findings_from_json(findings_to_json(findings))) == repr(findings)


def test_a_lone_surrogate_in_a_name_survives() -> None:
    odd = Findings("a", 2, actors=(Actor("x", "\ud800\x00", "person", ((0, 2),)),))
    stored = findings_to_json(odd)
    assert stored.isascii()
    assert findings_from_json(stored) == odd


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        '["a", "many", [], [], [], []]',
        '["a", 1, [["x", "X", "planet", [], [], [], 0.5, ""]], [], [], []]',
        '["a", 1, [["x", "X", "person", [[1]], [], [], 0.5, ""]], [], [], []]',
        '["a", 1, [["x", "X", [], [], [], [], 0.5, ""]], [], [], []]',
    ],
)
def test_anything_else_is_refused_by_name(stored: str) -> None:
    with pytest.raises(StoredFindingsError):
        findings_from_json(stored)


def test_the_record_has_the_documented_keys_and_plain_values() -> None:
    article = Article(TEXT, path="articles/pact.txt")
    record = extract_record(article, some_findings(article))
    assert json.loads(json.dumps(record)) == record
    assert record["id"] == "articles/pact.txt"
    assert record["chars"] == len(TEXT)
    quote, scare = record["quotes"]
    assert quote["content"] == [[17, 29]]
    assert quote["words"] == ["We will sign"]
    assert quote["speaker"] == {"actor": "mara-vell", "text": "Mara Vell", "span": [0, 9], "basis": "name"}
    assert quote["cue"] == [10, 14]
    assert (scare["speaker"], scare["cue"], scare["via"]) == (None, None, [])
    (claim,) = record["claims"]
    assert {"span", "score", "kind", "by", "rule"} <= claim.keys()
    (actor,) = record["actors"]
    assert {"id", "name", "type", "mentions"} <= actor.keys()


def test_via_names_actors_alone_and_relay_everyone_in_between() -> None:
    article = Article(TEXT)
    quote = extract_record(article, some_findings(article))["quotes"][0]
    assert quote["via"] == ["mara-vell"]
    assert [party["text"] for party in quote["relay"]] == ["aides", "Mara Vell"]


def test_a_record_is_known_by_the_given_id_or_the_hash_of_a_text_without_a_file() -> None:
    article = Article(TEXT)
    assert extract_record(article, some_findings(article), "gold-7")["id"] == "gold-7"
    assert extract_record(article, some_findings(article))["id"] == article.id
