"""Drafting of actors takes any text: no exception, spans in bounds, the same answer every time."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.drafting.actors import find_actors
from tearline.index.article import Article, Zone

WORDS = st.sampled_from(
    [
        *[
            "President",
            "Karl",
            "Bruun",
            "of",
            "the",
            "Bank",
            "and",
            "for",
            "Norway’s",
            "U.S.",
            "(IKTA)",
            ",",
            ".",
        ],
        *[
            "\n",
            "\n\n",
            "“",
            "”",
            "'",
            "--",
            "/",
            "al-Tamimi",
            "von",
            "der",
            "Mark",
            "St.",
            "Inc.",
            "&",
            "OSLO",
        ],
        *["KARL", "BRUUN", "said", "who", "is", "74,", "Ministry", "Monday", "Russian", "Jordan", "a", "May"],
        *[
            "chairman",
            "chief",
            "executive",
            "spokesman",
            ", the",
            "is a",
            "to",
            "-",
            "Co.",
            "D.C.",
            "$",
            "in",
            "Mr.",
        ],
    ]
)


def check(text: str, *zones: Zone) -> None:
    article = Article(text, zones=zones)
    found = find_actors(article)
    assert found == find_actors(article)
    assert len({actor.id for actor in found}) == len(found)
    taken = sorted(span for actor in found for span in actor.mentions)
    for start, end in taken:
        assert 0 <= start < end <= len(text)
    assert all(before[1] <= after[0] for before, after in pairwise(taken))
    for actor in found:
        assert actor.mentions == tuple(sorted(actor.mentions))
        assert actor.name.strip()
        assert actor.name not in actor.aliases
        assert all(text[slice(*role.span)] == role.text for role in actor.roles)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_row_of_words(text: str) -> None:
    check(text)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text)


@given(st.lists(WORDS, min_size=5, max_size=40).map(" ".join), st.data())
def test_any_zones(text: str, data: st.DataObject) -> None:
    cut = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True)))
    kinds = st.sampled_from(["title", "byline", "credit", "furniture", "dateline", "author"])
    check(text, *(Zone(data.draw(kinds), a, b) for a, b in zip(cut[::2], cut[1::2], strict=False)))


def test_every_unicode_category() -> None:
    sample: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        sample.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    for letters in sample.values():
        text = "".join(letters[:400])
        check(text)
        check(" ".join(f"Ka{letter}rl {letter}Bruun" for letter in letters[:60]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "\0" * 1000,
        "\n" * 1000,
        "“" * 1000,
        "'" * 1000,
        "A.B.C." * 200,
        "(" * 1000,
        "\ud800 Karl Bruun",
        "Œ" * 1000,
    ],
)
def test_degenerate_texts(text: str) -> None:
    check(text)


def test_the_same_actors_in_whatever_company() -> None:
    text = "Tella Moor met Ana Ruiz in Kessel. Ms. Ruiz, the mayor, said Moor's plan was hers."
    alone = find_actors(Article(text))
    for others in range(20):
        find_actors(Article(f"Mr. Ruiz of Moor met Tella Kessel {others} times. Moor Inc. said so. " * 3))
        find_actors(Article("Moor" + "Ruiz" * 5000 + others * " Tella"))
    assert find_actors(Article(text)) == alone


@pytest.mark.parametrize(
    "name",
    ["al-Tarmin", "d'Orvel", "von der Kessel", "van Moor", "eKordel", "ash-Sharim", "de Tarmin", "O'Kessel"],
)
def test_a_name_begins_before_its_first_capital(name: str) -> None:
    text = f"The talks went on. They said Mr. Tella {name} would not come, and that {name} never had."
    spans = {text[start:end] for actor in find_actors(Article(text)) for start, end in actor.mentions}
    assert spans == {f"Tella {name}", name}
