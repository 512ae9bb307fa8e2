"""Find the speaker of quoted runs that no cue of their own governs: continued, led in, or beside some cue."""

from __future__ import annotations

from dataclasses import dataclass, field

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.cues import Cue
from tearline.briefs.drafting.ownership import Draft, drafts_of_sentence
from tearline.briefs.drafting.phrases import clause_subject, phrase_at
from tearline.briefs.drafting.skeleton import DASHES, Skeleton
from tearline.briefs.drafting.works import is_title
from tearline.index.article import Span

_LEADS = DASHES | {":"}
_QUESTIONED = frozenset({"asked", "pressed", "questioned"})
_LINKING = k.ADVERB | k.CONJUNCTION | k.COMMA | k.TIME
_SCARE_WORDS = 2  # words up to which a run that no cue governs is no quote
_ASIDE_WORDS = 4  # words up to which a run between a subject and its verb is no quote
_SENTENCE_WORDS = 5  # words from which a run may be the sentence's subject's


def draft_quotes(sk: Skeleton) -> list[Draft]:
    """All quotes of an article; each quoted run is in exactly one of them."""
    story = _Story(sk)
    for sentence in range(len(sk.sentences)):
        story.read(sentence)
    return _without_lone_turn(story.drafts)


def _without_lone_turn(drafts: list[Draft]) -> list[Draft]:
    """The drafts without a transcript's turn that stands alone: then it was a heading."""
    turns = sum(draft.rule == "transcript" for draft in drafts)
    return drafts if turns != 1 else [draft for draft in drafts if draft.rule != "transcript"]


@dataclass(slots=True)
class _Story:
    """What is known when a sentence is read: the drafts so far, and who spoke last."""

    sk: Skeleton
    drafts: list[Draft] = field(default_factory=list)
    last: Draft | None = None  # the last quote with a speaker
    last_sentence: int = -2
    cues_before: list[Cue] = field(default_factory=list)

    def read(self, sentence: int) -> None:
        start, end = self.sk.sentences[sentence]
        if self.last is not None and self._in_turn(self.last, sentence):
            self.last.content[-1] = (self.last.content[-1][0], end)
            self.last_sentence = sentence
            return
        here, cues = drafts_of_sentence(self.sk, sentence)
        here = [draft for draft in here if draft.rule == "transcript"][:1] or here
        free = self.sk.quoted_in(start, end)
        if free:
            owned = {i for draft in here for first, last in draft.content for i in range(first, last)}
            free = [i for i in free if i not in owned]
        spoke_on = False
        if free and self._only_quotes(start, end):
            spoke_on = self._continue(sentence, free, here)
        else:
            here += [self._beside(sentence, i, cues) for i in free]
        self.drafts += here
        speaking = [draft for draft in here if draft.source is not None and draft.frame not in _WEAK]
        if speaking:
            self.last = max(speaking, key=lambda draft: draft.end)
        if speaking or spoke_on:
            self.last_sentence = sentence
        self.cues_before = cues

    def _in_turn(self, last: Draft, sentence: int) -> bool:
        """Whether a sentence goes on with a transcript's turn: the same paragraph, right behind it."""
        if last.rule != "transcript" or self.last_sentence != sentence - 1:
            return False
        return self.sk.paragraph_of[sentence] == self.sk.paragraph_of[sentence - 1]

    def _only_quotes(self, start: int, end: int) -> bool:
        return all(self.sk.run[i] >= 0 or not self.sk.words[i][0].isalnum() for i in range(start, end))

    def _continue(self, sentence: int, free: list[int], here: list[Draft]) -> bool:
        """Give a sentence of nothing but quoted runs to whoever speaks; True where somebody does."""
        content = [(i, i + 1) for i in free]
        if self._is_heading(sentence, free[0]):
            here.append(Draft(content, None, None, "heading", sentence))
            return False
        owner = self._led_in(sentence)
        if owner is None and self.last is not None and self.last_sentence == sentence - 1:
            joined = self._to_join(sentence)
            if joined is not None:
                joined.content += content
                return True
            if self._may_go_on(self.last.source):
                rule = self._continuing_rule(self.last, sentence, free[0])
                owner = Draft([], self.last.source, None, rule, sentence, antecedent=self.last.antecedent)
        owner = owner or self._subject_before(sentence)
        if owner is None:
            owner = Draft([], None, None, "unattributed", sentence)
        owner.content = content
        here.append(owner)
        return owner.source is not None

    def _is_heading(self, sentence: int, first: int) -> bool:
        """Whether a paragraph in marks heads a part of the article: in single marks where speech before has
        double ones, or all in capitals.
        """
        runs, own = self.sk.document.runs, self.sk.run[first]
        if sentence == 0 or self.sk.paragraph_of[sentence] == self.sk.paragraph_of[sentence - 1]:
            return False
        run = runs[own]
        doubles = own > 0 and not runs[own - 1].single
        return (run.single and doubles) or self.sk.document.text[run.start : run.end].isupper()

    def _continuing_rule(self, last: Draft, sentence: int, first: int) -> str:
        """The rule by which the last speaker goes on, by what speaks for it: an unclosed mark before, a
        paragraph that ends with "he said", or nothing but that nobody else has spoken since.
        """
        if self.sk.document.runs[self.sk.run[first]].continued:
            return "continued-open"
        reported = last.kind == "speech" and last.frame in ("after-words", "after-clause")
        ends = max(last.end, last.cue[1] if last.cue else 0, last.source[1] if last.source else 0)
        closes = ends + 1 >= self.sk.sentences[sentence - 1][1]
        if (reported and closes) or last.rule == "continued-paragraph":
            return "continued-paragraph"
        return "continued"

    def _to_join(self, sentence: int) -> Draft | None:
        """The quote that goes on: the last one of this speaker in marks, in one paragraph any."""
        last = self.last
        same_paragraph = self.sk.paragraph_of[sentence] == self.sk.paragraph_of[sentence - 1]
        if last is not None and last.cue is None and not same_paragraph:
            return None
        for draft in reversed(self.drafts[-4:]):
            if last is None or (draft.source != last.source and draft is not last):
                continue
            if draft.sentence >= last.sentence and self._in_marks(draft):
                return draft
        return last if same_paragraph else None

    def _in_marks(self, draft: Draft) -> bool:
        return any(self.sk.run[last - 1] >= 0 for _, last in draft.content)

    def _led_in(self, sentence: int) -> Draft | None:
        """The speaker of a sentence before that ends in a colon."""
        if sentence == 0:
            return None
        start, end = self.sk.sentences[sentence - 1]
        if self.sk.lowers[end - 1] not in _LEADS:
            return None
        cues = [cue for cue in self.cues_before if cue.subject is not None]
        if cues:
            cue = cues[-1]
            return Draft(
                [], cue.subject, (cue.first, cue.last), "lead-in", sentence, antecedent=cue.antecedent
            )
        subject = clause_subject(self.sk, start, end)
        return Draft([], subject, None, "lead-in-subject", sentence) if subject else None

    def _subject_before(self, sentence: int) -> Draft | None:
        """Whoever the sentence before is about: "Smith shrugged. “…”"."""
        if sentence == 0:
            return None
        cues = [cue for cue in self.cues_before if self._may_go_on(cue.subject)]
        if cues:
            cue = cues[-1]
            return Draft([], cue.subject, None, "continued-cue", sentence, antecedent=cue.antecedent)
        subject = clause_subject(self.sk, *self.sk.sentences[sentence - 1])
        new_paragraph = self.sk.paragraph_of[sentence] != self.sk.paragraph_of[sentence - 1]
        if subject is not None and self.sk.capital(subject[1] - 1):
            return Draft([], subject, None, "introduced" if new_paragraph else "introduced-beside", sentence)
        return None

    def _may_go_on(self, source: Span | None) -> bool:
        """Whether a speaker may go on without a cue: a name or a person's pronoun, no descriptor."""
        if source is None:
            return False
        return self.sk.capital(source[1] - 1) or self.sk.lowers[source[0]] in ("he", "she", "i", "we", "who")

    def _beside(self, sentence: int, i: int, cues: list[Cue]) -> Draft:
        """The quote of a run inside a sentence that no frame gave it."""
        sk, content = self.sk, [(i, i + 1)]
        run = sk.document.runs[sk.run[i]]
        said = sk.document.text[run.start : run.end].split()
        start, end = sk.sentences[sentence]
        asked = sk.lowers[start] in _QUESTIONED
        if asked or is_title(sk, i, start) or (len(said) <= _ASIDE_WORDS and _inside_subject(cues, i)):
            return Draft(content, None, None, "scare", sentence)
        speaker = self._after_words(i, end) if i == start else None
        if speaker is not None:
            return Draft(content, speaker, None, "words-then-name", sentence)
        candidates = [
            cue
            for cue in cues
            if cue.subject is not None and cue.how != "passive" and "quote" in cue.verb.frames
        ]
        if candidates and not (run.single and len(said) <= _SCARE_WORDS):
            earlier = [cue for cue in candidates if cue.at < i]
            cue = earlier[-1] if earlier else candidates[0]
            return Draft(
                content, cue.subject, (cue.first, cue.last), "near-cue", sentence, antecedent=cue.antecedent
            )
        if len(said) <= _SCARE_WORDS:
            return Draft(content, None, None, "scare", sentence)
        goes_on = all(sk.kinds[j] & _LINKING for j in range(start, i))  # "Then, “…”"
        before = self._speaker_beside(sentence) if goes_on and len(said) >= _SENTENCE_WORDS else None
        if before is not None:
            rule = "continued-beside"
            return Draft(content, before.source, None, rule, sentence, antecedent=before.antecedent)
        led_in = i > start and sk.lowers[i - 1] in (":", ",")
        subject = clause_subject(sk, start, end) if led_in and len(said) >= _SENTENCE_WORDS else None
        if subject is not None:
            return Draft(content, subject, None, "subject-then-words", sentence)
        return Draft(content, None, None, "unattributed", sentence)

    def _speaker_beside(self, sentence: int) -> Draft | None:
        """The quote that has just been given in the paragraph of a sentence, if its speaker may go on."""
        last = self.last
        if last is None or self.last_sentence != sentence - 1 or not self._may_go_on(last.source):
            return None
        return last if self.sk.paragraph_of[sentence] == self.sk.paragraph_of[sentence - 1] else None

    def _after_words(self, i: int, end: int) -> Span | None:
        """Who stands right behind words that end in a comma: "“…,” an angry minister shot back"."""
        sk = self.sk
        run = sk.document.runs[sk.run[i]]
        if sk.document.text[run.start : run.end].rstrip()[-1:] not in (",", "?", "!") or i + 1 >= end:
            return None
        found = phrase_at(sk, i + 1, end, subject=True)
        if found is None or found[1] >= end or sk.kinds[found[1]] & (k.PUNCTUATION | k.AUXILIARY | k.QUOTE):
            return None
        named = sk.capital(found[0]) or sk.kinds[found[0]] & (k.DETERMINER | k.POSSESSIVE | k.SUBJECT)
        return found if named else None


def _inside_subject(cues: list[Cue], i: int) -> bool:
    """Whether word i stands between a subject and its verb: "Smith, in a “harbour first” cap, said"."""
    return any(
        cue.how == "apposition" and cue.subject is not None and cue.subject[1] <= i < cue.first
        for cue in cues
    )


_WEAK = frozenset({"near-cue", "sentence-subject", "object", "to", "name", "as", "about", "order", "gerund"})
