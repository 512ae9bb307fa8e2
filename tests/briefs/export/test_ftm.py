"""FollowTheMoney entities are valid by the model's own library and say what the brief says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tearline.briefs.export import FORMATS, Prepared

followthemoney = pytest.importorskip("followthemoney", reason="needs tearline[ftm]")

Data = dict[str, Any]
Dam = Callable[[], Data]
Ready = Callable[..., Prepared]


def entities(prepared: Prepared) -> list[Data]:
    """The entities, valid, each once; every one that another names is among them."""
    found = [json.loads(line) for line in FORMATS["ftm"].export(prepared).splitlines()]
    ids = {each["id"] for each in found}
    assert len(ids) == len(found)
    for each in found:
        schema = followthemoney.model.get(each["schema"])
        schema.validate(each)
        assert set(schema.required) <= set(each["properties"])
        for name, values in each["properties"].items():
            wanted = schema.properties[name]
            if wanted.type.name == "entity":
                for value in values:
                    target = next(other for other in found if other["id"] == value)
                    assert followthemoney.model.get(target["schema"]).is_a(wanted.range)
    return found


def of(found: list[Data], schema: str) -> list[Data]:
    return [each["properties"] for each in found if each["schema"] == schema]


def test_sources_are_articles(dam: Dam, ready: Ready) -> None:
    first, second = of(entities(ready(dam())), "Article")
    assert first | {
        "title": ["Gates shut"], "publisher": ["Orlo Gazette"], "author": ["Lio Marsh"],
        "publishedAt": ["2031-04"], "sourceUrl": ["https://gazette.example/gates"], "language": ["eng"],
        "fileName": ["articles/orlo.txt"],
    } == first  # fmt: skip
    assert second["publisher"] == ["Orlo Herald"]


def test_actors_have_a_schema_each_and_belong_to_one_another(dam: Dam, ready: Ready) -> None:
    data = dam()
    kinds = ("government", "state", "place", "media", "group")
    data["actors"] |= {kind: {"name": f"The {kind}", "type": kind} for kind in kinds}
    data["actors"]["tam-osk"]["affiliations"] = ["place", "nobody", "tam-osk"]
    found = entities(ready(data))
    schemata = {
        each["properties"]["name"][0]: each["schema"] for each in found if "name" in each["properties"]
    }
    assert schemata | {
        "Ada Veld": "Person", "Harbour Ministry": "Organization", "The government": "PublicBody",
        "The state": "PublicBody", "The place": "Address", "The media": "Organization",
        "The group": "LegalEntity",
    } == schemata  # fmt: skip
    assert len(of(found, "Membership")) == 1
    (link,) = of(found, "UnknownLink")
    assert link["role"] == ["belongs to"]
    assert of(found, "Person")[0]["position"] == ["harbour minister"]


def test_quotes_document_their_actors_with_the_words_as_they_stand(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["quotes"][0] |= {"via": ["tam-osk"], "about": ["harbour"]}
    del data["quotes"][1]["speaker"]
    found = entities(ready(data))
    said = [(each["role"][0], each["summary"][0]) for each in of(found, "Documentation")]
    assert said == [
        ("speaker, direct quote", "the gates stay shut"),
        ("relays the quote", "the gates stay shut"),
        ("subject of the quote", "the gates stay shut"),
        ("speaker, indirect quote", "she had promised to resign if the dam failed"),
    ]
    assert "We will not pay, … and we will not wait." in [each["name"][0] for each in of(found, "Note")]


def test_claims_are_notes_and_events_have_dates_both_with_their_proof(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["timeline"][0]["actors"] = ["tam-osk"]
    found = entities(ready(data))
    articles = {
        each["properties"]["fileName"][0]: each["id"] for each in found if each["schema"] == "Article"
    }
    claim = of(found, "Note")[0]
    assert claim["name"] == ["The gates of the dam stay shut."]
    assert len(claim["entity"]) == 2
    assert claim["proof"] == [articles["articles/orlo.txt"]]
    assert claim["description"] == [
        "Pledge · 1 origin · credibility 3 · according to Ada Veld · relaying Harbour Ministry"
        " · condition: if nobody pays"
    ]
    mended, spoke = of(found, "Event")
    assert (mended["startDate"], mended["endDate"]) == (["2031"], ["2032-02"])
    assert spoke["date"] == ["2031-04-07"]
    assert len(spoke["involved"]) == 1


@pytest.mark.parametrize(
    "words", ['"}\n{"id": "x"}', "\x00\x1b[31m", "\u202eabc", "a\r\nb", "🙂", "x" * 5000]
)
def test_hostile_words_are_carried_as_they_are(words: str, everywhere: Callable[[str], Prepared]) -> None:
    found = entities(everywhere(words))
    assert {each["summary"][0] for each in of(found, "Documentation")} == {words}
