"""What is being typed in a query is told from what is complete, and completing it gives a query again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.query import parse
from tearline.index.query_completion import Begun, begun_at, completed


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("fer", Begun("", "fer", 0, 3)),
        ("gas fer", Begun("", "fer", 4, 7)),
        ("(gas OR -fer", Begun("", "fer", 9, 12)),
        ("outlet:", Begun("outlet", "", 7, 7)),
        ("gas Speaker:os", Begun("speaker", "os", 12, 14)),
        ('speaker:"osk va', Begun("speaker", "osk va", 8, 15)),
        ('"port an', Begun("", "port an", 0, 8)),
        ("http:x", Begun("", "http:x", 0, 6)),
        ("", None),
        ("gas ", None),
        ('speaker:"osk varga"', None),
        ('a"b', None),
    ],
)
def test_what_is_begun_at_the_end(text: str, begun: Begun | None) -> None:
    assert begun_at(text, len(text)) == begun


def test_in_the_middle_of_a_word_nothing_is_completed() -> None:
    assert begun_at("ferry", 3) is None
    assert begun_at("fer gas", 3) == Begun("", "fer", 0, 3)


@pytest.mark.parametrize(
    ("text", "cursor", "value", "result"),
    [
        ("fer", 3, "ferry", "ferry |"),
        ("sp", 2, "speaker:", "speaker:|"),
        ("speaker:os", 10, "Osk Varga", 'speaker:"Osk Varga" |'),
        ('speaker:"os', 11, "Osk Varga", 'speaker:"Osk Varga" |'),
        ('speaker:"os"', 11, "Osk Varga", 'speaker:"Osk Varga" |'),
        ("outlet:co strike", 9, "The “Ansel” Courier", 'outlet:"The Ansel Courier"| strike'),
        ("(fer)", 4, "ferry", "(ferry|)"),
        ("-outlet:", 8, "Wire", "-outlet:Wire |"),
    ],
)
def test_completing(text: str, cursor: int, value: str, result: str) -> None:
    begun = begun_at(text, cursor)
    assert begun is not None
    new, place = completed(text, begun, value)
    assert f"{new[:place]}|{new[place:]}" == result


@given(
    st.text(st.sampled_from('ab:"“ ()-outlet\x00é'), max_size=20), st.integers(0, 20), st.text(max_size=10)
)
def test_a_completed_query_keeps_what_stands_around(text: str, cursor: int, value: str) -> None:
    begun = begun_at(text, cursor)
    if begun is None:
        return
    assert 0 <= begun.start <= begun.end <= len(text)
    new, place = completed(text, begun, value)
    assert new.startswith(text[: begun.start])
    assert new.endswith(text[begun.end :])
    assert 0 <= place <= len(new)


def test_a_name_of_several_words_is_one_phrase() -> None:
    begun = begun_at("speaker:os", 10)
    assert begun is not None
    new, _ = completed("speaker:os", begun, "Osk Varga")
    assert parse(new) == parse('speaker:"osk varga" ') or parse(new).root == parse('speaker:"osk varga"').root
