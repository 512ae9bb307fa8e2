"""The Markdown documents read back through CommonMark: quotes and footnotes, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tearline.briefs.export import EXPORT_MARK, FORMATS, Prepared
from tearline.briefs.export.dossier import UnknownActor
from tearline.briefs.export.wording import cited, inside
from tearline.briefs.markdown import readable

Data = dict[str, Any]
Dam = Callable[[], Data]
Ready = Callable[..., Prepared]
READER = MarkdownIt("gfm-like").use(footnote_plugin)
PLAIN = MarkdownIt("commonmark")
DOCUMENTS = ["markdown", "dossier", "timeline", "quotes"]
HOSTILE = [
    "*a* _b_ `c` **d**", "[link](http://x.example) ![img](y)", "<script>alert(1)</script>", "</p><b>",
    "[^1] [^1]: no", "\n# heading\n\n- item\n", "```\nfence", "> quote", "1. one", "| a |\n|--|\n| 1 |",
    "https://evil.example/x www.evil.example a@b.example", "---", "\n\n***\n\n", "a\\", "\u202ereversed",
    "\x00\x1b[31m\x07\x9b", "<!-- x", "-->", EXPORT_MARK, "    code", "\tcode", "&lt;b&gt; &#60;",
]  # fmt: skip


def made(name: str, prepared: Prepared, actor: str = "ada-veld") -> str:
    return FORMATS[name].export(prepared, actor if FORMATS[name].of_actor else None)


def words_of(token: Token) -> str:
    kept = ("text", "text_special", "code_inline")
    return "".join(child.content for child in token.children or [] if child.type in kept)


def lines(text: str) -> list[str]:
    """The words of each paragraph, heading and footnote, in order."""
    return [words_of(token) for token in READER.parse(text) if token.type == "inline"]


def footnotes(text: str) -> dict[int, str]:
    """What each footnote says, by its number; every one is called for."""
    tokens = READER.parse(text)
    called = {
        child.meta["label"]
        for token in tokens
        for child in token.children or []
        if child.type == "footnote_ref"
    }
    found, label = {}, ""
    for token in tokens:
        if token.type == "footnote_open":
            label = token.meta["label"]
        elif token.type == "inline" and label:
            found[int(label)] = words_of(token)
            label = ""
    assert called == set(map(str, found))
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_the_footnotes_of_its_items_and_the_sources_they_cite(
    name: str, dam: Dam, ready: Ready
) -> None:
    text = made(name, ready(dam()))
    found = footnotes(text)
    assert list(found) == list(range(1, len(found) + 1))
    # In the order in which they are called for.
    called = [int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", text)]
    assert list(dict.fromkeys(called)) == list(found)
    for note in found.values():
        assert re.search(r"articles/\w+\.txt, characters \d+–\d+", note)


def test_the_brief_reads_back_with_its_quotes_and_its_footnotes(dam: Dam, ready: Ready) -> None:
    prepared = ready(dam())
    text = made("markdown", prepared)
    said = [line for line in lines(text) if line.startswith(("Ada Veld: ", "Ada Veld, "))]
    assert [line.split(": ", 1)[1].rstrip() for line in said] == [
        "“the gates stay shut”",
        "“We will not pay,” … “and we will not wait.”",
        "she had promised to resign if the dam failed Unreviewed",
    ]
    assert footnotes(text) == {note.number: cited(note, prepared.sources, str) for note in prepared.notes}
    for note in prepared.notes:
        for passage in note.passages:
            assert prepared.articles[passage.source].text[passage.start : passage.end] == passage.words


def test_what_rests_on_several_passages_cites_them_all_once(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["claims"][0]["evidence"] = ["q-1", "q-2", "q-1", "c-2"]
    data["claims"][1]["evidence"] += ["c-1"]
    prepared = ready(data)
    assert [passage.words for passage in prepared.claims[0].passages] == [
        "the gates stay shut",
        "We will not pay,",
        "and we will not wait.",
        "seen the gates open",
    ]
    assert prepared.notes[prepared.claims[0].notes[0] - 1].passages == prepared.claims[0].passages


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_hostile_words_stay_words_in_every_document(
    name: str, words: str, everywhere: Callable[[str], Prepared]
) -> None:
    text = made(name, everywhere(words), words)
    text.encode()
    for reader in (READER, PLAIN):
        tokens = reader.parse(text)
        html = [token.content for token in tokens if token.type == "html_block"]
        assert html == [EXPORT_MARK + "\n"]
        assert {token.type.removesuffix("_open") for token in tokens if token.type.endswith("_open")} <= {
            "heading", "paragraph", "bullet_list", "list_item", "footnote", "footnote_block",
        }  # fmt: skip
        within = {child.type for token in tokens for child in token.children or []}
        assert within <= {
            "text", "text_special", "softbreak", "strong_open", "strong_close", "em_open", "em_close",
            "footnote_ref", "footnote_anchor",
        }  # fmt: skip
        headings = [words_of(tokens[n + 1]) for n, token in enumerate(tokens) if token.type == "heading_open"]
        assert len(headings) < 12
    if name != "timeline":
        assert any(readable(words) in line for line in lines(text))


def test_a_dossier_tells_one_actor(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["quotes"][2] |= {"speaker": "tam-osk", "via": ["ada-veld"], "about": ["harbour"]}
    data["actors"]["ada-veld"] |= {"aliases": ["Veld"], "not": ["tam-osk"], "note": "Born in Orlo."}
    data["timeline"][0]["actors"] = ["ada-veld", "tam-osk"]
    text = made("dossier", ready(data), "  veld ")
    assert text.startswith(
        "# Ada Veld\n\n*FOR THE HARBOUR BOARD · Final · orlo · water*\n\n"
        "From the brief “The dam at Orlo”.\n\n"
        "- Type: person\n- Also called: Veld\n"
        "- Role: harbour minister, according to Orlo Gazette, Lio Marsh, “Gates shut”, "
        "April 2031 (inferred)\n"
        "- Belongs to: Harbour Ministry\n- Not to be confused with: Tam Osk\n- Note: Born in Orlo.\n\n"
        "## Quotes by them\n\n**Ada Veld**: “the gates stay shut” [^1]\n\n"
        "**Ada Veld**, to the Gazette: “We will not pay,” … “and we will not wait.” [^2]\n\n"
        "## Quotes they passed on\n\n**Tam Osk**, via Ada Veld, in reported speech: she had promised"
    )
    assert "## Claims they make\n\n- The gates of the dam stay shut, according to Ada Veld" in text
    assert "## Timeline\n\n- 7 April 2031" in text
    company = "## Who appears with them\n\n- Harbour Ministry: in 2 items\n- Tam Osk: in 2 items\n"
    assert company in text


@pytest.mark.parametrize(
    ("actor", "told"),
    [
        ("Ada Feld", "perhaps ada-veld"),
        ("nobody at all", "there are ada-veld, harbour, tam-osk"),
        ("the pair", "may be any of ada-veld, tam-osk"),
    ],
)
def test_a_dossier_of_someone_else_is_answered_with_who_there_is(
    actor: str, told: str, dam: Dam, ready: Ready
) -> None:
    data = dam()
    for key in ("ada-veld", "tam-osk"):
        data["actors"][key]["aliases"] = ["The Pair"]
    with pytest.raises(UnknownActor, match=told):
        made("dossier", ready(data), actor)


def test_the_timeline_goes_by_year_with_whom_each_event_concerns(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["timeline"][0]["actors"] = ["ada-veld", "tam-osk"]
    text = made("timeline", ready(data))
    assert (
        "## 2031\n\n- 2031 to February 2032: The dam is mended. *Unreviewed* *(unsourced)*\n"
        "- 7 April 2031 (the Monday before): Veld speaks. [^1]\n  - Ada Veld and Tam Osk\n\n## Sources\n"
    ) in text


def test_the_quotes_sheet_has_a_heading_for_each_speaker(dam: Dam, ready: Ready) -> None:
    data = dam()
    data["quotes"][1] |= {"about": ["harbour", "tam-osk"]}
    del data["quotes"][2]["speaker"]
    text = made("quotes", ready(data))
    headings = re.findall(r"^## (.*)$", text, re.M)
    assert headings == ["Ada Veld", "Speaker not named", "Sources"]
    assert "“and we will not wait.” [^2] About Harbour Ministry and Tam Osk.\n" in text


@pytest.mark.parametrize(
    ("before", "after", "words", "found"),
    # A paragraph that is cut is cut between words where it has any.
    [
        ("one\n", "\nthree", "two", (0, 0, False, False)),
        ("a " * 300, "", "two", (238, 0, True, False)),
        ("x" * 300, "y" * 300, "two", (240, 240, True, True)),
        ("a\r", " b\r\nc", "two", (0, 2, False, False)),
    ],
)
def test_a_passage_comes_with_its_paragraph(
    before: str, after: str, words: str, found: tuple[Any, ...], ready: Ready
) -> None:
    at = {"source": "s", "start": len(before), "end": len(before) + len(words), "exact": words}
    data = {
        "tearline": 1,
        "title": "t",
        "sources": {"s": {"file": "s.txt"}},
        "claims": [{"id": "c", "claim": "c", "kind": "fact", "evidence": [at]}],
    }
    (passage,) = ready(data, {"s.txt": before + words + after}).claims[0].passages
    assert (len(passage.before), len(passage.after), passage.cut_before, passage.cut_after) == found
    assert passage.before + words + passage.after in before + words + after


@pytest.mark.parametrize(
    ("words", "inside_a_sentence"),
    [
        ("The aides", "the aides"),
        ("An exclusive investigation by The Mirror", "an exclusive investigation by The Mirror"),
        ("A Kremlin aide", "a Kremlin aide"),
        ("His lawyers", "his lawyers"),
        ("The Hague's envoy", "The Hague's envoy"),
        ("One Nation", "One Nation"),
        ("Kremlin aides", "Kremlin aides"),
        ("a clerk", "a clerk"),
        ("The", "The"),
    ],
)
def test_a_description_that_opened_a_sentence_stands_inside_one(words: str, inside_a_sentence: str) -> None:
    assert inside(words) == inside_a_sentence
