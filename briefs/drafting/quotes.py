"""Find every quote of an article: what is said, in which form, by whom, through whom, to whom."""

from __future__ import annotations

from collections.abc import Sequence

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.ownership import Draft, draft_quotes
from tearline.briefs.drafting.skeleton import Skeleton, fold_runs
from tearline.briefs.findings import Actor, Party, Quote, QuoteForm
from tearline.index.article import Span


def find_quotes(document: Document, actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """The quotes of a document in the order of their first words; `actors` may be empty."""
    sk = fold_runs(document)
    quotes = [quote for draft in draft_quotes(sk) if (quote := _quote(sk, draft, actors)) is not None]
    return tuple(sorted(quotes, key=lambda quote: (quote.content, quote.rule)))


def _quote(sk: Skeleton, draft: Draft, actors: Sequence[Actor]) -> Quote | None:
    content = tuple(span for words in draft.content if (span := _content_span(sk, words)) is not None)
    if not content:
        return None
    speaker = _party(sk, draft.source) if draft.source else None
    cue = (sk.starts[draft.cue[0]], sk.ends[draft.cue[1] - 1]) if draft.cue else None
    form = "scare" if draft.rule == "scare" else _form(sk, draft)
    audience = _party(sk, draft.audience) if draft.audience else None
    return Quote(form, content, speaker, cue, draft.rule, audience=audience)


def _form(sk: Skeleton, draft: Draft) -> QuoteForm:
    quoted = plain = False
    for first, last in draft.content:
        for i in range(first, last):
            if sk.run[i] >= 0:
                quoted = True
            elif sk.words[i][0].isalnum():
                plain = True
    return "mixed" if quoted and plain else "direct" if quoted else "indirect"


def _party(sk: Skeleton, words: Span) -> Party:
    start, end = sk.starts[words[0]], sk.ends[words[1] - 1]
    return Party(sk.document.text[start:end], (start, end))


def _content_span(sk: Skeleton, words: Span) -> Span | None:
    """The characters of a range of words, without the marks where one quoted run is all of it."""
    first, last = words
    while last - 1 > first and sk.run[last - 1] < 0 and not sk.words[last - 1][0].isalnum():
        last -= 1
    while first < last - 1 and sk.run[first] < 0 and not sk.words[first][0].isalnum():
        first += 1
    start, end = sk.starts[first], sk.ends[last - 1]
    runs = sk.document.runs
    if first == last - 1 and sk.run[first] >= 0:
        run = runs[sk.run[first]]
        start, end = run.start, run.end
    text = sk.document.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
