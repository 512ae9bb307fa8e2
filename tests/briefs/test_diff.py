"""`diff_briefs` tells what an analyst would: each change once, in their terms, and nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.briefs.differences.diff import anchor_changes, diff_briefs
from tearline.briefs.differences.diff_text import changes_markdown, changes_text, described
from tearline.briefs.document.brief_text import read_brief
from tearline.briefs.model import Brief, Source
from tearline.index.article import Article
from tearline.index.reading import EXPORT_MARK

TEXT = """\
tearline: 1
title: The dam at Orlo
status: draft
bottom_line:
  - {judgement: The gates will stay shut until spring., likelihood: likely, confidence: low, because: [c-1]}
  - {assumption: The minister speaks for the cabinet.}
sources:
  gazette-1: {file: orlo.txt, outlet: Tarn Gazette, published: 2031-04, reliability: B}
actors:
  ada-veld: {name: Ada Veld, type: person, aliases: [Veld]}
  minister: {name: The harbour minister, type: person}
  tomas-rhee: {name: Tomas Rhee, type: person, roles: [{role: deputy}]}
quotes:
  - id: q-1
    speaker: minister
    form: direct
    said: the gates stay shut
    at: {source: gazette-1, start: 15, end: 34}
    review: draft
claims:
  - {id: c-1, claim: The gates stay shut., kind: pledge, by: minister, credibility: 3, evidence: [q-1]}
  - {id: c-2, claim: The dam holds., kind: opinion, by: tomas-rhee,
     evidence: [{source: gazette-1, start: 40, end: 49, exact: the dam h}]}
relations:
  - {claim: c-1, to: c-2, kind: corroborates}
timeline:
  - {id: t-1, when: 2031-04-07, what: The minister speaks.}
gaps:
  - {question: Who pays?, why: Nobody says.}
rejected: [q-9]
"""


def brief(*changes: tuple[str, str], text: str = TEXT) -> Brief:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_brief("orlo.yaml", text).brief


def told(*changes: tuple[str, str]) -> list[str]:
    return [
        f"{change.section} {change.item}: {described(change)}".replace(" :", ":")
        for change in diff_briefs(brief(), brief(*changes))
    ]


def test_a_brief_does_not_differ_from_itself() -> None:
    assert diff_briefs(brief(), brief()) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("status: draft", "status: final", "brief: Changed: status draft, now final"),
        ("The dam at Orlo", "The dam", "brief: Changed: title The dam at Orlo, now The dam"),
        ("status: draft", "marking: amber\nstatus: draft", "brief: Changed: marking not given, now amber"),
        (
            "likelihood: likely",
            "likelihood: very likely",
            "bottom_line bottom_line[0]: Graded anew: likelihood likely, now very likely",
        ),
        (
            "confidence: low, ",
            "",
            "bottom_line bottom_line[0]: Graded anew: confidence low, now not given",
        ),
        (
            "shut until spring.",
            "shut until summer.",
            "bottom_line bottom_line[0]: Reworded; it was “The gates will stay shut until spring.”",
        ),
        (
            "because: [c-1]",
            "because: [c-2]",
            "bottom_line bottom_line[0]: Rests on: no longer on c-1 and also on c-2",
        ),
        ("assumption:", "fact:", "bottom_line bottom_line[1]: Changed: kind assumption, now fact"),
        ("credibility: 3", "credibility: 2", "claims c-1: Graded anew: credibility 3, now 2"),
        ("kind: pledge", "kind: forecast", "claims c-1: Changed: kind pledge, now forecast"),
        ("The dam holds.", "The dam will hold.", "claims c-2: Reworded; it was “The dam holds.”"),
        ("by: tomas-rhee", "by: ada-veld", "claims c-2: Attributed anew: by Tomas Rhee, now Ada Veld"),
        (
            "by: tomas-rhee",
            "by: {described: an engineer}",
            "claims c-2: Attributed anew: by Tomas Rhee, now an engineer",
        ),
        ("opinion,", "opinion, denied: true,", "claims c-2: Changed: denied no, now yes"),
        ("evidence: [q-1]", "evidence: []", "claims c-1: Rests on: no longer on q-1"),
        (
            "start: 40, end: 49",
            "start: 44, end: 53",
            "claims c-2: Moved from gazette-1 40–49 to gazette-1 44–53",
        ),
        (
            "speaker: minister",
            "speaker: ada-veld",
            "quotes q-1: Attributed anew: speaker The harbour minister, now Ada Veld",
        ),
        ("review: draft", "review: accepted", "quotes q-1: Reviewed: review draft, now accepted"),
        (
            "said: the gates stay shut",
            "said: the gates stay",
            "quotes q-1: Reworded; it was “the gates stay shut”",
        ),
        (
            "start: 15, end: 34",
            "start: 20, end: 39",
            "quotes q-1: Moved from gazette-1 15–34 to gazette-1 20–39",
        ),
        (
            "kind: corroborates",
            "kind: restates",
            "relations c-1 c-2: Changed: kind corroborates, now restates",
        ),
        (
            "what: The minister speaks.",
            "what: She speaks.",
            "timeline t-1: Reworded; it was “The minister speaks.”",
        ),
        ("when: 2031-04-07", "when: 2031-04-08", "timeline t-1: Changed: when 2031-04-07, now 2031-04-08"),
        ("why: Nobody says.", "why: Nobody asks.", "gaps: Changed: why Nobody says., now Nobody asks."),
        ("reliability: B", "reliability: C", "sources gazette-1: Graded anew: reliability B, now C"),
        (
            "file: orlo.txt",
            "file: old/orlo.txt",
            "sources gazette-1: Changed: file orlo.txt, now old/orlo.txt",
        ),
        ("name: Ada Veld", "name: Ada M. Veld", "actors ada-veld: Renamed: name Ada Veld, now Ada M. Veld"),
        ("aliases: [Veld]", "aliases: [Veld, Ada]", "actors ada-veld: Changed: aliases: now also Ada"),
        ("rejected: [q-9]", "rejected: [q-9, q-8]", "rejected q-8: Rejected"),
    ],
)
def test_a_change_is_told_once_in_the_terms_of_the_analyst(old: str, new: str, expected: str) -> None:
    assert told((old, new)) == [expected]


def test_what_came_and_went_is_new_withdrawn_or_rejected() -> None:
    claim = "  - {id: c-3, claim: The river rises., kind: fact}\n"
    event = "  - {id: t-1, when: 2031-04-07, what: The minister speaks.}\n"
    changes = [
        ("relations:\n", claim + "relations:\n"),
        ("  - {claim: c-1, to: c-2, kind: corroborates}", "  - {claim: c-3, to: c-2, kind: updates}"),
        ("timeline:\n" + event, ""),
        ("rejected: [q-9]", "rejected: [q-9, t-1]"),
        ("Who pays?", "Who pays for it?"),
        ("  - {assumption: The minister speaks for the cabinet.}\n", ""),
    ]
    assert told(*changes) == [
        "bottom_line bottom_line[1]: Withdrawn",
        "claims c-3: New",
        "relations c-3 c-2: New: updates",
        "relations c-1 c-2: Withdrawn: corroborates",
        "timeline t-1: Rejected",
        "gaps: New",
        "gaps: Withdrawn",
    ]


def test_actors_that_were_merged_leave_their_quotes_as_they_were() -> None:
    merged = [
        ("  minister: {name: The harbour minister, type: person}\n", ""),
        ("aliases: [Veld]", "aliases: [Veld, The harbour minister]"),
        ("speaker: minister", "speaker: ada-veld"),
        ("by: minister", "by: ada-veld"),
    ]
    assert told(*merged) == ["actors minister: Merged into Ada Veld"]


def test_an_actor_under_another_key_is_renamed() -> None:
    rekeyed = [("tomas-rhee: {", "rhee: {"), ("by: tomas-rhee", "by: rhee")]
    assert told(*rekeyed) == ["actors rhee: Renamed: key tomas-rhee, now rhee"]


def test_an_actor_that_was_split_off_says_from_whom() -> None:
    split = [("aliases: [Veld]}", "}\n  veld: {name: Veld, type: person}")]
    assert told(*split) == [
        "actors ada-veld: Changed: aliases: no longer Veld",
        "actors veld: Split off from Ada Veld",
    ]


def test_a_source_under_another_key_takes_its_evidence_along() -> None:
    text = TEXT.replace("file: orlo.txt,", f"file: orlo.txt, text: sha256:{'a' * 64},")
    new = text.replace("gazette-1", "tarn-gazette-1")
    changes = diff_briefs(brief(text=text), brief(text=new))
    assert [described(change) for change in changes] == ["Renamed: key gazette-1, now tarn-gazette-1"]


def test_order_layout_and_words_around_make_no_difference() -> None:
    first, second = TEXT.index("  - {id: c-1"), TEXT.index("  - {id: c-2")
    end = TEXT.index("relations:")
    swapped = TEXT[:first] + TEXT[second:end] + TEXT[first:second] + TEXT[end:]
    around = swapped.replace("start: 15, end: 34", 'start: 15, end: 34, before: "said “"')
    assert diff_briefs(brief(), brief(text=around)) == ()


def test_both_ways_tell_of_the_same_items() -> None:
    new = brief(("credibility: 3", "credibility: 2"), ("review: draft", "review: accepted"))
    forth, back = diff_briefs(brief(), new), diff_briefs(new, brief())
    assert [(one.item, one.before, one.after) for one in forth] == [
        (one.item, one.after, one.before) for one in back
    ]


def test_words_that_are_lost_in_their_source_today_are_told() -> None:
    def article_of(source: Source) -> Article:
        return Article("Ada Veld said “the gates stay open” on Monday.", path=source.file)

    lost, other = anchor_changes(brief(), article_of)
    assert (lost.section, lost.item, lost.kind) == ("quotes", "q-1", "lost")
    assert (other.item, other.kind) == ("c-2", "lost")


def test_the_lines_and_the_markdown_name_section_item_and_change() -> None:
    changes = diff_briefs(
        brief(), brief(("credibility: 3", "credibility: 2"), ("kind: pledge", "kind: fact"))
    )
    assert list(changes_text(changes)) == [
        "Key claims",
        "  The gates stay shut. (c-1)",
        "    Changed: kind pledge, now fact",
        "    Graded anew: credibility 3, now 2",
    ]
    markdown = changes_markdown(changes, "The <b>dam</b>", "orlo@HEAD", "orlo")
    assert markdown.startswith("# What has changed: The \\<b\\>dam\\</b\\>\n")
    assert "## Key claims\n\n- The gates stay shut.\n  - Changed: kind pledge, now fact\n" in markdown
    assert markdown.endswith(EXPORT_MARK + "\n")
    assert "Nothing has changed." in changes_markdown((), "x", "a", "b")


def test_five_thousand_items_are_compared_by_their_ids() -> None:
    many = "".join(f"  - {{id: c-{n}, claim: Claim {n}., kind: fact, credibility: 3}}\n" for n in range(5000))
    text = "tearline: 1\ntitle: x\nclaims:\n" + many
    new = text.replace("Claim 77., kind: fact, credibility: 3", "Claim 77., kind: fact, credibility: 4")
    (change,) = diff_briefs(read_brief("a", text).brief, read_brief("b", new).brief)
    assert change.item == "c-77"


def test_the_sample_brief_does_not_differ_from_itself() -> None:
    path = Path(__file__).parents[2] / "briefs" / "sample" / "briefs" / "moscow-beijing-nato.yaml"
    text = path.read_text(encoding="utf-8")
    assert diff_briefs(read_brief("a", text).brief, read_brief("b", text).brief) == ()
