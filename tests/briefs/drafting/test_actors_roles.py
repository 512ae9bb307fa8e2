"""Drafting gives people the roles that an article gives them, without ages and forms of address."""

import pytest

from tearline.briefs.drafting.actors import find_actors
from tearline.index.article import Article


def roles(text: str, name: str) -> list[str]:
    actor = next(actor for actor in find_actors(Article(text)) if actor.name == name)
    for role in actor.roles:
        assert text[slice(*role.span)] == role.text
    return [role.text for role in actor.roles]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They met President Karl Bruun again.", "President"),
        ("Then Norwegian Fisheries Minister Karl Bruun spoke.", "Norwegian Fisheries Minister"),
        (
            "Karl Bruun, 74, a trade policy adviser to President Rosling, said so.",
            "trade policy adviser to President Rosling",
        ),
        (
            "Karl Bruun, NATO’s deputy assistant secretary general for harbour affairs, told reporters so.",
            "NATO’s deputy assistant secretary general for harbour affairs",
        ),
        (
            "However, Karl Bruun, 63, president of the Kelp Commission, left.",
            "president of the Kelp Commission",
        ),
        ("Outside, EU chief kelp negotiator Karl Bruun waited.", "EU chief kelp negotiator"),
        ("Karl Bruun is the chief executive of Brandolux.", "chief executive of Brandolux"),
        ("The company's founder, Karl Bruun, resigned.", "founder"),
        (
            "On the quay Karl Bruun, a Norwegian assistant secretary of state, was handed a letter.",
            "Norwegian assistant secretary of state",
        ),
        (
            "Sen. Karl Bruun (D-Ohio), chairman of the tides committee, agreed.",
            "chairman of the tides committee",
        ),
    ],
)
def test_a_role_is_read_with_the_words_that_describe_it(text: str, role: str) -> None:
    assert role in roles(text, "Karl Bruun")


@pytest.mark.parametrize(
    "text",
    [
        "Mr Karl Bruun left.",
        "Karl Bruun, 74, left.",
        "The departure of Karl Bruun, which nobody saw, was quick.",
        "Karl Bruun, however, stayed; Karl Bruun was tired.",
    ],
)
def test_what_is_no_role_is_left_out(text: str) -> None:
    assert roles(text, "Karl Bruun") == []


@pytest.mark.parametrize("end", ["and", "and ", "and\n", "and (", "and 7", "of", "to", "", " "])
def test_a_role_that_breaks_off_is_read_as_far_as_it_goes(end: str) -> None:
    assert roles(f"Karl Bruun, chairman of the Kelp Bank {end}", "Karl Bruun") == [
        "chairman of the Kelp Bank"
    ]


def test_words_before_a_title_do_not_slip_into_the_role() -> None:
    assert roles("The vote has given President Karl Bruun a mandate.", "Karl Bruun") == ["President"]
    assert roles("It ended with the ouster of President Karl Bruun.", "Karl Bruun") == ["President"]


def test_a_role_that_a_longer_one_holds_is_not_repeated() -> None:
    text = "Kelp Commission President Karl Bruun left. President Karl Bruun won."
    assert "President" not in roles(text, "Karl Bruun")
