"""The query language: one door to parsing a query and to everything that can be asked of one.

words            both words, anywhere in the article, its title, outlet or author
"two words"      in this order, next to each other; curly and straight marks are the same
a OR b, a AND b  AND binds tighter and may be left out; -a and NOT a leave out; ( ) group
vlad*            words that begin so;  kremlin~  words spelled almost so
a NEAR b         at most ten words between them; NEAR/3 at most three
title: outlet: author:                        look there only
date:2022-10 date:2021-12..2022-10 date:2022..  published then
actor: speaker: about: kind: status: in:      of what was found in articles, and of briefs
"""

from __future__ import annotations

from collections.abc import Iterator

from tearline.index.query_matching import day_range, matches
from tearline.index.query_parser import parse
from tearline.index.query_tree import (
    FIELDS,
    FINDING_FIELDS,
    And,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Prefix,
    Query,
    QueryError,
    Words,
    all_of,
    any_of,
    none_of,
)

__all__ = [
    "FIELDS",
    "Query",
    "QueryError",
    "article_part",
    "asks_for_findings",
    "both",
    "day_range",
    "fields_of",
    "matches",
    "parse",
    "sought",
]


def article_part(query: Query) -> Query:
    """What of a query an article can answer by itself.

    It is the narrowest query that finds every article in which a finding may match: `speaker:xi gas` becomes
    `gas`, `speaker:xi OR gas` becomes everything. Search articles with it, then hold their findings against
    the whole query with `matches`.
    """
    return Query(query.text, _loosened(query.root, Everything()))


def asks_for_findings(query: Query) -> bool:
    """Whether a part of the query concerns findings or briefs, which articles alone cannot answer."""
    return not fields_of(query).isdisjoint(FINDING_FIELDS)


def fields_of(query: Query) -> frozenset[str]:
    """The fields that any part of the query looks at; "" is all that an article says."""
    return frozenset(leaf.field for leaf in _leaves(query.root, True))


def both(first: Query, second: Query) -> Query:
    """What both queries find."""
    text = f"{first.text} {second.text}".strip()
    return Query(text, all_of([first.root, second.root]))


def sought(query: Query) -> tuple[Leaf | Near, ...]:
    """What the query wants to see: its words, phrases and NEARs, without those that NOT leaves out."""
    return tuple(dict.fromkeys(_leaves(query.root, False)))


def _loosened(node: Node, instead: Node) -> Node:
    match node:
        case And(parts):
            return all_of([_loosened(part, instead) for part in parts])
        case Or(parts):
            return any_of([_loosened(part, instead) for part in parts])
        case Not(part):
            return none_of(_loosened(part, Nothing() if isinstance(instead, Everything) else Everything()))
        case Words() | Prefix() | Fuzzy() if node.field in FINDING_FIELDS:
            return instead
        case _:
            return node


def _leaves(node: Node, with_negated: bool) -> Iterator[Leaf | Near]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, with_negated)
        case Not(part):
            if with_negated:
                yield from _leaves(part, with_negated)
        case Words() | Prefix() | Fuzzy() | Near():
            yield node
