"""What a web page says of its article: JSON-LD, OpenGraph and other meta tags, its canonical address.

Of several places that tell the same, the one that is made for machines to read counts first.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from tearline.index.dates import iso_date, may_be_local_day, month_number, read_date
from tearline.index.readers.html_names import people, shown_names
from tearline.index.readers.html_titles import (
    SITE_BEHIND,
    headings,
    plain,
    printed_title,
    without_site,
    words_of,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# By field, the names of meta tags that tell it, the surest first.
_META = {
    "title": (
        "og:title",
        "headline",
        "parsely-title",
        "sailthru.title",
        "dc.title",
        "dcterms.title",
        "twitter:title",
    ),
    "outlet": ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher"),
    "author": (
        *(
            "parsely-author",
            "sailthru.author",
            "byl",
            "author",
            "article:author",
            "og:article:author",
            "authors",
        ),
        *("dc.creator", "dcterms.creator", "citation_author"),
    ),
    "published": (
        *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
        *(
            "parsely-pub-date",
            "sailthru.date",
            "dcterms.created",
            "dc.date.issued",
            "dcterms.issued",
            "pubdate",
        ),
        *("publishdate", "publish-date", "publish_date", "published_date", "cxenseparse:recs:publishtime"),
        *("dc.date", "dcterms.date", "citation_publication_date", "article_date_original", "date"),
    ),
    "updated": (
        *("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified"),
        *("dcterms.modified", "lastmod", "last-modified", "article.updated"),
    ),
    "section": (
        "article:section",
        "og:article:section",
        "parsely-section",
        "section",
        "cxenseparse:category",
    ),
    "language": ("og:locale", "dc.language", "dcterms.language", "content-language", "language"),
    "url": ("og:url", "parsely-link", "twitter:url"),
}
_ARTICLE_TYPES = ("newsarticle", "article", "posting", "report", "analysisnews", "review")
_MOST_JSON = 2_000_000  # characters of JSON-LD that are read of a page
_MOST_OBJECTS = 5_000
_MOST_DIGITS = 7  # of a number of words
# What browsers and the extension SingleFile put above the pages that they save.
_SAVED_FROM = re.compile(
    r"<!--(?: saved from url=\(\d+\)|\s*Page saved with SingleFile\s+url:)\s*(https?://[^\s>]{3,2000})"
)
# Where the Wayback Machine keeps a page, before the page's own address.
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,5}/(?=https?://)")
_DATE_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/|$)", re.I)
_EIGHT_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_SPACE = re.compile(r"\s+")
# What is told of in an object and is another thing than it.
_OTHERS = frozenset({"review", "reviews", "comment", "comments", "citation", "mentions", "isBasedOn"})


class PageFacts(NamedTuple):
    """Metadata by field, dates in ISO 8601, and for what the page does not state outright, from what; the
    text of the article as the page tells it to machines, "" where it does not; when it was published, as the
    page writes it; what the page may call its own site by, as `plain` has it; how many words it says that
    its article has, 0 where it does not; and whether anyone may read it.
    """

    values: dict[str, str]
    inferred: dict[str, str]
    body: str
    moment: str
    site: frozenset[str]
    words: int
    is_free: bool


def page_facts(tree: HtmlElement, markup: str, known_address: str = "") -> PageFacts:
    """What a page says of its article. No page raises."""
    meta = _meta_tags(tree)
    values: dict[str, str] = {}
    inferred: dict[str, str] = {}
    moment = ""

    def say(name: str, value: str, basis: str = "") -> None:
        nonlocal moment
        value = written = _SPACE.sub(" ", value).strip()
        if name in ("published", "updated"):
            value = _date(value) or ""
        if value and name not in values:
            values[name] = value
            if name == "published":
                moment = written
            if basis:
                inferred[name] = basis

    address = _address(tree, meta, markup, known_address)
    say("url", address)
    titles_on_page = headings(tree, "h1")
    objects = list(_json_objects(tree))
    article = _article_object(objects, address, [*titles_on_page, meta.get("og:title", "")])
    for name in ("outlet", "author", "published", "updated", "section", "language"):
        say(name, article.get(name, ""))
    for name in ("outlet", "published", "updated", "section"):
        for tag in _META[name]:
            say(name, meta.get(tag, ""))
    say("published", _day_of_page(objects, address))
    for tag in _META["author"]:
        say("author", people([meta.get(tag, "")]))
    for value in (tree.get("lang") or "", *(meta.get(tag, "") for tag in _META["language"])):
        say("language", _language(value))
    titles = [article.get("title", ""), *(meta.get(tag, "") for tag in _META["title"])]
    told = [title for title in titles if title]
    page_title = words_of(tree.find(".//head/title"))
    say("title", printed_title(tree, told, page_title, values.get("outlet", "")))
    for title in told:
        say("title", title)
    say("title", page_title, "the page's title")
    _say_from_marks(tree, say)
    if address:
        day = _date_in(urlsplit(address).path)
        # Universal time may be a day off where the page was made.
        if may_be_local_day(day, moment):
            values["published"], inferred["published"] = day, "its address"
        say("published", day, "its address")
        say("outlet", (urlsplit(address).hostname or "").removeprefix("www."), "its address")
    behind = SITE_BEHIND.search(page_title)
    if behind and plain(page_title[: behind.start()]) in map(plain, titles_on_page):
        say("outlet", behind[1], "what stands behind the page's title")
    say("author", article.get("made_by", ""), "the organization that the page names")
    site = _names_of_site(values.get("outlet", ""), address)
    if plain(values.get("author", "")) in site:
        values.pop("author", None)
    if "title" in values:
        values["title"] = without_site(values["title"], values.get("outlet", ""))
    if values.get("updated") == values.get("published"):
        values.pop("updated", None)
    inferred = {name: basis for name, basis in inferred.items() if name in values}
    words = article.get("words", "")
    return PageFacts(
        values,
        inferred,
        article.get("body", ""),
        moment,
        site,
        words=int(words) if words.isdecimal() and len(words) < _MOST_DIGITS else 0,
        is_free=article.get("is_free", "").lower() != "false",
    )


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    """The content of meta tags by name, in small letters; of several of one name the first, authors all."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        ).lower()
        if not name or not content:
            continue
        if name not in found:
            found[name] = content
        elif name in _META["author"] and content not in found[name] and len(found[name]) < 300:
            found[name] += f", {content}"
    return found


def _address(tree: HtmlElement, meta: Mapping[str, str], markup: str, known: str) -> str:
    """The address that the page gives as its own, else where it was saved from; "" where neither is known."""
    saved = _SAVED_FROM.search(markup[:4096])
    base = next((each for each in (known, saved[1] if saved else "") if _is_address(each)), "")
    canonical = next(
        (
            link.get("href") or ""
            for link in tree.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ),
        "",
    )
    base = base or next((url for tag in _META["url"] if _is_address(url := meta.get(tag, ""))), "")
    candidates = [canonical, *(meta.get(tag, "") for tag in _META["url"]), base]
    for candidate in candidates:
        try:
            whole = _ARCHIVED.sub("", urljoin(base, candidate.strip())) if candidate else ""
            parts = urlsplit(whole)
            # The front page is what a page made carelessly gives as its address.
            if (
                parts.scheme in ("http", "https")
                and parts.hostname
                and (parts.path.strip("/") or parts.query)
            ):
                return whole
        except ValueError:
            continue
    return base


def _is_address(words: str) -> bool:
    try:
        return urlsplit(words).scheme in ("http", "https")
    except ValueError:
        return False


def _say_from_marks(tree: HtmlElement, say: Callable[..., None]) -> None:
    """Dates and names that the page marks where it shows them."""
    for element in tree.iter("time", "span", "div", "p", "a", "abbr", "li"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        if not marks and element.tag != "time" and not element.get("rel"):
            continue
        when = element.get("datetime") or element.get("content") or element.get("title") or ""
        if "datepublished" in marks or element.get("pubdate") is not None:
            say("published", when or words_of(element), "a date marked on the page")
        elif "datemodified" in marks:
            say("updated", when or words_of(element), "a date marked on the page")
        elif "author" in (element.get("rel") or "").lower().split() or "author" in marks or "byline" in marks:
            words = words_of(element)
            if len(words) < 120 and (names := shown_names(words)):
                say("author", names, "the byline on the page")


# JSON-LD


def _json_objects(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Every object in the JSON-LD of a page, those in others and in @graph too."""
    room, objects = _MOST_JSON, 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = (script.text or "").strip()
        room -= len(source)
        if room < 0:
            return
        source = source.removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")
        source = re.sub(r"^(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>$", "", source)
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and objects < _MOST_OBJECTS:
            each = waiting.pop()
            if isinstance(each, list):
                waiting.extend(reversed(each))
            elif isinstance(each, dict):
                objects += 1
                yield each
                waiting.extend(
                    value
                    for key, value in each.items()
                    if isinstance(value, (dict, list)) and key not in _OTHERS
                )


def _article_object(objects: list[Mapping[str, Any]], address: str, titles: list[str]) -> dict[str, str]:
    """Metadata of the object that describes the page's own article: of several, the one with its address or
    title, else the first.
    """
    articles = [each for each in objects if any(_is_article(kind) for kind in _texts(each.get("@type")))]
    if not articles:
        return {}
    by_id = {each["@id"]: each for each in objects if isinstance(each.get("@id"), str) and len(each) > 1}
    wanted = [plain(title) for title in titles if title]

    def fit(each: Mapping[str, Any]) -> tuple[bool, bool]:
        pages = [
            *_texts(each.get("url")),
            *_names(each.get("mainEntityOfPage"), by_id, "@id"),
            *_texts(each.get("@id")),
        ]
        headline = plain(next(iter(_texts(each.get("headline") or each.get("name"))), ""))
        return (bool(headline) and headline in wanted, bool(address) and address in pages)

    best = max(articles, key=fit)
    made_by = best.get("author") or best.get("creator")
    made_by = made_by if isinstance(made_by, list) else [made_by]
    others = [each for each in made_by if _is_organization(each, by_id)]
    persons = [each for each in made_by if each not in others]
    first = {
        "title": _texts(best.get("headline")) or _texts(best.get("name")),
        "outlet": _names(best.get("publisher"), by_id) or _names(best.get("sourceOrganization"), by_id),
        "author": [people(_names(persons, by_id))],
        "made_by": [people(_names(others, by_id))],
        "published": _texts(best.get("datePublished")) or _texts(best.get("dateCreated")),
        "updated": _texts(best.get("dateModified")),
        "section": _texts(best.get("articleSection")),
        "language": [_language(each) for each in _names(best.get("inLanguage"), by_id)],
        "words": [str(best.get("wordCount", ""))],
        "is_free": [str(best.get("isAccessibleForFree", ""))],
        "body": [body] if isinstance(body := best.get("articleBody"), str) else [],
    }
    return {name: html.unescape(found[0]) for name, found in first.items() if found and found[0]}


def _is_organization(author: object, by_id: Mapping[str, Mapping[str, Any]]) -> bool:
    if not isinstance(author, dict):
        return False
    there = author if "@type" in author else by_id.get(str(author.get("@id", "")), {})
    return any(kind.endswith("Organization") for kind in _texts(there.get("@type")))


def _names_of_site(outlet: str, address: str) -> frozenset[str]:
    """What a page may call its own site by, where it names an author, as `plain` has it."""
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    return frozenset({plain(outlet), plain(host), plain(host.rpartition(".")[0])} - {""})


def _day_of_page(objects: list[Mapping[str, Any]], address: str) -> str:
    """The date of publication of the object that describes the page as such; "" without it."""
    pages = [
        each
        for each in objects
        if "datePublished" in each and any(kind.endswith("WebPage") for kind in _texts(each.get("@type")))
    ]
    own = [each for each in pages if address in (*_texts(each.get("url")), *_texts(each.get("@id")))]
    chosen = own or pages
    return next(iter(_texts(chosen[0].get("datePublished"))), "") if chosen else ""


def _is_article(kind: str) -> bool:
    return kind.rpartition("/")[2].lower().endswith(_ARTICLE_TYPES)


def _texts(value: object) -> list[str]:
    each = value if isinstance(value, list) else [value]
    return [_SPACE.sub(" ", item).strip() for item in each if isinstance(item, str) and item.strip()]


def _names(value: object, by_id: Mapping[str, Mapping[str, Any]], key: str = "name") -> list[str]:
    """The names of what stands there: texts, objects, or references to objects elsewhere on the page."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            there = item if key in item else by_id.get(str(item.get("@id", "")), {})
            found += _texts(there.get(key))
        elif isinstance(item, str):
            found += _texts(by_id[item].get(key)) if item in by_id else _texts(item)
    return found


def _language(value: str) -> str:
    """A language tag as BCP 47 writes it ("en-GB"); "" for anything else."""
    value = value.split(",")[0].strip()
    if not _LANGUAGE.fullmatch(value):
        return ""
    parts = value.replace("_", "-").split("-")
    return "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])


def _date_in(path: str) -> str:
    """The day that stands in the path of an address; "" without one."""
    if match := _DATE_IN_ADDRESS.search(path):
        return iso_date(*(int(part) for part in match.groups() if part)) or ""
    if (match := _MONTH_IN_ADDRESS.search(path)) and (month := month_number(match[2])):
        return iso_date(int(match[1]), month, int(match[3])) or ""
    return ""


def _date(value: str) -> str | None:
    """A date as pages write it: ISO 8601, as in a letter, eight digits."""
    if date := read_date(value):
        return date
    match = _EIGHT_DIGITS.match(value)
    return iso_date(*map(int, match.groups())) if match else None
