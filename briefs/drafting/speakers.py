"""Say which actor the words that name a speaker stand for: by name, by pronoun, by role, or by none.

A wrong speaker is worse than none: whatever the text leaves open stays open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.gazetteer import gazetteer
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.briefs.findings import Actor, Party
from tearline.index.article import Span

_WOMAN_WORDS = words("gender", "woman word")
_MAN_WORDS = words("gender", "man word")
_WOMEN = words("gender", "woman name")
_MEN = words("gender", "man name")
_PRONOUN_GENDER = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "himself": "m", "herself": "f"}
_THINGS = frozenset({"organization", "government", "state", "media", "group"})
_PREPOSITIONS = words("grammar", "preposition")
_LONGEST_OFFICE = 40  # characters between two names
# Words that make a role another one: "the vice president" is no president.
_RANKS = frozenset({"vice", "deputy", "assistant", "shadow", "junior", "attorney", "surgeon", "solicitor"})
_ROLE_LASTS = 8  # sentences behind a name in which its bearer's role may stand for it
_SENTENCES_BACK = 4  # sentences looked back over for whom a pronoun stands for
_POSSESSIVE_ENDS = ("'s", "’s", "s'", "s’", "'", "’")


def _heads_of_role(role: str) -> list[str]:
    """The nouns that say what somebody is: "adviser" of "foreign policy adviser to the president"."""
    heads = []
    for part in role.lower().replace(" and ", ", ").split(", "):
        noun = ""
        for word in part.split():
            if word in _PREPOSITIONS:
                break
            noun = word
        heads += [noun] if noun else []
    return heads


class Cast:
    """The actors of one article and where they stand, and who spoke in which sentence so far."""

    def __init__(self, sk: Skeleton, actors: Sequence[Actor]) -> None:
        self.sk = sk
        self.actors = {actor.id: actor for actor in actors}
        self.mentions = sorted((start, end, actor.id) for actor in actors for start, end in actor.mentions)
        self.mention_starts = [start for start, _, _ in self.mentions]
        self.sentence_starts = [sk.starts[first] for first, _ in sk.sentences]
        self.spellings: dict[str, set[str]] = {}  # names without regard to case: whose they are
        # Words of roles: which person's, where, and of which rank.
        self.holders: dict[str, list[tuple[str, int, frozenset[str]]]] = {}
        for actor in actors:
            self._note_names(actor)
        self.spoken: dict[int, str] = {}  # by sentence: who speaks there
        self.unnamed: set[int] = set()  # sentences in which somebody speaks who is no actor
        self._genders: dict[str, str | None] = {}

    def _note_names(self, actor: Actor) -> None:
        for name in (actor.name, *actor.aliases):
            self.spellings.setdefault(name.casefold(), set()).add(actor.id)
            if actor.type == "person" and " " in name:
                self.spellings.setdefault(name.casefold().split()[-1], set()).add(actor.id)
        if actor.type == "person":
            for role in actor.roles:
                for word in _heads_of_role(role.text):
                    ranks = _RANKS.intersection(role.text.lower().replace("-", " ").split())
                    self.holders.setdefault(word, []).append((actor.id, role.span[0], ranks))

    def party(
        self,
        source: Span,
        antecedent: Span | None = None,
        *,
        continued: bool = False,
        apposed: bool = True,
        content: Sequence[Span] = (),
        hearers: Sequence[str] = (),
    ) -> Party:
        """The party that the words of `source` name; `antecedent` is whom a relative pronoun there means.

        `apposed` says that a name behind a comma may be theirs. `content` is what they say: a pronoun that
        attributes it stands for nobody named in it, and for none of the `hearers`, actors who are spoken to.
        """
        sk = self.sk
        first, last = source
        start, end = sk.starts[first], sk.end(last - 1)
        text = sk.document.text[start:end]
        pronoun = last - first == 1 and bool(sk.kinds[first] & (k.SUBJECT | k.POSSESSIVE | k.RELATIVE))
        if antecedent is not None:
            party = self._relative(start, end, text, antecedent)
        elif pronoun:
            actor = self._by_pronoun(sk.lowers[first], start, content, hearers)
            party = Party(text, (start, end), actor, "continued" if continued else "pronoun")
        else:
            party = self._by_name(source, apposed=apposed)
            if continued:
                party = Party(party.text, party.span, party.actor, "continued")
        return party

    def person(self, source: Span) -> Party | None:
        """The person of the cast whom the words name, as the speaker of a quote without a cue."""
        party = self._by_name(source)
        if party.actor is None or party.basis != "name" or self.actors[party.actor].type != "person":
            return None
        return Party(party.text, party.span, party.actor, "continued")

    def remember(self, speaker: Party | None, content: Sequence[Span]) -> None:
        """Note who speaks in the sentences of the content: whom a pronoun in the next one stands for."""
        if speaker is None or (speaker.actor is None and speaker.basis == "pronoun"):
            return
        for start, _ in content:
            sentence = bisect_left(self.sentence_starts, start + 1) - 1
            if speaker.actor is not None:
                self.spoken[sentence] = speaker.actor
            else:
                self.unnamed.add(sentence)

    def named_in(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The actors whose names stand in the spans, in order of first mention."""
        found: dict[str, None] = {}
        for start, end in spans:
            for i in range(bisect_left(self.mention_starts, start), len(self.mentions)):
                if self.mentions[i][0] >= end:
                    break
                found.setdefault(self.mentions[i][2])
        return tuple(found)

    # --------------------------------------------------------------------------------------- by name
    def _by_name(self, source: Span, *, apposed: bool = True) -> Party:
        sk = self.sk
        start, end = sk.starts[source[0]], sk.end(source[1] - 1)
        text = sk.document.text
        while end - start > 2 and text[start:end].endswith(_POSSESSIVE_ENDS) and source[1] - source[0] >= 1:
            end -= 2 if text[end - 2] in "'’" else 1
            break
        words_ = (start, end)
        actor = self._head_actor(source, end)
        if actor is not None:
            pair = self._names_pair(source, actor)
            return Party(text[start:end], words_, None if pair else actor, "name")
        actor = self._by_spelling(text[start:end])
        if actor is not None:
            return Party(text[start:end], words_, actor, "name")
        named = self._name_in_apposition(source) if apposed else None
        if named is not None:
            (start, end), actor = named
            return Party(text[start:end], (start, end), actor, "name")
        if not self._looks_like_name(source):
            return Party(text[start:end], words_, self._by_role(source), "descriptor")
        return Party(text[start:end], words_, None, "name")

    def _head_actor(self, source: Span, end: int) -> str | None:
        """The actor whose name is the head of the phrase: the last word before "of", "for", "in" …"""
        sk = self.sk
        start = sk.starts[source[0]]
        head_end = end
        for i in range(source[0] + 1, source[1]):
            if sk.kinds[i] & k.PREPOSITION and not self._covering(sk.starts[i]):
                head_end = sk.end(i - 1)
                break
        found: str | None = None
        for i in range(bisect_left(self.mention_starts, start - 40), len(self.mentions)):
            first, last, actor = self.mentions[i]
            if first >= head_end:
                break
            if last > start and last >= head_end - 2 and first < head_end:
                found = actor
        return found

    def _names_pair(self, source: Span, actor: str) -> bool:
        """Whether the words name somebody else as well, joined by "and": no actor is both."""
        sk = self.sk
        if self.actors[actor].type != "person":
            return False
        for i in range(source[0] + 1, source[1]):
            if sk.lowers[i] in ("and", "&"):
                other = self._covering(sk.starts[i - 1])
                return other not in (None, actor) and self.actors[other or actor].type == "person"
        return False

    def _by_spelling(self, words_: str) -> str | None:
        """The one actor who bears a name that stands in other letters here, as in a transcript's "SMITH:"."""
        bearers = self.spellings.get(words_.casefold(), set())
        return next(iter(bearers)) if len(bearers) == 1 else None

    def _covering(self, position: int) -> str | None:
        i = bisect_left(self.mention_starts, position + 1) - 1
        if i >= 0 and self.mentions[i][0] <= position < self.mentions[i][1]:
            return self.mentions[i][2]
        return None

    def _name_in_apposition(self, source: Span) -> tuple[Span, str] | None:
        """ "her lawyer, Ann Smith, said": the person named between the commas behind a descriptor."""
        sk = self.sk
        after = source[1]
        if after + 1 >= len(sk.words) or not sk.kinds[after] & k.COMMA or not sk.capital(after + 1):
            return None
        start = sk.starts[after + 1]
        i = bisect_left(self.mention_starts, start)
        if i == len(self.mentions) or self.mentions[i][0] - start > 20:
            return None
        first, last, actor = self.mentions[i]
        kind = self.actors[actor].type
        names_body = kind in _THINGS and sk.lowers[source[0]] in ("the", "its", "their")
        if not (kind == "person" or names_body) or sk.document.text[last : last + 1] not in (",", ""):
            return None
        return (first, last), actor

    def _looks_like_name(self, source: Span) -> bool:
        sk = self.sk
        return sk.capital(source[1] - 1) and not sk.kinds[source[0]] & (k.DETERMINER | k.POSSESSIVE)

    def _by_role(self, source: Span) -> str | None:
        """The one person whose role in this article holds the noun of "the senator", if lately named.

        Whoever has come in since, and has no role that tells them apart, may be meant as well.
        """
        sk = self.sk
        if sk.lowers[source[0]] != "the":
            return None
        before = sk.starts[source[0]]
        rank = _RANKS.intersection(sk.lowers[source[0] : source[1]])
        holders = {
            actor
            for actor, place, ranks in self.holders.get(sk.lowers[source[1] - 1], ())
            if place < before and ranks == rank
        }
        if len(holders) != 1:
            return None
        (holder,) = holders
        sentence = bisect_left(self.sentence_starts, before + 1) - 1
        since = self.sentence_starts[max(0, sentence - _ROLE_LASTS)]
        named = self.mentions[
            bisect_left(self.mention_starts, since) : bisect_left(self.mention_starts, before)
        ]
        for start, _, actor in reversed(named):
            if actor == holder:
                return holder
            other = self.actors[actor]
            if other.type == "person" and not other.roles and other.mentions[0][0] == start:
                return None
        return None

    # ------------------------------------------------------------------------------------ by pronoun
    def _relative(self, start: int, end: int, text: str, antecedent: Span) -> Party:
        named = self._by_name(antecedent)
        if named.actor is not None:
            return Party(text, (start, end), named.actor, "pronoun")
        first = named.span[0]
        return Party(self.sk.document.text[first:end], (first, end), None, named.basis)

    def _by_pronoun(
        self, pronoun: str, position: int, content: Sequence[Span], hearers: Sequence[str]
    ) -> str | None:
        stem = pronoun.partition("'")[0]
        gender = _PRONOUN_GENDER.get(stem)
        if gender is None and stem != "it":
            return None
        sentence = bisect_left(self.sentence_starts, position + 1) - 1
        for back in range(_SENTENCES_BACK):
            here = sentence - back
            if here < 0:
                break
            start, end = self.sentence_starts[here], self.sk.end(self.sk.sentences[here][1] - 1)
            fitting = self._fitting(start, min(end, position), gender, content)
            if hearers:
                fitting = [found for found in fitting if found[2] not in hearers]
            speaker = self.spoken.get(here)
            if speaker is not None and speaker not in hearers and self._fits(speaker, gender):
                return self._surely(speaker, fitting, gender)
            if speaker is None and here in self.unnamed and here < sentence:
                return None  # "A spokesman for Ann Smith said … He added": not she
            if fitting:
                return self._subject_of(fitting, self.sk.sentences[here], near=back <= 1)
        return None

    def _surely(self, speaker: str, fitting: list[tuple[int, int, str]], gender: str | None) -> str | None:
        """The last speaker, unless nothing shows their gender and somebody else beside fits too."""
        if gender is None or self._gender(speaker) is not None:
            return speaker
        return speaker if all(actor == speaker for _, _, actor in fitting) else None

    def _fitting(
        self, start: int, end: int, gender: str | None, content: Sequence[Span]
    ) -> list[tuple[int, int, str]]:
        found = []
        for i in range(bisect_left(self.mention_starts, start), len(self.mentions)):
            first, last, actor = self.mentions[i]
            if first >= end:
                break
            if any(low <= first < high for low, high in content):
                continue
            owns = self.sk.document.text[last : last + 2] in ("'s", "’s")
            fits = self._fits(actor, gender) and not owns and not self._in_run(first)
            if fits and not self._describes(i):
                found.append((first, last, actor))
        return found

    def _describes(self, i: int) -> bool:
        """Whether a name only says whose man or woman the next one is: "Kordel adviser Tomas Vey"."""
        if i + 1 >= len(self.mentions):
            return False
        between = self.sk.document.text[self.mentions[i][1] : self.mentions[i + 1][0]][:_LONGEST_OFFICE]
        if len(between) < 3 or not between[0] == between[-1] == " ":
            return False
        known, role = gazetteer(), between.rstrip().rpartition(" ")[2]
        return role in known.offices or role in known.occupations

    def _subject_of(self, fitting: list[tuple[int, int, str]], sentence: Span, *, near: bool) -> str | None:
        """Whom of those named in a sentence a pronoun means: its subject; if near, who alone acts."""
        first, last, actor = fitting[0]
        others = [other for other in fitting if other[2] != actor]
        if not others and near and self._acts(first, last):
            return actor
        paired = bool(others) and self.sk.document.text[last : others[0][0]].strip() in (
            "and",
            "or",
            ",",
            "&",
        )
        if near and self._stands_by_noun(last):
            return None
        opening = self.sk.starts[min(sentence[0] + 6, sentence[1] - 1)]
        return (
            actor if first <= opening and not paired and not self._is_governed(first, sentence[0]) else None
        )

    def _is_governed(self, start: int, opening: int) -> bool:
        """Whether a preposition puts a name where no subject is: "compares him to Vey", not "For Vey, …"."""
        before = bisect_left(self.sk.starts, start) - 1
        return before > opening and bool(self.sk.kinds[before] & k.PREPOSITION)

    def _stands_by_noun(self, end: int) -> bool:
        """Whether a name's next word, in lower case, is no verb: "the Smith model"."""
        sk, after = self.sk, bisect_left(self.sk.starts, end)
        if after >= len(sk.words) or sk.kinds[after] or not sk.words[after].isalpha():
            return False
        return sk.words[after].islower() and not sk.words[after].endswith(("ed", "s", "ly"))

    def _acts(self, start: int, end: int) -> bool:
        """Whether a name is the subject of a verb: not "with Ann Smith", nor "the Smith plan"."""
        sk = self.sk
        i = bisect_left(sk.starts, start)
        after = bisect_left(sk.starts, end)
        if after >= len(sk.words) or (i > 0 and sk.kinds[i - 1] & (k.PREPOSITION | k.DETERMINER)):
            return False
        verb = k.AUXILIARY | k.OTHER_VERB | k.CUE
        word = sk.lowers[after]
        return bool(sk.kinds[after] & verb) or word in ("who", ",") or word.endswith("ed")

    def _fits(self, actor: str, gender: str | None) -> bool:
        person = self.actors[actor].type == "person"
        if gender is None:
            return self.actors[actor].type in _THINGS
        return person and self._gender(actor) in (gender, None)

    def _gender(self, actor: str) -> str | None:
        """ "m" or "f" where the text or a given name shows it, else None."""
        if actor not in self._genders:
            self._genders[actor] = self._shown_gender(self.actors[actor])
        return self._genders[actor]

    def _shown_gender(self, actor: Actor) -> str | None:
        votes = {"m": 0, "f": 0}
        text = self.sk.document.text
        for start, _ in actor.mentions:
            before = text[max(0, start - 24) : start].lower().split()
            for word in before[-1:]:
                votes["f"] += 2 * (word in _WOMAN_WORDS)
                votes["m"] += 2 * (word in _MAN_WORDS)
        for role in actor.roles:
            for word in role.text.lower().split():
                votes["f"] += word in _WOMAN_WORDS
                votes["m"] += word in _MAN_WORDS
        for name in (actor.name, *actor.aliases):
            given = name.split()[0] if " " in name else ""
            votes["f"] += given in _WOMEN
            votes["m"] += given in _MEN
            title = name.lower().split()[0]
            votes["f"] += 2 * (title in _WOMAN_WORDS)
            votes["m"] += 2 * (title in _MAN_WORDS)
        if votes["m"] == votes["f"]:
            return None
        return max(votes, key=lambda gender: votes[gender])

    def _in_run(self, position: int) -> bool:
        runs = self.sk.document.runs
        after = bisect_right(runs, position, key=attrgetter("outer_start"))
        return after > 0 and position < runs[after - 1].outer_end
