"""What a query that finds nothing may have meant: its words as the index spells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tearline.index.engine import Completion
from tearline.index.query import sought
from tearline.index.query_tree import ARTICLE_FIELDS, FIELDS, Fuzzy, Near, Query, Words
from tearline.index.words import word_spans

# Fewer letters than this are like too many other words.
_FEWEST_LETTERS = 4
# From so many letters on, a word may be two letters off.
_LONG_WORD = 6
_MOST_WORDS = 5
# A word that occurs is taken for a slip where another like it stands in so many times as many articles.
_TIMES_COMMONER = 20
_OPERATORS = ("AND", "OR", "NOT", "NEAR")

WordsLike = Callable[[Fuzzy], Sequence[Completion]]


def suggest(query: Query, words_like: WordsLike) -> str | None:
    """The query's text with words that hardly occur replaced by common ones spelled almost so; None where
    there are none.

    `words_like` gives the commonest words of the index spelled almost so, the word itself among them.
    """
    instead: dict[str, str] = {}
    for word, field in _words(query):
        better = _better(word, field, words_like)
        if better:
            instead[word] = better
    text, parts, end = query.text, [], 0
    for word, found in zip(*word_spans(text), strict=True):
        start, stop = found.span()
        is_field = text.startswith(":", stop) and found.group().lower() in FIELDS
        if word in instead and not is_field and found.group() not in _OPERATORS:
            parts += [text[end:start], instead[word]]
            end = stop
    return "".join((*parts, text[end:])) if parts else None


def _words(query: Query) -> list[tuple[str, str]]:
    """The whole words that the query wants to see, each with the field it looks at."""
    words: dict[tuple[str, str], None] = {}
    for part in sought(query):
        for leaf in (*part.left, *part.right) if isinstance(part, Near) else (part,):
            if isinstance(leaf, Words) and leaf.field in ARTICLE_FIELDS:
                words.update(dict.fromkeys((word, leaf.field) for word in leaf.words))
    return [each for each in words if len(each[0]) >= _FEWEST_LETTERS and each[0].isalpha()][:_MOST_WORDS]


def _better(word: str, field: str, words_like: WordsLike) -> str | None:
    for distance in (1, 2) if len(word) >= _LONG_WORD else (1,):
        known = {each.word: each.articles for each in words_like(Fuzzy(word, distance, field))}
        least = known.pop(word, 0) * _TIMES_COMMONER
        for other, articles in known.items():
            if articles > least and other.isalpha():
                return other
    return None
