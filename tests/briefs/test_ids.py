"""Ids come from content: the same words get the same id, wherever and whenever they are taken in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.ids import finding_id, slug, source_key
from tearline.index.article import Article


@given(st.text(), st.text(max_size=8), st.integers(0, 3))
def test_an_id_is_short_and_holds_no_letter_that_looks_like_a_digit(
    words: str, source: str, nth: int
) -> None:
    assert re.fullmatch(r"q-[0-9a-hjkmnp-tv-z]{6}", finding_id("q", source, words, nth))


def test_an_id_follows_from_kind_source_words_and_count() -> None:
    ids = {
        finding_id(kind, source, words, nth)  # type: ignore[arg-type]
        for kind in ("q", "c", "t")
        for source in ("gazette-1", "herald-2")
        for words in ("the gates stay shut", "the gates stay open")
        for nth in (0, 1)
    }
    assert len(ids) == 24


def test_an_id_outlives_a_change_of_space_and_quotation_marks() -> None:
    assert finding_id("q", "s", "the “gates”\n stay") == finding_id("q", "s", ' the "gates" stay ')


def test_ids_stay_what_they_are() -> None:
    # Briefs on disk hold these; another way of making them would take every item for a new one.
    assert finding_id("q", "gazette-1", "the gates stay shut") == "q-6xq5ck"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Yuri Ushakov", "yuri-ushakov"),
        ("Élysée Palace", "elysee-palace"),
        ("O’Brien & Sons, Ltd.", "obrien-sons-ltd"),
        ("Ада Вельд", "ада-вельд"),
        ("İstanbul Postası", "istanbul-postası"),
        ("---", ""),
        ("", ""),
    ],
)
def test_a_slug_is_a_readable_key(words: str, key: str) -> None:
    assert slug(words) == key


@given(st.text())
def test_a_slug_stays_itself(words: str) -> None:
    assert slug(slug(words)) == slug(words)


def test_a_source_is_named_by_its_outlet_and_its_text() -> None:
    article = Article("words", outlet="The Orlo Gazette")
    assert source_key(article) == f"the-orlo-gazette-{article.id[:4]}"
    assert source_key(Article("words")) == f"unknown-{article.id[:4]}"
