"""What is read of a web page, and what the page says of its article."""

# ruff: noqa: E501 (rows of a table and markup stand as they are)

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tearline.index.article import Article
from tearline.index.desk import Desk
from tearline.index.errors import Unreadable
from tearline.index.readers import html
from tearline.index.readers.html_text import html_text
from tearline.index.readers.reader import Raw
from tearline.index.reading import article_of

pytest.importorskip("trafilatura")

BODY = (
    "<p>Kestoria closed its border with Veldania on Monday, the interior ministry said in the capital.</p>"
    "<p>“It stays shut until the harvest is in,” the minister told reporters on the steps of the house.</p>"
    "<p>Nobody at the crossing near Tolmere had been told before, the guards there said at noon.</p>"
)


def article(page: str | bytes, metadata: Mapping[str, str] | None = None, charset: str = "") -> Article:
    raw = Raw.of("page.html", page.encode() if isinstance(page, str) else page, charset)
    raw.metadata = metadata or {}
    (found,) = html.read(raw)
    assert not isinstance(found, Unreadable)
    return article_of(found, "page.html")  # type: ignore[arg-type]


def page(head: str = "", above: str = "<h1>Border shut</h1>", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body><article>{above}{BODY}</article></body></html>"


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def test_the_text_is_the_title_and_the_paragraphs_in_order(samples) -> None:  # type: ignore[no-untyped-def]
    found = article(samples("html")["daily.html"])
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0] == found.title == "Kestoria walks away from pact talks"
    assert paragraphs[1].startswith("The draft would have closed")
    assert paragraphs[5].startswith("BRENMARK, March 3 (Straits Wire) — Kestoria will not")
    assert paragraphs[6].endswith("“and we leave with a blank page.”")
    assert paragraphs[7:9] == ["What next", "A pact that disarms one side is not a pact. It is an invoice."]
    assert paragraphs[9].split("\n") == [
        "The pact would open the ports of its members.",
        "It would share the cost of lighthouses.",
    ]
    for gone in ("Home", "All rights reserved"):
        assert gone not in found.text
    assert [(zone.kind, found.text[zone.start : zone.end]) for zone in found.zones] == [
        ("title", "Kestoria walks away from pact talks"),
        ("byline", "By Oda Lisle"),
        ("dateline", "3 March 2031"),
        ("credit", "Delegates leave. Photo: Teodor Quast"),
        ("dateline", "BRENMARK, March 3 (Straits Wire) —"),
        ("furniture", "Sign up for our morning newsletter"),
        ("furniture", "Get the Courier every day."),
        ("furniture", "Related stories"),
        ("furniture", "Pilots end the strike"),
        ("furniture", "Ferry and freighter collide"),
    ]


def test_what_a_page_states_is_not_inferred(samples) -> None:  # type: ignore[no-untyped-def]
    found = article(samples("html")["daily.html"])
    assert (found.outlet, found.author) == ("Brenmark Courier", "Oda Lisle, Jorun Askeby")
    assert (found.published, found.updated) == ("2031-03-03", "2031-03-04")
    assert (found.section, found.language) == ("World", "en-GB")
    assert found.url == "https://courier.example/2031/03/03/pact-talks"
    assert found.inferred == {}


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:site_name" content="Amsel Ledger">', "outlet", "Amsel Ledger"),
        ('<meta name="author" content="By Oda Lisle">', "author", "Oda Lisle"),
        (
            '<meta name="author" content="Oda Lisle"><meta name="author" content="T. Q">',
            "author",
            "Oda Lisle, T. Q",
        ),
        ('<meta name="author" content="admin">', "author", None),
        ('<meta property="article:author" content="https://social.example/oda">', "author", None),
        (
            '<meta property="article:published_time" content="2031-03-03T23:30:00-05:00">',
            "published",
            "2031-03-03",
        ),
        ('<meta name="pubdate" content="20310303">', "published", "2031-03-03"),
        ('<meta name="date" content="Mon, 03 Mar 2031 10:00:00 GMT">', "published", "2031-03-03"),
        ('<meta name="date" content="03/04/2031">', "published", None),
        ('<meta name="dcterms.modified" content="2031-03-05">', "updated", "2031-03-05"),
        ('<meta property="article:section" content="Ports">', "section", "Ports"),
        ('<meta property="og:locale" content="de_AT">', "language", "de-AT"),
        ('<meta http-equiv="content-language" content="en, fr">', "language", "en"),
        (
            '<link rel="canonical" href="https://ledger.example/a?id=1">',
            "url",
            "https://ledger.example/a?id=1",
        ),
        ('<link rel="canonical" href="https://ledger.example/">', "url", None),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None),
        ('<meta property="og:url" content="https://ledger.example/b">', "url", "https://ledger.example/b"),
        (ld('{"@type":"NewsArticle","author":"Oda Lisle"}'), "author", "Oda Lisle"),
        (ld('[{"@type":"Article","author":{"name":["Oda Lisle"]}}]'), "author", "Oda Lisle"),
        (ld('{"@type":"NewsArticle","publisher":{"name":"Ledger &amp; Sons"}}'), "outlet", "Ledger & Sons"),
        (
            ld('{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","datePublished":"2031-03"}}'),
            "published",
            "2031-03",
        ),
        (ld('<!-- {"@type":"Report","articleSection":"Ports"} -->'), "section", "Ports"),
        (ld('{"@type":"Organization","name":"Ledger","datePublished":"2031-01-01"}'), "published", None),
        (ld("{broken"), "published", None),
        (ld("[" * 100_000), "published", None),
        (ld('{"@type":"NewsArticle","author":{"@id":"#a"},"@id":"#a"}'), "author", None),
    ],
)
def test_metadata_stand_in_tags_and_in_json(head: str, field: str, value: str | None) -> None:
    found = article(page(head))
    assert getattr(found, field) == value
    assert field not in found.inferred


def test_of_several_articles_in_json_the_one_with_the_pages_title_counts() -> None:
    other = '{"@type":"NewsArticle","headline":"Pilots end the strike","datePublished":"2030-01-01"}'
    own = '{"@type":"NewsArticle","headline":"Border shut","datePublished":"2031-03-03"}'
    assert article(page(ld(f"[{other},{own},{other}]"))).published == "2031-03-03"


@pytest.mark.parametrize(
    ("head", "above", "field", "value", "basis"),
    [
        ("", '<h1>Border shut</h1><time datetime="2031-03-03T10:00">today</time>', "published", "2031-03-03", "the date shown with the article"),
        ("", '<h1>Border shut</h1><span class="published">3 March 2031</span>', "published", "2031-03-03", "the date shown with the article"),
        ("", '<h1>Border shut</h1><div class="byline">By Oda Lisle</div>', "author", "Oda Lisle", "the byline on the page"),
        ("", '<h1>Border shut</h1><a rel="author" href="/oda">Oda Lisle</a>', "author", "Oda Lisle", "the byline on the page"),
        ('<link rel="canonical" href="https://www.ledger.example/2031/03/03/a">', "<h1>Border shut</h1>", "published", "2031-03-03", "its address"),
        ('<link rel="canonical" href="https://www.ledger.example/a">', "<h1>Border shut</h1>", "outlet", "ledger.example", "its address"),
        ('<link rel="canonical" href="https://www.ledger.example/2031/mar/03/a">', "<h1>Border shut</h1>", "published", "2031-03-03", "its address"),
        ("<title>Border shut | Amsel Ledger</title>", "<h1>Border shut</h1>", "outlet", "Amsel Ledger", "what stands behind the page's title"),
        ("", '<h1>Border shut</h1><div class="byline">Von Oda Lisle</div>', "author", "Oda Lisle", "the byline on the page"),
        ("", '<h1>Border shut</h1><div class="byline">Oda von der Lisle</div>', "author", "Oda von der Lisle", "the byline on the page"),
        ("<title>Border shut again and again</title>", "", "title", "Border shut again and again", "the page's title"),
    ],
)  # fmt: skip
def test_what_is_worked_out_says_from_what(head: str, above: str, field: str, value: str, basis: str) -> None:
    found = article(page(head, above))
    assert getattr(found, field) == value
    assert found.inferred[field] == basis


def test_the_outlet_behind_a_title_is_none_of_it() -> None:
    head = '<title>Border shut again | Amsel Ledger</title><meta property="og:site_name" content="The Amsel Ledger">'
    assert article(page(head, "")).title == "Border shut again"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0030)https://ledger.example/border -->",
        "<!--\n Page saved with SingleFile \n url: https://ledger.example/border \n saved date: Mon -->",
    ],
)
def test_where_a_page_was_saved_from_is_its_address(comment: str) -> None:
    assert article(comment + page()).url == "https://ledger.example/border"
    assert (
        article(page('<link rel="canonical" href="/b">'), {"url": "https://a.example/x"}).url
        == "https://a.example/b"
    )


@pytest.mark.parametrize("address", ["http://[ledger.example/", "http://ledger.example]/a", "//"])
def test_an_address_that_is_none_is_passed_over(address: str) -> None:
    assert article(page(), {"url": address}).url is None
    assert article(f"<!-- saved from url=(0010){address} -->{page()}").url is None
    assert article(page(f'<meta property="og:url" content="{address}">')).url is None


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (page('<meta charset="windows-1251">').replace("Tolmere", "Толмере").encode("cp1251"), ""),
        (page('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">').replace("Tolmere", "Толмере").replace("“", "'").replace("”", "'").encode("koi8-r"), ""),
        (page().replace("Tolmere", "Толмере").replace("“", "'").replace("”", "'").encode("iso8859-5"), "iso-8859-5"),
        (page('<meta charset="windows-1251">').replace("Tolmere", "Толмере").encode(), ""),
        (page().replace("Tolmere", "Толмере").encode("utf-16"), ""),
    ],
)  # fmt: skip
def test_encodings_are_known_by_mark_by_what_was_sent_and_by_declaration(data: bytes, charset: str) -> None:
    assert "near Толмере had" in article(data, charset=charset).text


def test_the_sites_own_heading_is_no_title_and_words_in_a_sentence_part_nothing() -> None:
    above = "<h1>The Amsel Ledger</h1><h1>Border shut again</h1>"
    words = page("<title>Border shut again - The Amsel Ledger</title>", above).replace(
        "border with", "<code>border</code> with"
    )
    found = article(words)
    assert found.title == "Border shut again"
    assert "Kestoria closed its border with Veldania" in found.text


def test_two_line_breaks_end_a_paragraph_and_one_a_line() -> None:
    words = BODY.replace("<p>", "").replace("</p>", "<br><br>").replace(" on Monday,", "<br>on Monday,")
    found = article(f"<html><body><article><h1>Border shut</h1><div>{words}</div></article></body></html>")
    assert found.text.count("\n\n") == 3
    assert "Veldania\non Monday" in found.text


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("<span class='x1'>T</span><p><a href='/dam'>he dam</a> of Orsk broke", "The dam of Orsk broke"),
        ("<div>T</div><div><div><p>he dam of Orsk broke", "The dam of Orsk broke"),
        ("<p><span>T</span>he dam of Orsk broke", "The dam of Orsk broke"),
        ("<span>A</span><p> dam of Orsk broke", "A dam of Orsk broke"),
        # A grade or a label begins no word.
        ("<b>B</b><p>The dam of Orsk broke", "The dam of Orsk broke"),
    ],
)
def test_a_large_first_letter_is_the_first_of_its_word(opening: str, words: str) -> None:
    rest = " on Monday, and the mayor of the town said that nobody had warned her before."
    markup = page().replace(BODY, f"{opening}{rest}</p>{BODY}")
    assert f"\n{words}{rest}\n" in article(markup).text


def test_a_paragraph_that_only_leads_to_another_page_is_no_evidence() -> None:
    link = '<p><a href="/other">The long bank in ten maps and four pictures</a></p>'
    heading = '<h2><a href="#night">The first night at the border</a></h2>'
    found = article(page().replace("<p>Nobody", f"{link}{heading}<p>Nobody"))
    assert "The first night" in found.text
    assert [(zone.kind, found.text[zone.start : zone.end]) for zone in found.zones] == [
        ("title", "Border shut"),
        ("furniture", "The long bank in ten maps and four pictures"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<html><body><div id='root'></div><script>start()</script></body></html>",
        "<!DOCTYPE html>",
        "<html><body><p>Too short.</p></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused_with_what_to_do(markup: str) -> None:
    with pytest.raises(Unreadable, match="no article") as caught:
        article(markup)
    assert "save it from the browser" in caught.value.advice


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 20_000 + BODY, "<b><i>" * 5_000 + BODY, "<table><tr><td>" * 500 + BODY, "<p " * 100_000],
)
def test_badly_built_pages_are_read_or_refused(markup: str) -> None:
    with suppress(Unreadable):
        article(f"<html><body>{markup}")


def test_what_a_browser_saved_beside_a_page_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "Border shut.html").write_text(page())
    for folder in ("Border shut_files", "Other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(page(above="<h1>Frame</h1>"))
    with Desk(tmp_path) as desk:
        desk.sync()
        assert sorted(card.path for card in desk.articles()) == ["Border shut.html", "Other_files/frame.html"]


# Plain HTML, as books and letters have it


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One\ntwo</p><p>three</p>", "One two\n\nthree"),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<ul><li>a</li><li>b</li></ul><p>c", "a\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<p>a &amp; b&nbsp;&lt;c&gt; &#8364;</p>", "a & b <c> €"),
        ("<head><title>t</title><style>x</style></head><body>a", "a"),
        ("<p>a<span hidden>b</span>c<i style='display: none'>d</i></p>", "ac"),
        ("<p>a<!-- b --> c<!-- <p>d", "a cd"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p title='>'>a</p>", "a"),
        ("1 < 2 > 1", "1 < 2 > 1"),
        ("<script>var a = '<p>b</p>'</script>c", "c"),
        ("", ""),
    ],
)
def test_plain_html_becomes_paragraphs(markup: str, text: str) -> None:
    assert html_text(markup) == text


@pytest.mark.parametrize(
    "unit", ["<", "<!--", '<a "', "<a '", "<p", "</", "<!", "&", "<br>", "<td>", "<a b='", "x<p>"]
)
def test_plain_html_takes_linear_time(unit: str) -> None:
    assert isinstance(html_text(unit * (300_000 // len(unit))), str)


def test_each_entry_of_a_live_page_keeps_its_heading_and_its_hour_is_no_evidence() -> None:
    entries = "".join(
        f'<article class="entry" id="e{number}"><header><time datetime="2031-03-03T{hour}:00">{hour}:00</time>'
        f"<h2>{heading}</h2></header><p>{words}</p></article>"
        for number, (hour, heading, words) in enumerate(
            (
                (
                    16,
                    "Minister speaks",
                    "“It stays shut until the harvest is in,” the minister told reporters on the steps of the house on Monday.",
                ),
                (
                    14,
                    "Guards surprised",
                    "Nobody at the crossing near Tolmere had been told before, the guards there said at noon, and lorries turned back.",
                ),
                (
                    12,
                    "Border shut",
                    "Kestoria closed its border with Veldania on Monday, the interior ministry said in the capital, without a reason.",
                ),
            )
        )
    )
    found = article(
        f"<!DOCTYPE html><html><head><title>Border closed: live</title></head><body><main><h1>Border closed: live</h1>{entries}"
        '<div class="related"><h3>Related</h3><p><a href="/x">Older closures of the border</a></p></div></main></body></html>'
    )
    lines = found.text.split("\n\n")
    for heading in ("Minister speaks", "Guards surprised", "Border shut"):
        at = found.text.index(heading)
        assert found.zone_at(at, at + len(heading)) is None
        assert len(lines[lines.index(heading) + 1]) > 100
    at = found.text.index("14:00")
    zone = found.zone_at(at, at + 5)
    assert zone is not None
    assert zone.kind == "dateline"
