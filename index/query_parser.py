"""Reads what was typed in the search box into a query tree, in one pass and without recursion."""

from __future__ import annotations

import dataclasses
import difflib
import re
from dataclasses import dataclass

from tearline.index.query_dates import read_dates
from tearline.index.query_tree import (
    FIELDS,
    FINDING_FIELDS,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Or,
    Prefix,
    Query,
    QueryError,
    Words,
    all_of,
    any_of,
    none_of,
)
from tearline.index.words import words_of

LONGEST_QUERY = 20_000
DEEPEST = 50
MOST_OPEN_WORDS = 50
NEAR_WORDS, FARTHEST = 10, 100

_QUOTES = '"“”„‟«»＂″'
_SCAN = re.compile(
    rf"(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<quote>[{_QUOTES}])"
    rf"|(?P<minus>[-−](?=[^\s)]))|(?P<field>[A-Za-z]{{2,12}}:)|(?P<chunk>[^\s(){_QUOTES}]+)"
)
_CLOSING = re.compile(f"[{_QUOTES}]")
_CHUNK_END = re.compile(rf"[\s(){_QUOTES}]")
_DATES = re.compile(rf"(?:\s+(?=[\d.]))?(?P<value>[^\s(){_QUOTES}]*)")
_UNFINISHED = frozenset("-−")
_NEAR = re.compile(r"NEAR(?:/(\d{1,9}))?")
_FUZZY = re.compile(r"(.*)~(\d{0,9})", re.DOTALL)


@dataclass
class _Group:
    """What is open between two parentheses: alternatives of parts, and what waits for the next part."""

    field: str
    negated: bool = False
    alternatives: list[list[Node]] = dataclasses.field(default_factory=lambda: [[]])
    next_negated: bool = False
    near: int | None = None
    near_at: int = 0
    next_field: str = ""

    def close(self) -> Node:
        parts = [all_of(parts) for parts in self.alternatives if parts]
        return any_of(parts) if parts else Everything()


def parse(text: str, typing: bool = False) -> Query:
    """Read a query.

    What is not finished yet (an open quotation mark or parenthesis, a trailing AND, `date:`) is read as far
    as it goes; with `typing`, the word that the text ends in counts as only begun. Raises QueryError where
    nothing sensible can be meant.
    """
    return _Parser(text, typing).parse()


class _Parser:
    def __init__(self, text: str, typing: bool) -> None:
        self.text = text
        self.typing = typing
        self.groups = [_Group("")]
        self.open_words = 0
        self.unsearchable: int | None = None
        self.found_any = False

    def parse(self) -> Query:
        text = self.text
        if len(text) > LONGEST_QUERY:
            raise QueryError(
                f"A query holds at most {LONGEST_QUERY:,} characters, this one {len(text):,}.", LONGEST_QUERY
            )
        at = 0
        while at < len(text):
            found = _SCAN.match(text, at)
            at = self.step(found.lastgroup or "", found) if found else at + 1
        while len(self.groups) > 1:
            self.close_group()
        root = self.groups[0].close()
        if self.unsearchable is not None and not self.found_any:
            raise QueryError("There is no letter or digit here to search for.", self.unsearchable)
        return Query(text, root)

    def step(self, kind: str, found: re.Match[str]) -> int:
        """Take in one piece of the text; the place where the next one begins."""
        at, end = found.span()
        group = self.groups[-1]
        if kind == "open":
            if len(self.groups) > DEEPEST:
                raise QueryError(f"Parentheses are nested more than {DEEPEST} deep.", at)
            self.groups.append(_Group(group.next_field or group.field, group.next_negated))
            group.next_negated, group.next_field = False, ""
        elif kind == "close":
            if len(self.groups) == 1:
                raise QueryError("This parenthesis closes nothing.", at)
            self.close_group()
        elif kind == "quote":
            return self.phrase(end)
        elif kind == "minus":
            if at and not self.text[at - 1].isspace() and self.text[at - 1] not in "(:-−":
                return end
            group.next_negated = not group.next_negated
        elif kind == "field":
            return self.field_name(found)
        elif kind == "chunk":
            self.chunk(found.group(), at)
        return end

    def close_group(self) -> None:
        inner = self.groups.pop()
        self.add(inner.close(), inner.negated)

    def field_name(self, found: re.Match[str]) -> int:
        name = found.group()[:-1].lower()
        group = self.groups[-1]
        if name in FIELDS:
            group.next_field = name
            if name == "date":
                return self.dates(found.end())
            return found.end()
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.8)
        if near:
            raise QueryError(f"There is no field {name}: – did you mean {near[0]}: ?", found.start())
        after = _CHUNK_END.search(self.text, found.start())
        end = after.start() if after else len(self.text)
        self.chunk(self.text[found.start() : end], found.start())
        return end

    def dates(self, start: int) -> int:
        found = _DATES.match(self.text, start)
        self.groups[-1].next_field = ""
        if found is None:
            return start
        dates = read_dates(found["value"], found.start("value"))
        if dates is not None:
            self.add(dates)
        return found.end()

    def phrase(self, start: int) -> int:
        closing = _CLOSING.search(self.text, start)
        end = closing.start() if closing else len(self.text)
        after = end + 1 if closing else end
        words = tuple(words_of(self.text[start:end]))
        begun = self.text.startswith("*", after)
        if words:
            typed_on = self.typing and closing is None and self.text[-1].isalnum()
            self.add_leaf(Prefix(words) if begun or typed_on else Words(words), start)
        elif self.text[start:end].strip():
            self.missed(start)
        return after + 1 if begun else after

    def chunk(self, chunk: str, at: int) -> None:
        group = self.groups[-1]
        near = _NEAR.fullmatch(chunk)
        if chunk == "OR":
            if group.alternatives[-1]:
                group.alternatives.append([])
            group.near = None
        elif chunk == "NOT":
            group.next_negated = not group.next_negated
        elif near:
            if group.alternatives[-1]:
                group.near = min(int(near[1] or NEAR_WORDS), FARTHEST)
                group.near_at = at
        elif chunk != "AND" and not _UNFINISHED.issuperset(chunk):
            self.word(chunk, at)

    def word(self, chunk: str, at: int) -> None:
        fuzzy = _FUZZY.fullmatch(chunk)
        begun = chunk.endswith("*")
        words = tuple(words_of(chunk[:-1] if begun else fuzzy[1] if fuzzy else chunk))
        if not words:
            self.missed(at)
            return
        if "*" in chunk.rstrip("*").lstrip("*"):
            raise QueryError("A * stands at the end of a word: nation*.", at + chunk.index("*"))
        if fuzzy:
            if len(words) > 1:
                raise QueryError("A ~ stands after a single word: kremlin~.", at + chunk.index("~"))
            distance = int(fuzzy[2] or (1 if len(words[0]) < 6 else 2))
            if distance > 2:
                raise QueryError("A ~ allows for 1 or 2 letters: kremlin~2.", at + chunk.index("~"))
            self.add_leaf(Fuzzy(words[0], distance) if distance else Words(words), at)
        elif begun or (self.typing and at + len(chunk) == len(self.text) and chunk[-1].isalnum()):
            self.add_leaf(Prefix(words), at)
        else:
            self.add_leaf(Words(words), at)

    def missed(self, at: int) -> None:
        """Take note of symbols that no index holds; a query of nothing else is refused."""
        self.unsearchable = at if self.unsearchable is None else self.unsearchable
        self.groups[-1].next_field = ""

    def add_leaf(self, leaf: Leaf, at: int) -> None:
        group = self.groups[-1]
        name = group.next_field or group.field
        group.next_field = ""
        self.found_any = True
        if not isinstance(leaf, Words):
            self.open_words += 1
            if self.open_words > MOST_OPEN_WORDS:
                raise QueryError(f"A query holds at most {MOST_OPEN_WORDS} words with * or ~.", at)
        match leaf:
            case Words(words):
                self.add(Words(words, name))
            case Prefix(words):
                self.add(Prefix(words, name))
            case Fuzzy(word, distance):
                self.add(Fuzzy(word, distance, name))

    def add(self, node: Node, negated: bool = False) -> None:
        """Put a part behind what stands before it in its group."""
        group = self.groups[-1]
        self.found_any = self.found_any or not isinstance(node, Everything)
        negated = negated != group.next_negated
        group.next_negated = False
        parts = group.alternatives[-1]
        if isinstance(node, Everything):
            # Nothing stood between the parentheses.
            return
        if group.near is not None:
            distance, group.near = group.near, None
            near = _near(parts[-1], node, distance, negated, group.near_at)
            if isinstance(parts[-1], Leaf | Or):
                parts.pop()
            parts.append(near)
        else:
            parts.append(none_of(node) if negated else node)


def _near(before: Node, after: Node, distance: int, negated: bool, at: int) -> Node:
    left = before.right if isinstance(before, Near) else _leaves(before)
    right = _leaves(after)
    if negated or not left or not right:
        raise QueryError("NEAR stands between words or phrases: gas NEAR pipeline.", at)
    fields = {leaf.field for leaf in (*left, *right)}
    if len(fields) > 1 or fields & set(FINDING_FIELDS):
        raise QueryError("NEAR stands between words of the same field.", at)
    return Near(left, right, distance, fields.pop())


def _leaves(node: Node) -> tuple[Leaf, ...]:
    if isinstance(node, Leaf):
        return (node,)
    if isinstance(node, Or):
        leaves = tuple(part for part in node.parts if isinstance(part, Leaf))
        return leaves if len(leaves) == len(node.parts) else ()
    return ()
