"""Which words date a sentence, and which date they name from the article's day."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.drafting.dates import find_events
from tearline.briefs.drafting.document import read_document
from tearline.briefs.findings import Actor, Event
from tearline.index.article import Article
from tearline.index.reading import article_from_text

PUBLISHED = "2031-10-08"  # a Wednesday


def events(text: str, published: str | None = PUBLISHED) -> tuple[Event, ...]:
    return find_events(read_document(article_from_text(text)), (), published)


def dated(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text[slice(*event.when_span)], event.when) for event in events(text, published)]


@pytest.mark.parametrize(
    ("sentence", "words", "when"),
    [
        ("The pact was signed on 3 October 2022.", "3 October 2022", "2022-10-03"),
        ("The pact was signed on October 3, 2022.", "October 3, 2022", "2022-10-03"),
        ("The pact was signed on Oct. 3, 2022.", "Oct. 3, 2022", "2022-10-03"),
        ("The pact of 2022-10-03 was signed.", "2022-10-03", "2022-10-03"),
        ("It was signed in October 2022.", "October 2022", "2022-10"),
        ("In 2014 Veldania left.", "In 2014", "2014"),
        ("The bank may be empty by 2050.", "by 2050", "2050"),
        ("He ruled from 2004 to 2009.", "from 2004 to 2009", "2004"),
        ("They met on October 3-5, 2022.", "October 3-5, 2022", "2022-10-03"),
        ("They met on the 3rd of October 2022.", "3rd of October 2022", "2022-10-03"),
    ],
)
@pytest.mark.parametrize("published", [None, PUBLISHED])
def test_stated_dates_need_no_article_date(
    sentence: str, words: str, when: str, published: str | None
) -> None:
    assert dated(sentence, published) == [(words, when)]
    assert events(sentence, published)[0].basis.startswith("stated")


@pytest.mark.parametrize(
    ("sentence", "words", "when"),
    [
        ("She wants the talks settled before December.", "before December", "2031-12"),
        ("They had met before February.", "before February", "2032-02"),
        ("They had met before August.", "before August", "2031-08"),
        ("He spoke on Monday.", "on Monday", "2031-10-06"),
        ("He spoke Wednesday.", "Wednesday", "2031-10-08"),
        ("He spoke last Wednesday.", "last Wednesday", "2031-10-01"),
        ("He will speak on Monday.", "on Monday", "2031-10-13"),
        ("He spoke of next Friday.", "next Friday", "2031-10-10"),
        ("Yesterday he left.", "Yesterday", "2031-10-07"),
        ("He leaves today.", "today", "2031-10-08"),
        ("He leaves tomorrow.", "tomorrow", "2031-10-09"),
        ("He left last week.", "last week", None),
        ("He left this week.", "this week", "2031-10"),
        ("He spoke at this weekend's forum.", "this weekend", "2031-10"),
        ("He left last month.", "last month", "2031-09"),
        ("He left last year.", "last year", "2030"),
        ("He leaves next year.", "next year", "2032"),
        ("He left two years ago.", "two years ago", "2029"),
        ("He left 14 months ago.", "14 months ago", "2030-08"),
        ("He left three days ago.", "three days ago", "2031-10-05"),
        ("He left in March.", "in March", "2031-03"),
        ("He left in November.", "in November", "2030-11"),
        ("He will leave in March.", "in March", "2032-03"),
        ("He left last October.", "last October", "2030-10"),
        ("Ferries were stopped Tuesday in protest at a tax by the town.", "Tuesday", "2031-10-07"),
        ("Whether the port will open or not, she said Monday, is open.", "Monday", "2031-10-06"),
        ("The town announced on Monday a tax that will begin soon.", "on Monday", "2031-10-06"),
        ("Details would be made public after a meeting on Friday.", "on Friday", "2031-10-10"),
        ("She urged care, ahead of the launch of the ferry in mid-December.", "mid-December", "2031-12"),
        ("She vowed to return on Friday.", "on Friday", "2031-10-10"),
        ("The hall must be paid for by Friday.", "by Friday", "2031-10-10"),
        ("As the fog spread in November, she wanted to leave.", "in November", "2030-11"),
        ("They left on Monday, September 29.", "September 29", "2031-09-29"),
        ("He left on December 30.", "December 30", "2031-12-30"),
        ("He left on 3 January.", "3 January", "2032-01-03"),
    ],
)
def test_relative_dates_are_seen_from_the_articles_day(sentence: str, words: str, when: str | None) -> None:
    expected = when if when is not None else "2031"  # last week lies in two months
    assert dated(sentence) == [(words, expected)]
    assert PUBLISHED in events(sentence)[0].basis


def test_a_stretch_of_days_says_which_days() -> None:
    assert events("He left last week.")[0].basis.endswith("2031-09-29 to 2031-10-05")


@pytest.mark.parametrize("day", ["2031-10-06", "2031-10-07"])
def test_early_in_the_week_this_weekend_is_the_one_just_past(day: str) -> None:
    assert events("He spoke this weekend.", day)[0].basis.endswith("2031-10-04 to 2031-10-05")


@pytest.mark.parametrize(
    "sentence",
    [
        "He spoke on Monday.",
        "He left last week.",
        "He left in March.",
        "He left on 3 March.",
        "He left two days ago.",
    ],
)
def test_without_an_article_date_they_stay_unknown(sentence: str) -> None:
    (event,) = events(sentence, None)
    assert event.when is None
    assert "unknown" in event.basis


@pytest.mark.parametrize(
    ("published", "sentence", "when"),
    [
        ("2031-10", "He left on Monday.", None),
        ("2031-10", "He left last month.", "2031-09"),
        ("2031-01", "He left last month.", "2030-12"),
        ("2031", "He left last month.", None),
        ("2031", "He left last year.", "2030"),
        ("2031-10", "He left in March.", "2031-03"),
        ("no date", "He left last year.", None),
    ],
)
def test_nothing_is_more_precise_than_the_article(published: str, sentence: str, when: str | None) -> None:
    assert events(sentence, published)[0].when == when


@pytest.mark.parametrize(
    "sentence",
    [
        "Mrs. May said it may march on.",
        "Troops march through May Street.",
        "The talks in May's office failed.",
        "The bank runs schools in 2000 villages.",
        "It cost $2014 in all, or 2,014 crowns.",
        "Of the 2000 sailors, 1900 came back.",
        "It was called Black Friday.",
        "She told the Sunday Times that it was so.",
        "It happens every Monday.",
        "In today's market nothing sells.",
        "The 2014-model ship sank.",
        "Second place went to March Hall.",
    ],
)
def test_words_that_only_look_like_dates_are_none(sentence: str) -> None:
    assert dated(sentence) == []


def test_what_a_quotation_calls_yesterday_is_unknown() -> None:
    text = "“They came yesterday,” he said. “It began on 3 March 2030.”"
    assert dated(text) == [("yesterday", None), ("3 March 2030", "2030-03-03")]


def test_an_event_is_its_sentence_with_the_actors_in_it() -> None:
    text = "Kestoria slept. On Monday Veldania recalled its envoy from Kestoria. Sarrow said nothing."
    actors = [
        Actor(name.lower(), name, "state", tuple(match.span() for match in re.finditer(name, text)))
        for name in ("Kestoria", "Veldania", "Sarrow")
    ]
    (event,) = find_events(read_document(article_from_text(text)), actors, PUBLISHED)
    assert text[slice(*event.span)] == "On Monday Veldania recalled its envoy from Kestoria."
    assert event.actors == ("veldania", "kestoria")
    assert event.rule == "date-weekday"


def test_a_sentence_with_two_dates_is_two_events() -> None:
    text = "It began in March 2030 and ended in June 2031, in June 2031 exactly."
    assert [when for _, when in dated(text)] == ["2030-03", "2031-06"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The accord has held since mid-2015.", [("mid-2015", "2015")]),
        ("Thirty-four years ago, a battle was fought there.", []),
        ("They joined in the pile-on Tuesday.", [("Tuesday", "2031-10-07")]),
    ],
)
def test_a_dating_begins_with_a_whole_word(sentence: str, found: list[tuple[str, str | None]]) -> None:
    assert dated(sentence) == found


def test_zones_date_nothing() -> None:
    text = (
        "Border shut on Monday\nAmsel Ledger, October 8, 2031\n\n"
        "BRENMARK, October 8 (AGW) — The border was shut.\n"
        "Photo: A guard on October 3, 2031\nAbout the author\nOda Lisle joined in 2020."
    )
    assert dated(text) == []


@given(st.text(), st.one_of(st.none(), st.text(), st.dates().map(str)))
def test_any_text_and_any_date_survive(text: str, published: str | None) -> None:
    for event in find_events(read_document(Article(text=text)), (), published):
        assert 0 <= event.span[0] <= event.when_span[0] < event.when_span[1] <= event.span[1] <= len(text)


TIMES = st.sampled_from(
    [
        "on Monday",
        "last week",
        "May",
        "in",
        "2031",
        "3",
        "October",
        "yesterday",
        "two",
        "years",
        "ago",
        "“",
        ".",
        "next",
    ]
)


@given(st.lists(TIMES, max_size=20).map(" ".join), st.dates().map(str))
def test_every_date_found_is_an_iso_date(text: str, published: str) -> None:
    for event in find_events(read_document(Article(text=text)), (), published):
        assert event.when is None or [len(part) for part in event.when.split("-")] in ([4], [4, 2], [4, 2, 2])
        assert event.basis


@pytest.mark.parametrize("unit", ["on Monday ", "2031", "in 2031. ", "March 3-", "“last week ", "May "])
def test_long_runs_of_dates_are_read(unit: str) -> None:
    document = read_document(Article(text=unit * (200_000 // len(unit))))
    assert find_events(document, (), PUBLISHED) is not None
