"""What a sentence says of its own certainty is told from what it says of other people's."""

from __future__ import annotations

import pytest

from tearline.briefs.checking.wording import (
    says_confidence,
    says_likelihood,
    says_other_likelihood,
    sentences,
    vague_likelihood,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The gates will stay shut, we judge with high confidence.",
        "We have moderate confidence that Velmara will sign.",
        "With low confidence we expect a second strike.",
        "Velmara will probably sign (moderate confidence).",
        "Velmara will probably sign; low confidence.",
        "The harbour will likely open – high confidence.",
        "We are confident that the dam holds.",
        "We remain fairly confident that the dam holds.",
        "Our confidence is low.",
        "We have high confidence in this judgement, which is likely to hold.",
        "The talks will likely fail: low-to-moderate confidence.",
        "We judge, at a moderate level of confidence, that the talks will fail.",
        "Confidence: moderate.",
        "We confidently judge that the talks will fail.",
    ],
)
def test_the_analysts_confidence_is_seen(sentence: str) -> None:
    assert says_confidence(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Consumer confidence is likely to fall.",
        "The minister is confident that the dam holds.",
        "Orlo's voters have little confidence in the ministry.",
        "Parliament has high confidence in the bank.",
        "The government will likely survive the vote of no confidence.",
        "A low confidence vote would end the coalition.",
        "The talks will likely restore confidence between the two.",
        "Business confidence is high among exporters.",
        "Velmara shared the plan in confidence.",
        "He told her confidently that the talks would fail.",
        "The two sides agreed on confidence-building measures.",
        "Confidence in the krone will fall.",
    ],
)
def test_other_peoples_confidence_is_none_of_ours(sentence: str) -> None:
    assert not says_confidence(sentence)


@pytest.mark.parametrize(
    ("sentence", "likely"),
    [
        ("Velmara is likely to sign.", True),
        ("Velmara will probably sign.", True),
        ("There is a remote chance of a strike.", True),
        ("It is almost certain that the dam fails.", True),
        ("There is a roughly even chance of rain.", True),
        ("The most likely candidate is Veld.", False),
        ("An unlikely pair governs Orlo.", False),
        ("The ferry serves remote islands.", False),
        ("A certain minister left.", False),
    ],
)
def test_a_likelihood_is_told_from_a_likely_thing(sentence: str, likely: bool) -> None:
    assert says_likelihood(sentence) is likely


@pytest.mark.parametrize(
    ("sentence", "likelihood", "other"),
    [
        ("Velmara is unlikely to sign.", "likely", "unlikely"),
        ("Velmara will almost certainly sign.", "likely", "almost certainly"),
        ("Velmara is very unlikely to sign.", "unlikely", "very unlikely"),
        ("Velmara will probably sign.", "very likely", "probably"),
        ("Velmara will probably sign.", "probable", None),
        ("Velmara is likely to sign.", "likely", None),
        ("Velmara will sign.", "likely", None),
        ("Veld, the most likely heir, will sign.", "very likely", None),
        ("Velmara is unlikely to sign and likely to talk.", "likely", None),
    ],
)
def test_two_likelihoods_of_one_judgement_are_seen(sentence: str, likelihood: str, other: str | None) -> None:
    assert says_other_likelihood(sentence, likelihood) == other


@pytest.mark.parametrize(
    ("sentence", "vague"),
    [
        ("Velmara might sign.", "might sign"),
        ("Perhaps Velmara signs.", "perhaps"),
        ("Velmara may well sign.", "may well sign"),
        ("Velmara may be preparing a strike.", "may be preparing"),
        ("Velmara may have signed.", "may have"),
        ("There is a good chance of a deal.", "a good chance"),
        ("There is a serious possibility of war.", "a serious possibility"),
        ("It is possible that the dam fails.", "it is possible that"),
        ("A second strike cannot be ruled out.", "cannot be ruled out"),
        ("Chances are that it fails.", "chances are"),
        ("In all probability the dam holds.", "in all probability"),
        ("The dam will possibly fail.", "possibly"),
    ],
)
def test_a_word_for_likelihood_that_has_no_band_is_seen(sentence: str, vague: str) -> None:
    assert vague_likelihood(sentence) == vague


@pytest.mark.parametrize(
    "sentence",
    [
        "Velmara is likely to sign.",
        "The talks in May failed.",
        "Ships may pass only by day.",
        "Orlo could not pay its clerks.",
        "Orlo has shown its might at sea.",
        "The full might of the fleet is at Orlo.",
        "Beijing backs Moscow in words, short of arms.",
        "There is no sign of a second strike.",
        "The chance to talk has passed.",
        "The minister gave her a chance.",
        "What is possible under the treaty is narrow.",
        "The mayor ruled out a sale.",
        "Maybeck signed for Orlo.",
    ],
)
def test_words_that_mean_something_else_pass(sentence: str) -> None:
    assert vague_likelihood(sentence) is None


def test_sentences_are_told_apart() -> None:
    assert sentences("The dam holds. It is likely to. “Is it?” We are confident in the U.S. economy.") == [
        "The dam holds.",
        "It is likely to.",
        "“Is it?",
        "We are confident in the U.S. economy.",
    ]
