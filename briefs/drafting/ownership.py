"""Decide which cue owns which words: frames first, then the quoted runs that no frame holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from tearline.briefs.drafting import skeleton as k
from tearline.briefs.drafting.attribution import Attribution, find_attributions
from tearline.briefs.drafting.cues import Cue, find_cues
from tearline.briefs.drafting.frames import Frame, frame_of
from tearline.briefs.drafting.phrases import clause_subject
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.index.article import Span


@dataclass(slots=True)
class Draft:
    """A quote in the making; ranges are words of the skeleton."""

    content: list[Span]
    source: Span | None
    cue: Span | None
    rule: str
    sentence: int
    audience: Span | None = None
    antecedent: Span | None = None
    relay: list[Span] = field(default_factory=list)
    nested: bool = False
    negated: bool = False
    how: str = ""


def draft_quotes(sk: Skeleton) -> list[Draft]:
    drafts: list[Draft] = []
    cues_of: list[list[Cue]] = []
    owner: dict[int, Draft] = {}
    by_sentence: list[list[Draft]] = []
    for sentence in range(len(sk.sentences)):
        cues = find_cues(sk, sentence)
        cues_of.append(cues)
        here: list[Draft] = []
        for cue in cues:
            frame = frame_of(sk, cue, cues)
            if frame is not None:
                here.append(_from_frame(frame))
        for attribution in find_attributions(sk, sentence):
            here.append(_from_attribution(attribution))
        here = _settle(sk, here)
        drafts += here
        by_sentence.append(here)
        for draft in here:
            for first, last in draft.content:
                for i in range(first, last):
                    if sk.run[i] >= 0 and i not in owner:
                        owner[i] = draft
    _own_rest(sk, cues_of, by_sentence, owner, drafts)
    return drafts


def _from_frame(frame: Frame) -> Draft:
    cue = frame.cue
    verb = cue.verb
    return Draft(
        list(frame.content),
        cue.subject,
        (cue.first, cue.last) if cue.how != "inverted" else (cue.at, cue.at + 1),
        f"{frame.rule}/{verb.kind}",
        cue.sentence,
        frame.audience,
        cue.antecedent,
        negated=cue.negated,
        how=cue.how,
    )


def _from_attribution(attribution: Attribution) -> Draft:
    return Draft(
        list(attribution.content), attribution.source, attribution.cue, attribution.rule, attribution.sentence
    )


_STRONG = frozenset(
    {
        "that/speech",
        "clause/speech",
        "words/speech",
        "after-words/speech",
        "after-clause/speech",
        "said-to-have/speech",
        "according-to",
        "according-to-first",
        "words/stance",
    }
)


def _settle(sk: Skeleton, drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        for other in drafts:
            if other is not draft and _inside(draft, other):
                draft.nested = True
        if draft.nested and draft.rule not in _STRONG:
            continue
        kept.append(draft)
    return kept


def _inside(inner: Draft, outer: Draft) -> bool:
    first, last = inner.cue if inner.cue else inner.content[0]
    return any(a <= first and last <= b for a, b in outer.content)


def _own_rest(
    sk: Skeleton,
    cues_of: list[list[Cue]],
    by_sentence: list[list[Draft]],
    owner: dict[int, Draft],
    drafts: list[Draft],
) -> None:
    last: Draft | None = None
    last_ends_paragraph = False
    for number, (start, end) in enumerate(sk.sentences):
        new_paragraph = number == 0 or sk.paragraph_of[number] != sk.paragraph_of[number - 1]
        free = [i for i in range(start, end) if sk.run[i] >= 0 and i not in owner]
        if free:
            alone = all(sk.run[i] >= 0 or not sk.words[i][0].isalnum() for i in range(start, end))
            if alone:
                draft = _alone(sk, number, new_paragraph, cues_of, by_sentence, last, last_ends_paragraph)
                content = [(i, i + 1) for i in free]
                if draft is not None and draft.source is not None and draft.rule.startswith("join:"):
                    pass
                if isinstance(draft, Draft) and draft in drafts:
                    draft.content += content
                    for i in free:
                        owner[i] = draft
                elif draft is not None:
                    draft.content = content
                    drafts.append(draft)
                    by_sentence[number].append(draft)
                    for i in free:
                        owner[i] = draft
            else:
                for i in free:
                    draft = _with_words(sk, number, i, cues_of[number], by_sentence[number], last)
                    if draft is not None:
                        drafts.append(draft)
                        by_sentence[number].append(draft)
                        owner[i] = draft
        quoting = [d for d in by_sentence[number] if d.source is not None]
        if quoting:
            quoting.sort(key=lambda d: max(b for _, b in d.content))
            last = quoting[-1]
            last.sentence = number
        elif free and last is not None:
            last.sentence = number
        last_ends_paragraph = (
            number + 1 == len(sk.sentences) or sk.paragraph_of[number + 1] != sk.paragraph_of[number]
        )


def _alone(
    sk: Skeleton,
    number: int,
    new_paragraph: bool,
    cues_of: list[list[Cue]],
    by_sentence: list[list[Draft]],
    last: Draft | None,
    last_ends: bool,
) -> Draft | None:
    """The owner of a sentence that is nothing but quoted runs: a draft to join, or a new one without content."""
    if number == 0:
        return None
    start, end = sk.sentences[number - 1]
    ends_in_colon = sk.lowers[end - 1] in (":", "—", "–", "--")
    if ends_in_colon or (not new_paragraph and last is not None and last.sentence != number - 1):
        cues = [c for c in cues_of[number - 1] if c.subject is not None]
        if cues:
            cue = cues[-1]
            return Draft([], cue.subject, (cue.first, cue.last), "lead-in", number, antecedent=cue.antecedent)
        subject = clause_subject(sk, start, end)
        if subject is not None:
            return Draft([], subject, None, "lead-in-subject", number)
    if last is not None and number - last.sentence <= 1:
        return last
    cues = [c for c in cues_of[number - 1] if c.subject is not None]
    if cues:
        cue = cues[-1]
        return Draft([], cue.subject, None, "continued", number, antecedent=cue.antecedent)
    subject = clause_subject(sk, start, end)
    if (subject is not None and sk.capital(subject[1] - 1)) or (
        subject is not None and sk.kinds[subject[0]] & k.SUBJECT
    ):
        return Draft([], subject, None, "continued-subject", number)
    if last is not None:
        return Draft([], last.source, None, "continued", number, antecedent=last.antecedent)
    return None


def _with_words(
    sk: Skeleton, number: int, i: int, cues: list[Cue], here: list[Draft], last: Draft | None
) -> Draft | None:
    """The owner of a run inside a sentence that no frame gave it."""
    run = sk.document.runs[sk.run[i]]
    words = sk.document.text[run.start : run.end].split()
    candidates = [c for c in cues if c.subject is not None and "quote" in c.verb.frames]
    if candidates:
        cue = min(candidates, key=lambda c: abs(c.at - i))
        return Draft(
            [(i, i + 1)], cue.subject, (cue.first, cue.last), "near-cue", number, antecedent=cue.antecedent
        )
    start, end = sk.sentences[number]
    if len(words) >= 4 or not cues:
        subject = clause_subject(sk, start, end)
        if subject is not None and len(words) >= 3:
            return Draft([(i, i + 1)], subject, None, "sentence-subject", number)
    return Draft([(i, i + 1)], None, None, "scare", number)
