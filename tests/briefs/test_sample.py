"""The sample desk is a model of what it teaches: true to its reports, without a problem."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from tearline.briefs import ids
from tearline.briefs.checking.check import check_brief
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.export import to_markdown
from tearline.briefs.model import Source
from tearline.briefs.sample import lay_out
from tearline.index.article import Article
from tearline.index.reading import read_article

SAMPLE = Path(__file__).parents[2] / "briefs" / "sample"
BRIEF = SAMPLE / "briefs" / "moscow-beijing-nato.yaml"
NOTES = sorted((SAMPLE / "articles").glob("*.md"))
# The published reports that the notes rest on, as they name them.
DECEMBER = "“Putin and Xi form a new axis against Nato”, outlet not stated in the file, December 2021"
OCTOBER = "Newsweek, October 2022, by David Brennan (no title stands in the file"

each_note = pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)


@cache
def note_article(note: Path) -> Article:
    return read_article(SAMPLE, note.relative_to(SAMPLE))


def article_of(source: Source) -> Article | None:
    path = SAMPLE / source.file
    return note_article(path) if path in NOTES else None


def words_in_marks(text: str) -> list[str]:
    return re.findall(r"“([^”]*)”", text)


def rows_of_words(text: str, length: int = 7) -> set[str]:
    """Every row of so many words, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


@each_note
def test_a_note_says_at_its_head_what_it_was_written_for_and_from(note: Path) -> None:
    head = note_article(note).text.split("\n---\n")[0]
    assert head.startswith("---\nnote: \"Written for Tearline's sample desk from")
    assert "states nothing beyond" in head
    assert DECEMBER in head or OCTOBER in head
    assert "inferred" in head


@each_note
def test_a_note_is_short_and_says_whose_it_is(note: Path) -> None:
    article = note_article(note)
    body = article.text.split("\n---\n", 1)[1]
    assert 150 <= len(body.split()) <= 350
    assert (article.outlet, article.author) == ("Tearline sample notes", "The Tearline developers")
    assert article.published in ("2021-12", "2022-10")


@pytest.fixture(name="reports")
def published_reports() -> list[str]:
    """The texts of the published reports, which are not ours to ship: TEARLINE_SEEDS names their folder."""
    place = os.environ.get("TEARLINE_SEEDS")
    if not place:
        pytest.skip("TEARLINE_SEEDS does not name the folder of the published reports")
    return [path.read_text(encoding="utf-8") for path in sorted(Path(place).glob("*.txt"))]


@each_note
def test_words_in_a_notes_marks_stand_verbatim_in_a_report(note: Path, reports: list[str]) -> None:
    quoted = words_in_marks(note_article(note).text)
    assert quoted
    for words in quoted:
        assert any(words in report for report in reports), f"“{words}” stands in no report"


def test_words_in_the_exports_marks_stand_verbatim_in_a_report(reports: list[str]) -> None:
    exported = BRIEF.with_suffix(".md").read_text(encoding="utf-8")
    quotes = exported[exported.index("## Quotes") : exported.index("## Timeline")]
    for words in words_in_marks(quotes):
        assert any(words in report for report in reports), f"“{words}” stands in no report"


@each_note
def test_no_stretch_of_a_note_is_copied_but_what_stands_in_marks(note: Path, reports: list[str]) -> None:
    own = re.sub(r"“[^”]*”", " … ", note_article(note).text.split("\n---\n", 1)[1])
    taken = rows_of_words(own) & set().union(*(rows_of_words(report) for report in reports))
    # Offices and their holders are named as the reports name them.
    titles = "secretary", "according to", "told newsweek", "chinese state television"
    assert not {row for row in taken if not any(title in row for title in titles)}


def test_the_briefs_direct_words_stand_verbatim_in_a_report(reports: list[str]) -> None:
    for quote in BriefFile.load(BRIEF).brief.quotes:
        for stretch in quote.stretches:
            for words in [stretch] if quote.form == "direct" else words_in_marks(stretch):
                assert any(words in report for report in reports), (
                    f"{quote.id}: “{words}” stands in no report"
                )


def test_the_brief_has_no_problem() -> None:
    assert check_brief(BriefFile.load(BRIEF), article_of) == []


def test_everything_in_the_brief_is_reviewed() -> None:
    brief = BriefFile.load(BRIEF).brief
    items = [*brief.quotes, *brief.claims, *brief.relations, *brief.timeline]
    assert {item.review for item in items} == {"accepted", "edited"}
    assert brief.status == "final"


def test_the_brief_shows_every_kind_of_thing_that_a_brief_can_hold() -> None:
    brief = BriefFile.load(BRIEF).brief
    assert {quote.form for quote in brief.quotes} == {"direct", "mixed", "indirect"}
    assert any(len(quote.stretches) > 1 for quote in brief.quotes)
    assert any(quote.via for quote in brief.quotes)
    assert {claim.kind for claim in brief.claims} >= {"fact", "allegation", "pledge", "opinion"}
    assert {relation.kind for relation in brief.relations} == {"corroborates", "contradicts", "qualifies"}
    assert {relation.independent for relation in brief.relations} == {True, False}
    assert all(source.reliability and source.reliability_why for source in brief.sources.values())
    assert all(claim.credibility and claim.evidence for claim in brief.claims)
    assert brief.timeline
    assert brief.gaps


def test_likelihood_and_confidence_stand_apart_from_the_judgement() -> None:
    statements = BriefFile.load(BRIEF).brief.bottom_line
    judged = [statement for statement in statements if statement.judgement]
    assert judged
    for statement in judged:
        assert statement.likelihood
        assert statement.confidence
        assert statement.because
        assert not re.search(r"likel|probab|chance|confiden", statement.words)


def test_a_bottom_line_rests_on_claims_of_the_brief() -> None:
    brief = BriefFile.load(BRIEF).brief
    claims = {claim.id for claim in brief.claims}
    assert all(statement.because and claims.issuperset(statement.because) for statement in brief.bottom_line)


def test_sources_are_the_notes_under_the_keys_that_drafting_gives_them() -> None:
    sources = BriefFile.load(BRIEF).brief.sources
    assert {key: source.file for key, source in sources.items()} == {
        ids.source_key(note_article(note)): f"articles/{note.name}" for note in NOTES
    }


def test_the_export_beside_the_brief_is_the_brief_exported() -> None:
    exported = to_markdown(BriefFile.load(BRIEF).brief, article_of)
    assert exported.encode() == BRIEF.with_suffix(".md").read_bytes()


def test_the_sample_desk_is_laid_out_once_and_what_is_there_is_left_alone(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "new" / "desk")
    laid_out = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
    assert laid_out == sorted(path.relative_to(SAMPLE) for path in [*NOTES, BRIEF, BRIEF.with_suffix(".md")])

    (root / "briefs" / BRIEF.name).write_text("mine")
    (root / "articles" / NOTES[0].name).unlink()
    lay_out(root)
    assert (root / "briefs" / BRIEF.name).read_text() == "mine"
    assert (root / "articles" / NOTES[0].name).read_bytes() == NOTES[0].read_bytes()
