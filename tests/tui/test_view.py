"""Narrowing is taken back step by step, in the order in which it was done."""

from __future__ import annotations

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
