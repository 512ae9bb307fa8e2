"""The words by which claims are told apart and weighed, from the lexicon."""

from __future__ import annotations

from tearline.briefs.drafting.lexicon import words

PLEDGE = words("claims", "pledge")
FORECAST = words("claims", "forecast")
JUDGEMENT = words("claims", "judgement")
VIEW_CUES = words("claims", "view cue")
HEARSAY = words("claims", "hearsay")
DENIAL = words("claims", "denial")
CONTRADICTION = words("claims", "contradiction")
NEGATION = words("claims", "negation")
# A speaker commits themselves: "we will …", "I won't …".
WE_WILL = frozenset({"i'll", "we'll"}).union(
    f"{who} {will}" for who in ("i", "we") for will in ("will", "won't", "shall")
)
# Before its subject an auxiliary opens a condition: "should it rain".
INVERTED = frozenset({"should", "were", "had"})
CONDITIONAL = INVERTED | {"if", "unless", "provided", "long"}

_PHRASES = PLEDGE | FORECAST | JUDGEMENT | HEARSAY | DENIAL | NEGATION | WE_WILL
# The words that open those of two words.
OPENS_PHRASE = frozenset(phrase.partition(" ")[0] for phrase in _PHRASES if " " in phrase)
# A statement without any of these is of the sort that its cue makes it.
SORTING = frozenset(phrase for phrase in _PHRASES if " " not in phrase) | OPENS_PHRASE | CONDITIONAL

POINTING = words("claims", "pointing")
FIRST_PERSON = words("claims", "first person")
HOUSEKEEPING = words("claims", "housekeeping")
# A statement without any of these is worth what its place and its content words make it.
WEIGHING = frozenset(phrase.split()[-1] for phrase in HOUSEKEEPING) | FIRST_PERSON | PLEDGE
