"""A brief as text and data in step: each change gives a new one that differs from the last by one splice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tearline.briefs.document.brief_nodes import Lines, brief_of, node_at
from tearline.briefs.document.brief_outline import Outline, Reshape, by_section, stepped, touched
from tearline.briefs.document.brief_pieces import (
    LISTS,
    MAPPINGS,
    NoSplice,
    Piece,
    Proposals,
    change_entry,
    cut,
    read_entries,
    shared,
)
from tearline.briefs.document.schema_problems import Path
from tearline.briefs.document.steps import Change, digest
from tearline.briefs.document.valid_entries import KEY_ORDER, SECTION_ORDER, valid_entry
from tearline.briefs.document.yaml_reading import Node, YamlError, collecting_nothing, read_yaml
from tearline.briefs.document.yaml_splice import Splice, add_entry, drop_entry, drop_key, put_key
from tearline.briefs.document.yaml_writing import plain_data
from tearline.briefs.model import Brief
from tearline.briefs.problems import BriefError, EditError, Problem

_A_BRIEF = "a brief: `tearline: 1` and a title"


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
    def _lines(self) -> Lines:
        return Lines(self.text)

    def entry_data(self, section: str, n: int) -> Any:
        """The n-th entry of a section as dicts, lists and strings."""
        own = self._own(section)
        return self.pieces[own[n]].data if own else _entry(self.root, section, n).data()

    def entries(self, section: str) -> list[tuple[str, Any]]:
        """The entries of a section: each one's key, empty in a list, and its data."""
        own = self._own(section)
        if own:
            return [(self.pieces[n].key, self.pieces[n].data) for n in own]
        node = self._outline.root.child(section)
        data = None if node is None else node.data()
        return list(data.items()) if isinstance(data, dict) else [("", part) for part in data or ()]

    def entry_written(self, section: str, n: int) -> tuple[Node, str]:
        """The node of an entry, and the text in which it stands."""
        own = self._own(section)
        text = self.pieces[own[n]].text if own else self._outline.text
        root = read_yaml(text) if own else self._outline.root.child(section)
        assert root is not None, "an entry is not empty"  # noqa: S101
        return _nth(root, 0 if own else n), text

    def fields(self) -> dict[str, Any]:
        """The keys of the brief itself, without its sections."""
        data = self._outline.root.data()
        return {key: value for key, value in data.items() if key not in LISTS and key not in MAPPINGS}

    def fields_written(self) -> tuple[Node, str]:
        """The node that holds the keys of the brief itself, and the text in which it stands."""
        return self._outline.root, self._outline.text

    @cached_property
    def content(self) -> bytes:
        """The text as it stands in a file."""
        return self.text.encode()

    @cached_property
    def digest(self) -> bytes:
        """Tells this text from others."""
        return digest(self.content)

    def with_entry(self, section: str, key: str, entry: Any) -> BriefText:
        """The entry added at the end of a section, under `key` where the section is a mapping."""
        data = plain_data(entry)
        part = valid_entry(section, data)
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
            if new := self._spliced(own[-len(last)], len(last), [(propose, expected)], section, changed):
                return new

        def in_whole(text: str, root: Node) -> Iterable[Splice]:
            node = root.child(section)
            if node is not None and node.children:
                return propose(text, node)
            value = {key: entry} if key else [entry]
            return put_key(text, root, section, value, SECTION_ORDER, 2)

        def added(whole: dict[str, Any]) -> dict[str, Any]:
            if key:
                return {**whole, section: {**whole.get(section, {}), key: data}}
            return {**whole, section: [*whole.get(section, []), data]}

        return self._rewritten(in_whole, added, section)

    def with_last_before(self, section: str, n: int) -> BriefText:
        """The last entry of a list put before the n-th; as it was where comments or blank lines part them."""
        own = self._own(section)
        if not own or n >= len(own) - 1:
            return self
        first, last = own[n], own[-1]
        if not all(self.pieces[at].ends_plainly for at in (first - 1, last - 1, last)):
            return self
        pieces = (*self.pieces[:first], self.pieces[last], *self.pieces[first:last], *self.pieces[last + 1 :])
        present = getattr(self.brief, section)
        moved = (*present[:n], present[-1], *present[n:-1])
        return BriefText(self.name, pieces, self.brief.model_copy(update={section: moved}))

    def with_value(self, section: str, n: int, key: str, value: Any) -> BriefText:
        """One key of the n-th entry set, or taken away where the value is None."""
        return self.with_values(section, n, {key: value})

    def with_values(self, section: str, n: int, values: Mapping[str, Any]) -> BriefText:
        """Several keys of the n-th entry set, or taken away where their value is None.

        What they say must be valid together, whatever it is one by one.
        """
        data = self.entry_data(section, n)
        if not isinstance(data, dict):
            raise EditError(f"this entry of {section} has no keys; remove it and add another")
        steps: list[tuple[Proposals, dict[str, Any]]] = []
        for key, value in values.items():
            new = plain_data(value)
            if data.get(key) == new:
                continue
            data = {name: part for name, part in data.items() if name != key} | (
                {} if new is None else {key: new}
            )
            steps.append((_proposing(section, key, value), data))
        if not steps:
            return self
        return self._revised(section, n, steps)

    def _revised(self, section: str, n: int, steps: Sequence[tuple[Proposals, Any]]) -> BriefText:
        """The n-th entry after one change upon another, each with what the entry then is.

        What the last one leaves must be valid; nobody sees the others.
        """
        part = valid_entry(section, steps[-1][1])
        own = self._own(section)
        if own:
            key = self.pieces[own[n]].key
            present = getattr(self.brief, section)
            changed = {**present, key: part} if key else (*present[:n], part, *present[n + 1 :])
            tries = [(_of_first(propose), {key: data} if key else [data]) for propose, data in steps]
            if new := self._spliced(own[n], 1, tries, section, changed):
                return new

        def in_whole(propose: Proposals) -> Proposals:
            return lambda text, root: propose(text, _entry(root, section, n))

        def to(data: Any) -> Reshape:
            def reshaped(whole: dict[str, Any]) -> dict[str, Any]:
                entries = whole[section]
                if isinstance(entries, dict):
                    return {**whole, section: {**entries, list(entries)[n]: data}}
                return {**whole, section: [*entries[:n], data, *entries[n + 1 :]]}

            return reshaped

        return self._rewritten_in_steps([(in_whole(propose), to(data)) for propose, data in steps], section)

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
            tries: list[tuple[Proposals, Any]] = [(lambda text, root: propose(text, root, at), expected)]
            if new := self._spliced(first, 2, tries, section, changed):
                return new

        def in_whole(text: str, root: Node) -> Iterable[Splice]:
            node = root.child(section)
            if len(present) == 1 or node is None:
                return put_key(text, root, section, {} if mapping else [])
            return propose(text, node, n)

        def removed(whole: dict[str, Any]) -> dict[str, Any]:
            entries = whole[section]
            if isinstance(entries, dict):
                return {
                    **whole,
                    section: {key: part for m, (key, part) in enumerate(entries.items()) if m != n},
                }
            return {**whole, section: [*entries[:n], *entries[n + 1 :]]}

        return self._rewritten(in_whole, removed, section)

    def with_field(self, key: str, value: Any) -> BriefText:
        """One key of the brief itself set, or taken away where the value is None."""
        new = plain_data(value)
        outlined = self._outline
        # What stands under a section that is cut is not all in the outline.
        whole = (self.root if key in outlined.hidden else outlined.root).data()
        if whole.get(key) == new:
            return self

        def propose(text: str, root: Node) -> Iterable[Splice]:
            if new is None:
                return drop_key(text, root, key)
            return put_key(text, root, key, value, SECTION_ORDER, 2 if key in LISTS or key in MAPPINGS else 0)

        def changed(whole: dict[str, Any]) -> dict[str, Any]:
            kept = {name: part for name, part in whole.items() if name != key}
            return kept if new is None else {**kept, key: new}

        return self._rewritten(propose, changed, key)

    def with_changes(self, changes: Sequence[Change]) -> BriefText:
        """The text after some changes, reading again only what they touch.

        `changes` are in order and do not overlap; their offsets are in this text. Raises BriefError where
        no brief comes of it.
        """
        runs = touched(self.pieces, changes)
        pieces: list[Piece] = []
        done, inside = 0, True
        for first, end, text in runs:
            pieces += self.pieces[done:first]
            section = self.pieces[first].section
            own = {piece.section for piece in self.pieces[first:end]} == {section} if section else False
            new = read_entries(text, section, self.pieces[first].indent) if own else None
            if new is None and own and pieces and pieces[-1].section == section:
                # What is left of an entry may be a comment, which then belongs to the one above.
                new = read_entries(pieces[-1].text + text, section, pieces[-1].indent)
                if new is not None:
                    pieces.pop()
            if new is None:
                inside = False
                new = (Piece(text),) if text else ()
            pieces += new
            done = end
        pieces += self.pieces[done:]
        outline = None if inside else Outline(self.name, tuple(pieces))
        before = {piece.section for piece in self.pieces if piece.section}
        whole = "".join(piece.text for piece in pieces)
        try:
            if outline is None:
                if before == {piece.section for piece in pieces if piece.section}:
                    return self._assembled(tuple(pieces), self.brief)
            else:
                filled = self._filled(outline, outline.text, outline.root)
                # A comment between two entries may have come to stand elsewhere.
                if filled is not None and filled.text == whole:
                    return filled
        except (YamlError, EditError):
            pass  # what is wrong is told with its line in the whole text
        return read_brief(self.name, whole)

    def line(self, path: Path) -> int:
        """The line, from 1, of the value at a path of the data: ("quotes", 3, "said")."""
        return self._lines.of(node_at(self.root, path))

    @cached_property
    def _outline(self) -> Outline:
        return Outline(self.name, self.pieces)

    def _own(self, section: str) -> list[int]:
        """The pieces that are entries of a section; none where it is not cut."""
        return [n for n, piece in enumerate(self.pieces) if piece.section == section]

    def _spliced(
        self, first: int, count: int, tries: Sequence[tuple[Proposals, Any]], section: str, changed: Any
    ) -> BriefText | None:
        """The text with a few neighbouring entries changed, None where only reading all of it will do.

        `tries` are the proposals for one change after the other, each with what is then to be read.
        """
        new = self.pieces[first : first + count]
        try:
            for propose, expected in tries:
                new = change_entry(new, propose, expected)
        except NoSplice:
            return None
        brief = self.brief.model_copy(update={section: changed})
        return BriefText(self.name, (*self.pieces[:first], *new, *self.pieces[first + count :]), brief)

    def _rewritten(self, propose: Proposals, change: Reshape, key: str) -> BriefText:
        return self._rewritten_in_steps([(propose, change)], key)

    def _rewritten_in_steps(self, steps: Sequence[tuple[Proposals, Reshape]], key: str) -> BriefText:
        """The text after changes that concern the value of `key`, with all that is not hidden read anew.

        Each step proposes splices, and says what is to be read afterwards.
        """
        outline = self._outline
        if key not in outline.hidden and (done := stepped(outline.text, outline.root, steps)):
            new = self._filled(outline, *done)
            if new is not None:
                return new
        with collecting_nothing():
            done = stepped(self.text, self.root, steps)
        if done is None:
            raise EditError(
                f"{self.name}: the text is laid out so that this cannot be changed in place; "
                "write the item out over plain lines and try again"
            )
        text, root = done
        problems: list[Problem] = []
        brief = brief_of(self.name, root, Lines(text), problems)
        if brief is None or problems:
            raise EditError("\n".join(map(str, problems)))
        return BriefText(self.name, shared(cut(text, root), self.pieces), brief)

    def _filled(self, outline: Outline, text: str, root: Node) -> BriefText | None:
        """The whole of a text of which `text` is the outline; None where they do not fit together."""
        problems: list[Problem] = []
        brief = brief_of(self.name, root, Lines(text), problems) if root.kind == "mapping" else None
        if brief is None or problems:
            return None
        pieces = list(cut(text, root))
        for section, hidden in outline.hidden.items():
            first = next((n for n, piece in enumerate(pieces) if piece.section == section), None)
            if first is None or (pieces[first].key, pieces[first].data) != outline.last[section]:
                return None
            pieces[first:first] = hidden
        return self._assembled(shared(tuple(pieces), self.pieces), brief)

    def _assembled(self, pieces: tuple[Piece, ...], brief: Brief) -> BriefText:
        """These pieces, and what they say: `brief`, but for the entries, which are the pieces' own."""
        before, after = by_section(self.pieces), by_section(pieces)
        update: dict[str, Any] = {}
        for section, own in after.items():
            old = getattr(self.brief, section)
            if own == before.get(section):
                update[section] = old
                continue
            known = dict(
                zip(before.get(section, ()), old.values() if section in MAPPINGS else old, strict=False)
            )
            parts = [known[piece] if piece in known else valid_entry(section, piece.data) for piece in own]
            update[section] = (
                dict(zip((piece.key for piece in own), parts, strict=True))
                if section in MAPPINGS
                else tuple(parts)
            )
        return BriefText(self.name, pieces, brief.model_copy(update=update))


def _of_first(propose: Proposals) -> Proposals:
    """Proposals for an entry as ones for the section that it is the first of."""
    return lambda text, section: propose(text, _nth(section, 0))


def read_brief(name: str, text: str) -> BriefText:
    """The brief that a text is. Raises BriefError with every problem that keeps it from being one."""
    with collecting_nothing():
        return _read(name, text)


def _read(name: str, text: str) -> BriefText:
    lines = Lines(text)
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
    brief = brief_of(name, root, lines, problems)
    if brief is None or problems:
        raise BriefError(problems)
    return BriefText(name, cut(text, root), brief)


def _proposing(section: str, key: str, value: Any) -> Proposals:
    """How one key of an entry may be set, or taken away where the value is None."""

    def propose(text: str, entry: Node) -> Iterable[Splice]:
        if value is None:
            return drop_key(text, entry, key)
        return put_key(text, entry, key, value, KEY_ORDER[section])

    return propose


def _nth(node: Node, n: int) -> Node:
    return node.children[n] if node.kind == "sequence" else node.pairs[n][1]


def _entry(root: Node, section: str, n: int) -> Node:
    node = root.child(section)
    if node is None:
        raise EditError(f"{section} is not in this brief")
    return _nth(node, n)
