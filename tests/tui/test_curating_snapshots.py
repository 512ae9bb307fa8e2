"""Dialogs of working on a brief as they look, on rows made by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

# The desk of the other snapshots, whose module lies beside this one.
_spec = importlib.util.spec_from_file_location(
    "desk_snapshots", Path(__file__).with_name("test_snapshots.py")
)
assert _spec is not None
assert _spec.loader is not None
desk = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(desk)

SIZES = {"small": (80, 24), "middle": (120, 36), "large": (200, 60)}


@pytest.mark.parametrize("theme", ["tearline-dark", "tearline-light"])
@pytest.mark.parametrize("size", SIZES)
def test_the_review(snap_compare: Any, size: str, theme: str) -> None:
    app = desk.fixed_app(theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=desk.doing("2", "V", "space"))


@pytest.mark.parametrize(
    "keys",
    [("2", "g", "e"), ("1", "g", "e"), ("1", "space", "space", "m"), ("W",), ("3", "A")],
    ids=["form-of-a-quote", "form-of-an-actor", "merge", "names", "accept-all"],
)
def test_dialogs_in_a_small_window(snap_compare: Any, keys: tuple[str, ...]) -> None:
    assert snap_compare(desk.fixed_app(), terminal_size=SIZES["small"], run_before=desk.doing(*keys))
