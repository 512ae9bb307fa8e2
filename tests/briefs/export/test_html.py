"""The page says what the brief says, each footnote leads to its passage and back, and no word is markup."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.briefs.export import EXPORT_MARK, FORMATS, Prepared, is_export
from tearline.briefs.export.html import export
from tearline.briefs.export.html_words import address, shown
from tearline.briefs.export.matrix import matrix
from tearline.index.errors import Unreadable
from tearline.index.reading import read_article

Data = dict[str, Any]
VOID = {"meta", "rect", "path", "circle", "use", "br", "hr", "img", "input", "link"}
# Every element that a page of ours may hold.
OURS = {
    "html", "head", "meta", "title", "style", "body", "a", "svg", "defs", "symbol", "circle", "path",
    "use", "rect", "text", "div", "section", "header", "h1", "h2", "h3", "p", "nav", "ol", "ul", "li",
    "main", "span", "dl", "dt", "dd", "b", "bdi", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "figure", "blockquote", "figcaption", "sup", "mark", "footer",
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "</title></style></script><img src=x onerror=alert(1)>", "\"'><b onload=x>",
    "{{ 7 * 7 }}{% raw %}", "javascript:alert(1)", "&lt;&amp;&#60;&notin;", "]]><!-- --><![CDATA[", "--><b>",
    "\x00\x1b[31m\x07", "a\u202eb\u2066c\u2069", "a\rb\r\nc", "a\x85b\x9f", "\ufffe", "\u0000<",
    "http://x.example/\"onmouseover='x'", "مرحبا", "a" * 3000, "`${x}`", "\\", "'", "a\u2028b",
]  # fmt: skip


class Page(HTMLParser):
    """A page as read back: its elements with their attributes, and their text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.closed: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        name, attrs, parts = self.open.pop()
        assert name == tag
        self.closed.append((name, attrs, "".join(parts)))

    def handle_data(self, data: str) -> None:
        for _, _, parts in self.open:
            parts.append(data)

    def texts(self, tag: str, kind: str | None = None) -> list[str]:
        """The text of each element of this name and class, in the order in which they end."""
        return [
            text
            for name, attrs, text in self.closed
            if name == tag and (kind is None or kind in (attrs.get("class") or "").split())
        ]

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_quotes_read_back_from_the_page_are_those_of_the_brief(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    prepared = ready(dam())
    page = Page(export(prepared))
    assert page.texts("span", "said") == [s for quote in prepared.quotes for s in quote.quote.stretches]
    assert page.texts("span", "claim") == [claim.claim.claim for claim in prepared.claims]
    assert page.texts("h3") == ["Ada Veld"]
    assert [words(text) for text in page.texts("figcaption")] == [
        "to the Gazette",
        "in reported speech via a clerk Unreviewed",
    ]
    assert "on Monday" not in page.texts("span", "said")


def test_each_footnote_leads_to_its_passage_and_the_passage_back(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    prepared = ready(dam())
    page = Page(export(prepared))
    ids = page.ids()
    assert len(set(ids)) == len(ids)
    links = [attrs["href"] or "" for name, attrs in page.elements if name == "a"]
    assert {link for link in links if link.startswith("#")} <= {f"#{name}" for name in ids}
    # Each call for a note has one way back, and each note is called for.
    calls = [attrs for name, attrs in page.elements if name == "a" and attrs.get("role") == "doc-noteref"]
    backs = [attrs["href"] for name, attrs in page.elements if attrs.get("role") == "doc-backlink"]
    assert sorted(f"#{attrs['id']}" for attrs in calls) == sorted(map(str, backs))
    assert {attrs["href"] for attrs in calls} == {f"#note-{note.number}" for note in prepared.notes}
    notes = [
        text
        for name, attrs, text in page.closed
        if name == "li" and re.fullmatch(r"note-\d+", attrs.get("id") or "")
    ]
    assert len(notes) == len(prepared.notes)
    for note, text in zip(prepared.notes, notes, strict=True):
        for passage in note.passages:
            assert passage.words in text
            assert f"{passage.start}–{passage.end}" in text
    marked = page.texts("mark")
    assert marked == [passage.words for note in prepared.notes for passage in note.passages]


def test_a_passage_stands_marked_in_its_paragraph_and_two_of_one_paragraph_in_one_excerpt(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    passages = Page(export(ready(dam()))).texts("blockquote", "passage")
    assert passages[0].startswith("Ada Veld, the harbour minister, said “the gates stay shut” on Monday.")
    assert passages[0].endswith("to resign if the dam failed.")
    assert (
        sum("We will not pay,” she told the Gazette, “and we will not wait.”" in text for text in passages)
        == 3
    )
    assert "leaks" not in passages[0]


def test_likelihood_and_confidence_stand_apart_and_grades_are_explained(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    page = Page(export(ready(dam())))
    terms = [words(text) for text in page.texts("dd")]
    assert terms[:2] == ["likely 55–80 %", "low"]
    facts = [words(text) for text in page.texts("ul", "facts")]
    assert facts[0] == "Pledge 1 origin Credibility 3, possibly true"
    assert facts[3] == "Reported as fact Denied Unreviewed"
    assert [words(text) for text in page.texts("p", "grade")] == [
        "C fairly reliable, as graded by the desk: often right",
        "– not graded",
    ]
    relations = [words(text) for text in page.texts("ul", "relations")]
    assert relations[0].startswith("Contradicted by claim 2, of independent origin: The gates were open.")
    assert relations[0].endswith("Open is not shut.")


def test_an_unsourced_statement_says_so_and_an_assumption_need_not_have_a_source(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    said = [words(text) for text in Page(export(ready(dam()))).texts("p", "words")]
    assert "Nobody has paid Unsourced" in said
    assert "The clerk was there." in said


def test_the_matrix_shows_what_each_origin_does_for_a_claim(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    table = matrix(ready(dam()))
    assert table.columns == (("gazette",), ("herald",))
    assert [dict(row.bearings) for row in table.rows] == [
        {0: ("states",), 1: ("differs",)},
        {0: ("differs",), 1: ("states",)},
        {0: ("states",)},
        {},
    ]
    page = Page(export(ready(dam())))
    assert [words(text) for text in page.texts("td")] == [
        "states it", "differs", "differs", "states it", "states it", "", "", "",
    ]  # fmt: skip
    assert page.texts("th")[1:3] == ["Orlo Gazette", "Orlo Herald"]


def test_copies_of_one_text_share_a_column(dam: Callable[[], Data], ready: Callable[..., Prepared]) -> None:
    data = dam()
    data["sources"]["copy"] = {"file": "articles/copy.txt", "outlet": "Orlo Echo"}
    text = (
        "Long ago a dam was built at Orlo by men who had never seen so much rain as fell in that one spring."
    )
    data["sources"]["herald"]["file"] = "articles/herald-long.txt"
    at = {"start": 0, "end": 8, "exact": "Long ago"}
    data["claims"][1]["evidence"] = [{"source": "herald", **at}, {"source": "copy", **at}]
    prepared = ready(data, {"articles/copy.txt": text, "articles/herald-long.txt": text})
    assert matrix(prepared).columns == (("gazette",), ("herald", "copy"))
    assert "Orlo Herald and 1 more" in Page(export(prepared)).texts("th")


def test_the_page_needs_nothing_and_forbids_everything_but_its_style(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    text = export(ready(dam()))
    page = Page(text)
    assert {name for name, _ in page.elements} <= OURS
    loading = {"src", "srcset", "data", "action", "poster", "background", "style"}
    assert not {
        name for _, attrs in page.elements for name in attrs if name in loading or name.startswith("on")
    }
    [style] = page.texts("style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    [policy] = [attrs["content"] for _, attrs in page.elements if "http-equiv" in attrs]
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
    assert "url(" not in style
    assert "@import" not in style
    assert [
        attrs["href"]
        for name, attrs in page.elements
        if name == "a" and not (attrs["href"] or "").startswith("#")
    ] == ["https://gazette.example/gates"]


def test_headings_are_in_order_and_landmarks_are_there(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    page = Page(export(ready(dam())))
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    names = [name for name, _ in page.elements]
    assert all(names.count(landmark) == 1 for landmark in ("main", "header", "nav", "footer"))
    assert ("html", {"lang": "en"}) in page.elements
    first = next(attrs for name, attrs in page.elements if name == "a")
    assert first == {"class": "skip", "href": "#brief"}


def test_the_marking_stands_above_and_below_and_nowhere_without_one(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    text = export(ready(dam()))
    assert text.count("FOR THE HARBOUR BOARD") == 2
    without = export(ready({**dam(), "marking": None}))
    assert 'class="marking' not in without


def test_an_export_says_that_it_is_one_and_is_the_same_every_time(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    text = FORMATS["html"].export(ready(dam()))
    assert text.startswith("<!doctype html>")
    assert text.endswith(f"</html>\n{EXPORT_MARK}\n")
    assert is_export(text.encode())
    assert text == FORMATS["html"].export(ready(dam()))


def test_a_page_that_lies_on_a_desk_is_no_article(
    dam: Callable[[], Data], ready: Callable[..., Prepared], tmp_path: Path
) -> None:
    page = tmp_path / "brief.html"
    page.write_text(export(ready(dam())), encoding="utf-8")
    with pytest.raises(Unreadable, match="it is an exported brief, not an article"):
        read_article(tmp_path, page)


def test_an_empty_brief_makes_a_page(ready: Callable[..., Prepared]) -> None:
    page = Page(export(ready({"tearline": 1, "title": "Nothing yet"})))
    assert page.texts("h1") == ["Nothing yet"]
    assert page.texts("h2") == ["How to read the grades"]


def reads_back(prepared: Prepared, text: str) -> None:
    page = Page(export(prepared))
    seen = shown(text)
    assert {name for name, _ in page.elements} <= OURS
    assert not [
        name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"
    ]
    assert page.texts("span", "said") == [seen]
    assert set(page.texts("mark")) == {seen}
    assert page.texts("span", "claim") == [seen, seen]
    assert page.texts("h1") == [shown(words(text))]
    assert page.texts("title") == [shown(words(text))]
    assert page.texts("blockquote", "passage")[0] == " ".join(["before", seen, "after"])
    links = [attrs["href"] or "" for name, attrs in page.elements if name == "a"]
    assert all(link.startswith(("#", "http://", "https://")) for link in links)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, everywhere: Callable[[str], Prepared]) -> None:
    reads_back(everywhere(text), text)


@given(
    text=st.one_of(
        st.text(st.sampled_from("ab <>&\"'/=!-`{}%#;:\\\r\t\x00\x0b\u202e\u2067"), min_size=1, max_size=30),
        st.text(min_size=1, max_size=20),
    ).filter(lambda text: bool(text.strip()) and "\n" not in text)
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_words_read_back(text: str, everywhere: Callable[[str], Prepared]) -> None:
    try:
        prepared = everywhere(text)
    except ValueError:
        # Words without a character that can be seen are no words to the schema.
        return
    reads_back(prepared, text)


def test_what_stands_around_a_passage_stays_words_too(
    dam: Callable[[], Data], ready: Callable[..., Prepared]
) -> None:
    data = {**dam(), "quotes": [], "timeline": [], "relations": [], "bottom_line": []}
    data["claims"] = [data["claims"][1]]
    data["claims"][0]["evidence"] = [{"source": "herald", "start": 4, "end": 7, "exact": "has"}]
    page = Page(export(ready(data, {"articles/herald.txt": "<b>\ud800has\x00</b><script>\n\nelsewhere"})))
    assert page.texts("blockquote", "passage") == ["<b>\ufffdhas␀</b><script>"]


def test_words_are_shown_one_for_one_and_plain_ones_unchanged() -> None:
    assert shown("a\u202eb\u2066c\x00d\ud800") == "a\ufffdb\ufffdc␀d\ufffd"
    assert shown("Ada’s “gates” – 3 < 4 \u200f") == "Ada’s “gates” – 3 < 4 \u200f"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://gazette.example/a?b=c#d", True),
        ("HTTP://gazette.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//gazette.example", False),
        ("https:///nohost", False),
        ("https://gazette.example/a b", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    assert (address(url) is not None) == linked


def large(claims: int, sources: int) -> tuple[Data, dict[str, str]]:
    texts = {
        f"articles/{n}.txt": "\n\n".join(f"Report {n}, line {m} of the dam." for m in range(20))
        for n in range(sources)
    }

    def at(n: int) -> Data:
        source, words = n % sources, f"Report {n % sources}, line {n // sources % 20} of"
        start = texts[f"articles/{source}.txt"].index(words)
        return {"source": f"s{source}", "start": start, "end": start + len(words), "exact": words}

    return {
        "tearline": 1,
        "title": "Much",
        "sources": {f"s{n}": {"file": f"articles/{n}.txt", "outlet": f"Outlet {n}"} for n in range(sources)},
        "claims": [
            {"id": f"c-{n}", "claim": f"Claim {n}.", "kind": "fact", "evidence": [at(n), at(n + 1)]}
            for n in range(claims)
        ],
        "timeline": [
            {
                "id": f"t-{n}",
                "when": f"20{n % 60 + 10}-0{n % 9 + 1}",
                "what": "It rains.",
                "evidence": [at(n)],
            }
            for n in range(claims)
        ],
    }, texts


def test_a_matrix_too_large_to_draw_is_listed_and_a_crowded_timeline_drawn_as_columns(
    ready: Callable[..., Prepared],
) -> None:
    text = export(ready(*large(80, 40)))
    page = Page(text)
    assert page.texts("table", "listed")
    assert not page.texts("table", "matrix")
    assert 'class="column"' in text
    assert 'class="bar"' not in text
    drawn = sum(int(count) for count in page.texts("text", "count"))
    assert drawn == 80


def test_the_page_grows_with_its_items_alone(ready: Callable[..., Prepared]) -> None:
    small, big = (len(export(ready(*large(n, 40)))) for n in (200, 800))
    assert big < 4.2 * small
