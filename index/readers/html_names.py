"""Who wrote an article, from the lines and tags in which pages name them: "By Oda Lisle · 3 March"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from tearline.index.dates import dates_within
from tearline.index.layout import byline_names

# What stands before names: "By", "Published by", "Autor:", "Veröffentlicht von".
_BY = re.compile(
    r"\s*(?:(?:post(?:ed)?|publi(?:shed|é|cado)|written|reported|words|story|report|veröffentlicht|erstellt"
    r"|verfasst|geschrieben|eingestellt|gespeichert|bericht|artikel|beitrag|ein beitrag|kommentar|interview"
    r"|écrit|rédigé|escrito|scritto|(?:post )?author)\s+)?(?:by|von|vom|par|por|di|da|door|av|af)\b:?\s+"
    r"|\s*(?:(?:post )?authors?|autor(?:en|in|[*:/_]in)?|auteurs?|autor[ae]s?|autore|verfasser|text|interview"
    r"|bericht|texte|testo|tekst|redaktion)\s*:\s*"
    r"|\s*(?:post author|author)\s+(?=[A-Z])",
    re.I,
)
_BEHIND = re.compile(
    r"\s+(?:(?:am|on|um|at|le|el|il|den|vor|in)\b|\d|veröffentlicht|published|updated|leave a|\().*$"
    r"|[\s,;:·|–—-]+$",
    re.I,
)
_APART = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+")
_CLOCK = re.compile(r",?\s*\b\d{1,2}[:.]\d{2}\b(?:\s*(?:uhr|h|am|pm|[ap]\.m\.|[A-Z]{2,4}\b))?", re.I)
_HANDLE = re.compile(r"[^\W\d_][\w.\-]{1,29}")
_NOBODY_WORDS = """
    admin administrator editor editors staff unknown none null anonymous redaktion redaction redazione
    redacción redação author autor no-author desk newsroom webmaster wordpressadmin
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_LONGEST_LINE, _LONGEST_NAME = 160, 200
_SPACE = re.compile(r"\s+")


def names_in(words: str) -> str | None:
    """The names in a byline as pages have it: with "By" before them, in some language, or without."""
    return byline_names(words) or byline_names(f"By {_unlabelled(words)}") or byline_names(f"By {words}")


def _unlabelled(words: str) -> str:
    match = _BY.match(words)
    return words[match.end() :] if match else words


def labelled_names(words: str) -> str | None:
    """The names in a line that says whose article it is, a date and what else stands there aside: in "von Oda
    Lisle · 3. März 2031", "Oda Lisle". A single name counts too where it is all that stands behind the label.
    """
    if len(words) > _LONGEST_LINE:
        return None
    for part in _parts(words):
        if match := _BY.match(part):
            named = _BEHIND.sub("", part[match.end() :])
            if names := byline_names(f"By {_joined(named)}"):
                return names
            if _HANDLE.fullmatch(named) and named.lower() not in _NOBODY:
                return named
    return None


def shown_names(words: str) -> str | None:
    """The names in a line of a byline, with a label or as all of one of its parts."""
    if names := labelled_names(words):
        return names
    if len(words) > _LONGEST_LINE:
        return None
    for part in _parts(words):
        if names := names_in(_joined(_BEHIND.sub("", part))):
            return names
    return None


def _parts(words: str) -> list[str]:
    """What a line holds beside dates and times."""
    at, apart = 0, []
    for each in dates_within(words, day_first=True):
        apart.append(words[at : each.start])
        at = each.end
    apart.append(words[at:])
    return [part for part in _APART.split(_CLOCK.sub(" | ", " | ".join(apart))) if part]


def _joined(names: str) -> str:
    """Names joined as in English: "Oda Lisle und Bren Tarn" is "Oda Lisle and Bren Tarn"."""
    return re.sub(r"\s+(?:und|et|y|e|en|och|og|u\.)\s+(?=[^\W\d_a-z])", " and ", names.strip(" ,;:"))


def people(names: Iterable[str]) -> str:
    """Names in one line, without those that are an address or nobody's."""
    kept: list[str] = []
    for name in names:
        name = html.unescape(name)
        name = _SPACE.sub(" ", _unlabelled(name)).strip(" ,;")
        if (
            name
            and name.lower().replace(" ", "-") not in _NOBODY
            and "://" not in name
            and not re.match(r"(?:www\.)?(?:facebook|twitter)\.com/", name)
            and len(name) < _LONGEST_NAME
            and name not in kept
        ):
            kept.append(name)
    return ", ".join(kept)
