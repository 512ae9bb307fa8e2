"""The user's own keys: a YAML file that gives actions other keys, checked line by line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tearline.tui.actions import ACTIONS, Action, shown_key
from tearline.tui.key_names import key_named, types_something

if TYPE_CHECKING:
    from yaml.nodes import Node

FILE_NAME = "keys.yaml"
_LONGEST = 200_000  # bytes; a file of keys is far smaller

# Where keys that nothing in a place takes are looked for next. What is nearer hides what is farther.
_AROUND: Mapping[str, tuple[str, ...]] = {
    "list": ("desk", "view", "timeline", "sources", "matrix", "assessment", "changes", "actor"),
    "grid": ("view", "matrix"),
    "reader": ("desk",),
    "selecting": ("desk",),
    "search": ("desk",),
    "find": ("desk",),
    **dict.fromkeys(("timeline", "sources", "matrix", "assessment", "changes", "actor"), ("view",)),
}
# Where letters are typed; and the actions of the desk that stay out of the way there.
_BOXES = ("search", "find")
_YIELD_TO_TYPING = ("search", "focus_pane", "find_in_text")

_HOW = "Write keys as x, X, ctrl+x, f5, enter, escape, space, tab, up, pagedown"


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """What is wrong with one line of the file; `line` counts from 1, 0 where it concerns the whole file."""

    path: Path
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.words}" if self.line else f"{self.path}: {self.words}"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys that the user gave to actions, by the actions' ids; lines with a problem are left out."""

    path: Path
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[KeyProblem, ...] = ()

    def of(self, action: Action) -> tuple[str, ...]:
        """The keys that an action has."""
        return self.keys.get(action.full_id, action.keys)


@dataclass(frozen=True, slots=True)
class _Line:
    """One action's keys as the file gives them."""

    line: int
    action: Action
    keys: tuple[str, ...]


def config_folder() -> Path:
    """Where the user's settings lie: $TEARLINE_CONFIG, or the system's place for them."""
    if given := os.environ.get("TEARLINE_CONFIG"):
        return Path(given).expanduser()
    from platformdirs import user_config_path

    return user_config_path("tearline")


def load_keymap(path: Path | None = None) -> Keymap:
    """The keys in the file at `path`, by default the user's. Whatever is wrong is told, and never raised."""
    path = path or config_folder() / FILE_NAME
    try:
        with path.open("rb") as file:
            raw = file.read(_LONGEST + 1)
    except FileNotFoundError:
        return Keymap(path)
    except OSError as error:
        return _unread(path, 0, f"can't be read ({error.strerror or error}), so the keys are the usual ones.")
    if len(raw) > _LONGEST:
        return _unread(path, 0, f"is longer than {_LONGEST:,} bytes, so it is no file of keys.")
    return read_keymap(raw, path)


def read_keymap(raw: bytes, path: Path) -> Keymap:
    """The keys that a file of these bytes gives."""
    import yaml

    try:
        root = yaml.compose(raw.decode("utf-8-sig"), yaml.SafeLoader)
    except UnicodeDecodeError:
        return _unread(path, 0, "is not UTF-8 text. Save it as UTF-8.")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _unread(path, line, f"is not YAML: {error.problem}. Write one `action: key` a line.")
    except (yaml.YAMLError, RecursionError):
        return _unread(path, 1, "is not YAML. Write one `action: key` a line.")
    if root is None:
        return Keymap(path)
    if not isinstance(root, yaml.MappingNode):
        return _unread(path, 1, "must hold lines like `desk.accept: y`.")
    problems: list[KeyProblem] = []
    lines: dict[str, _Line] = {}
    for name, value in root.value:
        line = name.start_mark.line + 1
        problems += [KeyProblem(path, line, words) for words in _read_line(line, name, value, lines)]
    problems += [KeyProblem(path, line, words) for line, words in _settle(lines)]
    problems.sort(key=lambda problem: problem.line)
    return Keymap(path, {full_id: one.keys for full_id, one in lines.items()}, tuple(problems))


def _unread(path: Path, line: int, words: str) -> Keymap:
    return Keymap(path, problems=(KeyProblem(path, line, words),))


def _read_line(line: int, name: Node, value: Node, lines: dict[str, _Line]) -> Iterator[str]:
    """Put what a line says among the others; what is wrong with it is told, and then it says nothing."""
    asked = str(name.value) if isinstance(name.value, str) else ""
    actions = _actions_called(asked)
    if not actions:
        yield f"{asked[:60]!r} is no action.{_near(asked)} `tearline keys` lists them."
        return
    written = _words_of(value)
    if not written:
        yield f"{asked} needs a key, or several as in [x, ctrl+x]."
        return
    keys: list[str] = []
    for word in written:
        key = key_named(word)
        if key is None:
            yield f"{word[:40]!r} is no key. {_HOW}."
            return
        if key not in keys:
            keys.append(key)
    if again := next((lines[one.full_id].line for one in actions if one.full_id in lines), None):
        yield f"{asked} has its keys in line {again} already."
        return
    for action in actions:
        if letter := next((key for key in keys if _is_letter_in_a_box(action, key)), None):
            yield (
                f"{action.full_id} works while words are typed, so that {shown_key(letter)!r} could not be "
                "typed any more. Take a key like ctrl+x, f5 or escape."
            )
            return
    for action in actions:
        lines[action.full_id] = _Line(line, action, tuple(keys))


def _actions_called(name: str) -> list[Action]:
    """The action of that id; of an id without its place, the actions of all places."""
    exact = [action for action in ACTIONS if action.full_id == name]
    return exact or [action for action in ACTIONS if action.full_id.partition(".")[2] == name]


def _near(name: str) -> str:
    from difflib import get_close_matches

    known = [each for action in ACTIONS for each in (action.full_id, action.full_id.partition(".")[2])]
    found = get_close_matches(name[:100], known, n=1)
    return f" Did you mean {found[0]}?" if found else ""


def _words_of(value: Any) -> list[str]:
    """The keys as written: one, or a list of them."""
    parts = value.value if isinstance(value.value, list) else [value]
    words = [part.value for part in parts if not isinstance(part, tuple) and isinstance(part.value, str)]
    return words if len(words) == len(parts) and all(words) else []


def _is_letter_in_a_box(action: Action, key: str) -> bool:
    if not types_something(key):
        return False
    # What is done at once is done before a box sees the key.
    reaches_boxes = action.place == "desk" and action.at_once and action.id not in _YIELD_TO_TYPING
    return action.place in _BOXES or reaches_boxes


def _settle(lines: dict[str, _Line]) -> Iterator[tuple[int, str]]:
    """Take out lines until no key does two things in one place; tells why each had to go.

    Keys that hide each other without any file, as Esc does in the boxes, are meant so.
    """
    meant = {(hiding.full_id, hidden.full_id) for _, hiding, hidden in _doubles({})}
    while True:
        keys = {full_id: line.keys for full_id, line in lines.items()}
        double = next(
            (
                (key, one, other)
                for key, one, other in _doubles(keys)
                if (one.full_id, other.full_id) not in meant
            ),
            None,
        )
        if double is None:
            return
        key, one, other = double
        # The later line gives way; an action that no line speaks of has its usual keys.
        of_lines = [lines[action.full_id] for action in (one, other) if action.full_id in lines]
        line = max(of_lines, key=lambda each: each.line)
        standing = other if line.action is one else one
        del lines[line.action.full_id]
        yield (
            line.line,
            f"{shown_key(key)!r} is {standing.name!r} ({standing.full_id}) there already, so "
            f"{line.action.full_id} keeps {' '.join(map(shown_key, line.action.keys))}. "
            f"Take another key, or give {standing.full_id} another.",
        )


def _doubles(own: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Action, Action]]:
    """Keys that two actions have where both could be meant; the nearer action is the first."""
    by_place: dict[str, dict[str, Action]] = {}
    for action in ACTIONS:
        taken = by_place.setdefault(action.place, {})
        for key in own.get(action.full_id, action.keys):
            if key in taken:
                yield key, taken[key], action
            taken.setdefault(key, action)
    for place, around in _AROUND.items():
        for outer in around:
            farther = by_place.get(outer, {})
            for key, action in by_place.get(place, {}).items():
                if key in farther:
                    yield key, action, farther[key]
