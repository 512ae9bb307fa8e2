"""The registry is complete and without contradiction: every action can be found, pressed and read about."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tearline.tui.actions import ACTIONS, Action, Place, footer, key_of, shown_keys
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.screens.review import ReviewScreen
from tearline.tui.screens.views.actor import ActorView
from tearline.tui.screens.views.assessment import AssessmentView
from tearline.tui.screens.views.base import ViewScreen
from tearline.tui.screens.views.changes import ChangesView
from tearline.tui.screens.views.matrix import MatrixView
from tearline.tui.screens.views.sources import SourcesView
from tearline.tui.screens.views.timeline import TimelineView
from tearline.tui.widgets.find_bar import FindInput
from tearline.tui.widgets.matrix_grid import MatrixGrid
from tearline.tui.widgets.reader import Reader
from tearline.tui.widgets.row_list import RowList
from tearline.tui.widgets.search_bar import Chip, QueryInput

WHERE: dict[Place, type[Any]] = {
    "desk": DeskScreen,
    "list": RowList,
    "reader": Reader,
    "search": QueryInput,
    "view": ViewScreen,
    "grid": MatrixGrid,
    "timeline": TimelineView,
    "sources": SourcesView,
    "matrix": MatrixView,
    "assessment": AssessmentView,
    "changes": ChangesView,
    "actor": ActorView,
    "review": ReviewScreen,
}
WHERE |= {"selecting": Reader, "find": FindInput, "chip": Chip}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.place}.{action.target}")
def test_every_action_has_a_method_a_name_a_key_and_a_line_of_help(action: Action) -> None:
    assert callable(getattr(WHERE[action.place], f"action_{action.id}", None))
    assert action.name[0].isupper()
    assert action.keys
    assert action.help.endswith(".")
    assert shown_keys(action)


@pytest.mark.parametrize("place", WHERE)
def test_a_key_means_one_thing_in_a_place(place: Place) -> None:
    keys = Counter(key for action in ACTIONS if action.place == place for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("place", WHERE)
def test_the_bindings_of_a_place_are_the_registry_s(place: Place) -> None:
    bound = {
        (key, binding.action)
        for binding in WHERE[place].BINDINGS
        if not isinstance(binding, tuple)
        for key in binding.key.split(",")
    }
    registered = {(key, action.target) for action in ACTIONS if action.place == place for key in action.keys}
    assert registered <= bound


@pytest.mark.parametrize("place", ["list", "reader", "search"])
def test_the_footer_always_offers_help(place: Place) -> None:
    assert "help" in [action.id for action in footer(place)]


def test_sentences_name_keys_as_people_write_them() -> None:
    assert (key_of("search"), key_of("widen"), key_of("palette")) == ("/", "Esc", "^p")
