"""The brief's data, references and annotations read back as what the brief says, hostile words and all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.briefs.anchoring.anchors import Anchor, locate
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.export import FORMATS, Prepared, prepare
from tearline.briefs.json_text import json_text
from tearline.briefs.model import Brief
from tearline.index.reading import read_article

Data = dict[str, Any]
Dam = Callable[[], Data]
Ready = Callable[..., Prepared]
Everywhere = Callable[[str], Prepared]
SAMPLE = Path(__file__).parents[3] / "briefs" / "sample"
HOSTILE = [
    '"}],"x":[{"', "\\", '\\"', "</script>", "\x00\x1b[31m\x07", "\u2028\u2029\x85\x9b", "\u202eabc\u2066",
    "a\r\nb\tc", "🙂 emoji", "{{ 1 }}", "urn:x", "javascript:alert(1)", "../../etc/passwd", "%00%2e",
    "\ufeffx",
]  # fmt: skip


def sample() -> Prepared:
    brief = BriefFile.load(SAMPLE / "briefs" / "moscow-beijing-nato.yaml").brief
    return prepare(brief, lambda source: read_article(SAMPLE, SAMPLE / source.file))


def selectors(annotation: Data) -> Anchor:
    """The anchor that an annotation's selectors are."""
    quote, position = annotation["target"]["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    source = unquote(annotation["target"]["source"])
    return Anchor(
        source, position["start"], position["end"], quote["exact"], quote["prefix"], quote["suffix"]
    )


def items(prepared: Prepared) -> list[Data]:
    found: list[Data] = json.loads(FORMATS["annotations"].export(prepared))["first"]["items"]
    return found


def test_the_data_of_a_brief_reads_back_as_an_equal_brief(dam: Dam, ready: Ready) -> None:
    for prepared in (ready(dam()), sample()):
        text = FORMATS["json"].export(prepared)
        assert Brief.model_validate_json(text) == prepared.brief
    assert prepared.brief == BriefFile.load(SAMPLE / "briefs" / "moscow-beijing-nato.yaml").brief


def test_keys_that_the_schema_does_not_know_are_in_the_data_too(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["desk"] = {"phone": [1, None, "x"]}
    data["quotes"][0]["mood"] = None
    data["rejected"] = []
    found = json.loads(FORMATS["json"].export(ready(data)))
    assert found["desk"] == {"phone": [1, None, "x"]}
    assert found["quotes"][0]["mood"] is None


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", ["json", "csl", "annotations"])
def test_hostile_words_are_strings_of_the_json_and_nothing_else(
    name: str, words: str, everywhere: Everywhere
) -> None:
    prepared, tame = everywhere(words), everywhere("tame")
    text = FORMATS[name].export(prepared)
    assert text.isascii() or not set(text) & set("\x00\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\ufeff")

    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return sorted(
                (key.replace(words, "").replace("tame", ""), shape(each)) for key, each in value.items()
            )
        return [shape(each) for each in value] if isinstance(value, list) else type(value).__name__

    assert str(shape(json.loads(text))) == str(shape(json.loads(FORMATS[name].export(tame))))
    if name == "json":
        assert Brief.model_validate_json(text) == prepared.brief
    if name == "csl":
        (found,) = json.loads(text)
        assert found["URL"] == found["custom"]["file"] == words
    if name == "annotations":
        assert {selectors(each).exact for each in items(prepared)} == {words}


@given(data=st.recursive(st.text() | st.characters(categories=["Cs"]), st.lists))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_json_reads_back_exactly_and_can_be_written_as_utf_8(data: Any) -> None:
    text = json_text(data)
    assert json.loads(text) == data
    text.encode()


def test_a_reference_says_what_its_source_says(dam: Dam, ready: Ready) -> None:
    first, second = json.loads(FORMATS["csl"].export(ready(dam())))
    assert first == {
        "id": "gazette",
        "type": "article-newspaper",
        "title": "Gates shut",
        "author": [{"literal": "Lio Marsh"}],
        "container-title": "Orlo Gazette",
        "issued": {"date-parts": [[2031, 4]], "circa": True},
        "URL": "https://gazette.example/gates",
        "language": "en",
        "custom": {
            "file": "articles/orlo.txt",
            "inferred": {"published": "the file name"},
            "reliability": "C",
            "exported-by": "Tearline",
        },
    }
    assert second["container-title"] == "Orlo Herald"
    assert not {"title", "author", "issued", "URL"} & set(second)


@pytest.mark.parametrize(
    ("date", "parts"), [("2031", [2031]), ("2031-04", [2031, 4]), ("2031-04-07", [2031, 4, 7])]
)
def test_a_reference_has_a_date_as_precise_as_it_is_known(
    date: str, parts: list[int], dam: Dam, ready: Ready
) -> None:
    data = dam()
    data["sources"]["gazette"] |= {"published": date, "inferred": {}}
    assert json.loads(FORMATS["csl"].export(ready(data)))[0]["issued"] == {"date-parts": [parts]}


def test_annotations_are_one_collection_of_all_anchors(dam: Dam, ready: Ready) -> None:
    collection = json.loads(FORMATS["annotations"].export(ready(dam())))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["label"] == "The dam at Orlo"
    found = collection["first"]["items"]
    assert collection["total"] == len(found)
    assert len({each["id"] for each in found}) == len(found)
    assert [each["body"][-1]["value"] for each in found] == [
        "q-1", "q-2", "q-2", "q-3", "c-1", "c-2", "c-3", "t-1",
    ]  # fmt: skip
    assert [(each["motivation"], each["body"][0]["value"]) for each in found[3:5]] == [
        ("identifying", "Ada Veld, via a clerk"),
        ("describing", "The gates of the dam stay shut."),
    ]


def test_selectors_find_the_words_again_also_after_a_paragraph_was_put_before_them() -> None:
    prepared = sample()
    texts = {source.file: prepared.articles[key].text for key, source in prepared.sources.items()}
    for each in items(prepared):
        anchor = selectors(each)
        text = texts[anchor.source]
        assert text[anchor.start : anchor.end] == anchor.exact
        assert locate(anchor, text).status == "same"
        moved = locate(anchor, f"A new paragraph.\n\n{text}")
        assert (moved.status, moved.span) == ("moved", (anchor.start + 18, anchor.end + 18))


def test_positions_count_code_points(ready: Ready) -> None:
    text = "🙂🙂 she said “the gates 🙂 stay shut” and left."
    start = text.index("the gates")
    words = "the gates 🙂 stay shut"
    data = {
        "tearline": 1,
        "title": "t",
        "sources": {"s": {"file": "a b%/é?.txt"}},
        "quotes": [
            {
                "id": "q",
                "form": "direct",
                "said": words,
                "at": {"source": "s", "start": start, "end": start + len(words)},
            }
        ],
    }
    (found,) = items(ready(data, {"a b%/é?.txt": text}))
    anchor = selectors(found)
    assert (anchor.start, anchor.end) == (13, 13 + 21)
    assert anchor.source == "a b%/é?.txt"
    assert found["target"]["source"] == "a%20b%25/%C3%A9%3F.txt"
    assert [body["purpose"] for body in found["body"]] == ["tagging"]


def test_context_that_the_brief_remembers_is_used_where_it_still_stands(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["quotes"][0]["at"] |= {"before": "the harbour minister, said “", "after": "” on Monday."}
    data["quotes"][2]["at"] |= {"before": "the words that were here before", "after": " if the dam failed"}
    remembered, *_, forgotten = map(selectors, items(ready(data))[:4])
    assert (remembered.prefix, remembered.suffix) == ("the harbour minister, said “", "” on Monday.")
    assert forgotten.prefix.endswith("A clerk said ")
    assert forgotten.suffix.startswith(".\n\nNobody")
