"""A brief's text cut into pieces, so that changing one item reads that item again and nothing else.

A piece runs from the start of one line to the start of another: an entry of a block-style section, with the
comments below it, or whatever stands between such entries. Block YAML is decided by indentation alone, so an
entry says the same by itself as it does in the whole text. Sections in brackets are not cut: changing them
reads the whole text again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tearline.briefs.document.yaml_reading import Node, YamlError, read_yaml
from tearline.briefs.document.yaml_splice import Splice, entry_start, first_that_reads

# Entries of these sections are pieces of their own.
LISTS = ("bottom_line", "quotes", "claims", "relations", "timeline", "gaps", "rejected")
MAPPINGS = ("sources", "actors")

Proposals = Callable[[str, Node], Iterable[Splice]]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of whole lines; `section` names the section it is an entry of, "" where it is none.

    `data` is the entry's; for an entry of a mapping `key` is its key.
    """

    text: str
    section: str = ""
    key: str = ""
    data: Any = None

    @property
    def indent(self) -> int:
        """The column in which an entry begins."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def ends_plainly(self) -> bool:
        """Whether its last line is whole, and none that may belong to what follows: blank, comment, "..."."""
        start = max(self.text.rfind(end, 0, len(self.text) - 1) for end in "\n\r") + 1
        line = self.text[start:].strip()
        return self.text.endswith("\n") and bool(line) and not line.startswith(("#", "..."))


class NoSplice(Exception):  # noqa: N818 - not an error: the caller tries the whole text
    """No proposal reads back as meant."""


def cut(text: str, root: Node) -> tuple[Piece, ...]:
    """The text in pieces, in order; joined they are the text. `root` is the node that it reads as."""
    starts: list[tuple[int, str, str, Any]] = []
    if root.kind == "mapping" and not root.flow:
        pairs = root.pairs
        for n, (name, value) in enumerate(pairs):
            section = name.value or ""
            kind = "sequence" if section in LISTS else "mapping" if section in MAPPINGS else ""
            if value.kind != kind or value.flow or not value.children:
                continue
            found = list(_entries(text, value, section))
            # An entry that shares its line with something else is not cut.
            if all(at >= 0 for at, *_ in found):
                starts += found
                end = entry_start(text, root, n + 1) if n + 1 < len(pairs) else len(text)
                starts.append((end, "", "", None))
    pieces = []
    position, label = 0, ("", "", None)
    for at, *rest in [*starts, (len(text), "", "", None)]:
        if at > position:
            pieces.append(Piece(text[position:at], *label))
        position, label = at, (rest[0], rest[1], rest[2])
    return tuple(pieces)


def _entries(text: str, value: Node, section: str) -> Iterator[tuple[int, str, str, Any]]:
    if value.kind == "sequence":
        for n, child in enumerate(value.children):
            yield entry_start(text, value, n), section, "", child.data()
    else:
        for n, (name, child) in enumerate(value.pairs):
            yield entry_start(text, value, n), section, name.value or "", child.data()


def change_entry(pieces: Sequence[Piece], propose: Proposals, expected: Any) -> tuple[Piece, ...]:
    """What a few pieces, neighbours in one section, become when a proposal for their text is carried out.

    `expected` is what the section would hold if these pieces were all of it. Raises NoSplice.
    """
    text = "".join(piece.text for piece in pieces)
    section = pieces[0].section
    root = read_yaml(text)
    if root is None:
        raise NoSplice
    done = first_that_reads(text, propose(text, root), expected)
    if done is None:
        raise NoSplice
    changed, root = done
    new = _recut(changed, root, section, pieces[0].indent)
    if new is None:
        raise NoSplice
    return new


def read_entries(text: str, section: str, indent: int) -> tuple[Piece, ...] | None:
    """The entries of a section that a text of whole lines holds, each beginning in column `indent`.

    None where it holds something else.
    """
    if not text:
        return ()
    try:
        root = read_yaml(text)
    except YamlError:
        return None
    if root is None:
        return None
    kind = "sequence" if section in LISTS else "mapping"
    return _recut(text, root, section, indent) if root.kind == kind else None


def _recut(text: str, root: Node, section: str, indent: int) -> tuple[Piece, ...] | None:
    if root.flow:
        return None
    starts = list(_entries(text, root, section))
    # The first entry must begin the text in the same column, or it would not be the section's.
    if not starts or starts[0][0] != 0 or len(text) - len(text.lstrip(" ")) != indent:
        return None
    ends = [at for at, *_ in starts[1:]] + [len(text)]
    return tuple(Piece(text[at:end], *label) for (at, *label), end in zip(starts, ends, strict=True))


def shared(pieces: Sequence[Piece], old: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, those at either end that read as the old ones do being the old ones themselves."""
    new = list(pieces)
    shorter = min(len(new), len(old))
    for places in (range(shorter), range(-1, -shorter - 1, -1)):
        for n in places:
            mine, its = new[n], old[n]
            if mine is not its:
                if (mine.text, mine.section, mine.data) != (its.text, its.section, its.data):
                    break
                new[n] = its
    return tuple(new)
