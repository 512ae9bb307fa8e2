"""Find every quote of an article: what is said, in which form, by whom, through whom, to whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.certainty import precision_of, rule_of
from tearline.briefs.drafting.continuation import draft_quotes
from tearline.briefs.drafting.document import Document, read_line
from tearline.briefs.drafting.gazetteer import gazetteer
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.ownership import Draft, drafts_of_sentence
from tearline.briefs.drafting.skeleton import Skeleton, fold_runs
from tearline.briefs.drafting.speakers import Cast
from tearline.briefs.findings import Actor, Party, Quote, QuoteForm
from tearline.index.article import Span

_EMPTY = words("grammar", "empty")
_TITLE_SPEAKERS = words("reporting-nouns", "document") | words("grammar", "plural") | {"police"}
_SAID_SIGNS = frozenset("%$£€¥₹°#@")
_WORD = re.compile(r"\w\w+")
_POINTING = frozenset({"this", "that", "these", "those"})
_LONG_WORD = 3  # letters; what is longer mostly means something
_SCARE_WORDS = 4  # words in marks up to which a run that nothing attributes is taken for scare quotes


def find_quotes(document: Document, actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """The quotes of a document in the order of their first words.

    `actors` are those of the same article; without them a speaker is words that name it, and no actor.
    """
    sk = fold_runs(document)
    cast = Cast(sk, actors)
    drafts = sorted(draft_quotes(sk), key=lambda draft: draft.sentence)
    quotes = [quote for draft in drafts if (quote := _quote(sk, draft, cast)) is not None]
    quotes = _without_labels(quotes)
    for zone in document.zones:
        if zone.kind == "title" and not document.text[zone.start : zone.end].isupper():
            titled = quotes_in_title(document, (zone.start, zone.end), actors)
            quotes += [quote for quote in titled if not _is_told(document.text, quote, quotes)]
    return tuple(sorted(quotes, key=lambda quote: (quote.content, quote.rule, quote.cue or (0, 0))))


def _without_labels(quotes: list[Quote]) -> list[Quote]:
    """The quotes without turns whose label is of everyday words and stands once: "LOOK-UP TOOL: …"."""
    turns = Counter(
        quote.speaker.text for quote in quotes if quote.speaker and quote.rule.startswith("transcript")
    )
    if not turns:
        return quotes
    return [
        quote
        for quote in quotes
        if not quote.rule.startswith("transcript")
        or quote.speaker is None
        or quote.speaker.actor is not None
        or turns[quote.speaker.text] > 1
        or not all(map(gazetteer().is_common, _WORD.findall(quote.speaker.text)))
    ]


def quotes_in_title(document: Document, title: Span, actors: Sequence[Actor]) -> list[Quote]:
    """What a title attributes: "Minister: harbour stays shut", "Vell says ships may sail", "…, says Vell".

    A title is shorter than what was said, and its colon may follow a topic rather than a speaker: its rules
    are "title-colon" and "title-cue". One in capitals alone is not looked at: there every noun may be a verb.
    """
    sk = fold_runs(read_line(document, title))
    drafts = [draft for number in range(len(sk.sentences)) for draft in drafts_of_sentence(sk, number)[0]]
    if not drafts:
        return []
    cast = Cast(sk, actors)
    found = []
    for draft in drafts:
        quote = _quote(sk, draft, cast) if draft.source is not None else None
        if quote is not None and quote.speaker is not None:
            colon = draft.rule in ("name-colon", "transcript")
            marked = any(sk.quoted_in(first, last) for first, last in draft.content)
            if colon and not marked and not _may_speak(quote.speaker, cast):
                continue
            rule = rule_of(
                sk, replace(draft, rule="title-colon" if colon else "title-cue"), quote.speaker, quote.form
            )
            found.append(replace(quote, rule=rule, precision=precision_of(rule)))
    return found


def _is_told(text: str, titled: Quote, quotes: Sequence[Quote]) -> bool:
    """Whether the article has the same speaker say most of the title's words, which then are but a digest."""
    said = _long_words(text, titled.content)
    return any(
        quote.speaker is not None
        and titled.speaker is not None
        and quote.speaker.actor == titled.speaker.actor
        and 2 * len(said & _long_words(text, quote.content)) > len(said)
        for quote in quotes
    )


def _long_words(text: str, spans: Sequence[Span]) -> frozenset[str]:
    words_ = " ".join([text[start:end] for start, end in spans]).lower().split()
    return frozenset(word.strip("\"'“”‘’.,;:!?") for word in words_ if len(word) > _LONG_WORD)


def _may_speak(party: Party, cast: Cast) -> bool:
    """Whether what stands before a title's colon is who speaks rather than what it is about."""
    if party.actor is not None:
        return cast.actors[party.actor].type not in ("place", "state", "media")
    last = party.text.lower().split()[-1]
    known = gazetteer()
    return last in _TITLE_SPEAKERS or last in known.offices or last in known.occupations


def _quote(sk: Skeleton, draft: Draft, cast: Cast) -> Quote | None:
    content = tuple(span for stretch in draft.content if (span := _content_span(sk, stretch)) is not None)
    if not content or _says_nothing(sk, draft):
        return None
    hearers = cast.named_in([_characters(sk, draft.audience)]) if draft.audience else ()
    speaker = _speaker(draft, cast, content, hearers)
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


def _speaker(draft: Draft, cast: Cast, content: Sequence[Span], hearers: Sequence[str] = ()) -> Party | None:
    if draft.source is None:
        return None
    if draft.frame.startswith("introduced"):
        return cast.person(draft.source)
    continued = draft.cue is None and draft.frame.startswith("continued")
    apposed = draft.rule != "according-to-first"  # there a comma ends who says it
    party = cast.party(
        draft.source, draft.antecedent, continued=continued, apposed=apposed, content=content, hearers=hearers
    )
    # "This asks for the names": what this is stands elsewhere.
    return None if party.actor is None and party.text.lower() in _POINTING else party


def _form(sk: Skeleton, draft: Draft) -> QuoteForm:
    quoted = [sk.run[i] for first, last in draft.content for i in sk.quoted_in(first, last)]
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
    return sk.starts[stretch[0]], sk.end(stretch[1] - 1)


def _is_said(sign: str) -> bool:
    """Whether a word's first character makes it one that is said: "$5", "10 %"."""
    return sign.isalnum() or sign in _SAID_SIGNS


def _content_span(sk: Skeleton, stretch: Span) -> Span | None:
    """The characters of a range of words, without the marks where one quoted run is all of it."""
    first, last = stretch
    while last - 1 > first and sk.run[last - 1] < 0 and not _is_said(sk.words[last - 1][0]):
        if sk.words[last - 1] == ")" and "(" in sk.words[first:last]:
            break
        last -= 1
    while first < last - 1 and sk.run[first] < 0 and not _is_said(sk.words[first][0]):
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
