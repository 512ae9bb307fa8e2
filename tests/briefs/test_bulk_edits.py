"""Keys of many items change at once as they would one by one, however the brief is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.problems import EditError

BLOCK = """\
tearline: 1
title: The dam
sources:
  gazette: {file: dam.txt}
quotes:
  # the first
  - id: q-1
    form: direct
    said: shut  # as printed
    at: {source: gazette, start: 0, end: 4}
  - id: q-2
    form: direct
    said: open
    at: {source: gazette, start: 9, end: 13}
"""
FLOW = """\
{tearline: 1, title: The dam, sources: {gazette: {file: dam.txt}}, quotes: [
  {id: q-1, form: direct, said: shut, at: {source: gazette, start: 0, end: 4}},
  {id: q-2, form: direct, said: open, at: {source: gazette, start: 9, end: 13}}]}
"""


@pytest.mark.parametrize("text", [BLOCK, FLOW], ids=["block", "flow"])
def test_many_items_change_in_one_step(tmp_path: Path, text: str) -> None:
    file, one_by_one = (BriefFile(tmp_path / "dam.yaml", text, None) for _ in range(2))
    file.set_many(
        {"q-2": {"cue": "said", "note": "late"}, "q-1": {"form": "mixed"}, "gazette": {"outlet": "G"}}
    )
    for item, key, value in (
        ("q-2", "cue", "said"),
        ("q-2", "note", "late"),
        ("q-1", "form", "mixed"),
        ("gazette", "outlet", "G"),
    ):
        one_by_one.set_value(item, key, value)
    assert file.text == one_by_one.text
    assert file.brief == one_by_one.brief
    assert file.undo()
    assert file.text == text


@pytest.mark.parametrize("text", [BLOCK, FLOW], ids=["block", "flow"])
def test_keys_that_are_valid_only_together_are_set_together(tmp_path: Path, text: str) -> None:
    file = BriefFile(tmp_path / "dam.yaml", text, None)
    places = [{"source": "gazette", "start": n, "end": n + 2} for n in (0, 2)]
    file.set_values("q-1", {"said": ["sh", "ut"], "at": places})
    assert file.brief.quotes[0].stretches == ("sh", "ut")
    file.set_values("q-1", {"said": "shut", "at": {"source": "gazette", "start": 0, "end": 4}})
    assert file.brief.quotes[0].said == "shut"
    before = file.text
    with pytest.raises(EditError, match="same number"):
        file.set_values("q-1", {"said": ["sh", "ut"]})
    assert file.text == before


def test_one_that_cannot_be_set_keeps_all_as_they_were(tmp_path: Path) -> None:
    file = BriefFile(tmp_path / "dam.yaml", BLOCK, None)
    with pytest.raises(EditError, match="form"):
        file.set_many({"q-1": {"cue": "said"}, "q-2": {"form": "loud"}})
    with pytest.raises(EditError, match="q-3"):
        file.set_many({"q-1": {"cue": "said"}, "q-3": {"cue": "said"}})
    assert file.text == BLOCK
