"""The parsed query: a small frozen tree that every engine, pane and snippet reads the same way."""

from __future__ import annotations

from dataclasses import dataclass

from tearline.index.errors import TearlineError

# What an article can answer by itself. "" stands for anywhere: text, title, outlet and author.
ARTICLE_FIELDS = ("", "title", "outlet", "author")
# What only findings and briefs know. An engine never sees these: see `query.article_part`.
FINDING_FIELDS = ("actor", "speaker", "about", "kind", "status", "in")
FIELDS = (*ARTICLE_FIELDS[1:], *FINDING_FIELDS, "date")


class QueryError(TearlineError):
    """Says in one sentence what cannot be searched as typed, and at which code point of the query."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that must follow one another: folded, never empty. `field` "" is anywhere."""

    words: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words in a row of which the last is only begun: "vlad*", "prime min*"."""

    words: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word or one spelled almost like it: at most `distance` letters added, lost, changed or swapped."""

    word: str
    distance: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Any of `left` and any of `right` in one field, in either order, with at most `distance` words
    between.
    """

    left: tuple[Leaf, ...]
    right: tuple[Leaf, ...]
    distance: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """Published on a day from `first` to `last`, days as numbers: 20211205.

    A date known only by its month or year matches when any of its days does; without a date nothing
    matches."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """What an empty query finds."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What no article can be."""


Leaf = Words | Prefix | Fuzzy
Node = Leaf | Near | Dated | And | Or | Not | Everything | Nothing


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed and as understood."""

    text: str
    root: Node

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing in particular, so that everything matches."""
        return isinstance(self.root, Everything)


def all_of(parts: list[Node]) -> Node:
    """The parts joined by AND, as simple as it can be said."""
    kept: list[Node] = []
    for part in parts:
        if isinstance(part, Nothing):
            return part
        if isinstance(part, And):
            kept.extend(part.parts)
        elif not isinstance(part, Everything):
            kept.append(part)
    kept = list(dict.fromkeys(kept))
    return kept[0] if len(kept) == 1 else And(tuple(kept)) if kept else Everything()


def any_of(parts: list[Node]) -> Node:
    """The parts joined by OR, as simple as it can be said; no parts are Nothing."""
    kept: list[Node] = []
    for part in parts:
        if isinstance(part, Everything):
            return part
        if isinstance(part, Or):
            kept.extend(part.parts)
        elif not isinstance(part, Nothing):
            kept.append(part)
    kept = list(dict.fromkeys(kept))
    return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else Nothing()


def none_of(part: Node) -> Node:
    """Whatever is not `part`."""
    if isinstance(part, Not):
        return part.part
    if isinstance(part, Everything):
        return Nothing()
    return Everything() if isinstance(part, Nothing) else Not(part)
