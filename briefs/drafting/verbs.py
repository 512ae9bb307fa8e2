"""The verbs that attribute: every form of every reporting verb, and what may follow it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tearline.briefs.drafting.lexicon import sections

# Forms of a verb, as bits, because one word may be several ("put", "warned").
BASE, THIRD, PAST, PARTICIPLE, GERUND = 1, 2, 4, 8, 16

_FRAMES = frozenset(
    {"quote", "clause", "that", "wh", "hearer", "to", "order", "object", "name", "as", "gerund"}
)
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Verb:
    """One reporting verb in one form: "pointed" of "point out" has `particle` "out".

    `kind` is the section of the lexicon: speech, evidence, thought or stance. `frames` says what may follow,
    `prepositions` which ones introduce what is said ("called for").
    """

    lemma: str
    kind: str
    forms: int
    frames: frozenset[str]
    prepositions: frozenset[str]
    particle: str = ""


@cache
def reporting_verbs() -> tuple[dict[str, Verb], dict[tuple[str, str], Verb]]:
    """Verbs by word form, and verbs with a particle by word form and particle, all in lower case."""
    plain: dict[str, Verb] = {}
    with_particle: dict[tuple[str, str], Verb] = {}
    for kind, lines in sections("reporting-verbs").items():
        for line in lines:
            names, _, tags = line.partition(":")
            base, *irregular = names.split()
            words = frozenset(tags.split())
            frames, prepositions = words & _FRAMES, words - _FRAMES
            stem, _, particle = base.partition("_")
            lemma = base.replace("*", "").replace("_", " ")
            for word, forms in _inflect(stem, [form.partition("_")[0] for form in irregular]).items():
                verb = Verb(lemma, kind, forms, frames, prepositions, particle)
                if particle:
                    with_particle[word, particle] = verb
                else:
                    plain[word] = _merged(plain[word], verb) if word in plain else verb
    return plain, with_particle


def _merged(one: Verb, other: Verb) -> Verb:
    """A word that is a form of two verbs may do what either does; it keeps the first one's name."""
    return Verb(
        one.lemma,
        one.kind,
        one.forms | other.forms,
        one.frames | other.frames,
        one.prepositions | other.prepositions,
        one.particle,
    )


def _inflect(stem: str, irregular: list[str]) -> dict[str, int]:
    doubles = stem.endswith("*")
    base = stem.rstrip("*")
    root = base + base[-1] if doubles else base
    consonant_y = base.endswith("y") and base[-2] not in _VOWELS
    if base.endswith("e"):
        past, gerund = base + "d", base[:-1] + "ing"
    elif consonant_y:
        past, gerund = base[:-1] + "ied", base + "ing"
    else:
        past, gerund = root + "ed", root + "ing"
    if base.endswith("ee"):
        gerund = base + "ing"
    if consonant_y:
        third = base[:-1] + "ies"
    elif base.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = base + "es"
    else:
        third = base + "s"
    forms = {base: BASE}
    pasts = irregular[:1] or [past]
    participles = irregular[1:] or pasts
    if irregular and doubles:
        gerund = root + "ing"
    for words, bit in ((pasts, PAST), (participles, PARTICIPLE), ([third], THIRD), ([gerund], GERUND)):
        for word in words:
            forms[word] = forms.get(word, 0) | bit
    return forms
