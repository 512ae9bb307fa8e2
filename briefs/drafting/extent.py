"""Where the content of a cue ends: with the sentence, or before what the reporter goes on with."""

from __future__ import annotations

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.cues import Cue
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import next_comma
from tearline.briefs.drafting.skeleton import DASHES, Skeleton
from tearline.briefs.drafting.verbs import PAST, THIRD

_TRAILING = DASHES | {";", "(", ":", "-", "and", "or", "but"}
_PAUSES = DASHES | {"-"}
_TURNS = words("grammar", "turn")
_CIRCUMSTANCES = words("grammar", "circumstance")
_OPENS_CLAUSE = words("grammar", "opens clause")
_OCCASIONS = words("grammar", "occasion")
_AFTER_QUOTE = words("grammar", "after quote")
# The words of no kind at which a noun phrase may end.
_ENDS_PHRASE = _PAUSES | _CIRCUMSTANCES | {";", "according", "as", "by", "in", "on", "at", "during"}
_APPOSITION = 16  # words between two commas
_INSERTION = 9
_COMPLETE = 25  # characters from which words in marks that begin with a capital are taken for a sentence


def content_end(
    sk: Skeleton, cue: Cue | None, others: list[Cue], start: int, end: int, *, phrase: bool
) -> int:
    """The end of content that begins at word `start` and ends at word `end` at the latest.

    `cue` is the verb that governs it, None where a noun does. `phrase` says that the content is a noun phrase
    or an infinitive, which ends sooner than a clause does.
    """
    if cue is not None and is_bounded_by_comma(sk, cue):
        end = closing_comma(sk, start, end)
    if sk.kinds[start] & k.QUOTE:
        end = end_of_words(sk, start, end)
    end = _before_others(sk, others, start, end, phrase=phrase)
    end = _end_of_phrase(sk, cue, start, end) if phrase else _end_of_clause(sk, cue, start, end)
    while end > start and (sk.kinds[end - 1] & k.COMMA or sk.lowers[end - 1] in _TRAILING):
        end -= 1
    return end


def end_of_words(sk: Skeleton, start: int, end: int) -> int:
    """The end of content that begins with a quoted run: a whole sentence stands alone, a fragment goes on."""
    if start + 1 >= end:
        return start + 1
    run = sk.document.runs[sk.run[start]]
    said = sk.document.text[run.start : run.end].rstrip()
    following = sk.lowers[start + 1]
    if said[-1:] in (",", ".", "!", "?"):
        joins = sk.kinds[start + 1] & k.CONJUNCTION
        whole = said[:1].isupper() and said[-1] != "," and start + 2 < end and sk.run[start + 2] < 0
        if not joins or whole:  # "shouted “What ships?” and went"
            return start + 1
    if said[:1].isupper() and len(said) > _COMPLETE:
        after = sk.kinds[start + 1]
        if after & (k.PUNCTUATION | k.SUBORDINATOR) or following in _AFTER_QUOTE:
            return start + 1
    return end


def closing_comma(sk: Skeleton, start: int, end: int) -> int:
    """Where the comma stands that closes a clause, be it in marks: "When he called it “a ruin,” she …"."""
    comma = next_comma(sk, start, end)
    stop = end if comma is None else comma
    for i in sk.quoted_in(start, stop):
        run = sk.document.runs[sk.run[i]]
        if sk.document.text[run.start : run.end].endswith(","):
            return i + 1
    return stop


def is_bounded_by_comma(sk: Skeleton, cue: Cue) -> bool:
    """Whether the cue stands in a clause that the main clause follows after a comma."""
    start = sk.sentences[cue.sentence][0]
    if cue.how == "gerund" and cue.subject is not None and cue.subject[0] > cue.at:
        return True
    if cue.how == "relative" and cue.subject is not None:
        after_comma = cue.subject[0] > start and sk.kinds[cue.subject[0] - 1] & k.COMMA
        return bool(after_comma) and cue.antecedent is not None and cue.antecedent[0] <= start + 3
    begins = cue.begins
    opened = begins > start and sk.lowers[begins - 1] in _OPENS_CLAUSE and cue.how == "beside"
    if opened and (begins - 2 <= start or sk.kinds[begins - 2] & k.COMMA):
        return True
    opener = sk.lowers[start]
    if opener in ("and", "but") and start + 1 < cue.at:
        opener = sk.lowers[start + 1]
    return opener in _OPENS_CLAUSE and next_comma(sk, start, cue.first) is None


def _before_others(sk: Skeleton, others: list[Cue], start: int, end: int, *, phrase: bool) -> int:
    """The end of content before the first later cue that the reporter, not the speaker, goes on with."""
    for other in others:
        if start < other.first < end:
            cut = _cut_before(sk, other, start, end, phrase=phrase)
            if cut is not None:
                return min(end, cut)
    return end


def _cut_before(sk: Skeleton, other: Cue, start: int, end: int, *, phrase: bool) -> int | None:
    at = other.first
    reports = phrase or other.verb.kind in ("speech", "stance")
    if other.how == "beside" and other.last >= end - 1 and "quote" in other.verb.frames:
        comma = other.begins - 1
        if comma > start and sk.kinds[comma] & k.COMMA:  # "…, Smith said." closes the sentence
            return comma
    turns = ("but", "and") if phrase else ("but",)
    if other.how == "gerund" and at - 1 > start and sk.lowers[at - 1] in turns and reports:
        return at - 1
    if other.how == "gerund" and at - 1 > start and sk.kinds[at - 1] & (k.COMMA | k.QUOTE) and reports:
        return at - bool(sk.kinds[at - 1] & k.COMMA)
    if other.how == "beside" and sk.lowers[other.begins - 1] in _PAUSES and "quote" in other.verb.frames:
        return other.begins - 1  # "… – others say …"
    if other.how in ("beside", "apposition") and other.subject is not None and reports:
        joint = _turn_before(sk, other.subject[0], start)
        if joint > start and _holds_verb(sk, start, joint):
            if sk.kinds[joint - 1] & (k.COMMA | k.QUOTE):
                return joint - bool(sk.kinds[joint - 1] & k.COMMA)
            return joint if sk.lowers[joint] in ("but", "and", "while") else None
    if other.how == "joined" and at - 1 > start and reports and other.verb.forms & (PAST | THIRD):
        return at - 1
    return None


def _holds_verb(sk: Skeleton, start: int, end: int) -> bool:
    """Whether what stands before "and" may be a clause, so that another may follow: not "that he and his"."""
    verb = k.AUXILIARY | k.OTHER_VERB | k.CUE | k.QUOTE
    return any(
        sk.kinds[i] & verb
        or (
            i > start + 1 and not sk.kinds[i] and len(sk.lowers[i]) > 4 and sk.lowers[i].endswith(("ed", "s"))
        )
        for i in range(start, end)
    )


def _turn_before(sk: Skeleton, subject: int, start: int) -> int:
    """The "and" or "but" a few words before a subject at most, else -1."""
    for i in range(subject - 1, max(start, subject - 4), -1):
        if sk.lowers[i] in _TURNS:
            return i
        if sk.kinds[i] & (k.COMMA | k.STOP | k.QUOTE | k.AUXILIARY):
            return -1
    return -1


def _end_of_clause(sk: Skeleton, cue: Cue | None, start: int, end: int) -> int:
    opened_by_dash = cue is not None and cue.begins >= 1 and sk.lowers[cue.begins - 1] in DASHES
    for i in range(start + 1, end - 1):
        word = sk.lowers[i]
        if word == "according" and sk.lowers[i + 1] == "to":
            if sk.kinds[i - 1] & k.COMMA and sk.lowers[i - 2] == "that":
                continue  # "…, and that, according to X, …"
            return i
        if opened_by_dash and word in DASHES:
            return i
    return end


def _end_of_phrase(sk: Skeleton, cue: Cue | None, start: int, end: int) -> int:
    embedded, inserted = False, start
    for i in range(start + 1, end):
        if i <= inserted:
            continue
        kind, word = sk.kinds[i], sk.lowers[i]
        if not kind and word not in _ENDS_PHRASE:
            continue
        after = sk.lowers[i + 1] if i + 1 < end else ""
        if kind & k.COMMA:
            if _goes_on(sk, i, end) or _resumes(sk, cue, i, end):
                continue
            inserted = _past_insertion(sk, i, end) if embedded else i
            if inserted > i:
                continue
            return i
        aside = word in _PAUSES and not (i + 1 < end and sk.kinds[i + 1] & k.QUOTE)
        if aside or word == ";" or (word == "according" and after == "to"):
            return i
        if (kind & (k.RELATIVE | k.QUESTION) and word != "as") or kind & k.SUBJECT:
            embedded = True
        if word in _CIRCUMSTANCES and not embedded:
            return i
        if word == "as" and not embedded and _opens_clause(sk, i + 1, end):
            return i
        if (
            kind & k.CONJUNCTION
            and word in ("and", "but")
            and not embedded
            and i + 1 < end
            and sk.kinds[i + 1] & k.AUXILIARY
        ):
            return i  # "denied the charge and was freed"
        if word == "by" and after.endswith("ing"):
            return i
        if word in ("in", "on", "at", "during") and _dates(sk, i, end, embedded=embedded):
            return i
        if (
            cue is not None
            and cue.how == "relative"
            and kind & k.AUXILIARY
            and not embedded
            and sk.lowers[i - 1] != "to"
        ):
            return i
    return end


def _past_insertion(sk: Skeleton, comma: int, end: int) -> int:
    """The comma that closes what is inserted into a clause: "that the rate, 71 per cent, was high", "that he
    asked her, on his own behalf, for help"; `comma` itself where nothing is.
    """
    closing = next_comma(sk, comma + 1, min(end, comma + _INSERTION))
    if (
        closing is None
        or closing + 1 >= end
        or sk.kinds[comma + 1] & (k.CONJUNCTION | k.RELATIVE | k.SUBORDINATOR)
    ):
        return comma
    after = sk.kinds[closing + 1]
    opened = sk.kinds[comma + 1] & k.PREPOSITION and not sk.lowers[comma + 1].endswith("ing")
    goes_on = after & (k.AUXILIARY | k.OTHER_VERB) or (opened and after & k.PREPOSITION)
    return closing if goes_on and not after & k.SUBJECT else comma


def _goes_on(sk: Skeleton, comma: int, end: int) -> bool:
    """Whether a list or an inserted adjective goes on after a comma of a noun phrase."""
    if comma + 1 < end and sk.kinds[comma + 1] & k.QUOTE:
        return True
    for i in range(comma + 1, min(end, comma + 8)):
        if sk.lowers[i] in ("and", "or") and i + 1 < end and not sk.kinds[i + 1] & (k.SUBJECT | k.CUE):
            if sk.adverb(i + 1) and sk.lowers[i + 2 : i + 3] and sk.lowers[i + 2].endswith("ed"):
                return False  # "asked about ships, and politely listened"
            return sk.kinds[i - 1] & k.COMMA > 0 or i - comma <= 4
        if sk.kinds[i] & (k.RELATIVE | k.SUBORDINATOR | k.SUBJECT | k.AUXILIARY) or sk.lowers[i].endswith(
            "ing"
        ):
            return False
    return False


def _resumes(sk: Skeleton, cue: Cue | None, comma: int, end: int) -> bool:
    """Whether the verb's preposition follows an apposition: "accused Smith, the mayor, of …"."""
    if cue is None or not cue.verb.prepositions:
        return False
    if comma + 1 < end and sk.lowers[comma + 1] in cue.verb.prepositions:
        return True
    closing = next_comma(sk, comma + 1, min(end, comma + _APPOSITION))
    return closing is not None and closing + 1 < end and sk.lowers[closing + 1] in cue.verb.prepositions


def _opens_clause(sk: Skeleton, start: int, end: int) -> bool:
    if start < end and sk.kinds[start] & k.SUBJECT:
        return True
    return any(
        sk.kinds[i] & (k.AUXILIARY | k.OTHER_VERB | k.CUE) for i in range(start + 1, min(end, start + 4))
    )


def _dates(sk: Skeleton, i: int, end: int, *, embedded: bool) -> bool:
    """Whether a preposition opens the time or the occasion of speaking: "on Friday", "in an interview"."""
    j = i + 1
    while j < end and sk.kinds[j] & (k.DETERMINER | k.ADVERB):
        j += 1
    if j < end and sk.kinds[j] & k.TIME and not embedded:
        return True
    return any(sk.lowers[m] in _OCCASIONS for m in range(i + 1, min(end, i + 5)))
