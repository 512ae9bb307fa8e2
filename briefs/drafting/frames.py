"""What a cue says was said: the words that stand before, after or around it as its content."""

from __future__ import annotations

from typing import NamedTuple

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.clause_shapes import OPENERS, is_statement, is_verb, starts_clause
from tearline.briefs.drafting.cues import Cue
from tearline.briefs.drafting.extent import closing_comma, content_end, end_of_words, is_bounded_by_comma
from tearline.briefs.drafting.phrases import next_comma, phrase_at
from tearline.briefs.drafting.setting import hearer_at, skip_setting, stays
from tearline.briefs.drafting.skeleton import DASHES, SENTENCE_ENDS, Skeleton
from tearline.briefs.drafting.verbs import reporting_verbs
from tearline.briefs.drafting.works import is_name_of_work, is_title
from tearline.index.article import Span

_LEADS = DASHES | {":", "-"}
_LOOSE = frozenset({"say", "tell"})  # what follows them is what was said, whatever its shape
_CLOSES_WORDS = DASHES | {"?", "!", "-", "”", "''"}
_TOLD = frozenset({"tell", "inform", "warn", "assure", "advise", "remind"})
_NAMED_THINGS = frozenset({"a", "an", "the", "this", "that", "these", "those", "something", "what"})
_NO_REPORT = frozenset({"continue", "begin", "add"})  # where "to" follows
_GOING_ON = frozenset({"continue", "begin"})  # say nothing of themselves unless a comma or colon follows
_QUESTIONED = frozenset({"asked", "pressed", "questioned"})
_SHORTEST_STATEMENT = 4  # words
_AS_WITHIN = 10  # words within which "as" must follow "saw it as"
_SHORTEST_NAMING = 3  # words that name a thing and what it is called
_ASIDE = 16  # words that may stand between two commas before what is said
_STAYING_TAILS = frozenset({"because", "and", "but", "or", "if", "unless", "so", "until", "since"})
# What opens a sentence and belongs to what is said in it.
_CONDITIONS = frozenset({"if", "unless", "instead", "without", "because", "whether", "until"})


class Frame(NamedTuple):
    """Content found for a cue: ranges of words, the rule that found it, who is spoken to."""

    content: tuple[Span, ...]
    cue: Cue
    rule: str
    audience: Span | None = None


def frame_of(sk: Skeleton, cue: Cue, others: list[Cue]) -> Frame | None:
    """The content of a cue, or None where it governs none. `others` are all cues of its sentence."""
    return _Reader(sk, cue, others).read()


class _Reader:
    """Reads on from one cue; holds what every step needs to look at."""

    def __init__(self, sk: Skeleton, cue: Cue, others: list[Cue]) -> None:
        self.sk = sk
        self.cue = cue
        self.others = others
        self.start, end = sk.sentences[cue.sentence]
        while end > self.start and sk.lowers[end - 1] in SENTENCE_ENDS:
            end -= 1
        self.end = end
        self.audience: Span | None = None
        self.at = cue.last  # the first word behind the cue, its hearer and its setting

    def read(self) -> Frame | None:
        if self.cue.how == "passive":
            return self._passive()
        after = self._after()
        if after is None and "quote" in self.cue.verb.frames:
            return self._before()
        return after

    def _frame(self, start: int, rule: str, *, phrase: bool = False) -> Frame | None:
        if start >= self.end:
            return None
        stop = content_end(self.sk, self.cue, self.others, start, self.end, phrase=phrase)
        return Frame(((start, stop),), self.cue, rule, self.audience) if stop > start else None

    # ------------------------------------------------------------------------------- after the cue
    def _after(self) -> Frame | None:
        sk, end, verb = self.sk, self.end, self.cue.verb
        frames = verb.frames
        p = self.cue.last
        while p < end and sk.adverb(p) and not stays(sk, p):
            p += 1
        if self.cue.how != "inverted" and p < end:
            timed = p + 1 < end and sk.kinds[p + 1] & k.TIME  # "has argued for years that"
            if sk.lowers[p] in verb.prepositions and verb.lemma not in _LOOSE and not timed:
                return self._frame(p + 1, "about", phrase=True)
            if "hearer" in frames and (hearer := hearer_at(sk, p, end)) is not None:
                self.audience, p = hearer, hearer[1]
                if p < end and sk.lowers[p] in verb.prepositions:
                    return self._frame(p + 1, "about", phrase=True)
                if (
                    p < end
                    and "order" in frames
                    and (sk.lowers[p] == "to" or sk.lowers[p : p + 2] == ["not", "to"])
                ):
                    return self._frame(p, "order", phrase=True)
        if frames & {"quote", "clause", "wh", "that"}:
            p = skip_setting(sk, p, end)
            if self.audience is not None:
                p = self._conjunction_behind(p)
        self.at = p
        return self._content_at(p) if p < end else None

    def _conjunction_behind(self, p: int) -> int:
        """The "that" of what a hearer is told, behind names of places and times; else `p` itself."""
        sk = self.sk
        for i in range(p, min(self.end, p + _ASIDE)):
            if sk.lowers[i] == "that" and not sk.kinds[i - 1] & k.PREPOSITION:
                relative = sk.kinds[min(i + 1, self.end - 1)] & k.QUOTE  # "of a bloc that “moves east”"
                return p if relative else i
            if sk.kinds[i] & (k.AUXILIARY | k.OTHER_VERB | k.CUE | k.SUBJECT | k.QUOTE | k.STOP):
                return p
        return p

    def _content_at(self, p: int) -> Frame | None:
        sk, frames, lemma = self.sk, self.cue.verb.frames, self.cue.verb.lemma
        kind, word = sk.kinds[p], sk.lowers[p]
        if kind & k.COMMA or word in _LEADS:
            return self._led_in(p)
        if kind & k.QUOTE:
            if is_name_of_work(sk, p) and (p > self.cue.last or self._names_thing()):
                return None  # "on the podcast “Tide Tables”", "a film called “Tide Tables”"
            if lemma in _GOING_ON and p == self.cue.last:  # "would continue “to break barriers”"
                return None
            spoken = frames & {"quote", "clause", "object", "name", "as", "wh", "hearer"}
            return self._frame(p, "words") if spoken and not self._split_here(p) else None
        if word == "that" and frames & {"clause", "that"}:
            loose = p == self.cue.last and lemma in _LOOSE
            if not loose and p + 1 < self.end and is_verb(sk, p + 1):
                return None  # "asked agencies that dealt with it", "the book she wrote that helped"
            return self._frame(p, "that")
        if kind & k.QUESTION and frames & {"wh", "clause", "object"} and word not in ("which", "who", "when"):
            return self._frame(p, "question")
        if "to" in frames and (word == "to" or sk.lowers[p : p + 2] == ["not", "to"]):
            return self._frame(p, "to", phrase=True)
        if kind & (k.STOP | k.CONJUNCTION | k.RELATIVE) or (
            kind & k.SUBORDINATOR and word not in ("if", "whether")
        ):
            return None
        if word.endswith("ing") and kind & k.CUE and self._words_left():
            return None  # "“…” she recalls thinking": what is thought stands before
        if word.endswith("ing") and "gerund" in frames:
            return self._frame(p, "gerund", phrase=True)
        if self.cue.how == "inverted" or self._words_left():
            return None
        if self.cue.how == "beside" and kind & k.AUXILIARY and not kind & k.SUBJECT and "clause" in frames:
            return self._relative_object(p)
        if kind & k.PREPOSITION:
            return self._frame(p, "clause") if lemma == "say" else None
        if word.endswith("ed") and p + 1 < self.end and sk.kinds[p + 1] & k.PREPOSITION and p > self.cue.last:
            return None  # "was communicating with a group involved in …"
        if lemma in _LOOSE or ("clause" in frames and starts_clause(sk, p, self.end)):
            return self._with_opening(self._frame(p, "clause"))
        if self.cue.how == "infinitive":
            return None
        rule: str | None = next((name for name in ("name", "object", "order") if name in frames), None)
        if rule is None and "as" in frames and "as" in sk.lowers[p : min(self.end, p + _AS_WITHIN)]:
            rule = "as"
        frame = self._frame(p, rule, phrase=True) if rule else None
        if frame is not None and rule == "name" and frame.content[0][1] - p < _SHORTEST_NAMING:
            return frame if sk.quoted_in(*frame.content[0]) else None  # "called her “a fraud”"
        return frame

    def _names_thing(self) -> bool:
        """Whether "called" tells the name of what stands before it."""
        subject = self.cue.subject
        return subject is not None and self.sk.lowers[subject[0]] in _NAMED_THINGS

    def _with_opening(self, frame: Frame | None, *, inserted: bool = False) -> Frame | None:
        """ "If it rains, he said, they would stay": the condition before the cue is part of what is said.

        Before an inserted cue, so is an aim: "To be fair, he said, they stayed".
        """
        left = self.cue.begins - 1
        if (
            frame is None
            or self.cue.how != "beside"
            or left <= self.start
            or not self.sk.kinds[left] & k.COMMA
        ):
            return frame
        first = self.start + (self.sk.lowers[self.start] in ("and", "but"))
        if self.sk.lowers[first] not in _CONDITIONS and not (inserted and self.sk.lowers[first] == "to"):
            return frame
        return Frame(((first, left), *frame.content), frame.cue, frame.rule, frame.audience)

    def _with_beginning(self, frame: Frame | None, words: int) -> Frame | None:
        """ "The port, he said, “is closed”": words in marks that begin in lower case go on with what stands
        before the cue, unless that tells when or how it was said.
        """
        sk = self.sk
        run, left = sk.document.runs[sk.run[words]], self.cue.begins - 1
        goes_on = sk.document.text[run.start].islower() and self.cue.how in ("beside", "inverted")
        if not goes_on or left <= self.start or not sk.kinds[left] & k.COMMA:
            return self._with_opening(frame)
        first = self.start
        while first < left and sk.kinds[first] & (k.CONJUNCTION | k.COMMA):
            first += 1
        participle = sk.lowers[first].endswith(("ing", "ed"))
        if frame is None or participle or self._asked(first) or skip_setting(sk, first, left) >= left:
            return frame
        return Frame(((first, left), *frame.content), frame.cue, frame.rule, frame.audience)

    def _relative_object(self, p: int) -> Frame | None:
        """ "…, which he said was a mistake": the relative pronoun and the words after the cue."""
        before = self.cue.begins - 1
        if before <= self.start or self.sk.lowers[before] not in ("which", "who", "that", "what"):
            return None
        frame = self._frame(p, "relative-object")
        return Frame(((before, before + 1), *frame.content), self.cue, frame.rule) if frame else None

    def _words_left(self) -> bool:
        """Whether words in marks stand right before the cue and its subject."""
        left = self._left()
        return left is not None and self.sk.kinds[left[1] - 1] & k.QUOTE > 0

    def _split_here(self, p: int) -> bool:
        """Whether words in marks right behind the cue go on with what stands before it: “…” he said “…”."""
        return p == self.cue.last and self._words_left()

    def _led_in(self, p: int) -> Frame | None:
        """Content after a comma, colon or dash: words in marks, and after a colon any."""
        sk, end, following = self.sk, self.end, p + 1
        if following >= end or "quote" not in self.cue.verb.frames:
            return None
        if sk.lowers[p] == ":":
            return self._frame(following, "words" if sk.kinds[following] & k.QUOTE else "colon")
        if self._left() is not None:
            return None
        if sk.kinds[following] & k.QUOTE:
            return self._with_beginning(self._frame(following, "words"), following)
        if sk.kinds[p] & k.COMMA and self._is_as_clause():
            return self._frame(following, "as-said")
        if sk.kinds[p] & k.COMMA:
            comma = next_comma(sk, following, min(end, following + _ASIDE))
            if comma is not None and comma + 1 < end:
                begins = comma + 1
                if sk.kinds[begins] & k.QUOTE:
                    return self._frame(begins, "words")
                if sk.lowers[begins] == "that":
                    return self._frame(begins, "that")
            opened = self.cue.begins - 1 > self.start and sk.kinds[self.cue.begins - 1] & k.COMMA
            loose = self.cue.verb.lemma in _LOOSE and self.cue.how == "beside"
            if loose and (starts_clause(sk, following, end) or opened):
                return self._with_opening(self._frame(following, "clause"), inserted=True)
        return None

    def _is_as_clause(self) -> bool:
        """ "As the harbour master noted, …": what follows the comma is what was said."""
        opened = self.cue.begins - 1
        if self.cue.how != "beside" or opened < self.start or self.sk.lowers[opened] != "as":
            return False
        return all(self.sk.kinds[i] & (k.CONJUNCTION | k.COMMA) for i in range(self.start, opened))

    # ------------------------------------------------------------------------------ before the cue
    def _left(self) -> Span | None:
        """What stands before a cue that comes after its content: "…,” he said"."""
        sk, cue = self.sk, self.cue
        if cue.how not in ("beside", "apposition", "inverted"):
            return None
        left = cue.begins
        joint = left - 1
        if joint < self.start:
            return None
        if sk.kinds[joint] & k.COMMA and joint > self.start:
            joint -= 1
        elif not sk.kinds[joint] & k.QUOTE and sk.lowers[joint] not in _CLOSES_WORDS:
            return None
        if sk.kinds[joint] & k.QUOTE and (is_title(sk, joint, self.start) or self._closes_opening(joint)):
            return None
        begin = self.start
        if sk.kinds[joint] & k.QUOTE and any(self._cuts_off(other, joint) for other in self.others):
            begin = joint
            while begin - 1 >= self.start and sk.kinds[begin - 1] & (k.QUOTE | k.COMMA):
                begin -= 1
        while begin < joint and (
            sk.kinds[begin] & (k.CONJUNCTION | k.COMMA | k.STOP)
            or (sk.adverb(begin) and not stays(sk, begin))
        ):
            begin += 1
        if begin > joint or self._asked(begin):
            return None
        begin = self._after_opening(begin, joint)
        if sk.kinds[joint] & k.QUOTE or is_statement(sk, begin, joint + 1):
            return begin, joint + 1
        if sk.kinds[begin] & k.QUOTE or self._goes_on_without_subject() or self._closes(begin, joint):
            return begin, joint + 1
        return None

    def _cuts_off(self, other: Cue, joint: int) -> bool:
        """Whether a cue before words in marks parts them from what stands before it; not in "towns like it
        “deserve better,” he said", where nobody is said to say anything.
        """
        sk = self.sk
        if other is self.cue or other.last > joint:
            return False
        run = sk.document.runs[sk.run[joint]]
        goes_on = sk.document.text[run.start].islower() and not sk.kinds[joint - 1] & k.PUNCTUATION
        return not goes_on or other.last == joint or other.verb.kind == "speech"

    def _closes_opening(self, joint: int) -> bool:
        """Whether words in marks end a clause before the main one: "When X said it was “a ruin,” Y said"."""
        return any(
            other.last <= joint
            and is_bounded_by_comma(self.sk, other)
            and closing_comma(self.sk, other.last, joint + 1) == joint + 1
            for other in self.others
            if other is not self.cue
        )

    def _asked(self, begin: int) -> bool:
        """Whether the words before the cue are the question that it answers: "Asked why, he said …"."""
        first = begin + (self.sk.lowers[begin] in ("when", "and", "but"))
        return self.sk.lowers[first] in _QUESTIONED

    def _after_opening(self, begin: int, joint: int) -> int:
        """Where the words in marks begin that a dash or an opening phrase sets off: "Later, “…,” he said"."""
        sk = self.sk
        if joint - 1 <= begin or not sk.kinds[joint] & k.QUOTE:
            return begin
        run = sk.document.runs[sk.run[joint]]
        opened = sk.kinds[joint - 1] & k.COMMA and sk.document.text[run.start].isupper()
        set_off = sk.lowers[joint - 1] in DASHES or (opened and not is_statement(sk, begin, joint - 1))
        return joint if set_off else begin

    def _closes(self, begin: int, joint: int) -> bool:
        """Whether nothing follows the cue, so that what stands before it is what was said."""
        sk = self.sk
        if self.cue.last < self.end or joint - begin < _SHORTEST_STATEMENT or self.cue.how == "apposition":
            return False
        opener = sk.kinds[begin] & (k.SUBORDINATOR | k.PREPOSITION | k.TIME) or sk.lowers[begin] in OPENERS
        return not opener and not sk.lowers[begin].endswith("ing") and self.cue.verb.lemma in _LOOSE

    def _goes_on_without_subject(self) -> bool:
        """ "The plan, officials say, is ready": the verb behind the cue belongs to the words before it."""
        sk, i = self.sk, self.cue.last
        if i + 1 >= self.end or not sk.kinds[i] & k.COMMA or self.cue.how != "beside":
            return False
        return bool(sk.kinds[i + 1] & (k.AUXILIARY | k.OTHER_VERB))

    def _before(self) -> Frame | None:
        to = self.sk.lowers[self.cue.last : self.cue.last + 1] == ["to"]
        if to and self.cue.verb.lemma in _NO_REPORT and not self._words_left():
            return None  # "the ships were continuing to sail", "a dye added to mark it"
        content = self._left()
        if content is None or not self._cue_ends_here():
            return None
        tail = self._tail()
        rule = "after-words" if self.sk.kinds[content[1] - 1] & k.QUOTE else "after-clause"
        return Frame((content, tail) if tail else (content,), self.cue, rule, self.audience)

    def _cue_ends_here(self) -> bool:
        """Whether nothing is left behind the cue that the verb could govern."""
        sk, i = self.sk, self.at
        if i >= self.end or self._words_left():
            return True
        kind = sk.kinds[i]
        ends = k.PUNCTUATION | k.QUOTE | k.SUBORDINATOR | k.CONJUNCTION | k.PREPOSITION | k.RELATIVE
        return bool(kind & ends) or sk.lowers[i].endswith("ing") or sk.adverb(i)

    def _tail(self) -> Span | None:
        """The second part of a quote that its cue splits: "“…,” he said, “…”"."""
        sk, end, i = self.sk, self.end, self.at
        later = [other for other in self.others if other.at > self.cue.at and _tells_anew(other)]
        for j in range(i, min(end, i + 30)):
            if sk.kinds[j] & k.QUOTE:
                if is_name_of_work(sk, j):
                    return None
                if sk.kinds[j - 1] & k.PUNCTUATION or sk.lowers[j - 1].endswith(".") or j == i:
                    return j, end_of_words(sk, j, end)
                return (i + 1, end) if self._goes_on_without_subject() else None
            if any(other.at == j for other in later):
                return None
        spoken = sk.kinds[self.cue.begins - 1] & k.QUOTE or sk.kinds[self.cue.begins - 2] & k.QUOTE
        if i + 1 >= end or not sk.kinds[i] & k.COMMA or later or spoken:
            return None
        kind, word = sk.kinds[i + 1], sk.lowers[i + 1]
        if self.cue.how == "inverted" and not (kind & (k.CONJUNCTION | k.SUBORDINATOR)):
            return None  # an apposition to the speaker
        leads = kind & (k.SUBORDINATOR | k.CONJUNCTION | k.PREPOSITION | k.RELATIVE) or word.endswith("ing")
        return (i + 1, end) if not leads or word in _STAYING_TAILS else None

    # -------------------------------------------------------------------------------------- passive
    def _passive(self) -> Frame | None:
        """ "X is said to have replied that …", "X was quoted as saying that …"."""
        sk, cue, p = self.sk, self.cue, self.cue.last
        if cue.verb.lemma in ("say", "report", "believe", "understand") and sk.lowers[p : p + 2] == [
            "to",
            "have",
        ]:
            plain, _ = reporting_verbs()
            inner = plain.get(sk.lowers[p + 2]) if p + 2 < self.end else None
            if inner is not None and inner.frames & {"quote", "clause"}:
                return self._spoken(p + 2)
        if cue.verb.lemma in _TOLD and sk.lowers[p : p + 1] == ["by"] and cue.subject is not None:
            agent = phrase_at(sk, p + 1, self.end, subject=True)
            if agent is not None and sk.lowers[agent[1] : agent[1] + 1] == ["that"]:
                told = Cue(cue.first, p + 1, cue.at, cue.verb, agent, "inverted", cue.sentence, cue.negated)
                stop = content_end(sk, told, self.others, agent[1], self.end, phrase=False)
                return Frame(((agent[1], stop),), told, "that", cue.subject)
        if cue.verb.lemma in ("quote", "cite") and p < self.end and sk.lowers[p] == "as":
            for i in range(p, min(self.end, p + 6)):
                if sk.lowers[i] in ("saying", "telling"):
                    return self._spoken(i)
        return None

    def _spoken(self, at: int) -> Frame | None:
        """The frame of the verb at word `at`, as if the passive's subject were its own."""
        cue = self.cue
        plain, _ignored = reporting_verbs()
        verb = plain[self.sk.lowers[at]]
        spoken = Cue(cue.first, at + 1, at, verb, cue.subject, "reported", cue.sentence, cue.negated)
        return _Reader(self.sk, spoken, self.others)._after()


def _tells_anew(cue: Cue) -> bool:
    """Whether a later cue has content of its own: "adding", unlike "smiling"."""
    return cue.how != "gerund" or (cue.verb.kind == "speech" and "clause" in cue.verb.frames)
