"""Whom an article is about comes first among its actors."""

from __future__ import annotations

import pytest

from tearline.briefs.drafting.actors import find_actors
from tearline.index.reading import article_from_text

CALM = "The sea was calm all day and nobody came to the harbour before the evening. "


def order(text: str) -> list[str]:
    return [actor.name for actor in find_actors(article_from_text(text))]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (
            "Oda Lisle",
            "Feld Emeric",
            f"Lisle wins the vote\n\nFeld Emeric lost to Oda Lisle on Monday.\n\n{CALM * 9}",
        ),
        ("Oda Lisle", "Feld Emeric", f"Oda Lisle left.\n\n{CALM * 9}\n\nFeld Emeric stayed.\n\n{CALM * 9}"),
        (
            "Oda Lisle",
            "Feld Emeric",
            f"Feld Emeric and Oda Lisle left.\n\n{CALM * 3}\n\nLisle said so. {CALM * 3}\n\nLisle wept.",
        ),
        (
            "Oda Lisle",
            "Feld Emeric",
            "Two leave\n\nOda Lisle and Feld Emeric left. Emeric wept.\n\n"
            f"{CALM * 4}\n\nLisle wept.\n\n{CALM * 4}",
        ),
    ],
    ids=["in the title", "early", "often", "throughout"],
)
def test_who_is_salient(first: str, second: str, text: str) -> None:
    names = order(text)
    assert names.index(first) < names.index(second)


def test_salience_is_a_share() -> None:
    text = "Oda Lisle wins\n\n" + "Oda Lisle said so. " * 40
    (actor,) = find_actors(article_from_text(text))
    assert 0.8 < actor.salience <= 1
