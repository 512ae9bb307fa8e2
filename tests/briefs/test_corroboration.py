"""Copies of one story are one origin; independent reports of one event are not."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import permutations

from tearline.briefs.corroboration import Origins, origins
from tearline.index.article import Article, Zone

WORDS = [
    f"{head}{tail}"
    for head in ("bar", "ko", "lun", "mer", "sta", "vo")
    for tail in ("den", "lim", "ra", "tos")
]


def prose(seed: int, length: int = 300) -> str:
    """Made-up running text: no two seeds share more than chance runs of five words."""
    chance = random.Random(seed)  # noqa: S311
    return " ".join(chance.choice(WORDS) for _ in range(length)) + "."


WIRE = prose(1)


def one_origin(*texts: str) -> bool:
    return len(set(origins([Article(text) for text in texts]).values())) == 1


def test_a_wire_copy_with_its_own_head_and_tail_is_one_origin() -> None:
    assert one_origin(WIRE, "Our own headline\n" + WIRE + "\n" + prose(2, 30))


def test_a_copy_cut_to_its_first_third_is_one_origin() -> None:
    assert one_origin(WIRE, WIRE[: len(WIRE) // 3])


def test_a_copy_set_in_other_case_quotes_and_spaces_is_one_origin() -> None:
    assert one_origin(WIRE, WIRE.upper().replace(" ", "\n  "))


def test_a_copy_with_every_twentieth_word_changed_is_one_origin() -> None:
    words = WIRE.split()
    words[::20] = ["otherwise"] * len(words[::20])
    assert one_origin(WIRE, " ".join(words))


def test_reports_that_share_one_long_quote_are_independent() -> None:
    quote = prose(3, 40)
    assert not one_origin(prose(4) + quote + prose(5, 50), prose(6) + quote + prose(7, 50))


def test_shared_boilerplate_in_the_layout_is_no_common_origin() -> None:
    def article(seed: int) -> Article:
        own, block = prose(seed, 60), prose(99, 400)
        return Article(own + block, zones=(Zone("author", len(own), len(own) + len(block)),))

    assert len(set(origins([article(8), article(9)]).values())) == 2


def test_short_notes_are_copies_only_when_nearly_the_same() -> None:
    assert one_origin("Talks end without a result.", "Talks end without a result!")
    assert not one_origin("Talks end without a result.", "Talks end without any agreement.")


def test_a_roundup_of_two_stories_does_not_make_them_one() -> None:
    first, second = prose(10), prose(11)
    found = origins(
        [
            Article(first, published="2031-01-01"),
            Article(second, published="2031-01-01"),
            Article(first + "\n" + second, published="2031-01-02"),
        ]
    )
    assert len(set(found.values())) == 2


def test_the_earliest_article_gives_the_family_its_name_in_whatever_order_they_come() -> None:
    articles = [
        Article(WIRE + " copy", published="2031-02-02"),
        Article(WIRE, published="2031-02-01"),
        Article(WIRE + " undated"),
        Article(prose(12)),
    ]
    for order in permutations(articles):
        found = origins(order)
        assert {found[article.id] for article in articles[:3]} == {articles[1].id}
        assert found[articles[3].id] == articles[3].id


def test_empty_texts_have_nothing_in_common() -> None:
    assert not one_origin("", "...")
    assert not one_origin("", WIRE)


def test_an_article_given_twice_stays_where_it_is() -> None:
    families = Origins()
    assert families.add(Article(WIRE)) == families.add(Article(WIRE))
    assert families.of(Article(WIRE + " x").id) == Article(WIRE + " x").id


def test_another_process_finds_the_same_families() -> None:
    code = (
        "from tearline.briefs.corroboration import _shingles; from tearline.index.article import Article;"
        f"print(sorted(_shingles(Article({WIRE!r})))[:5])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
