"""A brief's text in outline, so that a change of its title need not read all its entries again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from tearline.briefs.document.brief_pieces import Piece, Proposals
from tearline.briefs.document.steps import Change, applied
from tearline.briefs.document.yaml_reading import Node, read_yaml
from tearline.briefs.document.yaml_splice import first_that_reads
from tearline.briefs.problems import EditError

# From what a text says to what it is to say.
Reshape = Callable[[dict[str, Any]], dict[str, Any]]


class Outline:
    """A brief's text without the entries of its sections but the last of each, so that little is read.

    `hidden` are the pieces left out by section, `last` the key and data of the entry that follows them.
    """

    def __init__(self, name: str, pieces: tuple[Piece, ...]) -> None:
        self.name = name
        own = by_section(pieces)
        self.hidden = {section: entries[:-1] for section, entries in own.items() if len(entries) > 1}
        self.last = {section: (own[section][-1].key, own[section][-1].data) for section in self.hidden}
        hidden = {piece for entries in self.hidden.values() for piece in entries}
        self.text = "".join(piece.text for piece in pieces if piece not in hidden)

    @cached_property
    def root(self) -> Node:
        root = read_yaml(self.text)
        if root is None:
            raise EditError(f"{self.name}: the text holds nothing")
        return root


def by_section(pieces: Iterable[Piece]) -> dict[str, tuple[Piece, ...]]:
    """The entries of each section that is cut."""
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.section:
            found.setdefault(piece.section, []).append(piece)
    return {section: tuple(own) for section, own in found.items()}


def touched(pieces: Sequence[Piece], changes: Sequence[Change]) -> list[tuple[int, int, str]]:
    """Which pieces [first, end) the changes fall in, and the text that comes of those."""
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    spans: list[tuple[int, int, list[Change]]] = []
    for change in changes:
        first = min(bisect_right(starts, change.start) - 1, len(pieces) - 1)
        if starts[first] == change.start and not change.old and first and pieces[first - 1].section:
            # What is put in between two pieces comes after an entry, not before a heading.
            first -= 1
        end = max(first + 1, bisect_left(starts, change.start + len(change.old)))
        if spans and first < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]), [*spans[-1][2], change])
        else:
            spans.append((first, end, [change]))
    runs = []
    for first, end, within in spans:
        old = "".join(piece.text for piece in pieces[first:end])
        runs.append((first, end, applied(old, within, starts[first])))
    return runs


def stepped(
    text: str,
    root: Node | None,
    steps: Sequence[tuple[Proposals, Reshape]],
) -> tuple[str, Node] | None:
    """A text after one change upon another, and its root; None where one of them can't be carried out."""
    for propose, change in steps:
        if root is None:
            return None
        done = first_that_reads(text, propose(text, root), change(root.data()))
        if done is None:
            return None
        text, root = done
    return None if root is None else (text, root)
