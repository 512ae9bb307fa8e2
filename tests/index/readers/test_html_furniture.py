"""What of a web page is kept beside its reporting, and marked as no evidence."""

# ruff: noqa: E501 (markup stands as it is)

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.index.article import Article
from tearline.index.errors import Unreadable
from tearline.index.readers import html
from tearline.index.readers.reader import Raw
from tearline.index.reading import article_of

pytest.importorskip("trafilatura")

WORDS = (
    "Kestoria closed its border with Veldania on Monday, the interior ministry said in the capital, after three weeks.",
    "“It stays shut until the harvest is in,” the minister told reporters on the steps of the house.",
    "Nobody at the crossing near Tolmere had been told before, the guards there said at noon.",
    "Lorries stood in a line of eleven kilometres by the evening, according to the road police in Tolmere.",
)
P = [f"<p>{words}</p>" for words in WORDS]


def article(body: str, head: str = "<title>Border shut</title>") -> Article:
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"
    (found,) = html.read(Raw.of("page.html", page.encode()))
    assert not isinstance(found, Unreadable)
    return article_of(found, "page.html")  # type: ignore[arg-type]


def lines(found: Article) -> list[tuple[str, str]]:
    """Every line of an article with the kind of the zone that all of it is in, "" for none."""
    told, at = [], 0
    for line in found.text.split("\n"):
        if line:
            zone = found.zone_at(at, at + len(line))
            whole = zone is not None and zone.start <= at and at + len(line) <= zone.end
            told.append((zone.kind if zone and whole else "", line))
        at += len(line) + 1
    return told


def test_a_page_of_semantic_elements() -> None:
    found = article(
        "<header><nav><a href=/>Home</a></nav></header>"
        "<div id=cookie-banner><p>We use cookies to make this site better for all who read it.</p></div>"
        "<main><article><header><h1>Border shut</h1><p class=standfirst>Kestoria acts after weeks of quarrels.</p>"
        "<address>By <a rel=author href=/oda>Oda Lisle</a>, Tolmere</address>"
        "<time datetime=2031-03-03>3 March 2031</time><div class=share><a href=#>Share</a></div></header>"
        f"{P[0]}<figure><img src=a.jpg><figcaption>Lorries on Monday. <span class=credit>Photo: Teodor Quast</span>"
        f"</figcaption></figure>{P[1]}<aside class=related><h3>Related</h3><ul><li><a href=/1>Pilots end the strike</a>"
        f"<li><a href=/2>Ferry and freighter collide</a></ul></aside>{P[2]}"
        "<aside class=pullquote><p>It stays shut until the harvest is in</p></aside>"
        f"{P[3]}<section class=newsletter-signup><h3>The morning letter</h3><p>All that counts, at six.</p>"
        "<form><button>Go</button></form></section><footer><section class=author-bio><p>Oda Lisle writes about roads."
        "</p></section><ul class=tags><li>Border</ul></footer></article>"
        "<section class=most-read><h2>Most read</h2><a href=/3>A bank in ten maps</a></section></main>"
        "<footer><p>© 2031 Amsel Ledger</p></footer>"
    )
    assert lines(found) == [
        ("title", "Border shut"),
        ("", "Kestoria acts after weeks of quarrels."),
        ("byline", "By Oda Lisle, Tolmere"),
        ("dateline", "3 March 2031"),
        ("", WORDS[0]),
        ("credit", "Lorries on Monday. Photo: Teodor Quast"),
        ("", WORDS[1]),
        ("furniture", "Related"),
        ("furniture", "Pilots end the strike"),
        ("furniture", "Ferry and freighter collide"),
        ("", WORDS[2]),
        ("", WORDS[3]),
        ("furniture", "The morning letter"),
        ("furniture", "All that counts, at six."),
        ("author", "Oda Lisle writes about roads."),
    ]
    assert (found.author, found.published) == ("Oda Lisle", "2031-03-03")


def test_a_page_of_boxes_with_names() -> None:
    found = article(
        "<div id=wrap><div class=topmenu><a href=/>Home</a></div><div id=content><h1>Border shut</h1>"
        f"<div class=c-meta>By Oda Lisle | March 3, 2031</div><div class=c-story__body>{P[0]}"
        "<div class=wp-caption><img><p class=wp-caption-text>The crossing at noon. (Photo by Teodor Quast)</p></div>"
        f"{P[1]}<p><strong>Read more: <a href=/x>Pilots end the strike</a></strong></p>{P[2]}"
        f"<div class=c-newsletterPromo><div>Get our letter</div></div>{P[3]}</div>"
        "<div class=authorBox><div>Oda Lisle</div><div>She covers borders.</div></div>"
        "<div class=relatedArticles><div><a href=1>A strike ends</a></div></div></div>"
        "<div id=sidebar><div class=byline>By Bram Sorel</div></div><div id=bottom><div>Imprint</div></div></div>"
    )
    assert lines(found) == [
        ("title", "Border shut"),
        ("byline", "By Oda Lisle | March 3, 2031"),
        ("", WORDS[0]),
        ("credit", "The crossing at noon. (Photo by Teodor Quast)"),
        ("", WORDS[1]),
        ("furniture", "Read more: Pilots end the strike"),
        ("", WORDS[2]),
        ("furniture", "Get our letter"),
        ("", WORDS[3]),
        ("author", "Oda Lisle"),
        ("author", "She covers borders."),
        ("furniture", "A strike ends"),
    ]
    # Who is named beside another article did not write this one.
    assert found.author == "Oda Lisle"


def test_a_page_for_phones() -> None:
    found = article(
        "<amp-sidebar><ul><li>Home</ul></amp-sidebar><amp-consent><div>We need your consent.</div></amp-consent>"
        "<article class=amp-wp-article><header><h1>Border shut</h1><div class='amp-wp-meta amp-wp-byline'>Oda Lisle</div>"
        "<div class='amp-wp-meta amp-wp-posted-on'><time datetime=2031-03-03T10:00>2 days ago</time></div></header>"
        "<figure><amp-img src=x></amp-img><figcaption>Guards at the gate.</figcaption></figure>"
        f"<div>{''.join(P)}<amp-ad>Buy soap</amp-ad></div></article><footer>Powered by Press</footer>"
    )
    assert lines(found) == [
        ("title", "Border shut"),
        ("byline", "Oda Lisle"),
        ("dateline", "2 days ago"),
        ("credit", "Guards at the gate."),
        *(("", words) for words in WORDS),
    ]


def test_a_page_of_a_blog() -> None:
    found = article(
        "<div class=site><header class=site-header><p>Ledger blog</p></header><div class='content-area has-sidebar'><main>"
        "<article class='post hentry status-publish tag-border'><header class=entry-header><h1>Border shut</h1>"
        "<div class=entry-meta><span class=posted-on>Posted on <time>March 3, 2031</time></span> <span class=byline>by oda"
        f"</span></div></header><div class=entry-content>{''.join(P)}<div class=jp-relatedposts><h3>Related</h3>"
        "<a href=1>Pilots end the strike</a></div><div class=sharedaddy><h3>Share this:</h3></div></div></article>"
        "<div class=author-info><h2>About Oda</h2><p>Oda keeps this blog.</p></div><div id=comments><h2>2 comments</h2>"
        "<p class=comment-author>Bram</p><p>I was there and saw nobody at all in the line that you describe.</p></div>"
        "</main></div><aside class=widget-area><h2>Recent posts</h2><a href=3>Old post</a></aside></div>"
    )
    assert lines(found) == [
        ("title", "Border shut"),
        ("byline", "Posted on March 3, 2031 by oda"),
        *(("", words) for words in WORDS),
        ("furniture", "Related"),
        ("furniture", "Pilots end the strike"),
        ("author", "About Oda"),
        ("author", "Oda keeps this blog."),
    ]


def test_an_article_that_only_machines_are_told_keeps_its_paragraphs() -> None:
    told = {"@type": "NewsArticle", "headline": "Border shut", "articleBody": "\n".join(WORDS)}
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    found = article("<div id=root></div><script>start()</script>", script)
    assert lines(found) == [("title", "Border shut"), *(("", words) for words in WORDS)]


def test_a_page_whose_classes_a_program_made() -> None:
    found = article(
        "<main><article class=s1><header><h1>Border shut</h1></header><div data-component=byline-block><div class=s2>"
        "<span>Oda Lisle</span><span>Correspondent, Tolmere</span></div></div>"
        "<div data-component=metadata-block><time>3 March 2031</time><span>5 min</span></div>"
        "<figure><div><span class=visually-hidden>Image source, </span><span>Quast Pictures</span></div>"
        "<figcaption><span class=visually-hidden>Image caption, </span><p>The gate at noon</p></figcaption></figure>"
        f"{''.join(f'<div data-component=text-block>{words}</div>' for words in P)}"
        "<section data-component=tag-list><h2>Related Topics</h2><ul><li>Border</ul></section></article></main>"
    )
    assert lines(found)[:4] == [
        ("title", "Border shut"),
        ("byline", "Oda Lisle · Correspondent, Tolmere"),
        ("byline", "3 March 2031 · 5 min"),
        ("credit", "The gate at noon"),
    ]
    assert [words for kind, words in lines(found) if not kind] == [*WORDS]
    assert found.author == "Oda Lisle"


def test_paragraphs_that_are_each_in_a_box_are_no_furniture_whatever_the_boxes_are_called() -> None:
    body = "".join(f"<div class=topics-related>{words}</div>" for words in P)
    assert lines(article(f"<article><h1>Border shut</h1>{body}</article>"))[1:] == [
        ("", words) for words in WORDS
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<div class='author-archive related'>{}</div>",
        "<div class=newsletter>{}</div>",
        "<div class='story-details comments'>{}</div>",
        "<div class=has-sidebar><div class=search-result>{}</div></div>",
    ],
)
def test_a_box_that_holds_the_article_is_no_furniture_whatever_it_is_called(around: str) -> None:
    found = article(around.format(f"<h1>Border shut</h1><p class=byline>By Oda Lisle</p>{''.join(P)}"))
    assert lines(found) == [
        ("title", "Border shut"),
        ("byline", "By Oda Lisle"),
        *(("", words) for words in WORDS),
    ]


def test_a_dateline_below_furniture_is_still_one() -> None:
    opening = f"BRENMARK, March 3 (Straits Wire) — {WORDS[0]}"
    found = article(
        "<article><h1>Border shut</h1><figure><figcaption>The gate at noon</figcaption></figure>"
        f"<div class=teaser-newsletter>Our letter, daily</div><p>{opening}</p>{''.join(P[1:])}</article>"
    )
    assert [(zone.kind, found.text[zone.start : zone.end]) for zone in found.zones][-1] == (
        "dateline",
        "BRENMARK, March 3 (Straits Wire) —",
    )


def test_short_paragraphs_beside_furniture_stay_reporting() -> None:
    found = article(
        f"<article><h1>Border shut</h1><p class=byline>By Oda Lisle</p><p>By</p>{''.join(P)}<p>Oda</p></article>"
    )
    assert lines(found) == [
        ("title", "Border shut"),
        ("byline", "By Oda Lisle"),
        ("", "By"),
        *(("", words) for words in WORDS),
        ("", "Oda"),
    ]


def test_a_part_of_the_article_in_a_box_to_be_opened_is_reporting() -> None:
    rest = "".join(
        f"<p>{words} And so it went on {number} days.</p>" for number in range(3) for words in WORDS
    )
    opened = "".join(
        f"<p>On day {number} nobody passed the gate, the guards said to those in line.</p>"
        for number in range(12)
    )
    found = article(
        f"<article><h1>Border shut</h1>{''.join(P)}{rest}<div class=read-more>{opened}</div></article>"
    )
    assert ("", "On day 3 nobody passed the gate, the guards said to those in line.") in lines(found)


def test_who_is_named_in_a_quotation_is_no_byline() -> None:
    quote = "<blockquote><p>It stays shut, and that is all there is to say of it.</p><p class=author>Minister Ann Brel</p></blockquote>"
    found = article(f"<article><h1>Border shut</h1>{P[0]}{P[1]}{quote}{P[2]}{P[3]}</article>")
    assert "byline" not in dict(lines(found))


def test_words_that_a_byline_is_a_part_of_are_reporting() -> None:
    sentence = "<p>The report was written by <span class=author>Oda Lisle</span> at the ministry's request, it said later.</p>"
    found = article(f"<article><h1>Border shut</h1>{''.join(P)}{sentence}</article>")
    assert lines(found)[-1][0] == ""


LEAD = "After three weeks of quarrels over the harvest, Kestoria acts, and its neighbours ask for talks."


@pytest.mark.parametrize(
    "lead", [f"<p class=teaser-intro>{LEAD}</p>", f"<div class=summary>{LEAD}</div>", f"<h2>{LEAD}</h2>"]
)
def test_what_leads_into_the_article_below_its_title_is_reporting(lead: str) -> None:
    found = article(
        f"<main><header><h1>Border shut</h1>{lead}<div class=meta>By Oda Lisle</div></header>"
        f"<div class=story>{''.join(P)}</div></main>"
    )
    assert ("", LEAD) in lines(found)
    assert found.text.index(LEAD) < found.text.index(WORDS[0])


@pytest.mark.parametrize(
    "line",
    [
        f"<p><a href=/b>{LEAD}</a></p>",
        "<p>Read more on the border.</p>",
        f"<div class=related><p>{LEAD}</p></div>",
        f"<aside role=dialog><p>{LEAD}</p></aside>",
    ],
)
def test_what_stands_below_a_title_and_leads_elsewhere_is_not(line: str) -> None:
    found = article(f"<main><h1>Border shut</h1>{line}<div class=story>{''.join(P)}</div></main>")
    assert all(kind != "" for kind, words in lines(found) if words not in WORDS)


def test_what_a_paywall_fades_out_is_kept() -> None:
    found = article(
        f"<article><h1>Border shut</h1><div class=summary>{LEAD}</div><div class=badge>For subscribers</div>"
        f"<section class=page-one><p class='paragraph paragraph--faded'>{WORDS[0]} <a href=/x>A link.</a></p></section></article>"
    )
    assert [words for kind, words in lines(found) if not kind] == [LEAD, f"{WORDS[0]} A link."]


def test_a_sentence_in_the_box_of_a_byline_is_reporting() -> None:
    found = article(
        f"<article><h1>Border shut</h1><div class=article-meta><p>{LEAD}</p><p>By Oda Lisle</p></div>{''.join(P)}</article>"
    )
    assert ("", LEAD) in lines(found)
    assert ("byline", "By Oda Lisle") in lines(found)


def test_marks_that_only_allow_a_word_to_be_broken_are_no_part_of_it() -> None:
    found = article(
        "<h1>Border shut</h1>" + "".join(P).replace("border", "bor&shy;der").replace("harvest", "har\xadvest")
    )
    assert WORDS[0] in found.text
    assert WORDS[1] in found.text


def test_furniture_that_words_show_and_that_markup_shows_stands_side_by_side() -> None:
    found = article(
        f"<article><h1>Border shut</h1><div class=author-line>By <a>Oda Lisle</a><span>March 3, 2031</span></div>{''.join(P)}"
        "<p>About the writer</p><p>Oda Lisle is a reporter of the Amsel Ledger who writes about borders.</p>"
        "<div class=author-box><div>Oda Lisle</div></div></article>"
    )
    assert [line for line in lines(found) if line[0] not in ("", "title")] == [
        ("byline", "By Oda Lisle · March 3, 2031"),
        ("author", "About the writer"),
        ("author", "Oda Lisle is a reporter of the Amsel Ledger who writes about borders."),
        ("author", "Oda Lisle"),
    ]


CALLED = (
    "byline",
    "c-date",
    "wp-caption",
    "articleRelated",
    "newsletter_box",
    "author-bio",
    "site-nav",
    "social-share",
)
TAGS = ("div", "section", "aside", "figure", "header")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(TAGS), st.sampled_from(CALLED), st.sampled_from(("p", "span", "li", "h3", "div"))
        ),
        min_size=5,
        max_size=5,
    ),
    st.sampled_from(("article", "main", "div", "section")),
)
def test_whatever_stands_between_paragraphs_they_stay_whole_in_order_and_evidence(
    boxes: list[tuple[str, str, str]], around: str
) -> None:
    made = [f"<{tag} class={called}><{inner}>Words in box {number}</{inner}></{tag}>" for number, (tag, called, inner) in enumerate(boxes)]  # fmt: skip
    body = "".join(f"{box}{words}" for box, words in zip(made, [*P, ""], strict=True))
    told = lines(article(f"<{around}><h1>Border shut</h1>{body}</{around}>"))
    assert [line for line in told if line[1] in WORDS] == [("", words) for words in WORDS]
    shown = [words for _, words in told if words.startswith("Words in box")]
    assert shown == sorted(shown)
    assert all(kind for kind, words in told if words.startswith("Words in box"))


@pytest.mark.parametrize(
    "unit",
    ["<div class=byline>", "<span class=related>x", "<figcaption>x</figcaption>", "<p>By Oda Lisle</p>"],
)
def test_furniture_without_end_takes_linear_time(unit: str) -> None:
    found = article(f"<article><h1>Border shut</h1>{''.join(P)}{unit * 5000}</article>")
    assert WORDS[0] in found.text
