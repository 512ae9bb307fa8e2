"""Which heading of a web page is the title of its article, and which the name of its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
_APART = re.compile(r"\s+[|–—·•»:«<>/-]+\s+|:\s+")
SITE_BEHIND = re.compile(r"\s+[|–—·•»:-]\s+([^|–—·•»]{2,60})$")
_SHORTEST = 8  # letters of a heading that is a title by itself
_MOST_HEADINGS = 12
_WORD = re.compile(r"[^\W_]{3,}")
_SHARED = 0.5  # of the words of a title that the one heading of its page must share to be the one printed


def headings(tree: HtmlElement, *tags: str) -> list[str]:
    """The first headings on a page with one of these tags, in order."""
    found: list[str] = []
    for heading in tree.iter(*tags):
        if words := words_of(heading):
            found.append(words)
            if len(found) == _MOST_HEADINGS:
                break
    return found


def words_of(element: HtmlElement | None) -> str:
    """The words of an element on one line, without style sheets in it; what only style parts stands apart."""
    if element is None:
        return ""
    parts: list[str] = []
    for part in element.xpath(".//text()[not(parent::style or parent::script)]"):
        last = parts[-1][-1:] if parts else ""
        if (last.islower() and part[:1].isupper()) or (last.isdigit() and part[:1].isalpha()):
            parts.append(" ")
        parts.append(part)
    return _SPACE.sub(" ", "".join(parts)).strip()


def plain(words: str) -> str:
    """What titles are compared by: their letters and digits, in small."""
    return re.sub(r"[\W_]+", "", words).lower()


def printed_title(tree: HtmlElement, told: Sequence[str], page_title: str, site: str) -> str:
    """The heading on a page that it or its tags take for the title; "" where that is not clear.

    `told` are the titles that its tags give, `page_title` the one in its head, `site` the name of its site.
    """
    own = [heading for heading in headings(tree, "h1") if plain(heading) != plain(site)]
    own = [heading for heading in own if len(plain(heading)) > _SHORTEST]
    titles = [*told, page_title] if page_title else [*told]
    wanted = [title for title in map(plain, titles) if title]
    for heading in own:
        if any(title.startswith(plain(heading)) for title in wanted):
            return heading
    # The site may have the first heading for itself; its name is shorter than a title.
    parts = {plain(part) for title in titles for part in _APART.split(title)} - {plain(site)}
    lesser = [heading for heading in headings(tree, "h2") if plain(heading) in parts]
    longest = max((heading for heading in (*own, *lesser) if plain(heading) in parts), key=len, default="")
    if len(plain(longest)) > _SHORTEST:
        return longest
    for heading in own:
        if any(plain(heading) in title or title in plain(heading) for title in wanted):
            return heading
    if len(own) == 1 and any(_share(own[0], title) for title in titles):
        return own[0]
    return own[0] if len(own) == 1 and not wanted else ""


def _share(heading: str, title: str) -> bool:
    """Whether two titles tell the same in other words."""
    first, second = (set(_WORD.findall(words.lower())) for words in (heading, title))
    return len(first) > 2 and len(first & second) >= _SHARED * min(len(first), len(second))


def without_site(title: str, outlet: str) -> str:
    """A title without the name of its outlet behind it."""
    match = SITE_BEHIND.search(title)
    if (
        match
        and (len(title) - len(match[0]) > 10)
        and plain(outlet)
        and (plain(match[1]) in plain(outlet) or plain(outlet) in plain(match[1]))
    ):
        return title[: match.start()].rstrip()
    return title
