"""The schema that editors use and the model that reads briefs are one."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from pydantic import ValidationError

from tearline.briefs.model import Brief, Described, Place, Quote, json_schema


def test_the_shipped_schema_is_that_of_the_model() -> None:
    shipped = resources.files("tearline.briefs").joinpath("brief.schema.json").read_text("utf-8")
    assert shipped == json_schema(), (
        "write it anew: python -m tearline.briefs.model > briefs/brief.schema.json"
    )


def test_the_schema_lets_dates_be_written_as_they_are() -> None:
    published = json.loads(json_schema())["$defs"]["Source"]["properties"]["published"]
    assert {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}.items() <= published["anyOf"][
        0
    ].items()


def test_a_party_is_an_actor_or_someone_described() -> None:
    at = {"source": "s", "start": 0, "end": 3}
    quote = Quote.model_validate(
        {
            "id": "q",
            "form": "direct",
            "said": "yes",
            "at": at,
            "speaker": {"described": "a clerk"},
            "via": ["ada", {"described": "an aide"}],
        }
    )
    assert quote.speaker == Described(described="a clerk")
    assert quote.via == ("ada", Described(described="an aide"))
    assert quote.stretches == ("yes",)
    assert quote.places == (Place(source="s", start=0, end=3),)


def test_a_quote_split_by_its_cue_has_a_place_for_each_stretch() -> None:
    at = [{"source": "s", "start": 0, "end": 3}, {"source": "s", "start": 9, "end": 12}]
    quote = Quote.model_validate({"id": "q", "form": "direct", "said": ["one", "two"], "at": at})
    assert [(words, place.start) for words, place in zip(quote.stretches, quote.places, strict=True)] == [
        ("one", 0),
        ("two", 9),
    ]
    with pytest.raises(ValidationError, match="same number of entries"):
        Quote.model_validate({"id": "q", "form": "direct", "said": ["one"], "at": at})


@pytest.mark.parametrize("date", ["2022", "2022-10", "2022-10-03", "0099"])
def test_dates_are_as_precise_as_they_are_known(date: str) -> None:
    brief = Brief.model_validate(
        {"tearline": 1, "title": "x", "sources": {"s": {"file": "f", "published": date}}}
    )
    assert brief.sources["s"].published == date


@pytest.mark.parametrize(
    "date", ["22", "2022-13", "2022-02-30", "October 2022", "2022-1", "2022-10-03T10:00", "٢٠٢٢", "0000"]
)
def test_other_dates_are_refused(date: str) -> None:
    with pytest.raises(ValidationError, match="is no date"):
        Brief.model_validate(
            {"tearline": 1, "title": "x", "sources": {"s": {"file": "f", "published": date}}}
        )


def test_the_schema_takes_a_key_without_a_value_for_one_that_is_not_there() -> None:
    schema = json.loads(json_schema())
    nothing = {"type": "null"}
    assert all(
        nothing in schema["properties"][section]["anyOf"] for section in ("gaps", "sources", "rejected")
    )
    assert nothing not in schema["properties"]["title"].get("anyOf", [])
    assert nothing in schema["$defs"]["Quote"]["properties"]["speaker"]["anyOf"]
