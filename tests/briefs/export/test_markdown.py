"""Exports say what the brief says, through any CommonMark reader, and refuse words that are not verbatim."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tearline.briefs.export import EXPORT_MARK, ExportRefused, to_markdown
from tearline.briefs.markdown import escape, readable
from tearline.briefs.model import Brief, Source
from tearline.index.article import Article

TEXT = (
    "Ada Veld, the harbour minister, said “the gates stay shut” on Monday. “We will not pay,” she told the "
    "Gazette, “and we will not wait.” A clerk said she had promised to resign if the dam failed."
)
NASTY = [
    "*a* _b_ `c` **d** ~~e~~", "[link](http://x.example) ![img](y)",
    "<b>bold</b> <script>alert(1)</script>", "&amp; &#65; &lt;", "[^1] [^1]: no", "# no heading",
    "1. no list", "12) no list", "- no list", "+ no", "> no quote", "    no code", "\tno code",
    "```\nno fence\n```", "~~~", "a | b\n--|--\n1 | 2", "$x^2$ \\(y\\)", "trailing backslash\\", "\\",
    "two\nlines\n\nand paragraphs", "line  \nbreak", "https://evil.example/x www.evil.example a@b.example",
    "---", "===", "***", "[x] task", "{.attr} {{ jinja }}", "<!-- comment -->", "<https://auto.example>",
    "a\u202eb\u2066c", "nbsp\u00a0 \u3000", "zero\u200bwidth\ufeff", "ls\u2028ps\u2029", " edges ", "\n",
    "`", "``", "*", "**", "_", "__", "!", "![", "]", "](", ":", ": definition", "| a |",
    "emoji 👩‍🚀 مرحبا שלום", "crlf\r\nline", "foo*bar*baz", "snake_case_word", "2 * 3 * 4",
    "“curly” ‘quotes’", '"', "*[HTML]: x", "%%", "^sup^", "==mark==",
]  # fmt: skip
words = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from("ab \\`*_[]<>&#|~^$!(){}.-+=:\n\t1“”\"'@/"), min_size=1, max_size=24),
    st.text(min_size=1, max_size=20),
)
READERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like").use(footnote_plugin)]


def inline_text(token: Token) -> str:
    assert token.children is not None
    return "".join(
        child.content for child in token.children if child.type in ("text", "code_inline", "text_special")
    )


def only_paragraph(reader: MarkdownIt, source: str) -> tuple[str, set[str]]:
    """The words of the one paragraph that a text is, and the kinds of everything that is more than words."""
    tokens = reader.parse(source)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], source
    children = tokens[1].children or []
    return inline_text(tokens[1]), {child.type for child in children} - {"text", "text_special"}


@given(text=words)
@example("\x00\x1b[31m")
@settings(max_examples=400, deadline=None)
def test_escaped_words_read_back_exactly_and_do_nothing_else(text: str) -> None:
    for reader in READERS:
        for lead in ("", "Ada: “", "**Ada** "):
            found, others = only_paragraph(reader, f"{lead}{escape(text)}”")
            assert found == lead.replace("*", "") + readable(text) + "”"
            assert others <= {"strong_open", "strong_close"}
        tokens = reader.parse(f"- {escape(text)}\n")
        assert [token.type for token in tokens if token.type.endswith("open")] == [
            "bullet_list_open",
            "list_item_open",
            "paragraph_open",
        ]
        assert inline_text(next(token for token in tokens if token.type == "inline")) == readable(text)
        heading = reader.parse(f"# {escape(text)}\n")
        assert heading[0].type == "heading_open"
        assert inline_text(heading[1]) == readable(text)


@given(text=st.text(max_size=40))
def test_escaped_words_hold_no_line_break_and_no_invisible_character(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("\n\r\t\x0b\x0c\x1b\x85\u2028\u2029\u202e\u2066\u200b\ufeff\x00\x7f")


def test_words_that_markdown_can_carry_are_left_as_they_are() -> None:
    assert readable("two\nlines\tand “marks” \u202e") == "two\nlines\tand “marks” \u202e"
    assert escape("Ada Veld's 3.5 “gates” – shut!") == "Ada Veld's 3.5 “gates” – shut!"


def brief(**changes: Any) -> Brief:
    def at(exact: str) -> dict[str, Any]:
        start = TEXT.index(exact)
        return {"source": "gazette-1", "start": start, "end": start + len(exact)}

    data: dict[str, Any] = {
        "tearline": 1,
        "title": "The dam at Orlo",
        "status": "final",
        "bottom_line": [
            {
                "judgement": "The gates will stay shut.",
                "likelihood": "likely",
                "confidence": "low",
                "because": ["c-1", "q-1"],
            },
            {"assumption": "The clerk was there."},
        ],
        "sources": {
            "gazette-1": {
                "file": "articles/orlo.txt",
                "outlet": "Orlo Gazette",
                "title": "Gates shut",
                "published": "2031-04",
                "inferred": {"published": "the file name"},
                "reliability": "C",
            }
        },
        "actors": {
            "ada-veld": {"name": "Ada Veld", "type": "person", "affiliations": ["harbour"]},
            "harbour": {"name": "Harbour Ministry", "type": "organization"},
        },
        "quotes": [
            {
                "id": "q-1",
                "speaker": "ada-veld",
                "form": "direct",
                "said": "the gates stay shut",
                "at": at("the gates stay shut"),
            },
            {
                "id": "q-2",
                "speaker": "ada-veld",
                "form": "direct",
                "said": ["We will not pay,", "and we will not wait."],
                "at": [at("We will not pay,"), at("and we will not wait.")],
                "audience": {"described": "the Gazette"},
            },
            {
                "id": "q-3",
                "speaker": "ada-veld",
                "via": [{"described": "A clerk"}],
                "form": "indirect",
                "said": "she had promised to resign if the dam failed",
                "at": at("she had promised to resign if the dam failed"),
            },
            {
                "id": "q-9",
                "speaker": "ada-veld",
                "form": "direct",
                "said": "the gates stay shut",
                "at": at("the gates stay shut"),
            },
        ],
        "claims": [
            {
                "id": "c-1",
                "claim": "The gates of the dam stay shut.",
                "kind": "pledge",
                "by": "ada-veld",
                "credibility": 3,
                "origins": 1,
                "evidence": ["q-1"],
            },
            {"id": "c-2", "claim": "Nobody has paid", "kind": "fact"},
        ],
        "timeline": [{"id": "t-1", "when": "2031-04-07", "what": "Veld speaks.", "evidence": ["q-1"]}],
        "gaps": ["Who pays?", {"question": "Is the dam sound?", "why": "nobody has looked"}],
        "rejected": ["q-9"],
    }
    return Brief.model_validate({**data, **changes})


def article_of(source: Source) -> Article | None:
    return Article(TEXT, path=source.file) if source.file == "articles/orlo.txt" else None


def test_the_bottom_line_comes_first_with_likelihood_and_confidence_in_sentences_of_their_own() -> None:
    assert to_markdown(brief(), article_of).startswith(
        "# The dam at Orlo\n\n*Final*\n\n"
        "**Bottom line.** The gates will stay shut; *likely*.[^1] Confidence: low.\n\n"
        "Assumption: The clerk was there.\n\n"
        "## Key claims\n\n"
        "- The gates of the dam stay shut, according to Ada Veld (Harbour Ministry)."
        " *Pledge · 1 origin · credibility 3* [^1]\n"
        "- Nobody has paid. *Reported as fact* *(unsourced)*\n\n"
    )


def test_a_claim_that_somebody_denies_says_so() -> None:
    told = brief().model_dump(exclude_none=True)["claims"]
    denied = {**told[0], "denied": True}
    assert (
        "- The gates of the dam stay shut, denied by Ada Veld (Harbour Ministry). *Pledge · denied ·"
    ) in to_markdown(brief(claims=[denied, *told[1:]]), article_of)


def test_what_was_denied_in_reported_speech_says_so() -> None:
    told = brief().model_dump(exclude_none=True)["quotes"]
    denied = [{**each, "cue": "had denied"} for each in told if each["form"] == "indirect"]
    assert "**Ada Veld**, via a clerk, denied, in reported speech: she had promised" in to_markdown(
        brief(quotes=[*(each for each in told if each["form"] != "indirect"), *denied]), article_of
    )


def test_quotes_stand_by_actor_with_relay_audience_and_manner() -> None:
    assert (
        "**Ada Veld**: “the gates stay shut” [^1]\n\n"
        "**Ada Veld**, to the Gazette: “We will not pay,” … “and we will not wait.” [^2]\n\n"
        "**Ada Veld**, via a clerk, in reported speech: she had promised to resign if the dam failed [^3]\n\n"
        "## Timeline\n\n- 7 April 2031: Veld speaks. [^1]\n\n"
        "## Open questions\n\n- Who pays?\n- Is the dam sound? — nobody has looked\n\n"
        "## Sources\n\n"
        "- Orlo Gazette, “Gates shut”, April 2031 (inferred), articles/orlo.txt."
        " Reliability C (fairly reliable).\n\n"
    ) in to_markdown(brief(), article_of)


def test_a_footnote_names_outlet_title_date_file_and_characters() -> None:
    first, second = TEXT.index("We will not pay,"), TEXT.index("and we will not wait.")
    assert (
        "[^2]: Orlo Gazette, “Gates shut”, April 2031 (inferred), articles/orlo.txt, "
        f"characters {first}–{first + 16} and {second}–{second + 21}.\n"
    ) in to_markdown(brief(), article_of)


def test_an_export_says_that_it_is_one_and_is_the_same_every_time() -> None:
    text = to_markdown(brief(), article_of)
    assert text.endswith(f"\n\n{EXPORT_MARK}\n")
    assert text == to_markdown(brief(), article_of)


def test_rejected_items_never_appear() -> None:
    alone = brief(
        quotes=[brief().quotes[3].model_dump(by_alias=True)], claims=[], timeline=[], bottom_line=[]
    )
    assert "## Quotes" not in to_markdown(alone, article_of)


def test_words_that_are_not_verbatim_are_refused_by_name() -> None:
    quotes = [quote.model_dump(by_alias=True) for quote in brief().quotes]
    quotes[0]["said"] = "the gates stay open"
    quotes[2]["at"]["source"] = "herald-1"
    sources = {"gazette-1": {"file": "articles/orlo.txt"}, "herald-1": {"file": "articles/gone.txt"}}
    with pytest.raises(ExportRefused) as refused:
        to_markdown(brief(quotes=quotes, sources=sources), article_of)
    assert [item for item, _ in refused.value.items] == ["q-1", "q-3"]
    assert "“the gates stay open” does not stand at characters" in str(refused.value)
    assert "articles/gone.txt is not on the desk" in str(refused.value)


@given(
    said=words.filter(lambda text: bool(text.strip())),
    name=words,
    before=st.text(max_size=5),
    kind=st.booleans(),
)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_quotes_and_footnotes_read_back_from_the_whole_export(
    said: str, name: str, before: str, kind: bool
) -> None:
    label = " ".join(name.split()) or "Ada"
    text = f"{before}{said} and so on"
    at = {"source": "s", "start": len(before), "end": len(before) + len(said)}
    try:
        made = Brief.model_validate(
            {
                "tearline": 1,
                "title": label,
                "sources": {"s": {"file": f"articles/{label}.txt", "outlet": label, "title": label}},
                "actors": {"a": {"name": label, "type": "person"}},
                "quotes": [
                    {
                        "id": "q-1",
                        "speaker": "a",
                        "form": "direct" if kind else "indirect",
                        "said": said,
                        "at": at,
                    }
                ],
                "claims": [{"id": "c-1", "claim": label, "kind": "fact", "by": "a", "evidence": ["q-1"]}],
            }
        )
    except ValueError:
        # Words without a single character to see are no quote.
        assert not said.strip() or not label.strip()
        return
    tokens = READERS[1].parse(to_markdown(made, lambda _source: Article(text)))
    quoted = [inline_text(token) for token in tokens if token.type == "inline"]
    shown = readable(said)
    manner = ", in reported speech" if not kind else ""
    wanted = f"{readable(label)}{manner}: " + (f"“{shown}”" if kind else shown)
    assert any(line.startswith(wanted) for line in quoted), (wanted, quoted)
    assert any(line.startswith(f"{readable(label)}, “{readable(label)}”, date unknown") for line in quoted)
    assert {token.type for token in tokens if token.type.endswith("_open")} <= {
        "heading_open",
        "paragraph_open",
        "bullet_list_open",
        "list_item_open",
        "footnote_open",
        "footnote_block_open",
    }
    # Plain CommonMark readers, which know no footnotes, meet nothing else than paragraphs and lists either.
    plain = READERS[0].parse(to_markdown(made, lambda _source: Article(text)))
    assert [token.content for token in plain if token.type == "html_block"] == [EXPORT_MARK + "\n"]
    assert not {token.type for token in plain} & {
        "code_block",
        "fence",
        "blockquote_open",
        "ordered_list_open",
        "hr",
    }
