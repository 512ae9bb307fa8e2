"""Searches are kept by name in a file that people read, edit and share."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.briefs.saved_searches import (
    FILE_NAME,
    SavedSearchError,
    forget_search,
    save_search,
    saved_search,
    saved_searches,
)
from tearline.index.query import QueryError


def names(root: Path) -> list[str]:
    return [one.name for one in saved_searches(root)]


def test_a_search_is_kept_found_again_and_forgotten(tmp_path: Path) -> None:
    assert saved_searches(tmp_path) == ()
    assert save_search(tmp_path, "ferry deal", 'outlet:"Veldan Wire" it\'s -strike')
    assert saved_search(tmp_path, "Ferry Deal").query == 'outlet:"Veldan Wire" it\'s -strike'
    assert forget_search(tmp_path, "ferry deal").name == "ferry deal"
    assert names(tmp_path) == []


def test_the_file_says_what_it_is_and_stays_the_user_s(tmp_path: Path) -> None:
    save_search(tmp_path, "ferry", "ferry")
    file = tmp_path / FILE_NAME
    assert file.read_text().startswith("# Searches saved on this desk")
    file.write_text("# mine\nferry: gas NEAR ferry  # the talks\n\nlong: >-\n  two\n  lines\n# end")
    assert not save_search(tmp_path, "Ferry", "strike")
    assert save_search(tmp_path, "no", "wages")
    assert file.read_text() == (
        "# mine\nferry: 'strike'  # the talks\n\nlong: >-\n  two\n  lines\n# end\n'no': 'wages'\n"
    )
    assert not save_search(tmp_path, "long", "short")
    forget_search(tmp_path, "ferry")
    assert file.read_text() == "# mine\n\nlong: 'short'\n# end\n'no': 'wages'\n"
    assert names(tmp_path) == ["long", "no"]


@pytest.mark.parametrize("name", ["", "a/b", "-x", "x" * 61, "[/]", "a\x1bb", "#x", "a: b"])
def test_names_that_no_file_and_no_shell_would_like_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SavedSearchError):
        save_search(tmp_path, name, "ferry")
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("query", ["", "  ", "a\x00b", "x\x9b", "\ud800"])
def test_queries_that_cannot_be_written_are_refused(tmp_path: Path, query: str) -> None:
    with pytest.raises(SavedSearchError):
        save_search(tmp_path, "name", query)


def test_what_is_no_query_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(QueryError):
        save_search(tmp_path, "name", "date:soon")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: [", ":1:"),
        ("- a\n", ":1:"),
        ("{a: b}", ":1:"),
        ("a: b\nc: {d: e}\n", ":2:"),
        ("a: b\n\tc: d", ":2:"),
        ("[" * 5000, ""),
        ("a: &x b\n*y : c", ""),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(SavedSearchError) as error:
        saved_searches(tmp_path)
    assert f"{FILE_NAME}{where}" in str(error.value)
    with pytest.raises(SavedSearchError):
        save_search(tmp_path, "a", "b")
    assert (tmp_path / FILE_NAME).read_text() == text


def test_bytes_that_are_no_text_and_links_out_are_refused(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / FILE_NAME).write_bytes(b"a: \xff\xfe\x00")
    with pytest.raises(SavedSearchError):
        saved_searches(desk)
    (desk / FILE_NAME).unlink()
    (tmp_path / "other.yaml").write_text("a: b\n")
    (desk / FILE_NAME).symlink_to(tmp_path / "other.yaml")
    with pytest.raises(SavedSearchError, match="leads out"):
        save_search(desk, "a", "c")


def test_a_name_nobody_saved_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SavedSearchError, match="there are none"):
        saved_search(tmp_path, "fery")
    save_search(tmp_path, "ferry", "ferry")
    with pytest.raises(SavedSearchError, match="perhaps ferry"):
        saved_search(tmp_path, "fery")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.from_regex(r"\w(?:[\w .-]{0,8}\w)?", fullmatch=True), st.text("abc '\":#{}[]&*!|>%@`é-,?", max_size=12)
)
def test_whatever_is_kept_is_read_again_by_any_yaml(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / FILE_NAME).unlink(missing_ok=True)
    query = f"ferry {words}".strip()
    try:
        save_search(tmp_path, name, query)
    except (SavedSearchError, QueryError):
        return
    kept = " ".join(query.split())
    assert [one.query for one in saved_searches(tmp_path)] == [kept]
    assert list(yaml.safe_load((tmp_path / FILE_NAME).read_text()).values()) == [kept]
