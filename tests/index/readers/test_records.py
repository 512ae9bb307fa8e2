"""Articles in JSON, in tables and in feeds: which field is what, and what is done where none fits."""

from __future__ import annotations

import json

import pytest

from tearline.index.article import Article
from tearline.index.parts import Unfolding
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import Unreadable, article_of

TEXT = "The harbour of Velmora was closed on Monday, the port authority said."


def read(name: str, data: bytes | str, columns: dict[str, str] | None = None) -> list[Article | Unreadable]:
    raw = Raw.of(name, data if isinstance(data, bytes) else data.encode())
    raw.columns = columns or {}
    return [
        article_of(part.found, part.path, inside=part.inside)
        if isinstance(part.found, Reading)
        else part.found
        for part in Unfolding().readings(raw)
    ]


def one(name: str, data: object, columns: dict[str, str] | None = None) -> Article:
    (article,) = read(name, data if isinstance(data, str) else json.dumps(data), columns)
    assert isinstance(article, Article)
    return article


def refused(name: str, data: bytes | str) -> Unreadable:
    found = read(name, data)[-1]
    assert isinstance(found, Unreadable)
    return found


def test_fields_of_a_record_go_by_their_usual_names() -> None:
    article = one(
        "a.json",
        {
            "Headline": "Harbour shut",
            "article_body": TEXT,
            "publishedAt": "2031-04-07T10:00:00Z",
            "lastModified": "2031-04-08",
            "authors": [{"name": "Ines Kordel"}, "Tam Orl"],
            "source": {"id": None, "name": "Velmora Herald"},
            "url": "https://velmora.example/1",
            "lang": "en",
            "category": "Shipping",
        },
    )
    assert (article.text, article.path) == (TEXT, "a.json")
    assert (article.title, article.outlet, article.author) == (
        "Harbour shut",
        "Velmora Herald",
        "Ines Kordel, Tam Orl",
    )
    assert (article.published, article.updated) == ("2031-04-07", "2031-04-08")
    assert (article.url, article.language, article.section) == ("https://velmora.example/1", "en", "Shipping")


@pytest.mark.parametrize("wrapped", [["data"], ["response", "docs"], ["articles"], []])
def test_the_list_of_records_is_found_wherever_it_stands(wrapped: list[str]) -> None:
    value: object = [{"text": f"{TEXT} {number}"} for number in range(3)]
    for key in reversed(wrapped):
        value = {"status": "ok", "tags": ["a", "b"], key: value}
    assert [found.path for found in read("a.json", json.dumps(value)) if isinstance(found, Article)] == [
        "a.json!/1",
        "a.json!/2",
        "a.json!/3",
    ]


def test_lines_of_json_keep_the_number_of_their_line() -> None:
    lines = f'{{"text": "{TEXT} 1"}}\n\n{{broken\n{{"title": "none"}}\n{{"text": "{TEXT} 5"}}'
    found = {each.path: each for each in read("wire.jsonl", lines)}
    assert [path for path, each in found.items() if isinstance(each, Article)] == [
        "wire.jsonl!/1",
        "wire.jsonl!/5",
    ]
    assert "line is not JSON" in str(found["wire.jsonl!/3"])
    # A record that simply has no text is nothing to mend.
    assert found["wire.jsonl!/4"].advice == ""


def test_a_record_whose_key_is_empty_has_no_text_in_it() -> None:
    data = b'{"": "Not named.", "headline": "A"}\n{"text": "Named."}\n'
    without, named = read("a.jsonl", data)
    assert isinstance(without, Unreadable)
    assert without.reason == "the record has no text"
    assert isinstance(named, Article)
    assert named.text == "Named."


def test_lines_of_json_are_known_whatever_they_are_called() -> None:
    lines = "".join(f'{{"text": "{TEXT} {number}"}}\n' for number in range(2))
    assert [each.path for each in read("export.json", lines)] == ["export.json!/1", "export.json!/2"]


def test_columns_that_are_called_otherwise_are_mapped() -> None:
    record = {"volltext": TEXT, "meta": {"kopf": "Hafen zu"}, "title": "not this"}
    article = one("a.json", record, {"text": "volltext", "title": "meta.kopf"})
    assert (article.text, article.title) == (TEXT, "Hafen zu")
    table = f"volltext;kopf\n{TEXT};Hafen zu\n"
    assert one("a.csv", table, {"text": "volltext", "title": "kopf"}).title == "Hafen zu"


def test_html_in_a_record_becomes_paragraphs() -> None:
    article = one(
        "post.json", {"title": {"rendered": "Shut"}, "content": {"rendered": f"<p>{TEXT}</p><p>Two.</p>"}}
    )
    assert (article.title, article.text) == ("Shut", f"{TEXT}\n\nTwo.")


@pytest.mark.parametrize(
    ("written", "published"),
    [(1933322400, "2031-04-07"), (1933322400000, "2031-04-07"), ("20310407", "2031-04-07"), ("2031", "2031")],
)
def test_dates_as_numbers_are_read(written: object, published: str) -> None:
    assert one("a.json", {"text": TEXT, "date": written}).published == published


def test_a_date_that_is_none_is_noted_and_costs_nothing() -> None:
    article = one("a.json", {"text": TEXT, "date": "soon"})
    assert article.published is None
    assert "“soon”" in article.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", '{"a": ' * 100_000, "nested too deeply"),
        ("a.json", "{nonsense", "not JSON"),
        ("a.json", '{"a": 1}', "no article was found"),
        ("a.json", "[]", "no article was found"),
        ("a.csv", "a,b\n1,2\n", "none of its columns"),
        ("a.csv", "", "none of its columns"),
        ("a.xml", "<p>no feed</p>", "no feed"),
        ("a.rss", "<rss><channel></channel></rss>", "without entries"),
    ],
)
def test_what_holds_no_articles_says_so_and_what_to_do(name: str, data: str, reason: str) -> None:
    error = refused(name, data)
    assert reason in error.reason
    assert error.advice


def test_a_table_without_a_known_text_tells_its_columns_and_where_to_name_one() -> None:
    error = refused("wire.csv", "kopf,volltext\na,b\n")
    assert "kopf, volltext" in error.reason
    assert "wire.csv.yaml" in error.advice


def test_rows_with_line_breaks_and_quotation_marks_are_whole() -> None:
    table = f'title,text\n"Shut, ""again""","{TEXT}\n\nMore."\nOnly a title,\n'
    first, second = read("a.csv", table)
    assert isinstance(first, Article)
    assert (first.path, first.title, first.text) == ("a.csv!/1", 'Shut, "again"', f"{TEXT}\n\nMore.")
    assert isinstance(second, Unreadable)


# Feeds

ENTITIES = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("definitions", [ENTITIES, OUTSIDE])
def test_a_feed_that_defines_names_is_refused(definitions: str) -> None:
    feed = f"{definitions}<rss><channel><item><description>&a;</description></item></channel></rss>"
    assert "entities" in refused("a.rss", feed).reason


def test_the_entries_of_a_broken_feed_before_the_fault_are_read() -> None:
    entry = f"<item><title>One</title><description>{TEXT} &nbsp;&hellip;</description></item>"
    first, error = read("a.rss", f"<rss><channel><title>Wire</title>{entry}<item></channel>")
    assert isinstance(first, Article)
    assert (first.path, first.outlet, first.inferred["outlet"]) == (
        "a.rss!/1",
        "Wire",
        "the name of the feed",
    )
    assert first.text.endswith("…")
    assert "not XML" in str(error)


def test_what_pictures_say_of_themselves_is_not_said_of_the_entry() -> None:
    feed = (
        "<rss xmlns:media='m'><channel><title>Wire</title><item><media:title>A ship</media:title>"
        "<media:content url='x'/><title>Harbour shut</title><source url='s'>Velmora Herald</source>"
        f"<description>{TEXT}</description></item></channel></rss>"
    )
    article = one("a.rss", feed)
    assert (article.title, article.outlet, article.text) == ("Harbour shut", "Velmora Herald", TEXT)


def test_an_entry_that_is_a_title_alone_says_so_and_is_no_evidence() -> None:
    feed = "<rss><channel><item><title>Harbour shut</title><link>https://a.example/1</link></item></channel></rss>"
    found = one("a.rss", feed)
    assert (found.text, found.url) == ("Harbour shut", "https://a.example/1")
    assert found.notes == ("The feed holds only its title.",)
    assert [(zone.kind, zone.start, zone.end) for zone in found.zones] == [("title", 0, 12)]


@pytest.mark.parametrize("name", ["a.rss", "a.json"])
def test_captions_and_the_line_about_the_feed_are_no_evidence(name: str) -> None:
    words = (
        "<figure><img src='a'/><figcaption>The gate at noon. Photo: Teodor Quast</figcaption></figure>"
        "<p>The border was shut, the ministry said.</p><p>Nobody passed, a guard said.</p>"
        "<p>The post <a href='/1'>Border shut</a> appeared first on <a href='/'>Amsel Ledger</a>.</p>"
    )
    entry = f"<item><title>Border</title><description><![CDATA[{words}]]></description></item>"
    feed = f"<rss><channel>{entry}</channel></rss>"
    found = one(name, feed if name == "a.rss" else {"title": "Border", "body": words})
    assert [(zone.kind, found.text[zone.start : zone.end]) for zone in found.zones] == [
        ("credit", "The gate at noon. Photo: Teodor Quast"),
        ("furniture", "The post Border shut appeared first on Amsel Ledger."),
    ]


def test_a_caption_without_an_end_takes_little_evidence_away() -> None:
    words = "<figcaption>The gate" + "<p>Nobody passed, a guard said.</p>" * 9
    found = one("a.json", {"title": "Border", "body": words})
    assert sum(zone.end - zone.start for zone in found.zones if zone.kind == "credit") < len(found.text) / 2


def test_a_feed_nested_too_deeply_is_refused() -> None:
    assert "nested too deeply" in refused("a.rss", "<rss>" + "<a>" * 10_000).reason
