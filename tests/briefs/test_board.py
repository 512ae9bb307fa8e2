"""The board shows findings in the order in which one briefs, and the brief's word over any finding's."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tearline.briefs.board.build import build_board
from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.findings import Findings
from tearline.briefs.model import Brief
from tearline.index.article import Article

Story = tuple[Article, Findings]
Maker = Callable[..., Story]

PEOPLE = {"Mara Vell": "person", "Tarnia": "state"}


@pytest.fixture(name="pact")
def pact_story(story: Maker) -> Story:
    return story(
        "Mara Vell of Tarnia said: “We will sign the pact.” An aide called it “a leap”. Tarnia was silent.",
        PEOPLE,
        quotes=[("We will sign the pact.", "Mara Vell"), ("a leap", "An aide")],
        claims=[("We will sign the pact", "Mara Vell", 0.6), ("Tarnia was silent", None, 0.9)],
        events=[("Tarnia was silent", "2031-05"), ("An aide", None)],
        path="articles/pact.txt",
        outlet="The Harbour Post",
        published="2031-05-04",
    )


@pytest.fixture(name="reply")
def reply_story(story: Maker) -> Story:
    return story(
        "“Nothing is signed yet,” Mara Vell said later. Tarnia waits.",
        PEOPLE,
        quotes=[("Nothing is signed yet,", "Mara Vell")],
        claims=[("Nothing is signed yet", "Mara Vell", 0.7)],
        events=[("Tarnia waits", "2031")],
        path="articles/reply.txt",
        published="2031-06",
    )


def board_of(*stories: Story, brief: Brief | None = None) -> Board:
    return build_board([article for article, _ in stories], {one.id: found for one, found in stories}, brief)


def brief_on(article: Article, **sections: Any) -> Brief:
    source = {"file": article.path, "text": f"sha256:{article.id}"}
    return Brief.model_validate({"tearline": 1, "title": "Pact", "sources": {"s": source}, **sections})


def at(article: Article, words: str) -> dict[str, Any]:
    start = article.text.index(words)
    return {"source": "s", "start": start, "end": start + len(words)}


def test_rows_carry_all_that_a_pane_prints(pact: Story) -> None:
    board = board_of(pact)
    signed, leap = board.quotes
    assert (signed.words, signed.speaker, signed.speaker_name) == (
        "We will sign the pact.",
        "mara-vell",
        "Mara Vell",
    )
    assert (leap.speaker, leap.speaker_name, leap.status) == (None, "An aide", "suggested")
    mara = board.actor("mara-vell")
    assert mara is not None
    assert (mara.name, mara.mentions, mara.quotes, mara.claims) == ("Mara Vell", 1, 1, 1)
    assert mara.spans == {pact[0].id: ((0, 9),)}
    assert board.claims[0].about == ("tarnia",)
    [article] = board.articles
    assert (article.outlet, article.quotes, article.claims) == ("The Harbour Post", 2, 2)


def test_quotes_come_newest_article_first_and_claims_by_score_and_events_by_date(
    pact: Story, reply: Story
) -> None:
    board = board_of(pact, reply)
    assert [row.words for row in board.quotes] == [
        "Nothing is signed yet,",
        "We will sign the pact.",
        "a leap",
    ]
    assert [row.score for row in board.claims] == [0.9, 0.7, 0.6]
    assert [row.when for row in board.events] == ["2031", "2031-05", None]
    assert [row.path for row in board.articles] == ["articles/reply.txt", "articles/pact.txt"]


def test_ids_are_unique_and_the_same_words_twice_are_told_apart(story: Maker) -> None:
    twice = story("“No,” Mara Vell said. “No,” Mara Vell said.", PEOPLE, quotes=[("No", "Mara Vell")] * 2)
    again = board_of(twice)
    assert len({row.id for row in again.quotes}) == 2
    assert [row.id for row in again.quotes] == [row.id for row in board_of(twice).quotes]


def test_the_order_in_which_articles_are_given_does_not_matter(pact: Story, reply: Story) -> None:
    assert board_of(pact, reply) == board_of(reply, pact)


def test_an_item_of_the_brief_is_shown_as_the_brief_has_it(pact: Story) -> None:
    article = pact[0]
    found = board_of(pact).quotes[0]
    brief = brief_on(
        article,
        actors={"oda": {"name": "Oda Quill", "type": "person"}},
        quotes=[
            {
                "id": found.id,
                "speaker": "oda",
                "form": "direct",
                "said": "We will sign the pact.",
                "at": at(article, "We will sign the pact."),
                "review": "edited",
            }
        ],
    )
    row = board_of(pact, brief=brief).item(found.id)
    assert row is not None
    assert (row.status, getattr(row, "speaker", ""), getattr(row, "speaker_name", "")) == (
        "edited",
        "oda",
        "Oda Quill",
    )
    assert len(board_of(pact, brief=brief).quotes) == 2


@pytest.mark.parametrize("words", ["We will sign the pact.", "We will sign the pact"])
def test_an_item_under_an_id_of_its_own_covers_the_finding_of_its_words(pact: Story, words: str) -> None:
    article = pact[0]
    found = board_of(pact).quotes[0]
    quote = {"id": "q-mine", "form": "direct", "said": words, "at": at(article, words)}
    board = board_of(pact, brief=brief_on(article, quotes=[quote]))
    assert board.item(found.id) is None
    row = board.item("q-mine")
    assert row is not None
    assert (row.status, row.finding) == ("accepted", found.id)


def test_what_stands_in_the_brief_alone_is_a_row_too(pact: Story) -> None:
    article = pact[0]
    brief = brief_on(
        article,
        claims=[
            {"id": "c-mine", "claim": "The pact is sealed.", "kind": "fact"},
            {
                "id": "c-lost",
                "claim": "It was.",
                "kind": "fact",
                "evidence": [{"source": "gone", "start": 0, "end": 3, "exact": "Yes"}],
            },
        ],
        quotes=[{"id": "q-mine", "form": "direct", "said": "of Tarnia", "at": at(article, "of Tarnia")}],
    )
    board = board_of(pact, brief=brief)
    assert {row.id for row in board.claims} >= {"c-mine", "c-lost"}
    lost, mine = board.item("c-lost"), board.item("q-mine")
    assert lost is not None
    assert (lost.article, lost.spans) == ("", ())
    assert mine is not None
    assert (mine.article, mine.spans) == (article.id, ((10, 19),))


def test_rejected_findings_keep_their_place_and_say_so(pact: Story) -> None:
    before = board_of(pact)
    out = before.quotes[0].id
    board = board_of(pact, brief=brief_on(pact[0], rejected=[out]))
    assert [row.id for row in board.quotes] == [row.id for row in before.quotes]
    assert [row.status for row in board.quotes] == ["rejected", "suggested"]
    mara = board.actor("mara-vell")
    assert mara is not None
    assert mara.quotes == 0


def test_a_quote_follows_its_words_when_the_article_changed(pact: Story, story: Maker) -> None:
    old = pact[0]
    new, found = story("Corrected. " + old.text, PEOPLE, path=old.path)
    quote = {
        "id": "q-mine",
        "form": "direct",
        "said": "We will sign the pact.",
        "at": {**at(old, "We will sign the pact."), "before": "Tarnia said: “", "after": "” An aide"},
    }
    row = board_of((new, found), brief=brief_on(old, quotes=[quote])).item("q-mine")
    assert row is not None
    assert [new.text[start:end] for start, end in row.spans] == ["We will sign the pact."]


def test_an_id_of_the_brief_is_given_to_no_other_finding(pact: Story, reply: Story) -> None:
    theirs = board_of(reply).quotes[0].id
    article = pact[0]
    quote = {"id": theirs, "form": "direct", "said": "a leap", "at": at(article, "a leap")}
    board = board_of(pact, reply, brief=brief_on(article, quotes=[quote]))
    ids = [row.id for row in board.quotes]
    assert len(set(ids)) == len(ids) == 3
    kept = board.item(theirs)
    assert kept is not None
    assert kept.words == "a leap"


def test_an_actor_of_the_brief_is_a_draft_while_all_that_names_it_is(pact: Story) -> None:
    article = pact[0]

    def status(review: str) -> str:
        quote = {"id": "q-mine", "speaker": "mara-vell", "form": "direct", "said": "a leap", "review": review}
        actors = {"mara-vell": {"name": "Mara Vell", "type": "person"}}
        brief = brief_on(article, actors=actors, quotes=[{**quote, "at": at(article, "a leap")}])
        row = board_of(pact, brief=brief).actor("mara-vell")
        assert row is not None
        return row.status

    assert (status("draft"), status("accepted")) == ("draft", "accepted")


def test_a_live_board_is_at_any_time_the_board_of_what_it_holds(story: Maker) -> None:
    chance = random.Random(7)  # noqa: S311
    names = ["Mara Vell", "Oda Quill", "Quill", "Tarnia", "Northern Sea Council", "NSC"]
    kinds = (
        dict.fromkeys(names[:3], "person") | {"Tarnia": "state"} | dict.fromkeys(names[4:], "organization")
    )
    stories: list[Story] = []
    for n in range(12):
        cast = chance.sample(names, 3)
        text = f"Note {n}. " + " ".join(f"{name} said no {n}." for name in cast) + " It is so."
        stories.append(
            story(
                text,
                {name: kinds[name] for name in cast},
                quotes=[(f"no {n}", cast[0])],
                claims=[("It is so", cast[1] if n % 2 else None, n / 12)],
                aliases={"Northern Sea Council": ["NSC"]},
                roles={"Quill": "minister", "Oda Quill": "minister"},
                published=f"2031-0{1 + n % 9}",
                path=f"{n}.txt",
            )
        )
    found = board_of(stories[0]).quotes[0]
    briefs = [
        None,
        brief_on(stories[0][0], rejected=[found.id]),
        brief_on(
            stories[0][0],
            actors={"quill": {"name": "Quill", "type": "person"}},
            quotes=[{"id": "q-x", "form": "direct", "said": "Note 0", "at": at(stories[0][0], "Note 0")}],
        ),
    ]
    live, held, brief = LiveBoard(), dict[str, Story](), None
    for _ in range(120):
        if chance.random() < 0.2:
            brief = chance.choice(briefs)
            live.set_brief(brief)
        one = chance.choice(stories)
        if one[0].id in held and chance.random() < 0.6:
            live.remove(one[0].id)
            del held[one[0].id]
        else:
            live.add(*one)
            held[one[0].id] = one
        if chance.random() < 0.5:
            assert live.board() == board_of(*held.values(), brief=brief)
