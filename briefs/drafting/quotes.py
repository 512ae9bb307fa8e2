"""Find every quote of an article: what is said, in which form, by whom, through whom, to whom."""

from __future__ import annotations

from collections.abc import Sequence

from tearline.briefs.drafting import skeleton as k
from tearline.briefs.drafting.certainty import precision_of, rule_of
from tearline.briefs.drafting.continuation import draft_quotes
from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.ownership import Draft
from tearline.briefs.drafting.skeleton import Skeleton, fold_runs
from tearline.briefs.drafting.speakers import Cast
from tearline.briefs.findings import Actor, Party, Quote, QuoteForm
from tearline.index.article import Span

_EMPTY = words("grammar", "empty")
_SCARE_WORDS = 4  # words in marks up to which a run that nothing attributes is taken for scare quotes


def find_quotes(document: Document, actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """The quotes of a document in the order of their first words.

    `actors` are those of the same article; without them a speaker is words that name it, and no actor.
    """
    sk = fold_runs(document)
    cast = Cast(sk, actors)
    drafts = sorted(draft_quotes(sk), key=lambda draft: draft.sentence)
    quotes = [quote for draft in drafts if (quote := _quote(sk, draft, cast)) is not None]
    return tuple(sorted(quotes, key=lambda quote: (quote.content, quote.rule, quote.cue or (0, 0))))


def _quote(sk: Skeleton, draft: Draft, cast: Cast) -> Quote | None:
    content = tuple(span for stretch in draft.content if (span := _content_span(sk, stretch)) is not None)
    if not content or _says_nothing(sk, draft):
        return None
    speaker = _speaker(draft, cast, content)
    cast.remember(speaker, content)
    form = _form(sk, draft)
    rule = rule_of(sk, draft, speaker, form)
    return Quote(
        form,
        content,
        speaker,
        _characters(sk, draft.cue) if draft.cue else None,
        rule,
        relay=tuple(cast.party(source) for source in draft.relay),
        audience=cast.party(draft.audience) if draft.audience else None,
        about=cast.named_in(content),
        precision=precision_of(rule) if speaker is not None else 0.0,
    )


def _says_nothing(sk: Skeleton, draft: Draft) -> bool:
    """Whether the content is but a pronoun or an empty word, as in "denied it on Monday"."""
    return draft.cue is not None and all(
        sk.run[i] < 0 and (sk.lowers[i] in _EMPTY or sk.kinds[i] & k.TIME or not sk.words[i][0].isalnum())
        for first, last in draft.content
        for i in range(first, last)
    )


def _speaker(draft: Draft, cast: Cast, content: Sequence[Span]) -> Party | None:
    if draft.source is None:
        return None
    if draft.frame.startswith("introduced"):
        return cast.person(draft.source)
    continued = draft.cue is None and draft.frame.startswith("continued")
    apposed = draft.rule != "according-to-first"  # there a comma ends who says it
    return cast.party(draft.source, draft.antecedent, continued=continued, apposed=apposed, content=content)


def _form(sk: Skeleton, draft: Draft) -> QuoteForm:
    quoted = [sk.run[i] for first, last in draft.content for i in range(first, last) if sk.run[i] >= 0]
    if draft.source is None:
        run = sk.document.runs[quoted[0]] if quoted else None
        short = run is None or len(sk.document.text[run.start : run.end].split()) <= _SCARE_WORDS
        if draft.rule == "scare" or short:
            return "scare"
    plain = any(
        sk.run[i] < 0 and sk.words[i][0].isalnum()
        for first, last in draft.content
        for i in range(first, last)
    )
    if draft.rule == "transcript":
        return "direct"
    return ("mixed" if plain else "direct") if quoted else "indirect"


def _characters(sk: Skeleton, stretch: Span) -> Span:
    return sk.starts[stretch[0]], sk.ends[stretch[1] - 1]


def _content_span(sk: Skeleton, stretch: Span) -> Span | None:
    """The characters of a range of words, without the marks where one quoted run is all of it."""
    first, last = stretch
    while last - 1 > first and sk.run[last - 1] < 0 and not sk.words[last - 1][0].isalnum():
        last -= 1
    while first < last - 1 and sk.run[first] < 0 and not sk.words[first][0].isalnum():
        first += 1
    start, end = _characters(sk, (first, last))
    if first == last - 1 and sk.run[first] >= 0:
        run = sk.document.runs[sk.run[first]]
        start, end = run.start, run.end
    text = sk.document.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
