"""Read YAML into nodes that know where they stand in the text, safely and with every trouble in plain words.

Every plain scalar is read as the words that are written, so `title: 2022`, `title: no` and
`published: 2022-10-03` mean what they look like; the model decides what should be a number or yes/no.
Only null, ~ and nothing are null.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml

# Nested deeper than this, nothing is a brief; the limit keeps hostile files from exhausting the stack.
_DEEPEST = 24
# YAML's events, one for a scalar and two for a collection: a brief of 10 MB holds about a million.
_MOST_EVENTS = 1_200_000
# After so many troubles of one kind the rest say nothing new.
_MOST_TROUBLES = 200
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(
    "tag:yaml.org,2002:" + kind for kind in ("str", "int", "float", "bool", "timestamp", "seq", "map")
)
_NULL_TAG = "tag:yaml.org,2002:null"
# What YAML does not allow unescaped in a text.
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_GIT_MARKS = re.compile(r"^<{7} .*$", re.MULTILINE)


class PlainEvents(yaml.SafeLoader):
    """The reader where the C library is not there. It takes tabs between words where that one does."""

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()


Events: type = getattr(yaml, "CSafeLoader", PlainEvents)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at an offset of the text."""

    at: int
    message: str
    expected: str = ""


class YamlError(Exception):
    """The text is not YAML that a brief may be written in; `troubles` says where and why.

    `root` is what can be read nevertheless, where the troubles leave no doubt about it.
    """

    def __init__(self, troubles: list[Trouble], root: Node | None = None) -> None:
        self.troubles = troubles
        self.root = root
        super().__init__("; ".join(trouble.message for trouble in troubles))


class Node:
    """A scalar, sequence or mapping at [start, end) of the text.

    `start` is where its first character stands, anchor and tag included; `end` is after its last character
    that is neither space, line break nor comment. `children` are the items of a sequence, or the keys
    and values of a mapping in turn. `value` is a scalar's: its words, or None for null.
    """

    __slots__ = ("_by_key", "children", "end", "flow", "kind", "start", "value")

    def __init__(self, kind: str, start: int, end: int, flow: bool, value: str | None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.flow = flow
        self.value = value
        self.children: list[Node] = []
        self._by_key: dict[str | None, Node] | None = None

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """A mapping's keys and values."""
        return list(zip(self.children[::2], self.children[1::2], strict=True))

    def child(self, key: str | int) -> Node | None:
        """The value under a key of a mapping or at a position of a sequence, if there is one."""
        if isinstance(key, int):
            return self.children[key] if self.kind == "sequence" and key < len(self.children) else None
        if self.kind != "mapping":
            return None
        if self._by_key is None:
            self._by_key = {name.value: value for name, value in self.pairs}
        return self._by_key.get(key)

    def data(self) -> Any:
        """What is written, as dicts, lists, strings and None; keys without a value are left out."""
        if self.kind == "scalar":
            return self.value
        if self.kind == "sequence":
            return [child.data() for child in self.children]
        children = self.children
        return {
            children[n].value: children[n + 1].data()
            for n in range(0, len(children), 2)
            if children[n + 1].kind != "scalar" or children[n + 1].value is not None
        }


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Hold the garbage collector while much is built: it would look through all of it, again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read_yaml(text: str) -> Node | None:
    """The root node of the one document in `text`, None where it holds none. Raises YamlError.

    Offsets are code points into `text`; a byte order mark counts.
    """
    skipped = 1 if text.startswith("\ufeff") else 0
    body = text[skipped:] if skipped else text
    if bad := _UNREADABLE.search(body):
        what = f"the character U+{ord(bad[0]):04X} cannot stand in YAML as it is"
        raise YamlError([Trouble(bad.start() + skipped, what, "it written as an escape in double quotes")])
    reader = _Reader(text, skipped)
    loader = Events(body)
    try:
        reader.read(loader.get_event)
    except yaml.MarkedYAMLError as error:
        reader.troubles.append(_explained(text, skipped, error))
    except yaml.YAMLError as error:
        reader.troubles.append(Trouble(0, f"cannot be read as YAML ({error})"))
    finally:
        loader.dispose()
    if reader.troubles:
        raise YamlError(reader.troubles, reader.root if reader.readable else None)
    return reader.root


class _Reader:
    """Builds nodes from YAML's events, on a stack of its own rather than Python's."""

    def __init__(self, text: str, skipped: int) -> None:
        self.text = text
        self.skipped = skipped
        self.root: Node | None = None
        self.troubles: list[Trouble] = []
        self.repeated_keys = 0
        self.complete = False

    @property
    def readable(self) -> bool:
        """Whether all was read, and all that is wrong are keys that stand twice."""
        return self.complete and self.repeated_keys == len(self.troubles)

    def read(self, next_event: Any) -> None:
        text, skipped = self.text, self.skipped
        stack: list[Node] = []
        documents = 0
        last_end = 0
        for _ in range(_MOST_EVENTS):
            event = next_event()
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                start = event.start_mark.index + skipped
                end = event.end_mark.index + skipped
                style = event.style
                value: str | None = event.value
                if style is None or style == "":
                    if value in _NULLS and event.implicit[0]:
                        value = None
                elif style in "|>":
                    end = start + len(text[start:end].rstrip(" \t\r\n"))
                if event.tag is not None:
                    value = self._tagged(event.tag, start, value)
                last_end = end
                node = Node("scalar", start, end, True, value)
                if stack:
                    stack[-1].children.append(node)
                else:
                    self.root = node
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                start = event.start_mark.index + skipped
                name = "mapping" if kind is yaml.MappingStartEvent else "sequence"
                node = Node(name, start, start, bool(event.flow_style), None)
                if event.tag is not None:
                    self._tagged(event.tag, start, None)
                if stack:
                    parent = stack[-1]
                    if parent.kind == "mapping" and len(parent.children) % 2 == 0:
                        self.troubles.append(Trouble(start, "a key is a list or mapping", "words"))
                    parent.children.append(node)
                else:
                    self.root = node
                stack.append(node)
                if len(stack) > _DEEPEST:
                    self.troubles.append(
                        Trouble(start, f"nested more than {_DEEPEST} levels deep", "the layout of a brief")
                    )
                    return
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = stack.pop()
                if node.flow:
                    last_end = event.end_mark.index + skipped
                node.end = max(last_end, node.start)
                if kind is yaml.MappingEndEvent:
                    self._check_keys(node)
            elif kind is yaml.AliasEvent:
                where = event.start_mark.index + skipped
                what = f"*{event.anchor:.60} repeats something written elsewhere"
                self.troubles.append(Trouble(where, what, "it written out: a brief has no aliases"))
                last_end = event.end_mark.index + skipped
                if stack:
                    stack[-1].children.append(Node("scalar", where, last_end, True, "*"))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents == 2:
                    where = event.start_mark.index + skipped
                    self.troubles.append(Trouble(where, "a second document begins", "one brief in a file"))
                    return
            elif kind is yaml.StreamEndEvent:
                self.complete = True
                return
            if len(self.troubles) > _MOST_TROUBLES:
                return
        self.troubles.append(Trouble(0, "holds more values than any brief", "a brief"))

    def _tagged(self, tag: str, start: int, value: str | None) -> str | None:
        if tag == _NULL_TAG:
            return None
        if tag != "!" and tag not in _PLAIN_TAGS:
            self.troubles.append(Trouble(start, f"the tag {tag:.60} has no meaning in a brief", "no tag"))
        return value if value is not None or tag not in ("!", "tag:yaml.org,2002:str") else ""

    def _check_keys(self, node: Node) -> None:
        children = node.children
        seen: set[str | None] = set()
        for n in range(0, len(children), 2):
            key = children[n]
            if key.value is None and key.kind == "scalar":
                self.troubles.append(Trouble(key.start, "a key is missing before the colon", "its name"))
            elif key.value in seen:
                what = f"the key “{key.value:.60}” stands here twice"
                self.troubles.append(Trouble(key.start, what, "each key once"))
                self.repeated_keys += 1
            seen.add(key.value)


def _explained(text: str, skipped: int, error: yaml.MarkedYAMLError) -> Trouble:
    """The parser's complaint in words for whoever wrote the file."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index + skipped, len(text)) if mark else 0
    if error.context_mark is not None and not text[at:].strip():
        # What never ends is mended where it begins.
        at = error.context_mark.index + skipped
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if marks := _GIT_MARKS.search(text):
        # Tearline's own merge leaves marks of that name only where the two contradict.
        again = (
            "; or undo the merge (`git merge --abort`), run `tearline merge-driver --set-up`, and merge again"
        )
        wanted = "one of the two versions, without marks" + ("" if marks[0].endswith(" ours") else again)
        return Trouble(marks.start(), "git has left a conflict here", wanted)
    problem = error.problem or ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in problem or "tab character" in problem:
        return Trouble(at, "a tab stands where only spaces can indent", "spaces")
    for part, message, expected in _EXPLANATIONS:
        if part in problem or part in (error.context or ""):
            return Trouble(at, message, expected)
    return Trouble(at, f"cannot be read as YAML here ({problem or error.context})", "valid YAML")


_EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "a colon and a space stand inside words without quotes, or the indentation is off",
        "quotes around the words, or this key in line with its neighbours",
    ),
    (
        "quoted scalar",
        "the quoted words have no closing quote, or an escape in them is wrong",
        "a closing quote",
    ),
    (
        "expected <block end>",
        "this line does not fit those above",
        "its indentation in line with its neighbours",
    ),
    ("did not find expected key", "this line does not fit those above", "a key in line with its neighbours"),
    (
        "expected ',' or",
        "a list or mapping in brackets does not end, or lacks a comma",
        "a comma or the bracket",
    ),
    ("could not find expected ':'", "a colon is missing after the key", "key: value"),
    ("cannot start any token", "this character cannot begin words", "quotes around the words"),
)
