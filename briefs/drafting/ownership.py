"""Decide which cue owns which words of a sentence: who speaks, who relays, what is part of something else."""

from __future__ import annotations

from dataclasses import dataclass, field

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.attribution import Attribution, find_attributions, maker
from tearline.briefs.drafting.cues import Cue, find_cues
from tearline.briefs.drafting.frames import Frame, frame_of
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.index.article import Span

# Frames that stand on their own inside other content; any other there is part of what is said.
_RELAYED = frozenset({"that", "clause", "after-words", "after-clause", "words"})
_RELAYED_WORDS = frozenset({"object", "name", "as"})  # what is called or thanked: relayed where it has marks
_RELAYING = frozenset({"that", "clause"})
_CONVEYED = frozenset({"that", "clause", "after-words", "after-clause", "words"})


_DOCUMENTS = words("reporting-nouns", "document")

# Subjects that are less sure than one beside its verb have rules of their own.
_HOW = {
    "reported": "+reported",
    "gerund": "+gerund",
    "infinitive": "+to",
    "joined": "+and",
    "relative": "+who",
}


@dataclass(slots=True)
class Draft:
    """A quote in the making; ranges are words of the skeleton.

    `source` names the speaker, `antecedent` is what a relative pronoun there stands for. `relay` are those
    who pass the content on, from the speaker's side to the reader's.
    """

    content: list[Span]
    source: Span | None
    cue: Span | None
    rule: str
    sentence: int
    audience: Span | None = None
    antecedent: Span | None = None
    relay: list[Span] = field(default_factory=list)
    kind: str = ""
    how: str = ""
    negated: bool = False

    @property
    def frame(self) -> str:
        """The rule without the kind of verb."""
        return self.rule.partition("/")[0]

    @property
    def end(self) -> int:
        """The word behind the last content."""
        return max(last for _, last in self.content) if self.content else 0


def drafts_of_sentence(sk: Skeleton, sentence: int) -> tuple[list[Draft], list[Cue]]:
    """The quotes that the cues and attributions of one sentence make, and all its cues."""
    cues = find_cues(sk, sentence)
    drafts = [_from_frame(sk, frame) for cue in cues if (frame := frame_of(sk, cue, cues)) is not None]
    framed = {draft.content[0][0] for draft in drafts}
    drafts += [
        _from_attribution(attribution)
        for attribution in find_attributions(sk, sentence, cues)
        # "said in a statement that …": the verb's content is not the noun's as well
        if not (attribution.rule.startswith("noun-that") and attribution.content[0][0] in framed)
    ]
    start, end = sk.sentences[sentence]
    if drafts and sk.lowers[end - 1] == "?" and sk.kinds[start] & k.AUXILIARY:
        # "Isn't that what sailors say they hate?" asks, and has nobody say it.
        drafts = [draft for draft in drafts if any(sk.quoted_in(*part) for part in draft.content)]
    if len(drafts) < 2:
        return drafts, cues
    drafts = _settle(sk, drafts)
    for draft in drafts:
        if not draft.relay:
            _note_relay(sk, draft, drafts)
    return drafts, cues


def _note_relay(sk: Skeleton, draft: Draft, drafts: list[Draft]) -> None:
    """ "A said …, and that B had told her …": what B said is A's report too."""
    if draft.source is None or draft.cue is None or draft.kind != "speech":
        return
    joint = min(draft.source[0], draft.cue[0]) - 1
    if joint < 2 or sk.lowers[joint] != "that" or sk.lowers[joint - 1] not in ("and", "but"):
        return
    for outer in drafts:
        reports = outer.frame in _RELAYING and outer.kind == "speech" and outer.source is not None
        if reports and outer.source is not None and joint - 2 <= outer.end <= joint and outer is not draft:
            draft.relay = [outer.source, *outer.relay]
            return


def _from_frame(sk: Skeleton, frame: Frame) -> Draft:
    cue = frame.cue
    words = (cue.at, cue.at + 1) if cue.how == "inverted" else (cue.first, cue.last)
    return Draft(
        list(frame.content),
        _releaser(sk, cue.subject) if cue.subject else None,
        words,
        f"{frame.rule}/{cue.verb.kind}{_HOW.get(cue.how, '')}",
        cue.sentence,
        frame.audience,
        cue.antecedent,
        kind=cue.verb.kind,
        how=cue.how,
        negated=cue.negated,
    )


def _releaser(sk: Skeleton, subject: Span) -> Span:
    """Whoever speaks through a document: "Smith's letter said", "a letter by Smith said": Smith."""
    first, last = subject
    if last - first == 1:
        return subject
    by = next((i for i in range(first + 1, last - 1) if sk.lowers[i] == "by"), None)
    if by is not None and not _DOCUMENTS.isdisjoint(sk.lowers[max(first, by - 2) : by]):
        return maker(sk, (first, by), last) or subject
    head = next((i for i in range(first + 1, last) if sk.kinds[i] & k.PREPOSITION), last) - 1
    if sk.lowers[head] not in _DOCUMENTS:
        return subject
    for i in range(head - 1, first - 1, -1):
        if sk.kinds[i] & k.POSSESSIVE or sk.owns(i):
            return first, i + 1
    return subject


def _from_attribution(found: Attribution) -> Draft:
    return Draft(list(found.content), found.source, found.cue, found.rule, found.sentence)


def _settle(sk: Skeleton, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that are part of another's content; a relayed one replaces its relayer's."""
    gone: set[int] = set()  # part of what another says
    replaced: set[int] = set()  # nothing but a relay of another
    for inner in sorted(drafts, key=_size, reverse=True):
        around = [outer for outer in drafts if outer is not inner and _inside(inner, outer)]
        if not around:
            continue
        outer = min(around, key=_size)
        if id(outer) in gone:
            gone.add(id(inner))
        elif outer.source is not None and (_conveyed(sk, inner, outer) or _relayed(sk, inner, outer)):
            inner.relay = [outer.source, *outer.relay]
            replaced.add(id(outer))
        else:
            gone.add(id(inner))
    return [draft for draft in drafts if id(draft) not in gone and id(draft) not in replaced]


def _size(draft: Draft) -> int:
    return sum(last - first for first, last in draft.content)


def _conveyed(sk: Skeleton, inner: Draft, outer: Draft) -> bool:
    """Whether "according to X" says who passes on words that have a speaker of their own."""
    if outer.frame != "according-to" or inner.how in ("gerund", "infinitive"):
        return False
    if _quotes_words(sk, inner):
        return True
    return inner.frame in _CONVEYED and inner.kind == "speech"


def _quotes_words(sk: Skeleton, draft: Draft) -> bool:
    """Whether it is words in marks that somebody calls or thanks another: "called it “a ruin”"."""
    return draft.frame in _RELAYED_WORDS and any(sk.quoted_in(first, last) for first, last in draft.content)


def _inside(inner: Draft, outer: Draft) -> bool:
    first, last = inner.cue if inner.cue else inner.content[0]
    return any(start <= first and last <= end for start, end in outer.content)


def _relayed(sk: Skeleton, inner: Draft, outer: Draft) -> bool:
    """Whether the outer content is nothing but the inner quote: "A said that B had said …"."""
    if outer.frame not in _RELAYING or outer.kind != "speech" or inner.source is None or inner.cue is None:
        return False
    if inner.how in ("infinitive", "gerund", "joined"):
        return False
    words_had = sk.lowers[inner.cue[0]] == "had" and _quotes_words(sk, inner)  # "that B had called it “…”"
    if not (words_had or (inner.frame in _RELAYED and inner.kind == "speech")):
        return False
    if sk.kinds[inner.source[0]] & (k.SUBJECT | k.NOUN_PRONOUN | k.RELATIVE):
        return False
    start = outer.content[0][0]
    start += sk.lowers[start] == "that"
    begins = min(inner.source[0], inner.cue[0], inner.content[0][0])
    return begins - start <= 1 and inner.end >= outer.end - 1
