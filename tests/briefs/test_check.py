"""`check_brief` finds what does not hold, says it on its line, and says what would mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.briefs.checking.check import check_brief
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.model import Source
from tearline.index.article import Article

ORLO = "Ada Veld said “the gates stay shut” on Monday. A clerk said she would resign if the dam failed.\n"
HASH = Article(ORLO).id
TEXT = f"""\
tearline: 1
title: The dam at Orlo
bottom_line:
  - judgement: The gates will stay shut.
    likelihood: likely
    confidence: low
    because: [c-1]
sources:
  gazette-1: {{file: orlo.txt, text: "sha256:{HASH}"}}
actors:
  ada-veld: {{name: Ada Veld, type: person, roles: [{{role: minister, source: gazette-1}}]}}
quotes:
  - id: q-1
    speaker: ada-veld
    form: direct
    said: the gates stay shut
    at: {{source: gazette-1, start: 15, end: 34, before: "Ada Veld said “", after: "” on Monday."}}
claims:
  - {{id: c-1, claim: The gates stay shut., kind: pledge, by: ada-veld, evidence: [q-1]}}
timeline:
  - id: t-1
    when: 2031-04-07
    what: Veld speaks.
    evidence: [{{source: gazette-1, start: 35, end: 44, exact: " on Monday"}}]
"""
TEXT = TEXT.replace("start: 35, end: 44", "start: 35, end: 45")


def found(text: str = TEXT, article: str = ORLO) -> list[str]:
    def article_of(source: Source) -> Article | None:
        return (
            Article(article, path=source.file) if article is not None and source.file == "orlo.txt" else None
        )

    file = BriefFile(Path("orlo.yaml"), text, text.encode())
    return [str(problem) for problem in check_brief(file, article_of)]


def test_a_brief_that_holds_has_nothing_to_mend() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "said: the gates stay shut",
            "said: the gates stay open",
            "16: quotes.q-1.said: the words “the gates stay open” are nowhere in gazette-1; "
            "expected the source's own words; at 15–34 stands “the gates stay shut”",
        ),
        (
            "start: 15, end: 34",
            "start: 14, end: 33",
            "17: quotes.q-1.at: the words have moved from characters 14–33 of gazette-1; "
            "expected start: 15, end: 34",
        ),
        (
            'exact: " on Monday"',
            'exact: "Monday"',
            "24: timeline.t-1.evidence[0]: the words are in gazette-1, yet nothing proves that the passage "
            "is the one meant; expected start and end of the right one, after a look at characters 39–45",
        ),
        (
            ', exact: " on Monday"',
            "",
            "24: timeline.t-1.evidence[0]: gives no words to hold its place to; expected exact: “on Monday”",
        ),
        (
            "    speaker: ada-veld",
            "    speaker: ada-feld",
            "14: quotes.q-1.speaker: “ada-feld” is not in this brief; "
            "expected an actor of this brief; perhaps ada-veld",
        ),
        (
            "because: [c-1]",
            "because: [c-9]",
            "7: bottom_line[0].because[0]: “c-9” is not in this brief; "
            "expected a quote, claim or event of this brief; perhaps c-1",
        ),
        (
            "evidence: [q-1]",
            "evidence: [x-7]",
            "19: claims.c-1.evidence[0]: “x-7” is not in this brief; expected a quote or claim of this brief",
        ),
        (
            "evidence: [q-1]",
            "evidence: [c-1]",
            "19: claims.c-1.evidence[0]: rests on itself; expected something else it rests on",
        ),
        (
            "role: minister, source: gazette-1",
            "role: minister, source: herald",
            "11: actors.ada-veld.roles[0].source: “herald” is not in this brief; "
            "expected a source of this brief",
        ),
        (
            "id: t-1",
            "id: c-1",
            "21: timeline.c-1.id: the id c-1 stands here twice; expected an id of its own for each item",
        ),
        (
            "timeline:",
            "rejected: [q-1]\ntimeline:",
            "13: quotes.q-1.id: q-1 is also among the rejected; expected it in one of the two places",
        ),
        (
            "timeline:",
            "relations: [{claim: c-1, to: c-2, kind: restates}]\ntimeline:",
            "20: relations[0].to: “c-2” is not in this brief; expected a claim of this brief; perhaps c-1",
        ),
        (
            "    what: Veld",
            "    until: 2031-03\n    what: Veld",
            "23: timeline.t-1.until: ends before it begins; expected 2031-04-07 or later",
        ),
        (
            'after: "” on Monday."}',
            'after: "” on Monday.", exact: other}',
            "17: quotes.q-1.at.exact: differs from what is said; expected the same words as in `said`",
        ),
        (
            "file: orlo.txt",
            "file: gone.txt",
            "9: sources.gazette-1.file: gone.txt is not among the articles of this desk; "
            "expected that file, or its text in another file of the desk",
        ),
        (
            "title: The dam",
            "titel: x\ntitle: The dam",
            "2: titel: warning: is no key of a brief; it is kept and not used; expected title?",
        ),
        (
            f', text: "sha256:{HASH}"',
            "",
            "9: sources.gazette-1: warning: has no hash of its text, so a change in it goes unnoticed; "
            f"expected text: sha256:{HASH}",
        ),
        (
            "    because: [c-1]\n",
            "",
            "4: bottom_line[0]: warning: this judgement rests on nothing; "
            "expected because: the ids of what it rests on",
        ),
        (
            "stay shut.\n    likelihood",
            "stay shut, we judge with high confidence.\n    likelihood",
            "4: bottom_line[0]: warning: gives likelihood and confidence in one sentence; "
            "expected `confidence` as a key of its own",
        ),
        (
            "kind: pledge",
            "kind: pledge, credibility: 1",
            "19: claims.c-1.credibility: warning: is confirmed (1), yet one origin alone says so; "
            "expected 2 or weaker",
        ),
        (
            "kind: pledge",
            "kind: fact",
            "19: claims.c-1.kind: warning: stands as a fact, yet it rests only on what someone says; "
            "expected allegation, or evidence from another origin",
        ),
        (
            ", evidence: [q-1]",
            "",
            "19: claims.c-1: warning: rests on nothing; expected evidence: a quote or the words of a source",
        ),
        (
            "name: Ada Veld",
            "name: Veld",
            "11: actors.ada-veld.name: warning: Veld is named by one name alone; expected the full name",
        ),
        (
            "name: Ada Veld",
            "name: Prime Minister Veld",
            "11: actors.ada-veld.name: warning: Prime Minister Veld is named by one name alone; "
            "expected the full name",
        ),
        (
            "The gates will stay shut.",
            "The gates might stay shut.",
            "4: bottom_line[0]: warning: “might stay” can be read as many likelihoods; "
            "expected `likelihood`, one of the words of ICD 203, and a sentence without it",
        ),
        (
            "The gates will stay shut.",
            "The gates are unlikely to open.",
            "4: bottom_line[0]: warning: the sentence says “unlikely”, its likelihood says “likely”; "
            "expected one of the two",
        ),
        (
            "file: orlo.txt,",
            "file: orlo.txt, reliability: C, reliability_by: A. Analyst,",
            "9: sources.gazette-1.reliability: warning: the grade C does not say why; "
            "expected reliability_why",
        ),
        (
            "timeline:",
            "relations: [{claim: c-1, to: c-1, kind: restates}]\ntimeline:",
            "20: relations[0].to: relates a claim to itself; expected another claim",
        ),
    ],
)
def test_what_does_not_hold_is_said_on_its_line(old: str, new: str, problem: str) -> None:
    assert old in TEXT
    assert f"orlo.yaml:{problem}" in found(TEXT.replace(old, new, 1))


def test_a_source_that_changed_is_a_warning_and_words_that_stand_are_no_error() -> None:
    problems = found(article=ORLO + "Corrected on Tuesday.\n")
    assert len(problems) == 1
    assert "sources.gazette-1.text: warning: the text of orlo.txt has changed since its words" in problems[0]


def test_words_that_moved_with_their_source_are_found_or_reported() -> None:
    problems = found(article="Updated.\n" + ORLO)
    assert (
        "orlo.yaml:17: quotes.q-1.at: the words have moved from characters 15–34 of gazette-1; "
        + ("expected start: 24, end: 43")
        in problems
    )
    assert any(
        "timeline.t-1.evidence[0]: the words are in gazette-1, yet nothing proves" in line
        for line in problems
    )


def test_words_that_are_gone_are_lost() -> None:
    assert any("are nowhere in gazette-1" in line for line in found(article="Another text.\n"))


def test_problems_come_in_order_of_their_lines_and_once() -> None:
    text = TEXT.replace("ada-veld:", "ada:").replace("said: the gates stay shut", "said: the dam")
    problems = found(text)
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert lines == sorted(lines)
    assert len(set(problems)) == len(problems) > 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Ada Veld", "name: King Orm"),
        ("name: Ada Veld", "name: Minister Ada Veld"),
        ("name: Ada Veld", "name: Veld, note: No report gives another name"),
        ("name: Ada Veld, type: person", "name: Veld, type: organization"),
        ("file: orlo.txt,", "file: orlo.txt, reliability: F,"),
        (
            "file: orlo.txt,",
            "file: orlo.txt, reliability: B, reliability_by: A, reliability_why: Eyewitness,",
        ),
        ("judgement: The gates will", "assumption: The gates might"),
        ("kind: pledge", "kind: pledge, credibility: 2"),
        ("kind: pledge", "kind: fact, origins: 2"),
        ("kind: pledge", "kind: pledge, credibility: 1, origins: 2"),
    ],
)
def test_good_craft_raises_no_alarm(old: str, new: str) -> None:
    assert old in TEXT
    assert found(TEXT.replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("words", "attributed"),
    [
        ("Officials said that the dam had failed.", True),
        ("The dam had failed, according to the ministry.", True),
        ("The dam had failed, the ministry said.", True),
        ("“The dam failed,” said Veld.", True),
        ("The dam had failed, two officials of the ministry claimed.", True),
        ("The dam failed at noon.", False),
        ("The gates opened according to plan.", False),
        ("The dam, said to be the oldest in Orlo, failed.", False),
        ("Veld said goodbye to the council.", False),
        ("In a year of storms, insurance claims rose by half.", False),
    ],
)
def test_a_fact_in_words_of_somebody_is_told_from_a_fact(words: str, attributed: bool) -> None:
    text = TEXT.replace(
        "kind: pledge, by: ada-veld, evidence: [q-1]",
        f"""kind: fact, evidence:
       [{{source: gazette-1, start: 0, end: {len(words)}, exact: "{words}"}}]""",
    )
    assert any("stands as a fact" in line for line in found(text, ORLO)) is attributed


def test_a_brief_of_many_moved_anchors_names_each() -> None:
    problems = found(article="Updated.\n" + ORLO)
    assert [line.split("; ")[0].split(": ")[1] for line in problems if "moved" in line] == ["quotes.q-1.at"]
