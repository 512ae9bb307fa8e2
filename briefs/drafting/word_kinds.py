"""What a word may do in a clause, by the grammar and the verb lexicon: kinds, as bits of one number."""

from __future__ import annotations

from functools import cache

from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.verbs import reporting_verbs

# Most function words do several things.
DETERMINER = 1 << 0
POSSESSIVE = 1 << 1
SUBJECT = 1 << 2
OBJECT = 1 << 3
PREPOSITION = 1 << 4
BE = 1 << 5
HAVE = 1 << 6
DO = 1 << 7
MODAL = 1 << 8
NEGATION = 1 << 9
CONJUNCTION = 1 << 10
SUBORDINATOR = 1 << 11
RELATIVE = 1 << 12
QUESTION = 1 << 13
ADVERB = 1 << 14
TIME = 1 << 15
OTHER_VERB = 1 << 16
CUE = 1 << 17
COMMA = 1 << 18
STOP = 1 << 19  # any other punctuation
QUOTE = 1 << 20
NOUN_PRONOUN = 1 << 21

AUXILIARY = BE | HAVE | DO | MODAL
PUNCTUATION = COMMA | STOP

_SECTIONS = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "subject pronoun": SUBJECT,
    "object pronoun": OBJECT,
    "noun pronoun": NOUN_PRONOUN,
    "preposition": PREPOSITION,
    "be": BE,
    "have": HAVE,
    "do": DO,
    "modal": MODAL,
    "negation": NEGATION,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "relative": RELATIVE,
    "question": QUESTION,
    "adverb": ADVERB,
    "time": TIME,
    "verb": OTHER_VERB,
}
_STOPS = (*".!?…:;�()[]—―–-/*•_”“\"'‘’«»", "--", "...", "''")


@cache
def word_kinds() -> dict[str, int]:
    """The kinds of every word the grammar and the verb lexicon know, in lower case."""
    kinds: dict[str, int] = {",": COMMA, **dict.fromkeys(_STOPS, STOP)}
    for section, kind in _SECTIONS.items():
        for word in words("grammar", section):
            kinds[word] = kinds.get(word, 0) | kind
    pronouns = words("grammar", "subject pronoun")
    for word, kind in kinds.items():
        stem, apostrophe, _ = word.partition("'")
        if kind & AUXILIARY and apostrophe and stem in pronouns:
            kinds[word] = kind | SUBJECT
    plain, with_particle = reporting_verbs()
    for word in (*plain, *(form for form, _ in with_particle)):
        kinds[word] = kinds.get(word, 0) | CUE
    return kinds
