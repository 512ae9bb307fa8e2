"""Anchors are found again when their text has changed, or reported: never silently somewhere else."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.anchors import Anchor, locate, make_anchor

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


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("“", '"').replace("”", '"'))


def found_is_right(anchor: Anchor, text: str, where: int | None) -> None:
    """Whatever is found must be the words that were meant, which `where` tracks through the change."""
    located = locate(anchor, text)
    if located.span is not None:
        start, end = located.span
        assert text[start:end] == anchor.exact
        assert where == start, (located, where, anchor)
        assert (located.status == "same") == (start == anchor.start)
    elif located.status == "ambiguous":
        assert located.candidates
        assert all(text[start:end] == anchor.exact for start, end in located.candidates)
    else:
        assert located.status == "lost"
        assert anchor.exact not in text


def moved_by(edits: list[tuple[int, int, str]], start: int, end: int) -> int | None:
    """Where [start, end) stands after replacements of [a, b) by words, None where one of them touches it."""
    shift = 0
    for a, b, new in edits:
        if b <= start:
            shift += len(new) - (b - a)
        elif a < end:
            return None
    return start + shift


def mutated(rng: random.Random, text: str) -> list[tuple[int, int, str]]:
    """A change of the kind that newsrooms make, as replacements in order."""
    breaks = [n for n in range(len(text)) if text.startswith("\n\n", n)]
    sentences = [n + 2 for n in range(len(text) - 2) if text[n : n + 2] in (". ", "? ")]
    kind = rng.choice(["typo", "insert", "delete", "duplicate", "glyphs", "reflow", "append", "swap"])
    if kind == "typo" or min(len(sentences), len(breaks)) < 2:
        at = rng.randrange(len(text))
        return [(at, at + 1, rng.choice("xyz,"))]
    if kind == "insert":
        at = rng.choice(breaks)
        return [(at, at, "\n\nUpdated: " + rng.choice(PARAGRAPHS)[::-1])]
    if kind == "append":
        return [(len(text), len(text), "\n\nCorrection: the river was misspelt.")]
    if kind == "delete":
        at = rng.randrange(len(sentences) - 1)
        return [(sentences[at], sentences[at + 1], "")]
    if kind == "duplicate":
        at = rng.randrange(len(sentences) - 1)
        whole = text[sentences[at] : sentences[at + 1]]
        to = rng.choice([*sentences, *breaks])
        return [(to, to, whole)]
    if kind == "glyphs":
        straight = {"“": '"', "”": '"'}
        return [(n, n + 1, straight[char]) for n, char in enumerate(text) if char in straight]
    if kind == "reflow":
        return [(n, n + 1, "\n") for n in range(len(text)) if text[n] == " " and rng.random() < 0.2]
    first, second = sorted(rng.sample(range(len(breaks)), 2))
    a, b = breaks[first], breaks[second]
    return [(a, a, text[b:]), (b, len(text), "")]


def test_after_thousands_of_changes_an_anchor_is_right_or_reported() -> None:
    rng = random.Random(20310407)  # noqa: S311
    outcomes = {"same": 0, "moved": 0, "ambiguous": 0, "lost": 0}
    for _ in range(6000):
        start = rng.randrange(len(TEXT) - 60)
        anchor = make_anchor("gazette-0a1b", TEXT, start, start + rng.choice([3, 8, 16, 40, 60]))
        text, where = TEXT, anchor.start
        place: int | None = where
        for _ in range(rng.choice([1, 1, 2])):
            edits = mutated(rng, text)
            if place is not None:
                place = moved_by(edits, place, place + len(anchor.exact))
            for a, b, new in reversed(edits):
                text = text[:a] + new + text[b:]
        located = locate(anchor, text)
        outcomes[located.status] += 1
        if located.span is not None and located.span[0] != place:
            # A copy that took its neighbours along, or the passage itself after its paragraph was moved:
            # word for word what was anchored, between the very words it stood between.
            begin, end = located.span
            assert text[begin:end] == anchor.exact
            assert plain(text[:begin]).endswith(plain(anchor.prefix))
            assert plain(text[end:]).startswith(plain(anchor.suffix))
        else:
            found_is_right(anchor, text, place)
    # Being careful must not come at the price of finding nothing.
    assert outcomes["same"] + outcomes["moved"] > 4000, outcomes


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


def test_a_changed_glyph_within_the_words_is_a_loss() -> None:
    start = TEXT.index("engineers' union")
    anchor = make_anchor("s", TEXT, start, start + 16)
    assert locate(anchor, TEXT.replace("'", "’")).status == "lost"


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


def test_words_that_stand_everywhere_take_no_longer_than_the_text() -> None:
    anchor = Anchor("s", 7, 7 + 20_000, "a" * 20_000, "b" * 40, "c" * 40)
    assert locate(anchor, "a" * 200_000).status == "ambiguous"
