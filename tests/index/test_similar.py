"""Copies of one story are one origin; independent reports of one event are not."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.index.article import Article, Zone
from tearline.index.similar import Origins, compare_copies, fingerprint, likeness, origins

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
    assert families.add(Article(WIRE)) == {Article(WIRE).id}
    assert families.add(Article(WIRE)) == frozenset()
    assert families.of(Article(WIRE + " x").id) == Article(WIRE + " x").id


def test_reports_that_share_nothing_but_a_quoted_statement_are_independent() -> None:
    statement = f"“{prose(13, 200)}”"
    assert not one_origin(prose(14, 80) + statement, prose(15, 80) + statement)


def test_a_statement_printed_with_nothing_around_it_is_one_origin() -> None:
    statement = f"“{prose(16, 200)}”"
    assert one_origin("He said: " + statement, "The text: " + statement)


def test_a_copy_with_an_inserted_paragraph_is_one_origin() -> None:
    half = len(WIRE) // 2
    assert one_origin(WIRE, WIRE[:half] + "\n\n" + prose(17, 150) + "\n\n" + WIRE[half:])


STORIES = [prose(seed, 200) for seed in range(30, 34)]


@st.composite
def desks(draw: st.DrawFn) -> list[Article]:
    """Articles of which some are copies, cut, lengthened or joined, on few dates or none."""
    found = {}
    for n in range(draw(st.integers(2, 12))):
        story = draw(st.sampled_from(STORIES))
        other = draw(st.sampled_from([*STORIES, ""]))
        first, last = draw(st.sampled_from([(0, 1), (0, 0.5), (0.3, 1), (0.6, 1)]))
        text = story[int(first * len(story)) : int(last * len(story))] + f" {n % 5} " + other
        article = Article(text, published=draw(st.sampled_from([None, "2031-01-01", "2031-01-02", "2031"])))
        found[article.id] = article
    return list(found.values())


@settings(max_examples=60, deadline=None)
@given(desks(), st.randoms(use_true_random=False), st.data())
def test_families_follow_from_the_articles_whatever_the_order_and_what_was_taken_out(
    desk: list[Article], chance: random.Random, data: st.DataObject
) -> None:
    expected = origins(desk)
    extra = [Article(STORIES[0] + " gone", published="2030-01-01"), Article(STORIES[1][:700])]
    given_now = [*desk, *(one for one in extra if one.id not in expected)]
    chance.shuffle(given_now)
    families = Origins()
    told: dict[str, str] = {}
    for article in given_now:
        told |= {one: families.of(one) for one in families.add(article)}
    for article in extra:
        if article.id not in expected:
            told |= {one: families.of(one) for one in families.remove(article.id)}
            told.pop(article.id)
    assert {article.id: families.of(article.id) for article in desk} == expected
    assert told == expected


@settings(max_examples=60, deadline=None)
@given(desks())
def test_looking_up_by_few_shingles_finds_what_comparing_all_pairs_finds(desk: list[Article]) -> None:
    in_order = sorted(
        desk, key=lambda one: (one.published is None, one.published or "", len(one.text), one.id)
    )
    prints = {article.id: fingerprint(article) for article in in_order}
    expected: dict[str, str] = {}
    for article in in_order:
        firsts = [one for one in expected if expected[one] == one]
        scored = [(-likeness(prints[article.id], prints[one]), one) for one in firsts]
        best = min(scored, default=(0.0, ""))
        expected[article.id] = best[1] if best[0] < 0 else article.id
    assert origins(desk) == expected


def test_a_copy_tells_what_it_adds_and_what_it_leaves_out() -> None:
    first = Article("A ship sank. Nobody was hurt.\nThe harbour stays shut until Friday.")
    copy = Article("A SHIP SANK! Our reporter saw it.\nThe harbour stays shut until Friday.")
    told = compare_copies(first, copy)
    assert [copy.text[start:end] for start, end in told.own] == ["Our reporter saw it."]
    assert [first.text[start:end] for start, end in told.dropped] == ["Nobody was hurt."]


def test_another_process_finds_the_same_families() -> None:
    code = (
        "from tearline.index.similar import fingerprint; from tearline.index.article import Article;"
        f"print(fingerprint(Article({WIRE!r})).hashes[:5])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
