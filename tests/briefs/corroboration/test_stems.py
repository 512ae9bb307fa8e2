"""Words of one meaning are one concept; opposites are one matter on two sides."""

from __future__ import annotations

import pytest

from tearline.briefs.corroboration.stems import concept_of, name_stems, stem, weight_of


@pytest.mark.parametrize(
    "forms",
    ["move moves moved moving", "plan plans planned planning", "rise rises rose risen rising", "city cities"],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_words_that_merely_look_alike_stay_apart() -> None:
    assert stem("planned") != stem("planes")
    assert stem("aide") != stem("aids")


@pytest.mark.parametrize("words", ["troops soldiers", "explosion blast", "killed died", "freed released"])
def test_synonyms_are_one_concept(words: str) -> None:
    assert len({concept_of(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("rose", "fell"), ("reopened", "closed"), ("accepted", "rejected"), ("won", "lost")]
)
def test_opposites_are_one_matter_on_two_sides(one: str, other: str) -> None:
    matter, side = concept_of(one)
    assert concept_of(other) == (matter, -side)


def test_a_state_goes_by_one_name() -> None:
    assert name_stems("Moscow") == name_stems("Russians") == name_stems("Russia’s")
    assert name_stems("Halvanian") == name_stems("Halvania")


def test_a_word_of_no_dictionary_tells_most_and_a_light_one_least() -> None:
    assert weight_of("corvane") > weight_of("valve") > weight_of("people")
