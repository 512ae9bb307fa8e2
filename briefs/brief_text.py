"""A brief as text and data in step: each change gives a new one that differs from the last by one splice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tearline.briefs import model
from tearline.briefs.brief_pieces import LISTS, MAPPINGS, NoSplice, Piece, Proposals, change_entry, cut
from tearline.briefs.model import Brief
from tearline.briefs.problems import BriefError, EditError, Problem
from tearline.briefs.schema_problems import Path, schema_problems
from tearline.briefs.yaml_reading import Node, YamlError, collecting_nothing, read_yaml
from tearline.briefs.yaml_splice import Splice, add_entry, drop_entry, drop_key, first_that_reads, put_key
from tearline.briefs.yaml_writing import plain_data

_ENTRY_TYPES: dict[str, TypeAdapter[Any]] = {
    "bottom_line": TypeAdapter(model.Statement),
    "sources": TypeAdapter(model.Source),
    "actors": TypeAdapter(model.Actor),
    "quotes": TypeAdapter(model.Quote),
    "claims": TypeAdapter(model.Claim),
    "relations": TypeAdapter(model.Relation),
    "timeline": TypeAdapter(model.Event),
    "gaps": TypeAdapter(model.GapEntry),
    "rejected": TypeAdapter(model.Words),
}
_KEY_ORDER = {
    "bottom_line": model.keys_of(model.Statement),
    "sources": model.keys_of(model.Source),
    "actors": model.keys_of(model.Actor),
    "quotes": model.keys_of(model.Quote),
    "claims": model.keys_of(model.Claim),
    "relations": model.keys_of(model.Relation),
    "timeline": model.keys_of(model.Event),
    "gaps": model.keys_of(model.Gap),
}
_A_BRIEF = "a brief: `tearline: 1` and a title"
# Beyond these, problems of the schema repeat themselves.
_MOST_PROBLEMS = 1000
_SECTION_ORDER = model.keys_of(Brief)


@dataclass(frozen=True)
class BriefText:
    """The text, in pieces, and what it says. Texts made from one another share what did not change.

    `name` is the file's, for messages. The methods that change something raise EditError where the result
    would be no brief, or where the text is laid out so that no splice says what is meant.
    """

    name: str
    pieces: tuple[Piece, ...]
    brief: Brief

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def root(self) -> Node:
        """The whole text as nodes."""
        root = read_yaml(self.text)
        assert root is not None, "a brief has a title, so its text is not empty"  # noqa: S101
        return root

    @cached_property
    def _lines(self) -> _Lines:
        return _Lines(self.text)

    def entry_data(self, section: str, n: int) -> Any:
        """The n-th entry of a section as dicts, lists and strings."""
        own = self._own(section)
        return self.pieces[own[n]].data if own else _entry(self.root, section, n).data()

    def with_entry(self, section: str, key: str, entry: Any) -> BriefText:
        """The entry added at the end of a section, under `key` where the section is a mapping."""
        data = plain_data(entry)
        part = _valid(section, data)
        present = getattr(self.brief, section)
        own = self._own(section)

        def propose(text: str, node: Node) -> Iterable[Splice]:
            return put_key(text, node, key, entry, open_levels=1) if key else add_entry(text, node, entry)

        if own:
            # The last two show whether entries are set apart by blank lines.
            last = [self.pieces[n] for n in own[-2:]]
            expected: Any = [*(piece.data for piece in last), data]
            changed: Any = (*present, part)
            if key:
                expected = {**{piece.key: piece.data for piece in last}, key: data}
                changed = {**present, key: part}
            if new := self._spliced(own[-len(last)], len(last), propose, expected, section, changed):
                return new
        whole = self.root.data()
        node = self.root.child(section)
        if node is not None and node.children:
            whole[section] = {**whole[section], key: data} if key else [*whole[section], data]
            return self._rewritten(propose(self.text, node), whole)
        whole[section] = {key: data} if key else [data]
        value = {key: entry} if key else [entry]
        return self._rewritten(put_key(self.text, self.root, section, value, _SECTION_ORDER, 2), whole)

    def with_value(self, section: str, n: int, key: str, value: Any) -> BriefText:
        """One key of the n-th entry set, or taken away where the value is None."""
        data = self.entry_data(section, n)
        if not isinstance(data, dict):
            raise EditError(f"this entry of {section} has no keys; remove it and add another")
        new = plain_data(value)
        if data.get(key) == new:
            return self
        data = {name: part for name, part in data.items() if name != key} | (
            {} if new is None else {key: new}
        )
        part = _valid(section, data)

        def propose(text: str, entry: Node) -> Iterable[Splice]:
            if new is None:
                return drop_key(text, entry, key)
            return put_key(text, entry, key, value, _KEY_ORDER[section])

        own = self._own(section)
        if own:
            piece = self.pieces[own[n]]
            alone = {piece.key: data} if piece.key else [data]
            present = getattr(self.brief, section)
            changed = {**present, piece.key: part} if piece.key else (*present[:n], part, *present[n + 1 :])
            if done := self._spliced(
                own[n], 1, lambda text, root: propose(text, _nth(root, 0)), alone, section, changed
            ):
                return done
        whole = self.root.data()
        whole[section][list(whole[section])[n] if section in MAPPINGS else n] = data
        return self._rewritten(propose(self.text, _entry(self.root, section, n)), whole)

    def without_entry(self, section: str, n: int) -> BriefText:
        """The n-th entry of a section taken out; its comments below stay."""
        own = self._own(section)
        present = getattr(self.brief, section)
        mapping = section in MAPPINGS

        def propose(text: str, node: Node, at: int) -> Iterable[Splice]:
            return (
                drop_key(text, node, node.pairs[at][0].value or "") if mapping else drop_entry(text, node, at)
            )

        if len(own) > 1:
            first, at = (own[n] - 1, 1) if n else (own[n], 0)
            kept = self.pieces[first + 1 - at]
            expected = {kept.key: kept.data} if mapping else [kept.data]
            changed = (
                {key: part for m, (key, part) in enumerate(present.items()) if m != n}
                if mapping
                else (*present[:n], *present[n + 1 :])
            )
            if new := self._spliced(
                first, 2, lambda text, root: propose(text, root, at), expected, section, changed
            ):
                return new
        whole = self.root.data()
        if len(present) == 1:
            empty: Any = {} if mapping else []
            return self._rewritten(put_key(self.text, self.root, section, empty), {**whole, section: empty})
        del whole[section][list(whole[section])[n] if mapping else n]
        node = self.root.child(section)
        return self._rewritten(propose(self.text, node, n) if node else (), whole)

    def with_field(self, key: str, value: Any) -> BriefText:
        """One key of the brief itself set, or taken away where the value is None."""
        whole = self.root.data()
        new = plain_data(value)
        if whole.get(key) == new:
            return self
        expected = {name: part for name, part in whole.items() if name != key} | (
            {} if new is None else {key: new}
        )
        if new is None:
            return self._rewritten(drop_key(self.text, self.root, key), expected)
        levels = 2 if key in LISTS or key in MAPPINGS else 0
        return self._rewritten(put_key(self.text, self.root, key, value, _SECTION_ORDER, levels), expected)

    def line(self, path: Path) -> int:
        """The line, from 1, of the value at a path of the data: ("quotes", 3, "said")."""
        return self._lines.of(_at(self.root, path))

    def _own(self, section: str) -> list[int]:
        """The pieces that are entries of a section; none where it is not cut."""
        return [n for n, piece in enumerate(self.pieces) if piece.section == section]

    def _spliced(
        self, first: int, count: int, propose: Proposals, expected: Any, section: str, changed: Any
    ) -> BriefText | None:
        """The text with a few neighbouring entries changed, None where only reading all of it will do."""
        try:
            new = change_entry(self.pieces[first : first + count], propose, expected)
        except NoSplice:
            return None
        brief = self.brief.model_copy(update={section: changed})
        return BriefText(self.name, (*self.pieces[:first], *new, *self.pieces[first + count :]), brief)

    def _rewritten(self, splices: Iterable[Splice], expected: Any) -> BriefText:
        """The whole text after the first of the proposals that says what is meant."""
        with collecting_nothing():
            done = first_that_reads(self.text, splices, expected)
        if done is None:
            raise EditError(
                f"{self.name}: the text is laid out so that this cannot be changed in place; "
                "write the item out over plain lines and try again"
            )
        text, root = done
        problems: list[Problem] = []
        brief = _brief(self.name, root, _Lines(text), problems)
        if brief is None or problems:
            raise EditError("\n".join(map(str, problems)))
        return BriefText(self.name, cut(text, root), brief)


def read_brief(name: str, text: str) -> BriefText:
    """The brief that a text is. Raises BriefError with every problem that keeps it from being one."""
    with collecting_nothing():
        return _read(name, text)


def _read(name: str, text: str) -> BriefText:
    lines = _Lines(text)
    problems: list[Problem] = []
    try:
        root = read_yaml(text)
    except YamlError as error:
        root = error.root
        problems += (
            Problem("error", name, lines.at(trouble.at), "", trouble.message, trouble.expected)
            for trouble in error.troubles
        )
        if root is None:
            raise BriefError(problems) from None
    if root is None or (root.kind == "scalar" and not root.value):
        raise BriefError([Problem("error", name, 1, "", "the file is empty", _A_BRIEF)])
    if root.kind != "mapping":
        raise BriefError([Problem("error", name, 1, "", "the file holds no keys", _A_BRIEF)])
    brief = _brief(name, root, lines, problems)
    if brief is None or problems:
        raise BriefError(problems)
    return BriefText(name, cut(text, root), brief)


def _brief(name: str, root: Node, lines: _Lines, problems: list[Problem]) -> Brief | None:
    """What the nodes say, None where that is no brief; what is wrong is added to `problems`."""
    for section in MAPPINGS:
        entries = root.child(section)
        for key, value in entries.pairs if entries is not None else ():
            if value.kind == "scalar" and value.value is None:
                place = f"{section}.{key.value}"
                problems.append(
                    Problem("error", name, lines.of(key), place, "is empty", "its keys and values")
                )
    try:
        return Brief.model_validate(root.data())
    except ValidationError as error:
        for path, message, expected in islice(schema_problems(error), _MOST_PROBLEMS):
            line = lines.of(_at(root, path))
            problems.append(Problem("error", name, line, key_path(root, path), message, expected))
    return None


def key_path(root: Node, path: Path) -> str:
    """A path of the data as people read it, with ids for positions: "quotes.q-2xk7ab.said"."""
    node: Node | None = root
    shown = ""
    for step in path:
        node = node.child(step) if node is not None else None
        name = node.child("id") if isinstance(step, int) and node is not None else None
        if name is not None and name.value:
            shown += f".{name.value}"
        else:
            shown += f"[{step}]" if isinstance(step, int) else f".{step:.60}"
    return shown.removeprefix(".")


class _Lines:
    """Line numbers as an editor counts them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\r\n|\n|\r", text))]

    def at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def of(self, node: Node) -> int:
        return self.at(node.start)


def _at(root: Node, path: Path) -> Node:
    """The node at a path, or the nearest one above it."""
    node = root
    for step in path:
        below = node.child(step)
        if below is None:
            break
        node = below
    return node


def _nth(node: Node, n: int) -> Node:
    return node.children[n] if node.kind == "sequence" else node.pairs[n][1]


def _entry(root: Node, section: str, n: int) -> Node:
    node = root.child(section)
    if node is None:
        raise EditError(f"{section} is not in this brief")
    return _nth(node, n)


def _valid(section: str, data: Any) -> Any:
    try:
        return _ENTRY_TYPES[section].validate_python(data)
    except ValidationError as error:
        name = data.get("id", section) if isinstance(data, dict) else section
        found = [
            ": ".join(filter(None, [name, ".".join(map(str, path)), f"{what}; expected {expected}"]))
            for path, what, expected in schema_problems(error)
        ]
        raise EditError("\n".join(found)) from None
