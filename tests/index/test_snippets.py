from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tearline.index.article import Zone
from tearline.index.query import parse
from tearline.index.snippets import WIDTH, make_snippet

FILLER = "Nothing of note happened in the town that day. "
TEXT = (
    "VELMORA, Monday – " + FILLER * 20 + "The harbour was closed.\n\nDock workers at the harbour of Velmora "
    "began a strike over pay on Monday.\n" + FILLER * 20
)


def marked(query: str, text: str) -> list[str]:
    snippet, _ = make_snippet(parse(query), text)
    return [snippet.text[start:end] for start, end in snippet.marks]


def test_the_passage_with_most_of_what_is_sought_is_shown() -> None:
    snippet, at = make_snippet(parse("harbour strike velmora"), TEXT)
    assert "Dock workers at the harbour of Velmora began a strike" in snippet.text
    assert marked("harbour strike velmora", TEXT)[-3:] == ["harbour", "Velmora", "strike"]
    assert at == (0, 7)


def test_a_phrase_is_one_mark_and_its_words_alone_are_none() -> None:
    assert marked('"the harbour of"', TEXT) == ["the harbour of"]


def test_beginnings_misspellings_and_nears_are_marked_as_they_stand() -> None:
    assert marked("stri*", TEXT) == ["strike"]
    assert marked("strke~", TEXT) == ["strike"]
    assert marked("dock NEAR strike -town", TEXT) == ["Dock", "strike"]


def test_offsets_are_those_of_the_article() -> None:
    snippet, at = make_snippet(parse("pay"), TEXT)
    assert at == (TEXT.index("pay"), TEXT.index("pay") + 3)
    start, end = snippet.span
    assert len(snippet.text) == end - start
    assert snippet.text.split() == TEXT[start:end].split()


def test_matches_in_layout_count_only_where_there_are_no_others() -> None:
    zones = (Zone("title", 0, 17),)
    _, at = make_snippet(parse("monday"), TEXT, zones)
    assert at == (TEXT.rindex("Monday"), TEXT.rindex("Monday") + 6)
    _, at = make_snippet(parse("velmora -strike"), "Velmora shuts\n\nNothing more.", (Zone("title", 0, 13),))
    assert at == (0, 7)


def test_without_a_match_the_reporting_is_shown_from_its_start() -> None:
    text = "A title\n\nThe reporting begins."
    snippet, at = make_snippet(parse("outlet:herald"), text, (Zone("title", 0, 7),))
    assert (snippet.text, snippet.marks, at) == ("The reporting begins.", (), None)


def test_a_match_deep_in_a_book_is_found() -> None:
    text = FILLER * 30_000 + "The strike began."
    _, at = make_snippet(parse('"strike began"'), text)
    assert at == (len(text) - 13, len(text) - 1)


@given(
    st.text(alphabet="ab \n\t\x00\x1b[’é😀\ud800.", max_size=2_000),
    st.sampled_from(["a", "b", '"a b"', "a*", "ab~", "a NEAR b", "", "-a", "title:a"]),
)
def test_any_text_gives_a_passage_of_it(text: str, query: str) -> None:
    snippet, at = make_snippet(parse(query), text)
    start, end = snippet.span
    assert 0 <= start <= end <= len(text)
    assert len(snippet.text) == end - start
    assert all(
        shown == original or shown == " "
        for shown, original in zip(snippet.text, text[start:end], strict=True)
    )
    assert not any(ord(char) < 32 for char in snippet.text)
    assert list(snippet.marks) == sorted(snippet.marks)
    assert all(0 <= first < last <= len(snippet.text) for first, last in snippet.marks)
    assert at is None or start <= at[0] or snippet.marks
    assert len(snippet.text) <= WIDTH * 2 + len(query) or " " not in text


def test_a_line_without_a_space_is_cut_all_the_same() -> None:
    snippet, _ = make_snippet(parse("needle"), "x" * 100_000 + " needle " + "y" * 5_000_000)
    assert "needle" in snippet.text
    assert len(snippet.text) < 500


@given(
    st.lists(
        st.sampled_from(["a", "b", "ab", "ba", " ", "’", "-", ". ", "\n", "A", "1", "aab"]), max_size=40
    ).map("".join),
    st.sampled_from(["a", "b", "ab", '"a b"', '"b a ab"', "a*", "ab*", '"a b"*', "1", "ba"]),
)
def test_words_without_accents_are_found_as_in_any_other_text(text: str, query: str) -> None:
    plain, _ = make_snippet(parse(query), f"{text} ")
    accented, _ = make_snippet(parse(query), f"{text} é")
    assert plain.marks == accented.marks
