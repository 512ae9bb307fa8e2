"""Outside text in HTML: the same words, unable to be markup, to hide or to turn their neighbours around."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup
from markupsafe import escape as escape_markup

from tearline.briefs.markdown import readable

# Embeddings, overrides and isolates. In a well-made page direction follows from the letters themselves.
_REORDERING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_PLAIN = re.compile(r"[ !#-%(-;=?-~\n\u00a0-\u2009\u2010-\u2027\u2030-\u205e]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def shown(words: str) -> str:
    """The words as a page shows them: what no browser draws, and what reverses the order of letters, is
    replaced one for one by a sign that can be seen."""
    return readable(words).translate(_REORDERING)


def escape(words: str) -> Markup:
    """The words for any place in a page, in an attribute too. Reading the page gives `shown(words)`."""
    if _PLAIN.fullmatch(words):
        return Markup(words)  # noqa: S704 - nothing in it needs escaping
    # A browser reads a bare carriage return as a line feed.
    return Markup(str(escape_markup(shown(words))).replace("\r", "&#13;"))  # noqa: S704 - escaped right here


def address(url: str | None) -> str | None:
    """The address where a page may link to it: http or https, with a host, in plain characters."""
    if url is None or not re.fullmatch(r"[!-~]{1,2000}", url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else None


def language(tag: str | None) -> str | None:
    """The tag of a language where it looks like one: "en", "pt-BR"."""
    return tag if tag is not None and _LANGUAGE.fullmatch(tag) else None
