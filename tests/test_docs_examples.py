"""What the guide shows is what the programs read: queries parse, and excerpts of briefs are valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tearline.briefs.document.schema_problems import unknown_keys
from tearline.briefs.model import Brief
from tearline.index.query import parse

DOCS = Path(__file__).parent.parent / "docs"
SEARCH = (DOCS / "search.md").read_text(encoding="utf-8")
FORMAT = (DOCS / "brief-format.md").read_text(encoding="utf-8")
FIRST = (DOCS / "first-brief.md").read_text(encoding="utf-8")

# The first column of the tables of queries; a field alone is the name of a field, not a query.
QUERIES = [
    query
    for cell in re.findall(r"^\|([^|]+)\|", SEARCH, re.M)
    for query in re.findall(r"`([^`]+)`", cell)
    if not query.endswith(":")
]
EXCERPTS = [
    excerpt for page in (FORMAT, FIRST) for excerpt in re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_the_guide_shows_is_one(query: str) -> None:
    assert not parse(query).is_empty


@pytest.mark.parametrize("excerpt", EXCERPTS)
def test_an_excerpt_of_a_brief_is_valid(excerpt: str) -> None:
    written = yaml.load(excerpt, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings
    brief = Brief.model_validate({"title": "An excerpt", **written, "tearline": 1})
    assert list(unknown_keys(brief)) == []


def test_every_key_of_a_brief_is_explained() -> None:
    explained = set(re.findall(r"\w+", FORMAT))
    assert set(Brief.model_fields) - explained == set()


def test_the_excerpts_are_taken_from_the_sample_brief() -> None:
    sample = (DOCS.parent / "briefs" / "sample" / "briefs" / "moscow-beijing-nato.yaml").read_text("utf-8")
    excerpts = "".join(EXCERPTS).split("rejected:")[0]
    shown = set(re.findall(r"\b[qct]-[0-9a-z]{6}\b|tearline-sample-notes-\w{4}|(?:start|end): \d+", excerpts))
    assert shown
    assert {each for each in shown if each not in sample} == set()
