"""Finds the roles that an article gives a person: before the name, in commas behind it, after "is"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tearline.briefs.drafting.gazetteer import HONORIFIC, TITLE, Gazetteer, gazetteer
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.name_cutting import Mention
from tearline.briefs.findings import Role
from tearline.index.article import Span

_FUNCTION = frozenset().union(
    *(words("grammar", section) for section in ("determiner", "possessive", "subject pronoun", "preposition"))
)
_CIVILITIES = words("name-grammar", "civility")
_ENDS = words("name-grammar", "role end")
_PARTICIPLES = words("name-grammar", "role participle")
_PREPOSITIONS = words("name-grammar", "role preposition")
_QUALIFIERS = words("name-grammar", "role qualifier")
_NO_ROLES = words("name-grammar", "no role")
_OPENERS = words("name-grammar", "function")
# What no role ends with: whatever stands before it, what stands before most names is told at once.
_NEVER_LAST = frozenset(word for word in _FUNCTION | _ENDS if word.islower()) | frozenset(
    word for word in _OPENERS if word[0].isupper()
)
_REACH = 160
_BACK = 90
_MOST_ROLES = 6
# A role is given where somebody comes in; later mentions go without.
_MOST_LOOKS = 40
_LONGEST_ROLE = 24

_TRAILING = re.compile(r" (?:of|for|to|at|in|with|on|from|under|and|the|a)\Z")
_WORD = re.compile(r"[^\s,;:()\"!?—–]+")
# All up to the last mark that no role holds.
_TO_LAST_MARK = re.compile(r"(?s:.*)[\n,;:()\"!?—–/\[\]]")
_BEFORE_COMMA = re.compile(
    r"(?:\b[Tt]he|\b[Ii]ts|\b[Hh]is|\b[Hh]er|\b[Tt]heir|'s) ((?:[\w.'&-]+ ){0,7}[\w'-]+), \Z"
)
_BEHIND = re.compile(
    r"(?: \([^()\n]{1,24}\))?(?:, (?:aged )?\d{1,3})?, (?!and\b|or\b|but\b)"
    r"(?:(?:an?|the|his|her|its|their|then) )?"
)
_CLOSED = re.compile(r"[ ]?[,.;:)—–\n\"]|[ ]-|[ ]\(|[ ]*$| \w")
_TWO_WORDS = re.compile(r" ([\w'-]+)(?: ([\w'-]+))?")
_INITIALS = re.compile(r"(?:\w\.)+")
_IS = re.compile(
    r" (?:is|was|became|remains|serves as|served as|works as)(?: also| currently| now)?"
    r" (?:(?:an?|the|his|her|its) )?"
)


def roles_of(text: str, view: str, mentions: list[Mention]) -> tuple[Role, ...]:
    """The roles that the words around a person's mentions give, in order, the same words once.

    `view` is the text with quotation marks and blanks in one form, as long as the text; spans are into both.
    Ages and forms of address are left out.
    """
    found: dict[str, Role] = {}
    for mention in [mention for mention in mentions if not mention.silent][:_MOST_LOOKS]:
        for start, end in _spans(view, mention):
            role = text[start:end]
            words_ = role.lower()
            if len(role) > 2 and not any(words_ in known for known in found):
                found[words_] = Role(role, (start, end))
        if len(found) >= _MOST_ROLES:
            break
    roles = sorted(found.values(), key=lambda role: role.span)
    return tuple(role for role in roles if not any(_inside(role, other) for other in roles))


def _inside(role: Role, other: Role) -> bool:
    return (
        role is not other
        and role.text.lower() != other.text.lower()
        and role.text.lower() in other.text.lower()
    )


def _spans(view: str, mention: Mention) -> Iterator[Span]:
    if (before := _before(view, mention.start)) is not None:
        yield before
    after = view[mention.end : mention.end + _REACH]
    opening = _BEHIND if after.startswith((",", " (")) else _IS
    if not mention.possessive and (match := opening.match(after)):
        end = _noun_phrase(after, match.end(), opening is _BEHIND)
        if end:
            yield mention.end + match.end(), mention.end + end
            return
    if after.startswith(",") and view[mention.start - 2 : mention.start] == ", ":
        match = _BEFORE_COMMA.search(view, max(0, mention.start - _BACK), mention.start)
        if match and _is_head(gazetteer(), match[1].split(" ")):
            first, *rest = match[1].split(" ")
            late = len(first) + 1 if rest and _opens_late(first) else 0
            yield match.start(1) + late, match.end(1)


def _before(view: str, name: int) -> Span | None:
    """The words of a role right before a name: "EU chief Brexit negotiator", "Prime Minister"."""
    if view[name - 1 : name] != " ":
        return None
    row = view[name - _BACK if name > _BACK else 0 : name]
    lexicon = gazetteer()
    if row[row.rfind(" ", 0, -1) + 1 : -1] in _NEVER_LAST:
        return None
    if marked := _TO_LAST_MARK.match(row):
        row = row[marked.end() :]
    tokens = row.split()
    last = first = len(tokens)
    while first > max(0, len(tokens) - 8) and _belongs(lexicon, tokens, first - 1):
        first -= 1
    while first < last and (tokens[first] in _CIVILITIES or _opens_late(tokens[first])):
        first += 1
    while last > first and tokens[last - 1] in _CIVILITIES:
        last -= 1
    if first == last or not _is_head(lexicon, tokens[first:last]):
        return None
    behind = end = len(row)
    for at in range(len(tokens) - 1, first - 1, -1):
        behind = row.rindex(tokens[at], 0, behind)
        if at == last - 1:
            end = behind + len(tokens[at])
    return name - len(row) + behind, name - len(row) + end


def _belongs(lexicon: Gazetteer, tokens: list[str], at: int) -> bool:
    """Whether the word here goes on, leftwards, with the role whose words stand behind it."""
    word = tokens[at]
    if not word[0].isalnum() or (word.endswith(".") and not _is_abbreviation(lexicon, word)):
        return False
    if word[0].isupper():
        return word not in _OPENERS
    behind = tokens[at + 1 :]
    if word == "of":
        return bool(behind) and at > 0 and behind[0][0].islower() and _is_head(lexicon, [tokens[at - 1]])
    if behind and all(each[0].isupper() for each in behind):
        return word in _QUALIFIERS
    ended = word.endswith(("ed", "ing")) and word not in _PARTICIPLES
    return word not in _FUNCTION and word not in _ENDS and not ended


def _opens_late(word: str) -> bool:
    """Words that a role does not begin with: "campaign's press secretary" is a press secretary."""
    return word in ("of", "also") or (word[0].islower() and word.endswith("'s"))


def _noun_phrase(text: str, start: int, behind: bool) -> int:
    """Where a phrase that names a role ends, 0 where what stands here names none."""
    lexicon = gazetteer()
    head: list[str] = []
    end = start
    headed = False
    for number, match in enumerate(_WORD.finditer(text, start)):
        word = match.group()
        gap = text[end : match.start()] if number else ""
        if gap.strip(" ") or "\n" in gap or number >= _LONGEST_ROLE or word == "-":
            break
        if headed and (
            (word in _ENDS and word != "and") or (word == "and" and not _goes_on(lexicon, text, match.end()))
        ):
            break
        if not headed:
            if word in _PREPOSITIONS:
                if not _is_head(lexicon, head):
                    return 0
                headed = True
            elif word in _ENDS or (word in _FUNCTION and number):
                if not _is_head(lexicon, head):
                    return 0
                break
            else:
                head.append(word)
                if len(head) > 9:
                    return 0
        end = match.end()
        if word.endswith(".") and not _is_abbreviation(lexicon, word):
            end -= 1
            if not headed:
                head[-1] = head[-1][:-1]
            break
    if not headed and not _is_head(lexicon, head):
        return 0
    while end > start and text[end - 1] in " .'-":
        end -= 1
    if trailing := _TRAILING.search(text, start, end):
        end = trailing.start()
    closed = _CLOSED.match(text, end)
    return end if closed and (behind or end - start < 120) else 0


def _goes_on(lexicon: Gazetteer, text: str, position: int) -> bool:
    """Whether "and" joins a second office or a second body rather than a clause."""
    following = _TWO_WORDS.match(text, position)
    if following is None:
        return False
    first, second = following[1], following[2] or ""
    return (
        first[0].isupper()
        or _is_head(lexicon, [first])
        or (bool(second) and _is_head(lexicon, [first, second]))
        or (first not in _FUNCTION and first not in _ENDS and text.find(",", position + 1, position + 40) > 0)
    )


def _is_abbreviation(lexicon: Gazetteer, word: str) -> bool:
    return word in lexicon.kinds or bool(_INITIALS.fullmatch(word))


def _is_head(lexicon: Gazetteer, words_: list[str]) -> bool:
    """Whether words end in an office or an occupation."""
    if not words_ or not words_[-1]:
        return False
    last = words_[-1].lower()
    pair = " ".join(words_[-2:]).lower()
    if last in _NO_ROLES:
        return False
    if last in lexicon.offices or last in lexicon.occupations or pair in lexicon.offices:
        return True
    if words_[-1][0].isupper():
        mask = lexicon.kinds.get(words_[-1], 0)
        return bool(mask & (TITLE | HONORIFIC)) and words_[-1] not in _CIVILITIES
    return "of" in words_[1:] and _is_head(lexicon, words_[: words_.index("of", 1)])
