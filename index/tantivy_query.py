"""From a query's tree to tantivy's own queries, so that they find exactly what `query.matches` says.

The words of an article are indexed as `words.words_of` cuts and folds them, so a word here is a term there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

import tantivy
from tantivy import FieldType, Occur, Schema

from tearline.index.engine import Completion
from tearline.index.errors import TearlineError
from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)
from tearline.index.spelling import words_spelled_like
from tearline.index.tantivy_documents import BEGUN, BEGUN_LETTERS, FIELDS

# A word that is only begun is scored by its commonest completions; all of them count as found.
_SCORED_COMPLETIONS = 8
# Fewer letters than this say nothing about relevance.
SCORED_LETTERS = 3
# So many phrases are sought one by one for one part of a query.
_MOST_PHRASES = 30_000

# Words in a row.
_Row = tuple[str, ...]
# Words, each with its place, and how many others may stand among them.
_Phrase = tuple[list[str | tuple[int, str]], int]


class TooManyWords(TearlineError):  # noqa: N818
    """A NEAR or a phrase stands for more combinations of words than can be looked for."""


class Vocabulary:
    """The words of one committed state of the index, kept once they were asked for."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._begun: dict[tuple[str, str], list[Completion]] = {}
        self._spelled: dict[Fuzzy, list[Completion]] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def begun(self, field: str, begun: str) -> list[Completion]:
        """The words that begin so, commonest first and then by alphabet."""
        key = (field, begun)
        if key not in self._begun:
            found = self._searcher.terms_with_prefix(FIELDS[field], begun)
            self._begun[key] = [Completion(word, articles) for word, articles in found]
        return self._begun[key]

    def commonest(self, field: str, begun: str, limit: int) -> list[Completion]:
        """The first of `begun`, which is asked for no more of them."""
        key = (field, begun)
        if key in self._begun:
            return self._begun[key][:limit]
        found = self._searcher.terms_with_prefix(FIELDS[field], begun, limit=limit)
        return [Completion(word, articles) for word, articles in found]

    def spelled(self, leaf: Fuzzy) -> list[Completion]:
        """The words spelled almost so, commonest first and then by alphabet."""
        if leaf not in self._spelled:
            alike = sorted(self.begun(leaf.field, leaf.word[0]), key=lambda each: each.word)
            indices = words_spelled_like(leaf.word, [each.word for each in alike], leaf.distance)
            found = [alike[at] for at in indices]
            self._spelled[leaf] = sorted(found, key=lambda each: (-each.articles, each.word))
        return self._spelled[leaf]

    def has(self, field: str, word: str) -> bool:
        """Whether a word stands in any article."""
        key = (field, word)
        if key not in self._known:
            self._known[key] = self._searcher.doc_freq(FIELDS[field], word) > 0
        return self._known[key]


class QueryBuilder:
    """Makes tantivy's query of a node. `check` is called between steps; what it raises ends the work."""

    def __init__(self, schema: Schema, vocabulary: Vocabulary, check: Callable[[], None]) -> None:
        self._schema = schema
        self._vocabulary = vocabulary
        self._check = check

    def build(self, node: Node) -> tantivy.Query:
        """Raises TooManyWords."""
        self._check()
        match node:
            case Words(words, field):
                return self._row(field, words)
            case Prefix((_,)) | Fuzzy():
                return tantivy.Query.boolean_query(self._clauses(node))
            case Prefix(words, field):
                ends = self._vocabulary.begun(field, words[-1])
                rows = ((*words[:-1], each.word) for each in ends) if self._known(field, words[:-1]) else ()
                return self._any_phrase(field, (([*enumerate(row)], 0) for row in rows))
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _any([self.build(part) for part in parts])
            case Not():
                return self._all((node,))
            case Near():
                return self._near(node)
            case Dated(first, last):
                return self._dated(first, last)
            case Everything():
                return _everything()
            case _:
                return tantivy.Query.empty_query()

    def _term(self, field: str, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, FIELDS[field], word)

    def _row(self, field: str, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return tantivy.Query.phrase_query(self._schema, FIELDS[field], list(words))

    def _begun(self, field: str, begun: str) -> tantivy.Query:
        """The articles that hold any word begun so, all alike."""
        if not field and len(begun) <= BEGUN_LETTERS:
            return _unscored(tantivy.Query.term_query(self._schema, BEGUN, begun))
        # No letter may differ: much sooner made than a pattern that says the same.
        return _unscored(tantivy.Query.fuzzy_term_query(self._schema, FIELDS[field], begun, 0, prefix=True))

    def halves(self, leaf: Prefix) -> tuple[tantivy.Query, tantivy.Query]:
        """What holds any word that begins as the only one here does, and what of it scores at all."""
        (begun,) = leaf.words
        return self._begun(leaf.field, begun), _any(
            self._scoring(leaf.field, self._commonest(leaf.field, begun))
        )

    def _commonest(self, field: str, begun: str) -> list[str]:
        if len(begun) < SCORED_LETTERS:
            return []
        return [each.word for each in self._vocabulary.commonest(field, begun, _SCORED_COMPLETIONS)]

    def _scoring(self, field: str, words: Iterable[str]) -> list[tantivy.Query]:
        return [self._term(field, word) for word in words]

    def _any_word(self, field: str, words: Sequence[str]) -> tantivy.Query:
        """The articles that hold any of the words, all alike."""
        if not words:
            return tantivy.Query.empty_query()
        return _unscored(tantivy.Query.term_set_query(self._schema, FIELDS[field], list(words)))

    def _clauses(self, part: Node) -> list[tuple[Occur, tantivy.Query]]:
        """What an article must fulfil for a part of a query, and what makes it score."""
        match part:
            case Not():
                return [(Occur.MustNot, self.build(part.part))]
            case Prefix((begun,), field):
                found, scoring = self._begun(field, begun), self._commonest(field, begun)
            case Fuzzy():
                # Commonest first.
                words = [each.word for each in self._vocabulary.spelled(part)]
                found, scoring = self._any_word(part.field, words), words[:_SCORED_COMPLETIONS]
            case _:
                return [(Occur.Must, self.build(part))]
        return [
            (Occur.Must, found),
            *((Occur.Should, query) for query in self._scoring(part.field, scoring)),
        ]

    def _any_phrase(self, field: str, phrases: Iterable[_Phrase]) -> tantivy.Query:
        queries: list[tantivy.Query] = []
        for number, (words, others) in enumerate(phrases):
            if number % 1000 == 0:
                self._check()
            if number == _MOST_PHRASES:
                raise TooManyWords(
                    "Too many words begin so or are spelled so to be looked for next to others: type more "
                    "letters of them."
                )
            queries.append(tantivy.Query.phrase_query(self._schema, FIELDS[field], words, others))
        return _any(queries)

    def _all(self, parts: Sequence[Node]) -> tantivy.Query:
        clauses = [clause for part in parts for clause in self._clauses(part)]
        if all(isinstance(part, Not) for part in parts):
            clauses.append((Occur.Must, _everything()))
        return tantivy.Query.boolean_query(clauses)

    def _dated(self, first: int, last: int) -> tantivy.Query:
        """Any day of the article's is any of these; an article without a date has no days at all."""

        def days(name: str, least: int | None, most: int | None) -> tuple[Occur, tantivy.Query]:
            found = tantivy.Query.range_query(self._schema, name, FieldType.Unsigned, least, most)
            return Occur.Must, _unscored(found)

        return tantivy.Query.boolean_query([days("first_day", None, last), days("last_day", first, None)])

    # Words near each other

    def _near(self, near: Near) -> tantivy.Query:
        left, right = self._sides(near.left, near.field), self._sides(near.right, near.field)
        return self._any_phrase(near.field, self._ways(left, right, near.distance))

    def _sides(self, leaves: Sequence[Leaf], field: str) -> list[_Row]:
        """All rows of words that any of the leaves stands for, without those that stand nowhere."""
        rows: dict[_Row, None] = {}
        for leaf in leaves:
            match leaf:
                case Words(words):
                    rows[words] = None
                case Prefix(words):
                    begun = self._vocabulary.begun(field, words[-1])
                    rows.update(((*words[:-1], each.word), None) for each in begun)
                case Fuzzy():
                    rows.update(((each.word,), None) for each in self._vocabulary.spelled(leaf))
        return [row for row in rows if self._known(field, row)]

    def _known(self, field: str, words: Iterable[str]) -> bool:
        return all(self._vocabulary.has(field, word) for word in words)

    def _ways(self, left: Sequence[_Row], right: Sequence[_Row], distance: int) -> Iterator[_Phrase]:
        """Each way in which one row may stand before the other."""
        for one, other in product(left, right):
            for before, after in ((one, other), (other, one)):
                if len(before) == len(after) == 1 and before != after:
                    yield [(0, before[0]), (1, after[0])], distance
                    continue
                for between in range(distance + 1):
                    start = len(before) + between
                    yield [*enumerate(before), *enumerate(after, start)], 0


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])


def _everything() -> tantivy.Query:
    return _unscored(tantivy.Query.all_query())


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
