"""Files that are no briefs: every error with its line, in plain words, and none of them an accident."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_text import read_brief
from tearline.briefs.problems import BriefError, Problem

HEAD = "tearline: 1\ntitle: The dam at Orlo\n"


def problems(text: str) -> list[str]:
    with pytest.raises(BriefError) as refused:
        read_brief("orlo.yaml", text)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file is empty"),
        ("# a remark\n", 1, "the file is empty"),
        ("only words", 1, "the file holds no keys"),
        ("- a list\n", 1, "the file holds no keys"),
        ("tearline: 1\n", 1, "title: is missing"),
        ("tearline: 7\ntitle: x\n", 1, "a brief of version “7”, which this Tearline cannot read"),
        (HEAD + "---\ntearline: 1\n", 3, "a second document begins; expected one brief in a file"),
        (HEAD + "status: &s draft\nmarking: *s\n", 4, "*s repeats something written elsewhere"),
        (HEAD + "\tstatus: draft\n", 3, "a tab stands where only spaces can indent; expected spaces"),
        (HEAD + "gaps:\n\t- why\n", 4, "a tab stands where only spaces can indent"),
        (HEAD + "marking: one: two\n", 3, "a colon and a space stand inside words without quotes"),
        (HEAD + 'marking: "never ends\n', 3, "the quoted words have no closing quote"),
        (HEAD + "tags: [a, b\n", 3, "a list or mapping in brackets does not end"),
        (HEAD + "marking: @home\n", 3, "this character cannot begin words; expected quotes"),
        (HEAD + "marking: !!python/name:os.system\n", 3, "has no meaning in a brief"),
        (HEAD + "marking: \x1b[31mred\n", 3, "the character U+001B cannot stand in YAML as it is"),
        (HEAD + "? [a]\n: b\n", 3, "a key is a list or mapping; expected words"),
        (HEAD + "x: " + "[" * 5000, 3, "nested more than 24 levels deep"),
        (HEAD + "x: " + "{a: " * 30 + "1" + "}" * 30 + "\n", 3, "nested more than 24 levels deep"),
        (HEAD + "gaps: [" + "a, " * 1_200_000 + "]\n", 1, "holds more values than any brief"),
        (HEAD + "marking: a\n" * 1000, 4, "the key “marking” stands here twice"),
        (HEAD + "actors:\n  ada:\n", 4, "actors.ada: is empty"),
        (HEAD + "title: again\n", 3, "the key “title” stands here twice; expected each key once"),
        (HEAD + "status: finall\n", 3, "status: “finall” is not one of its values; expected one of draft, "),
        (HEAD + "tags: {a: b}\n", 3, "tags: a mapping (key: value) does not belong here"),
        (HEAD + "sources:\n  a: {file: f, text: sha256:1f}\n", 4, "“sha256:1f” is no hash of a text"),
        (HEAD + "sources:\n  a: {file: f, published: 2022-02-30}\n", 4, "“2022-02-30” is no date"),
        (HEAD + "bottom_line:\n  - confidence: low\n", 4, "exactly one of the keys judgement"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, words: str) -> None:
    first = problems(text)[0]
    assert first.startswith(f"orlo.yaml:{line}: ")
    assert words in first


def test_all_errors_are_said_at_once_in_order_of_their_lines() -> None:
    text = HEAD + (
        "quotes:\n"
        "  - id: q-1\n"
        "    form: straight\n"
        "    said: [one, two]\n"
        "    at: {source: s, start: nine, end: 12}\n"
        "  - form: direct\n"
        "    said: ''\n"
        "    at: {source: s, start: 9, end: 3}\n"
        "claims:\n"
        "  - {id: c-1, claim: x, kind: fact, credibility: 9, denied: perhaps}\n"
        "title: again\n"
    )
    found = problems(text)
    assert [line.split(": ")[0] + ": " + line.split(": ")[1] for line in found] == [
        "orlo.yaml:5: quotes.q-1.form",
        "orlo.yaml:7: quotes.q-1.at.start",
        "orlo.yaml:8: quotes[1].id",
        "orlo.yaml:9: quotes[1].said",
        "orlo.yaml:10: quotes[1].at",
        "orlo.yaml:12: claims.c-1.credibility",
        "orlo.yaml:12: claims.c-1.denied",
        "orlo.yaml:13: the key “title” stands here twice; expected each key once",
    ]
    assert not any("pydantic" in line or "Input should" in line for line in found)


def test_plain_values_mean_what_they_look_like() -> None:
    brief = read_brief(
        "orlo.yaml",
        "tearline: 1\ntitle: no\nmarking: 2022\ntags: [yes, 1.0, 12:30, 007]\n"
        "sources:\n  2022: {file: off, published: 2022-10-03}\n  b: {file: f, published: 2022}\n",
    ).brief
    assert (brief.title, brief.marking, brief.tags) == ("no", "2022", ("yes", "1.0", "12:30", "007"))
    assert [source.published for source in brief.sources.values()] == ["2022-10-03", "2022"]
    assert list(brief.sources) == ["2022", "b"]


def test_numbers_and_yes_or_no_are_read_where_the_schema_has_them() -> None:
    claim = read_brief(
        "orlo.yaml", HEAD + "claims:\n- {id: c, claim: x, kind: fact, credibility: 3, denied: yes}\n"
    ).brief.claims[0]
    assert (claim.credibility, claim.denied) == (3, True)


def test_unknown_keys_are_kept() -> None:
    text = HEAD + "colour: red\nactors:\n  ada: {name: Ada, type: person, mood: low}\n"
    brief = read_brief("orlo.yaml", text)
    assert brief.text == text
    assert brief.brief.model_extra == {"colour": "red"}


def test_a_file_that_is_not_utf_8_is_refused_with_the_line_of_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(HEAD.encode() + b"marking: caf\xe9\n")
    with pytest.raises(
        BriefError, match=r"latin\.yaml:3: byte 47 is not UTF-8 text; expected a file saved as UTF-8"
    ):
        BriefFile.load(path)


def test_a_file_of_more_than_ten_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text(HEAD + "# " + "x" * 10_000_000)
    with pytest.raises(BriefError, match="larger than 10 MB"):
        BriefFile.load(path)


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", tmp_path, tmp_path / "missing.yaml"):
        with pytest.raises(BriefError, match=f"{path}:1: cannot be read: "):
            BriefFile.load(path)


@given(st.text(st.sampled_from("a1:-?[]{},#&*!|>'\"%@` \n\r\t~\\\ufeff\x85é"), max_size=40))
def test_any_text_without_a_title_is_refused_in_words(text: str) -> None:
    found: tuple[Problem, ...] = ()
    try:
        read_brief("x.yaml", text)
    except BriefError as error:
        found = error.problems
    assert found
    assert all(problem.line >= 1 and problem.message for problem in found)
