"""Web pages as browsers save them: the article without menus and advertisements, and what is said of it.

The text is the title, then the paragraphs in reading order. Nothing that a page refers to is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from tearline.index.dates import may_be_local_day
from tearline.index.decoding import NotText, decode
from tearline.index.readers.html_body import PageText, page_text, told_text
from tearline.index.readers.html_facts import PageFacts, page_facts
from tearline.index.readers.html_names import labelled_names, shown_names
from tearline.index.readers.html_titles import plain
from tearline.index.readers.reader import Found, Raw, Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
OPENING = (
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|<!--.{0,1500}?-->){0,20}"
    rb"<(?:!doctype\s+html|html|head|body|title|meta)\b"
)
NEEDS = ("trafilatura",)
EXTRA = "html"

_META_CHARSET = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w:.+-]{2,40})", re.I)
# Where a page declares its encoding; browsers look no further than its first KB, saved pages put more first.
_DECLARED_WITHIN = 8192
# As browsers take them: who writes Latin-1 means Windows-1252.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
}
# Where a word may be broken, and nothing else: no part of it, and it would not be found with them.
_IN_WORDS = re.compile("[\xad\u200b\u2060\ufeff]|&(?:shy|#173|#x0*ad|ZeroWidthSpace|#8203|#x200b);", re.I)
# What of characters no XML tree takes.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST_HEAD = 1_000  # characters in no zone before a byline that stands above its article
_SHARE_OF_WORDS = 0.6  # of the words that a page says its article has: with less, some are not there
_SHORT_ARTICLE = 1_500  # characters
_SHORTEST_TEXT = 60  # characters; what is shorter is no article


def read(raw: Raw) -> Iterator[Found]:
    """The article of a page. Raises Unreadable where the page holds none."""
    markup, guess = page_markup(raw)
    tree = parsed(markup)
    found = facts = None
    if tree is not None:
        address = raw.metadata.get("url") or raw.beside.metadata.get("url", "")
        facts = page_facts(tree, markup, address)
        title = facts.values.get("title", "")
        told = told_text(title, facts.body)
        found = page_text(tree, title, facts.values.get("language", ""))
        # Of what a script would have made of it, the page shows nothing, or one paragraph of all.
        if told and (found is None or found.text.count("\n") < min(3, told.text.count("\n"))):
            found = told
    if found is None or facts is None or len(found.text) < _SHORTEST_TEXT:
        raise raw.unreadable(
            "no article was found on the page",
            "if the page is made by a script, save it from the browser, or save its text in a .txt file",
        )
    inferred = {**facts.inferred, **({"encoding": guess} if guess else {})}
    stated = {**facts.values, "title": found.title} if found.title else {**facts.values}
    for name, day in found.days._asdict().items():
        known = stated.get(name)
        # Universal time may be a day off where the page was made.
        off = name == "published" and name not in inferred and may_be_local_day(day, facts.moment)
        if day and (known is None or off):
            stated[name], inferred[name] = day, "the date shown with the article"
    if stated.get("updated") == stated.get("published"):
        stated.pop("updated", None)
        inferred.pop("updated", None)
    if ("author" not in stated or "author" in inferred) and (author := _named_above(found, facts.site)):
        stated, inferred["author"] = {**stated, "author": author}, "the byline on the page"
    notes = _missing(found.text, facts)
    yield Reading(found.text, metadata=stated, inferred=inferred, zones=found.zones, notes=notes)


def _missing(text: str, facts: PageFacts) -> tuple[str, ...]:
    """A sentence for an article of which the page seems to hold the beginning alone, as behind a paywall."""
    words = len(text.split())
    if words < _SHARE_OF_WORDS * facts.words:
        return (
            f"The page says that its article has {facts.words:,} words, and {words:,} are on it:"
            " what was saved may be its beginning alone.",
        )
    if not facts.is_free and len(text) < _SHORT_ARTICLE:
        return ("The page is for subscribers, and its text is short: it may be the beginning alone.",)
    return ()


def _named_above(found: PageText, site: Container[str]) -> str:
    """The names in the bylines of an article, those that are said to be its authors' first. Behind it, where
    other articles have bylines too, one must be the only one. What the page calls its `site` is no name.
    """
    head: list[str] = []
    foot: list[str] = []
    behind = outside = 0
    for zone in found.zones:
        outside += zone.start - behind
        behind = zone.end
        if zone.kind in ("byline", "dateline"):
            (head if outside <= _LONGEST_HEAD else foot).append(found.text[zone.start : zone.end])
    for names_of in (labelled_names, shown_names):
        for words in head:
            if (names := names_of(words)) and plain(names) not in site:
                return names
    below = {names for words in foot if (names := labelled_names(words)) and plain(names) not in site}
    return below.pop() if len(below) == 1 else ""


def page_markup(raw: Raw) -> tuple[str, str | None]:
    """The characters of a page, and what its encoding was taken for where it is not UTF-8: by its byte order
    mark, by what it was sent with, by what it declares. Raises Unreadable where it is no text."""
    head = raw.data[:_DECLARED_WITHIN]
    match = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    declared = raw.charset or (match[1].decode("ascii") if match else "")
    meant = _MEANT.get(declared.lower(), declared)
    try:
        if meant.lower().startswith(("iso-2022", "hz")):
            # These are written in ASCII, and would pass for it.
            return raw.data.decode(meant, "replace"), f"{declared}, as it says"
        markup, guess = decode(raw.data, meant)
    except NotText:
        raise raw.unreadable("it is not a text file", "save the page again, as HTML") from None
    except LookupError:
        markup, guess = decode(raw.data)
    return markup, guess.replace(meant, declared) if guess and meant else guess


def parsed(markup: str) -> HtmlElement | None:
    """The tree of a page, however badly it is written; None where there is none in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(_NO_XML.sub(" ", _IN_WORDS.sub("", markup)).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree
