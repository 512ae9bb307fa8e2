"""Anchors are found again when their text has changed, or reported: never silently somewhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.anchoring.anchors import Anchor, locate, make_anchor
from tearline.briefs.anchoring.folding import FoldedText

PARAGRAPHS = (
    "ORLO — The harbour minister said on Monday that the gates of the dam would stay shut until spring.",
    "“We will not pay,” Ada Veld told reporters in the capital. “And we will not wait for those who do not.”",
    "Her deputy, Tomas Rhee, was more careful: “Nobody has asked us to pay. We will not pay twice.”",
    "The river towns of Lenn and Mirrow have quarrelled with the ministry since last year's flood.",
    "“We will not pay,” said the mayor of Lenn, too, and left the room. The mayor of Mirrow said nothing.",
    "A clerk who asked not to be named said that the minister would resign if the dam failed again.",
    "Engineers from the university measured the wall in June and found cracks of four millimetres.",
    "The ministry calls the cracks harmless. The engineers' union calls them “a warning in plain sight”.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def test_words_in_place_are_the_same() -> None:
    start = TEXT.index("left the room")
    anchor = make_anchor("s", TEXT, start, start + 13)
    assert anchor.exact == "left the room"
    assert anchor.prefix.endswith("too, and ")
    assert not anchor.prefix[0].isspace()
    assert locate(anchor, TEXT).status == "same"


def test_context_grows_until_the_place_is_the_only_one_of_its_kind() -> None:
    text = "A storm. " + "The gates stay shut and nobody knows for how long it will be. " * 2 + "The end."
    anchor = make_anchor("s", text, text.rindex("gates"), text.rindex("gates") + 5)
    assert text.count(anchor.prefix + anchor.exact + anchor.suffix) == 1


def test_words_that_moved_with_their_context_are_found() -> None:
    start = TEXT.index("We will not pay twice")
    anchor = make_anchor("s", TEXT, start, start + 21)
    located = locate(anchor, "A new first paragraph.\n\n" + TEXT)
    assert (located.status, located.span) == ("moved", (start + 24, start + 45))


def test_reflowed_space_and_other_quotation_marks_around_the_words_do_not_lose_them() -> None:
    start = TEXT.index("we will not wait")
    anchor = make_anchor("s", TEXT, start, start + 16)
    text = "Note.\n" + TEXT.replace("“", '"').replace("”", '"').replace(" for those", "\nfor  those")
    located = locate(anchor, text)
    assert located.status == "moved"
    assert located.span is not None
    assert text[slice(*located.span)] == "we will not wait"


def test_words_whose_glyphs_changed_are_found_with_the_words_to_accept() -> None:
    start = TEXT.index("engineers' union")
    anchor = make_anchor("s", TEXT, start, start + 16)
    located = locate(anchor, TEXT.replace("'", "’"))
    assert (located.status, located.span, located.words) == ("moved", (start, start + 16), "engineers’ union")


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        ("café, naïve", "cafe\u0301, nai\u0308ve"),
        ("서울에서", "\u1109\u1165\u110b\u116e\u11af\u110b\u1166\u1109\u1165"),
        ("Việt Nam", "Vie\u0323\u0302t Nam"),
        ("said “yes”", "said «\u00a0yes\u00a0»"),
        ("said “yes”", "said »yes«"),
        ("“yes” or no", "‘yes’ or no"),
        ("shut — for good", "shut–for good"),
        ("shut—for good", "shut -- for good"),
        ("well-known", "well\u2011known"),
        ("two words", "two\r\n   words"),
        ("the coffee", "the co\ufb00ee"),
        ("wait… no", "wait... no"),
        ("unbroken", "un\u00adbroken"),
    ],
)
def test_words_that_read_the_same_are_the_same_words(exact: str, now: str) -> None:
    before, after = "The minister of the harbour has ", " and went home to her dam."
    anchor = make_anchor("s", before + exact + after, len(before), len(before) + len(exact))
    for old, new in ((exact, now), (now, exact)):
        anchor = make_anchor("s", before + old + after, len(before), len(before) + len(old))
        located = locate(anchor, before + new + after)
        assert (located.status, located.words) == ("moved", new)


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        ("cafe", "cafe\u0301"),
        ("45 votes", "46 votes"),
        ("now", "not"),
        ("may pay", "may, pay"),
        ("art", "party"),
    ],
)
def test_words_that_read_otherwise_are_lost(exact: str, now: str) -> None:
    before, after = "The minister of the harbour has ", " and went home to her dam."
    anchor = make_anchor("s", before + exact + after, len(before), len(before) + len(exact))
    located = locate(anchor, before + now + after)
    assert (located.status, located.span) == ("lost", None)
    # What stands between the old neighbours now is shown to whoever mends it.
    assert [(before + now + after)[slice(*span)] for span in located.candidates] == [now]


def test_a_figure_in_the_context_is_never_taken_for_a_typing_error() -> None:
    text = "By 45 votes to 31 the lower house said that it will not pay for the dam this year."
    start = text.index("will not pay")
    anchor = make_anchor("s", text, start, start + 12)
    assert locate(anchor, text.replace("lower", "lowre")).status == "same"
    assert locate(anchor, "So. " + text.replace("lower", "lowr")).status == "moved"
    assert locate(anchor, "So. " + text.replace("31", "32")).status == "ambiguous"


def test_the_same_words_of_someone_else_are_not_taken_for_the_lost_ones() -> None:
    start = TEXT.index("We will not pay")
    anchor = make_anchor("s", TEXT, start, start + 15)
    located = locate(anchor, TEXT.replace(PARAGRAPHS[1] + "\n\n", ""))
    assert located.status == "ambiguous"
    assert len(located.candidates) == 2


def test_words_without_context_are_found_at_their_place_alone() -> None:
    bare = Anchor("s", 4, 9, "gates")
    assert locate(bare, "The gates.").status == "same"
    assert locate(bare, "See the gates.").status == "ambiguous"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (-1, 3), (0, 99)])
def test_an_anchor_needs_words(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words stand at"):
        make_anchor("s", "ten chars!", start, end)


@given(text=st.text("ab \n“", min_size=1, max_size=60), data=st.data())
def test_an_anchor_is_always_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = make_anchor("s", text, start, end)
    assert locate(anchor, text).span == (start, end)
    assert (
        text[start - len(anchor.prefix) : end + len(anchor.suffix)]
        == anchor.prefix + anchor.exact + anchor.suffix
    )


@given(st.text("ab \u00a0\n—-“\"«»'e\u0301\u0323é\u00adﬁ.x", max_size=40))
def test_a_folded_text_leads_back_to_its_characters(text: str) -> None:
    folded = FoldedText(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            first, last = folded.folded_span(start, end)
            span = folded.span_of(first, last) if first < last else None
            if span is not None:
                assert folded.folded_span(*span) == (first, last)


def test_words_that_stand_everywhere_take_no_longer_than_the_text() -> None:
    anchor = Anchor("s", 7, 7 + 20_000, "a" * 20_000, "b" * 40, "c" * 40)
    assert locate(anchor, "a" * 200_000).status == "ambiguous"
