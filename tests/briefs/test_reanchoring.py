"""A brief's anchors are found again together, and written back where that is certain, and nowhere else."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tearline.briefs.anchoring.reanchoring import reanchored, repair
from tearline.briefs.checking.check import check_brief
from tearline.briefs.checking.evidence import ArticleOf
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.model import Source
from tearline.index.article import Article

ORLO = """The gates of the dam

Ada Veld said on Monday that “the gates stay shut” until spring. She gave no reason.

Her deputy, Tomas Rhee, told the Gazette that nobody had asked him. “We will not pay twice,” he said.

A clerk said that the minister would resign if the dam failed again, as it had in the last flood.
"""
HASH = Article(ORLO).id


def at(words: str, *, exact: bool = False, context: int = 20, style: str = "flow") -> str:
    start = ORLO.index(words)
    end = start + len(words)
    keys = [
        "source: gazette-1",
        f"start: {start}",
        f"end: {end}",
        *([f'exact: "{words}"'] if exact else []),
        f'before: "{ORLO[max(0, start - context) : start]}"'.replace("\n", "\\n"),
        f'after: "{ORLO[end : end + context]}"'.replace("\n", "\\n"),
    ]
    return "{" + ", ".join(keys) + "}" if style == "flow" else "\n      ".join(["", *keys])


TEXT = f"""\
tearline: 1
title: The dam at Orlo   # as the Gazette has it
sources:
  gazette-1: {{file: orlo.txt, text: "sha256:{HASH}"}}
actors:
  ada-veld: {{name: Ada Veld, type: person}}
quotes:
  - id: q-1
    speaker: ada-veld
    form: direct
    said: the gates stay shut
    at: {at("the gates stay shut")}   # checked against the paper
  - id: q-2
    form: direct
    said: We will not pay twice
    at:  # over lines
      {at("We will not pay twice", style="block").strip()}
claims:
  - id: c-1
    claim: The minister would resign.
    kind: allegation
    evidence:
      - {at("A clerk said that the minister would resign if the dam failed again", exact=True)}
      - q-1
"""


def opened(text: str = TEXT) -> BriefFile:
    return BriefFile(Path("orlo.yaml"), text, text.encode())


def now(article: str, path: str = "orlo.txt") -> ArticleOf:
    def article_of(source: Source) -> Article:
        return Article(article, path=path)

    return article_of


def statuses(article: str) -> list[str]:
    return [one.located.status for one in reanchored(opened().brief, now(article))]


def test_anchors_of_an_unchanged_source_are_the_same() -> None:
    assert statuses(ORLO) == ["same", "same", "same"]


def test_a_quote_inside_a_sentence_that_was_found_is_found_with_it() -> None:
    # The words before and after the quote are others; alone it would prove nothing.
    start = ORLO.index("the gates stay shut")
    text = TEXT.replace(
        at("A clerk said that the minister would resign if the dam failed again", exact=True),
        at("Ada Veld said on Monday that “the gates stay shut” until spring.", exact=True),
    ).replace(f"{at('the gates stay shut')}", f"{{source: gazette-1, start: {start}, end: {start + 19}}}")
    article = "Updated on Tuesday.\n\n" + ORLO
    quote, _, claim = reanchored(opened(text).brief, now(article))
    assert (quote.located.status, claim.located.status) == ("moved", "moved")
    assert quote.reads == "the gates stay shut"


def test_words_between_others_that_moved_alike_are_found_between_them() -> None:
    text = TEXT.replace(
        at("We will not pay twice", style="block").strip(),
        at("We will not pay twice", style="block", context=14).strip(),
    )
    # The sentence before is another of the same length, and so is what follows.
    article = "News. " + ORLO.replace("asked him. “", "asked her. “").replace(",” he said", ",” he sagt")
    found = reanchored(opened(text).brief, now(article))
    assert [one.located.status for one in found][1] in ("moved", "ambiguous")
    assert all(one.reads in ("", one.anchored.words) for one in found)


def test_a_repair_writes_back_what_moved_and_touches_nothing_else() -> None:
    file = opened()
    article = "Updated on Tuesday.\n\n" + ORLO
    report = repair(file, now(article))
    assert [one.key for one in report.moved] == ["quotes.q-1.at", "quotes.q-2.at", "claims.c-1.evidence[0]"]
    assert {one.new[0] - one.old[0] for one in report.moved} == {21}
    assert (report.texts, report.files, report.left) == (("gazette-1",), (), 0)
    errors = [one for one in check_brief(file, now(article)) if one.code.startswith(("A", "F", "R"))]
    assert errors == []
    changed = [
        line[0]
        for line in difflib.ndiff(TEXT.splitlines(), file.text.splitlines())
        if line.startswith(("-", "+"))
    ]
    assert len(changed) == 2 * (1 + 1 + 2 + 1)
    for kept in ("# as the Gazette has it", "# checked against the paper", "# over lines", "      - q-1"):
        assert kept in file.text


def test_a_repair_is_one_step_of_undo() -> None:
    file = opened()
    assert repair(file, now("Updated.\n\n" + ORLO)).changed
    file.undo()
    assert file.text == TEXT


def test_what_is_lost_or_uncertain_is_left_and_keeps_the_old_hash() -> None:
    file = opened()
    article = "Updated.\n\n" + ORLO.replace("We will not pay twice", "We shall not pay twice")
    report = repair(file, now(article))
    assert [one.item for one in report.moved] == ["q-1", "c-1"]
    assert (report.texts, report.left) == ((), 1)
    assert f"sha256:{HASH}" in file.text
    assert "said: We will not pay twice" in file.text
    assert {one.code for one in check_brief(file, now(article)) if one.severity == "error"} == {"A08"}


def test_new_glyphs_are_taken_over_when_that_is_asked_for_alone() -> None:
    article = ORLO.replace("“", '"').replace("”", '"').replace("gates stay", "gates\u00a0stay")
    file = opened()
    report = repair(file, now(article))
    assert (report.moved, report.left) == ((), 1)
    assert [one.code for one in check_brief(file, now(article)) if one.severity == "error"] == ["A06"]
    report = repair(file, now(article), take_glyphs=True)
    assert [(one.item, one.words) for one in report.moved] == [("q-1", "the gates\u00a0stay shut")]
    assert (report.texts, report.left) == (("gazette-1",), 0)
    assert not [one for one in check_brief(file, now(article)) if one.severity == "error"]


def test_the_words_around_are_brought_up_to_date_with_the_hash() -> None:
    file = opened()
    article = ORLO.replace("on Monday", "on Sunday")
    assert repair(file, now(article)).texts == ("gazette-1",)
    assert "on Sunday that" in file.text
    assert repair(file, now(article)).changed is False


def test_a_source_in_another_file_is_found_by_its_text() -> None:
    file = opened()
    report = repair(file, now(ORLO, path="old/orlo-2031.txt"))
    assert (report.files, report.texts, report.moved) == (("gazette-1",), (), ())
    assert file.brief.sources["gazette-1"].file == "old/orlo-2031.txt"


def test_a_source_without_a_hash_gets_one_once_its_words_stand() -> None:
    file = opened(TEXT.replace(f', text: "sha256:{HASH}"', ""))
    assert repair(file, now(ORLO)).texts == ("gazette-1",)
    assert file.brief.sources["gazette-1"].text == f"sha256:{HASH}"


def test_nothing_to_repair_changes_nothing() -> None:
    file = opened()
    assert repair(file, now(ORLO)).changed is False
    assert file.text == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_brief_of_many_anchors_is_repaired_at_once(end: str) -> None:
    sentence = "On day {n} the harbour minister of Orlo said that “the gates stay shut until {n}”, and left. "
    article = "".join(sentence.format(n=n) for n in range(400))
    lines = [
        "tearline: 1",
        "title: x",
        f"sources: {{g: {{file: a.txt, text: sha256:{Article(article).id}}}}}",
        "quotes:",
    ]
    for n in range(400):
        words = f"the gates stay shut until {n}"
        start = article.index(words + "”")
        around = f'before: "{article[start - 40 : start]}", after: "{article[start + len(words) :][:12]}"'
        lines += [
            f"- {{id: q-{n}, form: direct, said: {words},",
            f"   at: {{source: g, start: {start}, end: {start + len(words)}, {around}}}}}",
        ]
    file = opened(end.join(lines) + end)
    assert len(repair(file, now("Updated. " + article, path="a.txt")).moved) == 400
    assert all(one.located.status == "same" for one in reanchored(file.brief, now("Updated. " + article)))
