"""Tell the names of works and things in quotation marks from words that somebody says."""

from __future__ import annotations

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.skeleton import Skeleton

_WORKS = words("grammar", "work")
_TITLED = words("grammar", "titled") | _WORKS
_PRINTED = words("grammar", "printed work")
_SMALL_WORDS = (
    words("grammar", "determiner") | words("grammar", "preposition") | words("grammar", "conjunction")
)
_LONGEST_TITLE = 8  # words


def is_title(sk: Skeleton, i: int, start: int) -> bool:
    """Whether the quoted run at word i names a work, a show or a thing."""
    if i == start:
        return False
    before = sk.lowers[i - 1]
    run = sk.document.runs[sk.run[i]]
    said = sk.document.text[run.start : min(run.end, run.start + 80)].split()
    named = bool(said) and said[0][0].isupper()
    if not named and (sk.kinds[i - 1] & k.COMMA or before in _WORKS):  # "the film “was a mess,” he said"
        return False
    if before in _TITLED or (before in (",", ":") and i - 2 >= start and sk.lowers[i - 2] in _TITLED):
        return True
    if before in (":", ",") and not sk.owns(max(start, i - 2)):
        return False
    capitals = all(
        word[0].isupper() or word.lower() in _SMALL_WORDS or not word[0].isalpha() for word in said
    )
    return capitals and named and len(said) <= _LONGEST_TITLE


def is_name_of_work(sk: Skeleton, i: int) -> bool:
    """Whether the word before the quoted run at word i says so: "the podcast “Tide Tables”"."""
    return i > 0 and (sk.lowers[i - 1] in _TITLED or sk.lowers[i - 1] in _PRINTED) and is_title(sk, i, 0)
