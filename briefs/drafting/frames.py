"""What a cue says was said: the words that stand before, after or around it as its content."""

from __future__ import annotations

from dataclasses import dataclass

from tearline.briefs.drafting import skeleton as k
from tearline.briefs.drafting.cues import Cue
from tearline.briefs.drafting.phrases import is_adverb, next_comma, phrase_at
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.briefs.drafting.verbs import BASE, reporting_verbs
from tearline.index.article import Span

_SETTING = frozenset(
    [
        "in",
        "on",
        "at",
        "during",
        "to",
        "after",
        "before",
        "with",
        "from",
        "by",
        "via",
        "through",
        "outside",
        "near",
        "over",
        "for",
        "about",
        "of",
        "as",
        "following",
        "amid",
    ]
)
_PUBLISHED = frozenset(
    [
        "released",
        "issued",
        "published",
        "posted",
        "broadcast",
        "aired",
        "obtained",
        "sent",
        "provided",
        "given",
        "made",
    ]
)
_LAST = frozenset({"last", "this", "earlier", "late", "early", "next", "later", "that"})
_LEADS = frozenset({":", "—", "–", "--", "-"})
_ENDS = frozenset({".", "!", "?", "…", ";", "..."})


@dataclass(frozen=True, slots=True)
class Frame:
    """Content found for a cue: ranges of words, the rule, who is spoken to."""

    content: tuple[Span, ...]
    cue: Cue
    rule: str
    audience: Span | None = None


def frame_of(sk: Skeleton, cue: Cue, others: list[Cue]) -> Frame | None:
    """The content of a cue, or None where it governs none. `others` are all cues of its sentence."""
    start, end = sk.sentences[cue.sentence]
    while end > start and sk.lowers[end - 1] in _ENDS:
        end -= 1
    if cue.passive:
        return _passive_frame(sk, cue, others, end)
    after = _Position(cue.last)
    frame = _after(sk, cue, others, after, end)
    if frame is not None:
        return frame
    if "quote" in cue.verb.frames:
        return _before(sk, cue, others, start, after.at, end, after.audience)
    return None


class _Position:
    """How far behind the verb the words are read as its hearer and setting."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.audience: Span | None = None


# ----------------------------------------------------------------------------------- content after the cue
def _after(sk: Skeleton, cue: Cue, others: list[Cue], position: _Position, end: int) -> Frame | None:
    verb, p = cue.verb, cue.last
    frames = verb.frames
    while p < end and is_adverb(sk, p) and not sk.kinds[p] & k.SUBORDINATOR:
        p += 1
    if cue.how != "inverted" and p < end:
        word = sk.lowers[p]
        if word in verb.prepositions and not (
            verb.lemma in ("say", "tell", "write") and word in ("of", "about")
        ):
            target = p + 1
            if target < end:
                return _clause(sk, cue, others, target, end, "about")
        if "hearer" in frames:
            hearer = _hearer(sk, p, end)
            if hearer is not None:
                position.audience = hearer
                p = hearer[1]
                if p < end and sk.lowers[p] in verb.prepositions and p + 1 < end:
                    return _clause(sk, cue, others, p + 1, end, "about", hearer)
    if "order" in frames and p < end and sk.lowers[p] == "to" and position.audience:
        return _clause(sk, cue, others, p, end, "order", position.audience)
    if frames & {"quote", "clause", "wh", "that"}:
        p = _skip_setting(sk, p, end)
    position.at = p
    if p >= end:
        return None
    kind, word = sk.kinds[p], sk.lowers[p]
    if kind & k.COMMA or word in _LEADS:
        return _led_in(sk, cue, others, p, end, position.audience)
    if kind & k.QUOTE:
        if frames & {"quote", "clause", "object", "name", "wh", "hearer"}:
            return _clause(sk, cue, others, p, end, "words", position.audience)
        return None
    if word == "that" and frames & {"clause", "that"}:
        return _clause(sk, cue, others, p, end, "that", position.audience)
    if kind & k.QUESTION and frames & {"wh", "clause", "object"} and word not in ("which", "who", "when"):
        return _clause(sk, cue, others, p, end, "question", position.audience)
    if word == "to" and (frames & {"to"} or (cue.verb.kind == "thought" and "to" in frames)):
        return _clause(sk, cue, others, p, end, "to")
    if word == "not" and p + 1 < end and sk.lowers[p + 1] == "to" and "to" in frames:
        return _clause(sk, cue, others, p, end, "to")
    if kind & k.STOP or kind & (k.CONJUNCTION | k.RELATIVE):
        return None
    if kind & k.SUBORDINATOR and word not in ("if", "whether"):
        return None
    if word.endswith("ing") and "gerund" in frames:
        return _clause(sk, cue, others, p, end, "gerund")
    if kind & k.PREPOSITION:
        return (
            _clause(sk, cue, others, p, end, "clause", position.audience)
            if verb.lemma == "say" and cue.how != "inverted"
            else None
        )
    if cue.how == "inverted":
        return None
    if "clause" in frames and _starts_clause(sk, p, end):
        return _clause(sk, cue, others, p, end, "clause", position.audience)
    if verb.lemma in ("say", "write", "tell"):
        return _clause(sk, cue, others, p, end, "clause", position.audience)
    if frames & {"object", "name", "order"}:
        rule = "name" if "name" in frames else "object" if "object" in frames else "order"
        return _clause(sk, cue, others, p, end, rule)
    return None


def _starts_clause(sk: Skeleton, p: int, end: int) -> bool:
    """Whether a noun phrase and a finite verb stand here."""
    kind = sk.kinds[p]
    if kind & k.SUBJECT:
        return True
    if sk.lowers[p] in ("there", "this", "it"):
        return True
    for i in range(p, min(end, p + 14)):
        kind = sk.kinds[i]
        if (
            kind & (k.BE | k.HAVE | k.DO | k.MODAL)
            and i > p
            and sk.lowers[i] not in ("be", "being", "been", "having")
        ):
            return sk.lowers[i - 1] != "to"
        if kind & (k.COMMA | k.STOP | k.QUOTE | k.SUBORDINATOR | k.RELATIVE):
            return False
        if kind & k.OTHER_VERB and i > p:
            return sk.lowers[i - 1] != "to"
        if kind & k.CUE and i > p + 0 and sk.lowers[i].endswith(("ed", "said")):
            return True
    return False


def _led_in(
    sk: Skeleton, cue: Cue, others: list[Cue], p: int, end: int, audience: Span | None
) -> Frame | None:
    """Content after a comma, colon or dash: quoted words, after a colon any."""
    following = p + 1
    if following >= end:
        return None
    word = sk.lowers[p]
    if sk.kinds[following] & k.QUOTE and "quote" in cue.verb.frames:
        if _postposed(sk, cue, sk.sentences[cue.sentence][0]):
            return None
        return _clause(sk, cue, others, following, end, "words", audience)
    if word == ":" and "quote" in cue.verb.frames:
        return Frame(((following, end),), cue, "colon", audience)
    if (
        sk.kinds[p] & k.COMMA
        and sk.lowers[following]
        in (
            "in",
            "on",
            "at",
            "during",
            "referring",
            "with",
            "citing",
            "according",
            "speaking",
            "before",
            "after",
        )
        and "quote" in cue.verb.frames
        and not _postposed(sk, cue, sk.sentences[cue.sentence][0])
    ):
        comma = next_comma(sk, following, end)
        if (
            comma is not None
            and comma + 1 < end
            and (sk.lowers[comma + 1] == "that" or sk.kinds[comma + 1] & k.QUOTE)
        ):
            return _clause(
                sk,
                cue,
                others,
                comma + 1,
                end,
                "words" if sk.kinds[comma + 1] & k.QUOTE else "that",
                audience,
            )
        if comma is None:
            for i in range(following, end):
                if sk.kinds[i] & k.QUOTE or sk.lowers[i] == "that":
                    break
    return None


def _hearer(sk: Skeleton, p: int, end: int) -> Span | None:
    """Who is spoken to, right behind the verb: "told reporters", "asked him"."""
    if p >= end:
        return None
    kind = sk.kinds[p]
    if (kind & k.OBJECT and sk.lowers[p] not in ("it", "you")) or sk.lowers[p] == "you":
        return p, p + 1
    if sk.lowers[p] in ("that", "it", "there", "this"):
        return None
    found = phrase_at(sk, p, end, subject=True)
    if found is None or sk.kinds[found[0]] & k.SUBJECT:
        return None
    a, b = found
    for i in range(a + 1, b):
        if (
            sk.capital(i)
            and not sk.capital(i - 1)
            and sk.lowers[i - 1].endswith("s")
            and sk.lowers[i - 1] not in ("the", "his", "its")
        ):
            return a, i
    if (
        b < end
        and sk.lowers[b] in ("at", "in", "from", "on", "with")
        and b + 1 < end
        and not sk.kinds[b + 1] & k.TIME
    ):
        return a, b
    return a, b


def _skip_setting(sk: Skeleton, p: int, end: int) -> int:
    """Past the adverbs, times and places of speaking: "on Monday in an interview with the paper"."""
    while p < end:
        kind, word = sk.kinds[p], sk.lowers[p]
        if word in _LAST and p + 1 < end and sk.kinds[p + 1] & k.TIME:
            p += 2
        elif kind & k.TIME:
            p += 1
            if p < end and sk.words[p].isdigit():
                p += 1
            if p + 1 < end and sk.kinds[p] & k.COMMA and sk.words[p + 1].isdigit():
                p += 2
        elif (
            is_adverb(sk, p)
            and not kind & k.SUBORDINATOR
            and word not in ("not", "no", "never", "there", "even", "only", "just")
        ):
            p += 1
        elif kind & k.PREPOSITION and word in _SETTING and p + 1 < end:
            q = _past_prepositional(sk, p, end)
            if q is None:
                return p
            p = q
        elif word in _PUBLISHED and sk.kinds[p - 1] & ~k.AUXILIARY == sk.kinds[p - 1]:
            p += 1
        else:
            return p
    return p


def _past_prepositional(sk: Skeleton, p: int, end: int) -> int | None:
    q = p + 1
    while q < end and sk.lowers[q] in _LAST:
        q += 1
    if q < end and sk.kinds[q] & k.TIME:
        return q + 1
    if q < end and sk.words[q].isdigit():
        return q + 1
    found = phrase_at(sk, p + 1, end, subject=True)
    if found is None:
        if sk.kinds[p + 1] & k.QUOTE:
            return p + 2 if p + 2 < end else None
        if sk.lowers[p + 1].endswith("ing"):
            inner = phrase_at(sk, p + 2, end, subject=True) if p + 2 < end else None
            return inner[1] if inner else None
        return None
    a, b = found
    if b < end and sk.kinds[b] & (k.AUXILIARY | k.OTHER_VERB | k.CUE) and not sk.lowers[b].endswith("ing"):
        for i in range(b - 1, a + 1, -1):
            if sk.capital(i) and not sk.capital(i - 1):
                return i
        if sk.lowers[b] in _PUBLISHED:
            return b + 1
        return a + 1 if sk.capital(a) and b - a == 2 else None
    return b


def _clause(
    sk: Skeleton, cue: Cue, others: list[Cue], p: int, end: int, rule: str, audience: Span | None = None
) -> Frame | None:
    stop = _content_end(sk, cue, others, p, end)
    if stop <= p:
        return None
    return Frame(((p, stop),), cue, rule, audience)


def _content_end(sk: Skeleton, cue: Cue, others: list[Cue], p: int, end: int) -> int:
    """Where content that begins at word p ends: with the sentence, or before what the reporter goes on with."""
    start = sk.sentences[cue.sentence][0]
    if _bounded_by_comma(sk, cue, start):
        comma = next_comma(sk, p, end)
        return comma if comma is not None else end
    stop = end
    if sk.kinds[p] & k.QUOTE:
        stop = _end_of_words(sk, p, end)
    for other in others:
        if p < other.first < stop:
            cut = _cut_before(sk, other, p)
            if cut is not None:
                stop = min(stop, cut)
                break
    for i in range(p, stop - 1):
        if sk.lowers[i] == "according" and sk.lowers[i + 1] == "to":
            stop = i
            break
    while stop > p and (sk.kinds[stop - 1] & k.COMMA or sk.lowers[stop - 1] in ("—", "–", "--", ";", "(")):
        stop -= 1
    return stop


def _end_of_words(sk: Skeleton, p: int, end: int) -> int:
    """The end of content that begins with a quoted run: whole sentences stand alone, fragments go on."""
    text = sk.document.text
    run = sk.document.runs[sk.run[p]]
    if p + 1 >= end:
        return p + 1
    complete = text[run.start : run.start + 1].isupper() and run.end - run.start > 25
    following = sk.lowers[p + 1]
    if text[run.start : run.end].rstrip()[-1:] in (",", ".", "!", "?") and not (
        sk.kinds[p + 1] & k.CONJUNCTION
    ):
        return p + 1
    if complete and (
        sk.kinds[p + 1] & (k.PUNCTUATION | k.SUBORDINATOR)
        or following in ("and", "but", "in", "on", "at", "to", "during", "of", "before", "after")
    ):
        return p + 1
    return end


def _bounded_by_comma(sk: Skeleton, cue: Cue, start: int) -> bool:
    """Whether the cue stands in a clause that the main clause follows after a comma."""
    if cue.how == "relative":
        for i in range(start, cue.first):
            if sk.kinds[i] & k.CUE and i < cue.first - 1:
                return False
        return (
            cue.subject is not None
            and cue.subject[0] > start
            and bool(sk.kinds[cue.subject[0] - 1] & k.COMMA)
            and cue.antecedent is not None
            and cue.antecedent[0] <= start + 1
        )
    if cue.how == "gerund" and cue.subject is not None and cue.subject[0] > cue.at:
        return True
    opener = sk.lowers[start]
    if opener in (
        "when",
        "as",
        "if",
        "while",
        "although",
        "though",
        "after",
        "before",
        "since",
        "because",
        "once",
    ):
        comma = next_comma(sk, start, cue.first)
        return comma is None
    return False


def _cut_before(sk: Skeleton, other: Cue, p: int) -> int | None:
    """Where another cue of the sentence takes over from this content, or None where it belongs to it."""
    at = other.first
    if (
        other.how == "gerund"
        and at > p
        and sk.kinds[at - 1] & k.COMMA
        and other.verb.kind in ("speech", "stance")
    ):
        return at - 1
    if other.how in ("beside", "apposition") and other.subject is not None:
        before = other.subject[0] - 1
        if (
            before > p
            and sk.lowers[before] in ("and", "but", "while", "although", "though", "as", "yet")
            and other.verb.kind in ("speech", "stance")
        ):
            if sk.kinds[before - 1] & (k.COMMA | k.QUOTE) or sk.lowers[before] == "but":
                return before - (1 if sk.kinds[before - 1] & k.COMMA else 0)
        if (
            before > p
            and sk.kinds[before] & k.COMMA
            and other.last < len(sk.lowers)
            and "quote" in other.verb.frames
        ):
            return None
    if other.how == "joined" and at - 1 > p and sk.kinds[at - 1] & k.CONJUNCTION:
        if other.verb.forms & ~BASE and other.verb.kind in ("speech", "stance"):
            return at - 1
    return None


# ---------------------------------------------------------------------------------- content before the cue
def _postposed(sk: Skeleton, cue: Cue, start: int) -> bool:
    """Whether the cue stands behind its content: "…,” he said"."""
    before = _before_group(cue) - 1
    if before < start:
        return False
    return bool(sk.kinds[before] & (k.QUOTE | k.COMMA)) and cue.how in ("beside", "apposition", "inverted")


def _before_group(cue: Cue) -> int:
    if cue.how == "inverted" or cue.subject is None:
        return cue.first
    return min(cue.first, cue.subject[0])


def _before(
    sk: Skeleton, cue: Cue, others: list[Cue], start: int, after: int, end: int, audience: Span | None
) -> Frame | None:
    """Content before a postposed cue, and what goes on behind it."""
    if cue.how not in ("beside", "apposition", "inverted"):
        return None
    left = _before_group(cue)
    if left <= start:
        return None
    joint = left - 1
    if sk.kinds[joint] & k.COMMA and joint > start:
        joint -= 1
    elif not sk.kinds[joint] & k.QUOTE and sk.lowers[joint] not in ("?", "!", "—", "–", "--", "-", "”", "''"):
        return None
    begin = start
    for other in others:
        if other.first < left and other is not cue and sk.kinds[joint] & k.QUOTE and other.last <= joint:
            begin = max(begin, joint)
    opening = sk.lowers[begin]
    if opening in ("and", "but", "so", "or", "still", "instead", "meanwhile", "however"):
        begin += 1
        if begin < joint and sk.kinds[begin] & k.COMMA:
            begin += 1
    if begin > joint:
        return None
    quoted = any(sk.kinds[i] & k.QUOTE for i in range(begin, joint + 1))
    if not quoted and (
        joint - begin < 2
        or (sk.kinds[begin] & (k.SUBORDINATOR | k.PREPOSITION | k.TIME) and not _has_verb(sk, begin, joint))
    ):
        return None
    content: list[Span] = [(begin, joint + 1)]
    tail = _tail(sk, cue, others, after, end)
    if tail is not None:
        content.append(tail)
    return Frame(
        tuple(content), cue, "after-words" if sk.kinds[joint] & k.QUOTE else "after-clause", audience
    )


def _has_verb(sk: Skeleton, first: int, last: int) -> bool:
    seen_comma = False
    for i in range(first, last + 1):
        if sk.kinds[i] & k.COMMA:
            seen_comma = True
        elif seen_comma and sk.kinds[i] & (k.AUXILIARY | k.OTHER_VERB | k.CUE):
            return True
    return False


def _tail(sk: Skeleton, cue: Cue, others: list[Cue], after: int, end: int) -> Span | None:
    """The second part of a quote that its cue splits: "“…,” he said, “…”"."""
    i = after
    if cue.how == "inverted" and i < end and sk.kinds[i] & k.COMMA:
        apposition = next_comma(sk, i + 1, end)
        quote = next((j for j in range(i, end) if sk.kinds[j] & k.QUOTE), None)
        if quote is not None and sk.kinds[quote - 1] & k.COMMA:
            return quote, _end_of_words(sk, quote, end)
        if apposition is None:
            return None
    for j in range(i, min(end, i + 30)):
        if sk.kinds[j] & k.QUOTE:
            if sk.kinds[j - 1] & k.PUNCTUATION or j == i:
                return j, _end_of_words(sk, j, end)
            return None
        if any(other.at == j for other in others if other.at > cue.at and other.how != "gerund"):
            return None
    if i < end and sk.kinds[i] & k.COMMA and i + 1 < end:
        following = i + 1
        kind, word = sk.kinds[following], sk.lowers[following]
        if kind & (k.SUBORDINATOR | k.CONJUNCTION | k.PREPOSITION | k.RELATIVE) or word.endswith("ing"):
            if word in ("because", "and", "but", "or", "if", "unless", "so") and not any(
                o.at > following for o in others
            ):
                return following, end
            return None
        if not any(o.at > following for o in others):
            return following, end
    return None


# ----------------------------------------------------------------------------------------------- passive
def _passive_frame(sk: Skeleton, cue: Cue, others: list[Cue], end: int) -> Frame | None:
    """ "Xi is said to have replied that …": the inner verb's content is Xi's."""
    p = cue.last
    if (
        p + 2 < end
        and sk.lowers[p] == "to"
        and sk.lowers[p + 1] == "have"
        and cue.verb.lemma in ("say", "report", "believe", "understand")
    ):
        plain, _ = reporting_verbs()
        inner = plain.get(sk.lowers[p + 2])
        if inner is not None and inner.frames & {"quote", "clause"}:
            spoken = Cue(cue.first, p + 3, p + 2, inner, cue.subject, cue.how, cue.sentence)
            frame = _after(sk, spoken, others, _Position(p + 3), end)
            if frame is not None:
                return Frame(frame.content, spoken, "said-to-have", frame.audience)
    if p < end and cue.verb.lemma in ("quote", "cite") and sk.lowers[p] == "as":
        for i in range(p, min(end, p + 6)):
            if sk.lowers[i] in ("saying", "telling"):
                spoken = Cue(cue.first, i + 1, i, cue.verb, cue.subject, cue.how, cue.sentence)
                target = i + 1
                if target < end and sk.kinds[target] & k.COMMA:
                    target += 1
                return _clause(sk, spoken, others, target, end, "quoted-as")
    return None
