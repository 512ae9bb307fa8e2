"""Attributions that no verb makes: "according to", "NAME:", "“…” — Name", "as X put it", "the claim that"."""

from __future__ import annotations

from dataclasses import dataclass

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.cues import Cue
from tearline.briefs.drafting.extent import content_end
from tearline.briefs.drafting.gazetteer import gazetteer
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import clause_subject, next_comma, phrase_at
from tearline.briefs.drafting.skeleton import DASHES, SENTENCE_ENDS, Skeleton
from tearline.briefs.drafting.word_facts import ANY_CLAUSE_NOUNS, CLAUSE_NOUNS
from tearline.index.article import Span

_LABELS = words("grammar", "label")
_JOINTS = frozenset({"that", "because", "although", "which"})
_MADE = words("grammar", "made")
_MEASURES = words("grammar", "measure")
_ROLE = 4  # words in which an apposition says what somebody is: "…, Norvale harbour activist and diver"
_BEFORE_LABEL = frozenset("\"“'‘•·▪●*-–—")  # an opening mark, or that of a list
_LONGEST_LABEL = 8  # words before a colon that may name whoever speaks
_TO_WORDS = 8  # words from "put it" to what was put so, in marks
_ADJECTIVES = 3  # words that may stand between a possessive and its noun


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content that words other than a verb attribute: all ranges are words of the skeleton."""

    content: tuple[Span, ...]
    cue: Span
    source: Span
    rule: str
    sentence: int


def find_attributions(sk: Skeleton, sentence: int, cues: list[Cue]) -> list[Attribution]:
    """The verbless attributions of one sentence, in order. `cues` are the sentence's own."""
    start, end = sk.sentences[sentence]
    found: list[Attribution | None] = []
    for i in sk.signs_in(start, end - 1):
        word = sk.lowers[i]
        if word == "according" and sk.lowers[i + 1] == "to":
            found.append(_according_to(sk, i, start, end, sentence))
        elif word == ":" and start < i <= start + _LONGEST_LABEL and not any(c.at == start for c in cues):
            found.append(_name_and_colon(sk, i, start, end, sentence))
        elif word in DASHES and i > start and sk.run[i - 1] >= 0:
            found.append(_dash_and_name(sk, i, end, sentence))
        elif word == "put" and sk.lowers[i + 1] == "it":
            found.append(_as_put(sk, i, start, end, sentence))
        elif sk.lowers[i + 1] == "that" and word in CLAUSE_NOUNS:
            found.append(_noun(sk, i, start, end, sentence, cues))
        elif sk.lowers[i + 1] in ("by", "from") and word in ANY_CLAUSE_NOUNS:
            found.append(_noun_by(sk, i, end, sentence, cues))
    return [attribution for attribution in found if attribution is not None]


def _trimmed(sk: Skeleton, end: int, start: int) -> int:
    while end > start and sk.lowers[end - 1] in SENTENCE_ENDS:
        end -= 1
    return end


def _according_to(sk: Skeleton, i: int, start: int, end: int, sentence: int) -> Attribution | None:
    end = _trimmed(sk, end, start)
    source = phrase_at(sk, i + 2, end)
    if source is None or _says_nothing(sk, source):
        return None
    source = maker(sk, source, end) or _without_participle(sk, source)
    cue = (i, i + 2)
    if is_inserted(sk, i, start):  # "…, and that, according to X, …": the rest alone is X's
        comma = next_comma(sk, source[1], end)
        begin = comma + 1 if comma is not None else end
        return Attribution(((begin, end),), cue, source, "according-to", sentence) if begin < end else None
    opening = start
    while opening < i and sk.kinds[opening] & (k.CONJUNCTION | k.ADVERB | k.COMMA):
        opening += 1
    if opening == i:  # "According to X, …"
        comma = next_comma(sk, source[1], end)
        begin = comma + 1 if comma is not None else source[1]
        return (
            Attribution(((begin, end),), cue, source, "according-to-first", sentence) if begin < end else None
        )
    left = i
    set_off = (
        bool(sk.kinds[left - 1] & k.COMMA) or sk.lowers[left - 1] in DASHES or sk.lowers[left - 1] == "("
    )
    left -= set_off
    begin = start + (sk.lowers[start] in ("and", "but", "or", "so"))
    if left <= begin:
        return None
    content = [(begin, left)]
    comma = next_comma(sk, source[1], end) if set_off else None
    if comma is not None and comma + 2 < end:
        rest = comma + 1
        asides = k.RELATIVE | k.DETERMINER | k.CONJUNCTION | k.SUBORDINATOR
        known = gazetteer()
        role = any(
            word in known.offices or word in known.occupations for word in sk.lowers[rest : rest + _ROLE]
        )
        if not sk.lowers[rest].endswith("ing") and not sk.kinds[rest] & asides and not role:
            content.append((rest, end))
    return Attribution(tuple(content), cue, source, "according-to", sentence)


def maker(sk: Skeleton, source: Span, end: int) -> Span | None:
    """Whose findings they are: "according to figures by the Harbour Trust", "a survey conducted by …"; of "a
    letter obtained by the Courier", the letter.
    """
    by = source[1]
    if by >= end or sk.lowers[by] != "by":
        return None
    before = sk.lowers[by - 1]
    if before.endswith(("ed", "en")) and before not in _MADE and by - source[0] > 1:
        return source[0], by - 1
    return phrase_at(sk, by + 1, end)


def _says_nothing(sk: Skeleton, source: Span) -> bool:
    """Whether it is a measure rather than a source: "according to plan", "according to the nature of it"."""
    head = next((i for i in range(*source) if sk.kinds[i] & k.PREPOSITION), source[1]) - 1
    return not _MEASURES.isdisjoint(sk.lowers[head : source[1] + 1])


def _without_participle(sk: Skeleton, source: Span) -> Span:
    """Of "a study cited in the report" the study."""
    last = source[1] - 1
    trails = last > source[0] and sk.lowers[last].endswith("ed") and not sk.capital(last)
    return (source[0], last) if trails and not sk.kinds[last - 1] & k.DETERMINER else source


def is_inserted(sk: Skeleton, i: int, start: int) -> bool:
    """Whether "according to" stands between a joint and its clause: "…, and that, according to X, …"."""
    joint = i - 1 - bool(sk.kinds[i - 1] & k.COMMA)
    return start < joint < i - 1 and sk.lowers[joint] in _JOINTS


def _name_and_colon(sk: Skeleton, colon: int, start: int, end: int, sentence: int) -> Attribution | None:
    """A transcript's or a headline's "NAME: …"."""
    start += sk.words[start] in _BEFORE_LABEL and start + 1 < colon
    if (
        colon + 1 >= end
        or not sk.capital(start)
        or sk.lowers[start] in _LABELS
        or sk.lowers[colon - 1] in _LABELS
    ):
        return None
    for i in range(start, colon):
        kind = sk.kinds[i]
        if kind & (k.AUXILIARY | k.OTHER_VERB | k.SUBJECT | k.COMMA | k.QUOTE):
            return None
        if not sk.capital(i) and (kind & k.CUE or not kind & (k.PREPOSITION | k.DETERMINER | k.STOP)):
            return None
    if colon - start == 1 and len(sk.words[start]) == 1:
        return None  # "Q:" and "A:" name nobody
    upper = start in sk.turns or all(
        sk.words[i].isupper() for i in range(start, colon) if sk.words[i][0].isalpha()
    )
    quoted = bool(sk.kinds[colon + 1] & k.QUOTE)
    if not (upper or sentence == 0 or quoted):
        return None
    stop = _trimmed(sk, end, start)
    if stop <= colon + 1 or (stop == colon + 2 and sk.words[colon + 1][0].isdigit()):
        return None
    rule = "transcript" if upper else "name-colon"
    return Attribution(((colon + 1, stop),), (colon, colon + 1), (start, colon), rule, sentence)


def _dash_and_name(sk: Skeleton, dash: int, end: int, sentence: int) -> Attribution | None:
    """ "“…” — Ann Smith", with nothing behind the name but an apposition."""
    if dash + 1 >= end or not sk.capital(dash + 1):
        return None
    source = phrase_at(sk, dash + 1, end)
    if source is None or not all(sk.capital(i) for i in range(*source)):
        return None
    if source[1] < end and not sk.kinds[source[1]] & (k.PUNCTUATION | k.QUOTE):
        return None
    return Attribution(((dash - 1, dash),), (dash, dash + 1), source, "dash-name", sentence)


def _as_put(sk: Skeleton, put: int, start: int, end: int, sentence: int) -> Attribution | None:
    """ "As X put it, …" and "…, as X put it": what the rest of the sentence says."""
    opened = next((i for i in range(put - 1, max(start, put - 10) - 1, -1) if sk.lowers[i] == "as"), None)
    if opened is None:
        return None
    source = phrase_at(sk, opened + 1, put, subject=True)
    if source is None:
        return None
    end = _trimmed(sk, end, start)
    cue = (put, put + 2)
    after = put + 2
    marked = next((i for i in range(after, min(end, after + _TO_WORDS)) if sk.run[i] >= 0), None)
    if marked is not None and sk.kinds[marked - 1] & k.PUNCTUATION:
        return Attribution(((marked, marked + 1),), cue, source, "as-put", sentence)
    if opened == start and after + 1 < end and sk.lowers[after] in (",", ":"):
        return Attribution(((after + 1, end),), cue, source, "as-put", sentence)
    left = opened - bool(sk.kinds[opened - 1] & k.COMMA) if opened > start else start
    return Attribution(((start, left),), cue, source, "as-put", sentence) if left > start else None


def _noun(
    sk: Skeleton, noun: int, start: int, end: int, sentence: int, cues: list[Cue]
) -> Attribution | None:
    """ "X's claim that …", "X made the point that …"."""
    source, rule, begin = _holder(sk, noun, start), "noun-that", noun + 1
    if source is None:
        earlier = [cue for cue in cues if cue.at < noun and cue.subject is not None and cue.how != "passive"]
        source = earlier[-1].subject if earlier else clause_subject(sk, start, noun)
        rule += "+subject"
    if source is None or source[1] > noun or begin >= end:
        return None
    stop = content_end(sk, None, cues, begin, _trimmed(sk, end, start), phrase=False)
    stop = min([stop, *(cue.begins - 1 for cue in cues if _takes_over(sk, cue, begin, stop))])
    return Attribution(((begin, stop),), (noun, noun + 1), source, rule, sentence) if stop > begin else None


def _takes_over(sk: Skeleton, cue: Cue, begin: int, stop: int) -> bool:
    """Whether a cue ends the clause of a noun: "Asked about X's claim that …, Y said “…”"."""
    if cue.how != "beside" or cue.verb.kind != "speech" or not begin < cue.begins - 1 < stop:
        return False
    inserted = cue.last < stop and sk.kinds[cue.last] & k.COMMA and sk.run[min(cue.last + 1, stop - 1)] < 0
    return bool(sk.kinds[cue.begins - 1] & k.COMMA) and not inserted


def _noun_by(sk: Skeleton, noun: int, end: int, sentence: int, cues: list[Cue]) -> Attribution | None:
    """ "the suggestion by X that …", "comments from X that …"."""
    source = phrase_at(sk, noun + 2, end, subject=True)
    if source is None or source[1] >= end or sk.lowers[source[1]] != "that":
        return None
    stop = content_end(sk, None, cues, source[1], _trimmed(sk, end, noun), phrase=False)
    if stop <= source[1] + 1:
        return None
    return Attribution(((source[1], stop),), (noun, noun + 1), source, "noun-by-that", sentence)


def _holder(sk: Skeleton, noun: int, start: int) -> Span | None:
    """Whose claim: the possessive right before the noun or its adjectives."""
    for i in range(noun - 1, max(start, noun - _ADJECTIVES) - 1, -1):
        if sk.kinds[i] & k.POSSESSIVE:
            return (i, i + 1) if sk.lowers[i] in ("his", "her", "their", "its", "my", "our") else None
        if sk.owns(i):
            first = i
            while first > start and sk.capital(first - 1) and sk.capital(i) and not sk.kinds[first - 1]:
                first -= 1
            if first > start and sk.kinds[first - 1] & k.DETERMINER:
                first -= 1
            return first, i + 1
        if sk.kinds[i] & ~(k.ADVERB | k.CUE):
            return None
    return None
