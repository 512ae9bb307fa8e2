"""The days that a web page shows: which is that of publication, which of a change, and which is neither."""

from __future__ import annotations

import pytest

from tearline.index.article import Article
from tearline.index.parts import Unfolding
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_of

BODY = "".join(
    f"<p>The council of Larkmoor met for the {nth} time over the dam, and the mayor spoke at some length.</p>"
    for nth in ("first", "second", "third", "fourth")
)


def article(above: str, head: str = "", below: str = "", lang: str = "en") -> Article:
    page = (
        f'<html lang="{lang}"><head>{head}</head><body><nav><a href="/">Front page</a></nav>'
        f"<main><article>{above}{BODY}{below}</article></main></body></html>"
    )
    (part,) = Unfolding().readings(Raw.of("a.html", page.encode()))
    assert isinstance(part.found, Reading), part.found
    return article_of(part.found, "a.html", inside=part.inside)


@pytest.mark.parametrize(
    ("line", "lang", "published"),
    [
        ('<div class="when">3 March 2031</div>', "en", "2031-03-03"),
        ('<div class="meta">Oda Lisle, 3. März 2031, 19:04 Uhr</div>', "de", "2031-03-03"),
        ('<div class="meta">Veröffentlicht am 03.03.2031</div>', "de", "2031-03-03"),
        ('<p class="info">Publié le 3 mars 2031 à 12h30</p>', "fr", "2031-03-03"),
        ('<div class="fecha">lunes 3 de marzo de 2031</div>', "es", "2031-03-03"),
        ('<div class="date">3 марта 2031, 13:43</div>', "ru", "2031-03-03"),
        ('<div class="date">2031年3月3日</div>', "ja", "2031-03-03"),
        ('<div class="date">23.03.31</div>', "de", "2031-03-23"),
        ('<div class="date">04/03/2031</div>', "fr", "2031-03-04"),
        ('<div class="date">03/04/2031</div>', "en-US", "2031-03-04"),
        ('<div><time datetime="2031-03-03T09:00">yesterday</time></div>', "en", "2031-03-03"),
        ("<h2>A word before</h2><div>Amsel Ledger | 03.03.2031</div>", "de", "2031-03-03"),
    ],
)
def test_a_date_at_the_head_is_the_day_of_publication(line: str, lang: str, published: str) -> None:
    found = article(f"<h1>The dam of Larkmoor</h1>{line}", lang=lang)
    assert found.published == published
    assert found.inferred["published"] in ("the date shown with the article", "the date line")


def test_a_date_above_the_title_counts_where_none_is_below() -> None:
    found = article('<div class="date">3 March 2031</div><h1>The dam of Larkmoor</h1>')
    assert found.published == "2031-03-03"


def test_what_opens_the_first_paragraph_is_its_day() -> None:
    found = article("<h1>The dam of Larkmoor</h1><p>03.03.2031 – The river rose again, and nobody slept.</p>")
    assert found.published == "2031-03-03"


@pytest.mark.parametrize("label", ["Updated", "Aktualisiert:", "Mis à jour le", "Stand:"])
def test_the_day_of_a_change_is_not_that_of_publication(label: str) -> None:
    found = article(f'<h1>The dam of Larkmoor</h1><div class="meta">{label} 05.03.2031</div>')
    assert (found.published, found.updated) == (None, "2031-03-05")


def test_of_two_dates_their_labels_tell_which_is_which() -> None:
    line = '<div class="meta">Updated 5 March 2031, published 3 March 2031</div>'
    found = article(f"<h1>The dam of Larkmoor</h1>{line}")
    assert (found.published, found.updated) == ("2031-03-03", "2031-03-05")


def test_a_label_may_stand_behind_its_date() -> None:
    found = article('<h1>The dam of Larkmoor</h1><div class="meta">5 March 2031 -- Updated 0203 GMT</div>')
    assert (found.published, found.updated) == (None, "2031-03-05")


@pytest.mark.parametrize(
    "line",
    [
        "<p>The feast of the dam begins on 3 March 2031 in the old town hall of Larkmoor, as it does.</p>",
        "<figcaption>The dam on 3 March 2031</figcaption>",
        '<div class="related-articles"><a href="/b">Dam breaks, 3 March 2031</a></div>',
        '<div class="date">03/04/2031</div>',
    ],
)
def test_other_dates_are_none(line: str) -> None:
    assert article(f"<h1>The dam of Larkmoor</h1>{line}").published is None


def test_dates_of_other_articles_below_are_none() -> None:
    below = '<ul><li><a href="/b">The bridge</a> <span class="date">1 March 2031</span></li></ul>'
    assert article("<h1>The dam of Larkmoor</h1>", below=below).published is None


def test_what_the_page_states_goes_before_what_it_shows() -> None:
    head = '<meta property="article:published_time" content="2031-03-01T10:00:00+01:00">'
    found = article('<h1>The dam of Larkmoor</h1><div class="date">3 March 2031</div>', head)
    assert found.published == "2031-03-01"
    assert "published" not in found.inferred


@pytest.mark.parametrize("shown", ["address", "line"])
def test_a_moment_in_universal_time_may_be_a_day_off(shown: str) -> None:
    head = '<meta property="article:published_time" content="2031-03-04T02:25:00Z">'
    line = ""
    if shown == "address":
        head += '<link rel="canonical" href="https://ledger.example/2031/03/03/dam">'
    else:
        line = '<div class="date">3 March 2031, 9:25 pm</div>'
    found = article(f"<h1>The dam of Larkmoor</h1>{line}", head)
    assert found.published == "2031-03-03"
    assert found.inferred["published"]


def test_midnight_in_universal_time_is_the_day_itself() -> None:
    head = '<meta property="article:published_time" content="2031-03-04T00:00:00Z">'
    found = article('<h1>The dam of Larkmoor</h1><div class="date">3 March 2031</div>', head)
    assert found.published == "2031-03-04"


@pytest.mark.parametrize(
    "path", ["2031/03/03/dam", "20310303/dam", "news/2031-03-03/dam", "local/2031-03/03/c_1.htm"]
)
def test_an_address_tells_the_day(path: str) -> None:
    head = f'<link rel="canonical" href="https://ledger.example/{path}">'
    assert article("<h1>The dam of Larkmoor</h1>", head).published == "2031-03-03"


def test_the_object_of_the_page_tells_its_day_where_there_is_none_of_an_article() -> None:
    told = '{"@graph": [{"@type": "WebSite"}, {"@type": "WebPage", "datePublished": "2031-03-03"}]}'
    found = article("<h1>The dam of Larkmoor</h1>", f'<script type="application/ld+json">{told}</script>')
    assert found.published == "2031-03-03"


def test_a_review_of_what_the_page_tells_of_is_not_its_article() -> None:
    told = (
        '{"@type": "Product", "name": "Dam", "review": [{"@type": "Review", "author": "Bren Tarn",'
        ' "datePublished": "2030-01-01", "headline": "So dry"}]}'
    )
    found = article("<h1>The dam of Larkmoor</h1>", f'<script type="application/ld+json">{told}</script>')
    assert (found.author, found.published) == (None, None)
