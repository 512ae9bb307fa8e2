"""What a web page is called, who wrote it, and whether all of it is there, by what its site tells of it."""

from __future__ import annotations

import io

import pytest

from tearline.index.article import Article
from tearline.index.parts import Unfolding
from tearline.index.readers import html
from tearline.index.readers.html_names import labelled_names, people, shown_names
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_of
from tearline.index.sidecar import Sidecar

pytest.importorskip("trafilatura")

BODY = "".join(
    f"<p>The council of Larkmoor met for the {nth} time over the dam, and the mayor spoke at some length.</p>"
    for nth in ("first", "second", "third", "fourth")
)
SITE = '<meta property="og:site_name" content="Amsel Ledger">'


def article(above: str, head: str = "") -> Article:
    page = f"<html><head>{head}</head><body><main><article>{above}{BODY}</article></main></body></html>"
    (part,) = Unfolding().readings(Raw.of("a.html", page.encode()))
    assert isinstance(part.found, Reading), part.found
    return article_of(part.found, "a.html", inside=part.inside)


def test_the_heading_of_a_site_is_not_the_title_of_its_article() -> None:
    found = article(
        "<h1>Amsel Ledger</h1><h2>The dam of Larkmoor holds</h2>",
        "<title>The dam of Larkmoor holds | Amsel Ledger</title>",
    )
    assert found.title == "The dam of Larkmoor holds"


def test_a_site_that_stands_before_the_title_is_not_the_title() -> None:
    head = f"<title>Amsel Ledger: The dam of Larkmoor holds</title>{SITE}"
    assert (
        article("<h1>Amsel Ledger</h1><h2>The dam of Larkmoor holds</h2>", head).title
        == "The dam of Larkmoor holds"
    )


def test_the_title_printed_counts_where_tags_tell_it_in_other_words() -> None:
    head = '<meta property="og:title" content="Larkmoor: why the dam holds after the flood">'
    found = article("<h1>“Nobody slept”: the dam of Larkmoor holds after the flood</h1>", head)
    assert found.title == "“Nobody slept”: the dam of Larkmoor holds after the flood"


def test_a_heading_on_something_else_is_not_the_title() -> None:
    head = '<meta property="og:title" content="The dam of Larkmoor holds">'
    assert article("<h1>Welcome, dear readers of ours</h1>", head).title == "The dam of Larkmoor holds"


def test_a_title_is_read_without_the_style_sheet_in_it() -> None:
    found = article("<h1><style>.a{color:red}</style><span>Flood</span>The dam of Larkmoor holds</h1>")
    assert found.title == "Flood The dam of Larkmoor holds"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Oda Lisle", "Oda Lisle"),
        ("Von Oda Lisle und Bren Tarn", "Oda Lisle and Bren Tarn"),
        ("Veröffentlicht am 3. März 2031 von Oda Lisle", "Oda Lisle"),
        ("Posted on 2031-03-03 by oda | Leave a comment", "oda"),
        ("von Oda Lisle · 3. März 2031", "Oda Lisle"),
        ("Auteur: Oda Lisle", "Oda Lisle"),
        ("Text: Oda Lisle", "Oda Lisle"),
        ("Erstellt von Oda Lisle", "Oda Lisle"),
        ("Eingestellt von oda um 21:11", "oda"),
        ("Author Oda Lisle", "Oda Lisle"),
        ("3. März 2031", None),
        ("von Redaktion", None),
        ("Oda Lisle", None),
        ("Authorities in Larkmoor", None),
    ],
)
def test_a_label_tells_whose_article_it_is(line: str, names: str | None) -> None:
    assert labelled_names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Oda Lisle, 03.03.2031", "Oda Lisle"),
        ("03.03.2031 | 13:10 Uhr | Oda Lisle", "Oda Lisle"),
        ("oda, 03.03.2031", None),
    ],
)
def test_without_a_label_only_a_full_name_is_one(line: str, names: str | None) -> None:
    assert shown_names(line) == names


def test_people_are_named_without_labels_addresses_and_nobodies() -> None:
    told = [
        "By Oda Lisle",
        "https://ledger.example/oda",
        "facebook.com/oda",
        "No Author",
        "Redaktion",
        "Bren Tarn",
    ]
    assert people(told) == "Oda Lisle, Bren Tarn"


@pytest.mark.parametrize("author", ["Amsel Ledger", "amselledger.example", "Amselledger"])
def test_an_author_that_is_the_outlet_itself_is_none(author: str) -> None:
    head = (
        f'{SITE}<meta name="author" content="{author}">'
        '<link rel="canonical" href="https://www.amselledger.example/dam">'
    )
    assert article("<h1>The dam of Larkmoor holds</h1>", head).author is None
    above = '<h1>The dam of Larkmoor holds</h1><div class="byline">By Oda Lisle</div>'
    assert article(above, head).author == "Oda Lisle"


def test_a_person_named_on_the_page_goes_before_an_organization_in_its_tags() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle",'
        ' "author": {"@type": "Organization", "name": "Tolmere Wire"}}</script>'
    )
    assert article("<h1>The dam of Larkmoor holds</h1>", head).author == "Tolmere Wire"
    above = '<h1>The dam of Larkmoor holds</h1><div class="byline">By Oda Lisle</div>'
    assert article(above, head).author == "Oda Lisle"


def test_a_page_kept_by_an_archive_has_its_own_address_and_outlet() -> None:
    kept = "https://web.archive.org/web/20310304101500/https://www.amselledger.example/2031/03/03/dam"
    found = article("<h1>The dam of Larkmoor holds</h1>", f'<link rel="canonical" href="{kept}">')
    assert found.url == "https://www.amselledger.example/2031/03/03/dam"
    assert (found.outlet, found.published) == ("amselledger.example", "2031-03-03")


def test_the_address_in_a_sidecar_tells_the_day_too() -> None:
    beside = Sidecar({"url": "https://www.amselledger.example/2031/03/03/dam"})
    page = f"<html><body><h1>The dam of Larkmoor holds</h1>{BODY}</body></html>"
    raw = Raw("a.html", io.BytesIO(page.encode()), beside=beside)
    (found,) = html.read(raw)
    assert isinstance(found, Reading)
    assert (found.metadata["published"], found.inferred["published"]) == ("2031-03-03", "its address")


@pytest.mark.parametrize(
    ("told", "noted"),
    [
        ('"wordCount": 900', "The page says that its article has 900 words"),
        ('"wordCount": "80"', ""),
        ('"wordCount": "many"', ""),
        ('"isAccessibleForFree": "False"', "The page is for subscribers"),
        ('"isAccessibleForFree": false', "The page is for subscribers"),
        ('"isAccessibleForFree": true', ""),
    ],
)
def test_a_page_that_holds_less_than_it_says_is_told_to(told: str, noted: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", {told}}}</script>'
    notes = article("<h1>The dam of Larkmoor holds</h1>", head).notes
    assert [note.startswith(noted) for note in notes] == ([True] if noted else [])
