"""Name the rule behind a quote by all that makes its speaker more or less sure, and say how sure that is.

A rule is the frame and kind of verb that found the quote ("clause/speech") and a suffix for each thing that
has a bearing on who speaks: how the subject was found ("+gerund"), and then, in this order,

    +mixed      the content has words in marks, which only what is said has
    +later      another word that may report stands before the cue, and may be what governs it
    +described  the speaker is no name but a description, which may have begun too late or ended too soon
    +unknown    the speaker is a name that no actor of the article bears
    +open       the speaker is a pronoun that may stand for several
    +pronoun    the speaker is a pronoun that was worked out
"""

from __future__ import annotations

from functools import cache

from tearline.briefs.drafting.lexicon import sections
from tearline.briefs.drafting.ownership import Draft
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.briefs.findings import Party, QuoteForm

_ANY_RULE = 0.5  # the share of a rule of which nothing at all was measured


def rule_of(sk: Skeleton, draft: Draft, speaker: Party | None, form: QuoteForm) -> str:
    """The rule of a draft with its suffixes."""
    if speaker is None:
        return draft.rule
    mixed = "+mixed" if form == "mixed" else ""
    later = "+later" if _follows_another(sk, draft) else ""
    return draft.rule + mixed + later + _naming(speaker)


def _follows_another(sk: Skeleton, draft: Draft) -> bool:
    if draft.cue is None:
        return False
    start = sk.sentences[draft.sentence][0]
    return bool(sk.cues_in(start, draft.cue[0]))


def _naming(speaker: Party) -> str:
    if speaker.basis == "pronoun":
        return "+pronoun" if speaker.actor is not None else "+open"
    if speaker.actor is not None:
        return ""
    return {"descriptor": "+described", "name": "+unknown", "continued": "+open"}[speaker.basis]


@cache
def rule_precision() -> dict[str, float]:
    """The share of each rule's quotes whose speaker is right, as measured on human annotations."""
    lines = (line.split() for line in sections("quote-precision")["rules"])
    return {rule: float(precision) for rule, precision, *_ in lines}


def precision_of(rule: str) -> float:
    """How sure a rule's speaker is: its own share or, where it was met too rarely, that of the rule without
    its last suffix, and so on.
    """
    shares = rule_precision()
    while rule not in shares:
        rule, suffix, _ = rule.rpartition("+")
        if not suffix:
            return _ANY_RULE
    return shares[rule]
