"""Narrowing is taken back step by step, in the order in which it was done."""

from __future__ import annotations

from tearline.briefs.board.arrangement import Arrangement
from tearline.tui.session import Session
from tearline.tui.view import Step, View

ACTOR = Step("actor", "mira-dolan", "Mira Dolan")
OTHER = Step("actor", "osk-varga", "Osk Varga")
ARTICLE = Step("article", "a1", "Ferry talks")


def test_each_step_is_taken_back_last_first() -> None:
    view = View().narrowed(ACTOR).narrowed(ARTICLE)
    assert view.last == ARTICLE
    view = view.widened("article")
    assert view.last == ACTOR
    assert view.widened("actor") == View()


def test_choosing_another_actor_takes_the_place_of_the_first() -> None:
    view = View().narrowed(ACTOR).narrowed(ARTICLE).narrowed(OTHER)
    assert view.steps == (ARTICLE, OTHER)


def test_choosing_the_same_again_widens() -> None:
    assert View().toggled(ACTOR).toggled(ACTOR) == View()
    assert View().toggled(ACTOR).toggled(OTHER).value("actor") == "osk-varga"


def test_typing_on_is_no_new_step() -> None:
    view = (
        View().narrowed(Step("query", "fer", "fer")).narrowed(ACTOR).narrowed(Step("query", "ferry", "ferry"))
    )
    assert view.steps == (Step("query", "ferry", "ferry"), ACTOR)


def test_widening_keeps_whether_rejected_rows_show() -> None:
    assert View((ACTOR,), show_rejected=True).widened("actor").show_rejected


def test_each_filter_of_a_list_is_a_step_and_goes_with_it() -> None:
    view = View().arranged("quotes", Arrangement(kind="direct")).narrowed(ACTOR)
    view = view.arranged("quotes", Arrangement(order="speaker", kind="direct", outlet="Veldan Wire"))
    assert [step.label for step in view.steps] == ["direct", "Mira Dolan", "Veldan Wire"]
    assert view.last is not None
    view = view.without(view.last)
    assert view.arrangement("quotes") == Arrangement(order="speaker", kind="direct")
    view = view.without(view.steps[0])
    assert view.arrangement("quotes") == Arrangement(order="speaker"), "an order narrows nothing"
    assert view.steps == (ACTOR,)


def test_a_filter_narrows_its_own_list_alone() -> None:
    view = View((ACTOR,)).arranged("quotes", Arrangement(kind="direct"))
    assert view.steps_of("claims") == (ACTOR,)
    assert [step.label for step in view.steps_of("quotes")] == ["Mira Dolan", "direct"]


def test_filters_and_their_steps_go_together_whatever_was_kept_of_a_session() -> None:
    stray = Step("filter", "quotes outlet", "Nobody's"), Step("filter", "nothing kind", "x")
    session = Session(steps=(*stray, ACTOR), arrangements={"claims": Arrangement(kind="pledge")})
    assert [step.label for step in session.view().steps] == ["Mira Dolan", "pledge"]
