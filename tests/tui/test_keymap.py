"""Keys of the user's own: what a file gives, what is wrong with it by line, and that the app has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.tui.actions import ACTIONS, use_keys
from tearline.tui.cli.main import tearline
from tearline.tui.key_names import character_of, key_named, shown_key, types_something
from tearline.tui.keymap import FILE_NAME, load_keymap, read_keymap
from tearline.tui.screens.help import help_text
from tearline.tui.widgets.key_bar import KeyBar
from tests.tui.conftest import DeskDriver, Opening

WHERE = Path("keys.yaml")


@pytest.fixture
def config(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("TEARLINE_CONFIG", str(folder))
    return folder / FILE_NAME


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_keymap(text.encode(), WHERE).problems]


# Names of keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("x", "x"),
        ("X", "X"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("+", "plus"),
        ("-", "minus"),
        (" ", "space"),
        ("é", "é"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("F5", "f5"),
        ("Ctrl+X", "ctrl+x"),
        ("ctrl++", "ctrl+plus"),
        ("shift+a", "A"),
        ("shift+tab", "shift+tab"),
        ("shift+alt+up", "alt+shift+up"),
    ],
)
def test_a_key_is_known_however_it_is_written(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize(
    "written", ["", "ctlr+x", "foo", "f99", "\x1b", "ctrl+", "latin_small_letter_a", "ab"]
)
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_named(written) is None


def test_every_key_of_the_registry_is_known_by_its_name_and_as_it_is_shown() -> None:
    for key in {key for action in ACTIONS for key in action.keys}:
        assert key_named(key) == key
        if (
            key not in ("minus",)
            and "+" not in key
            and key not in ("up", "down", "left", "right", "backspace")
        ):
            assert key_named(shown_key(key)) == key


def test_only_characters_type_something() -> None:
    typing = [
        key for key in ("a", "space", "slash", "escape", "f5", "ctrl+x", "up", "tab") if types_something(key)
    ]
    assert typing == ["a", "space", "slash"]
    assert character_of("left_curly_bracket") == "{"


# The file


def test_a_file_gives_an_action_a_key_or_several() -> None:
    keymap = read_keymap(b"# mine\ndesk.accept: y\ndesk.copy: [Y, ctrl+y]\n", WHERE)
    assert keymap.keys == {"desk.accept": ("y",), "desk.copy": ("Y", "ctrl+y")}
    assert keymap.problems == ()


def test_an_id_without_its_place_stands_for_every_place() -> None:
    keys = read_keymap(b"undo: [Z]", WHERE).keys
    assert {"desk.undo", "view.undo"} <= keys.keys()
    assert set(keys.values()) == {("Z",)}


def test_two_actions_can_change_places() -> None:
    keymap = read_keymap(b"desk.accept: x\ndesk.reject: a\n", WHERE)
    assert keymap.problems == ()
    assert keymap.keys == {"desk.accept": ("x",), "desk.reject": ("a",)}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\nacept: z", 2, "'acept' is no action. Did you mean accept?"),
        ("desk.accept: ctlr+x", 1, "'ctlr+x' is no key."),
        ("desk.accept:", 1, "needs a key"),
        ("desk.accept: {a: b}", 1, "needs a key"),
        ("desk.accept: Z\n\ndesk.accept: y", 3, "in line 1 already"),
        ("desk.accept: x", 1, "'x' is 'Reject' (desk.reject)"),
        ("desk.accept: Z\ndesk.reject: Z", 2, "'Z' is 'Accept into the brief' (desk.accept)"),
        ("desk.read_again: j", 1, "'j' is 'Down' (list.row_down)"),
        ("list.row_down: a", 1, "(desk.accept)"),
        ("search.keep_search: x", 1, "'x' could not be typed any more"),
        ("desk.widen: z", 1, "'z' could not be typed any more"),
        ("- a", 1, "must hold lines like"),
        ("desk.accept: y\ndesk.reject: [", 2, "is not YAML"),
        ("? [a]\n: b", 1, "is no action"),
    ],
)
def test_what_is_wrong_is_told_by_line(text: str, line: int, said: str) -> None:
    first = problems(text)[0]
    assert first.startswith(f"keys.yaml:{line}: ")
    assert said in first


def test_a_wrong_line_leaves_the_others_standing() -> None:
    keymap = read_keymap(b"desk.accept: y\nnonsense: z\ndesk.copy: Y\n", WHERE)
    assert keymap.keys == {"desk.accept": ("y",), "desk.copy": ("Y",)}
    assert len(keymap.problems) == 1


def test_no_file_is_no_keys(config: Path) -> None:
    assert load_keymap().keys == {}
    assert load_keymap().problems == ()


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"[" * 5000, b"x" * 300_000, b"a: &a [*a]", b"\x00", b""])
def test_a_broken_file_is_told_about_and_never_raised(config: Path, raw: bytes) -> None:
    config.write_bytes(raw)
    assert load_keymap().keys == {}
    assert bool(load_keymap().problems) == bool(raw)


def test_a_folder_by_that_name_is_told_about(config: Path) -> None:
    config.mkdir()
    assert "can't be read" in str(load_keymap().problems[0])


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([action.full_id for action in ACTIONS]),
        st.lists(st.sampled_from([*"axzZQ?", "ctrl+x", "escape", "enter", "f5", "down"]), max_size=2),
        max_size=6,
    )
)
def test_whatever_a_file_gives_no_key_of_a_place_does_two_things(given_keys: dict[str, list[str]]) -> None:
    keymap = read_keymap(json.dumps(given_keys).encode(), WHERE)
    for place in {action.place for action in ACTIONS}:
        keys = [key for action in ACTIONS if action.place == place for key in keymap.of(action)]
        assert len(keys) == len(set(keys))


# The command


def test_the_command_prints_the_table_with_the_user_s_keys(config: Path) -> None:
    config.write_text("desk.accept: y\ndesk.copy: Y\n")
    done = CliRunner().invoke(tearline, ["keys"], standalone_mode=False)
    assert done.return_value == 0
    assert any(line.split()[:3] == ["y", "*", "desk.accept"] for line in done.stdout.splitlines())
    assert "2 actions with keys of your own" in done.stderr


def test_the_check_names_file_and_line_and_exits_with_1(config: Path) -> None:
    config.write_text("desk.accept: y\nacept: z\n")
    done = CliRunner().invoke(tearline, ["keys", "--check"], standalone_mode=False)
    assert (done.return_value, done.stdout) == (1, "")
    assert f"{config}:2: 'acept' is no action" in done.stderr.replace("\n", "")


def test_the_command_gives_json(config: Path) -> None:
    config.write_text("desk.leave: Q\n")
    done = CliRunner().invoke(tearline, ["keys", "--json"], standalone_mode=False)
    by_action = {entry["action"]: entry for entry in json.loads(done.stdout)["keys"]}
    assert by_action["desk.leave"]["keys"] == ["Q"]
    assert by_action["desk.leave"]["yours"]
    assert len(by_action) == len(ACTIONS)


# The app


@pytest.fixture
def usual_keys_afterwards() -> object:
    yield
    use_keys({})


@pytest.mark.usefixtures("usual_keys_afterwards")
async def test_the_app_has_the_user_s_keys_and_shows_them(
    config: Path, ferry_desk: Path, open_desk: Opening
) -> None:
    config.write_text("desk.focus_pane.quotes: Q\ndesk.help: f9\nlist.row_down: Z\n")
    async with open_desk(ferry_desk) as it:
        await it.press("2")
        assert it.screen.panes.focused_pane == "actors"
        await it.press("Q", "Z")
        assert it.screen.panes.focused_pane == "quotes"
        assert it.screen.panes.rows("quotes").cursor == 1
        assert str(it.screen.panes.rows("quotes").border_title).startswith("Q Quotes")
        bar = it.screen.query_one(KeyBar).render_line(0).text
        assert "F9 help" in bar
        page = "\n".join(line.plain for line in help_text(it.screen, 88))
        assert "F9" in page
        await it.press("f9")
        assert len(it.app.screen_stack) > 1


@pytest.mark.usefixtures("usual_keys_afterwards")
async def test_what_an_empty_view_says_to_press_is_the_user_s_key(
    config: Path, ferry_desk: Path, open_desk: Opening
) -> None:
    config.write_text("view.next_shape: z\nassessment.add_gap: Z\n")
    async with open_desk(ferry_desk) as it:
        await it.press("S")
        assert "z lists all articles" in shown_lines(it)
        await it.press("L")
        assert "Z an open question" in shown_lines(it)


def shown_lines(it: DeskDriver) -> str:
    lines = it.app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in lines).split())


@pytest.mark.usefixtures("usual_keys_afterwards")
async def test_a_broken_file_never_keeps_the_app_from_starting(
    config: Path, ferry_desk: Path, open_desk: Opening
) -> None:
    config.write_text("desk.accept: [\n")
    async with open_desk(ferry_desk) as it:
        assert any("is not YAML" in said and ":2:" in said for said in it.said)
        await it.press("2")
        assert it.screen.panes.focused_pane == "quotes"
