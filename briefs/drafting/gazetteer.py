"""What the lexicons know of a word or a phrase, as a mask of kinds: one look-up answers every question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tearline.briefs.drafting.lexicon import sections

# The kinds, as bits of a mask. Names of actors:
STATE, REGION, CITY, CAPITAL, SEAT = (1 << n for n in range(5))
ORGANIZATION, GOVERNMENT, GROUP, MEDIA, COMPANY, TEAM = (1 << n for n in range(5, 11))
# Parts of names:
GIVEN, FAMILY, PARTICLE, SUFFIX = (1 << n for n in range(11, 15))
ORGANIZATION_HEAD, GOVERNMENT_HEAD, PLACE_HEAD, MEDIA_HEAD, COMPANY_TAIL, NO_ACTOR_HEAD = (
    1 << n for n in range(15, 21)
)
# What stands beside names, or looks like one and is none:
HONORIFIC, TITLE, MODIFIER, CALENDAR, PEOPLE, NO_ACTOR, OPENER = (1 << n for n in range(21, 28))
# A known name that is a common word too, and counts only where something else supports it.
SHORT = 1 << 28

PLACE = REGION | CITY | CAPITAL | SEAT
ANY_ORGANIZATION = ORGANIZATION | GOVERNMENT | GROUP | MEDIA | COMPANY | TEAM
NAME = STATE | PLACE | ANY_ORGANIZATION

# Names of these kinds count only with support when they are common words too.
_DOUBTFUL = CITY | COMPANY | MEDIA | GROUP | TEAM | ORGANIZATION

_SECTIONS = {
    "places": {"region": REGION, "city": CITY, "seat": SEAT},
    "organizations": {
        "organization": ORGANIZATION,
        "government": GOVERNMENT,
        "group": GROUP,
        "media": MEDIA,
        "company": COMPANY,
        "team": TEAM,
        "short": SHORT,
        "organization-head": ORGANIZATION_HEAD,
        "government-head": GOVERNMENT_HEAD,
        "place-head": PLACE_HEAD,
        "media-head": MEDIA_HEAD,
        "company-tail": COMPANY_TAIL,
        "none-head": NO_ACTOR_HEAD,
    },
    "titles": {"honorific": HONORIFIC, "title": TITLE, "modifier": MODIFIER},
    "notactors": {"calendar": CALENDAR, "people": PEOPLE, "other": NO_ACTOR, "sentence-start": OPENER},
}
_WORD_SECTIONS = {"given": GIVEN, "family": FAMILY, "particle": PARTICLE, "suffix": SUFFIX}


@dataclass(frozen=True)
class Gazetteer:
    """The lexicons of names.

    `kinds` maps a phrase, as written in news, to its mask; `longest` the first word of such a phrase to the
    greatest number of words of one, and `longest_capitals` the same for phrases in capitals.
    `canonical` maps an other name of one actor to the name it goes by here; `capital_of` a capital to its
    state.
    `capitals` maps a phrase in capitals to the phrase.
    `common`, `offices` and `occupations` are words in lower case.
    """

    kinds: dict[str, int]
    longest: dict[str, int]
    longest_capitals: dict[str, int]
    canonical: dict[str, str]
    capital_of: dict[str, str]
    capitals: dict[str, str]
    common: frozenset[str]
    offices: frozenset[str]
    occupations: frozenset[str]

    def is_common(self, word: str) -> bool:
        """Whether a word, in any case, is an everyday English word."""
        word = word.lower()
        if word.endswith("'s"):
            word = word[:-2]
        return word in self.common or (word.endswith("s") and word[:-1] in self.common)


@cache
def gazetteer() -> Gazetteer:
    """The lexicons, read once."""
    kinds: dict[str, int] = {}
    canonical: dict[str, str] = {}
    capital_of: dict[str, str] = {}

    def add(name: str, kind: int) -> None:
        kinds[name] = kinds.get(name, 0) | kind

    for file, kind_of in _SECTIONS.items():
        found = sections(file)
        for section, kind in kind_of.items():
            for name, others in _names(found[section]):
                for each in (name, *others):
                    add(each, kind)
                for other in others:
                    canonical[other] = name
    people = sections("people")
    for section, kind in _WORD_SECTIONS.items():
        for line in people[section]:
            for word in line.split():
                add(word, kind)
    for line in sections("countries")["state"]:
        name, _, rest = line.partition(" = ")
        capital, demonyms, others = (_split(part) for part in rest.split("|"))
        for each in (name, *others):
            add(each, STATE)
            canonical[each] = name
        for each in capital:
            add(each, CAPITAL)
            capital_of[each] = name
        for each in demonyms:
            add(each, PEOPLE)
    common = frozenset(
        word for lines in sections("common-words").values() for line in lines for word in line.split()
    )
    written = dict(kinds)
    for name, mask in written.items():
        if mask & (STATE | PLACE) and len(name) > 3:
            # Datelines and lists set places in capitals.
            kinds.setdefault(name.upper(), mask & (STATE | PLACE))
            canonical.setdefault(name.upper(), canonical.get(name, name))
        if mask & _DOUBTFUL and not mask & (STATE | GOVERNMENT | CAPITAL) and name.lower() in common:
            kinds[name] = mask | SHORT
    capitals = {
        phrase.upper(): phrase.upper() if phrase.upper() in written else phrase
        for phrase, mask in written.items()
        if mask & (NAME | PEOPLE | NO_ACTOR)
    }
    titles = sections("titles")
    return Gazetteer(
        kinds=kinds,
        longest=_longest(kinds),
        longest_capitals=_longest(capitals),
        canonical={other: name for other, name in canonical.items() if other != name},
        capital_of=capital_of,
        capitals=capitals,
        common=common,
        offices=frozenset(name for line in titles["office"] for name in _split(line)),
        occupations=frozenset(name for line in titles["occupation"] for name in _split(line)),
    )


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if length > longest.get(first, 0):
            longest[first] = length
    return longest


def _names(lines: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Each name of a section with its other names."""
    for line in lines:
        name, equals, others = line.partition(" =")
        if equals:
            yield name, _split(others)
        else:
            for each in _split(line):
                yield each, []


def _split(text: str) -> list[str]:
    return [name for part in text.split(",") if (name := part.strip())]
