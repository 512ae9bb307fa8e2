"""Turns plain HTML, as books and letters hold it, into paragraphs, without any library.

Web pages, with menus and advertisements around their article, are for `html.py`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from tearline.index.article import Span, Zone
from tearline.index.readers.paragraphs import Block, joined

# A tag without attributes, as most are.
_BARE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,40})>")
_TAG_OPENING = re.compile(r"</?([A-Za-z][^\s/>]{0,40})")
# Values that no tag needs so long are left to the plain search for ">": the pattern stays linear.
_TAG_REST = re.compile(r"""(?>[^<>"']{1,5000}|"[^"]{0,5000}"|'[^']{0,5000}'){0,200}+>""")
_HIDDEN_ATTRIBUTE = re.compile(
    r"""\shidden(?=[\s/>=])|display\s*:\s*none|aria-hidden\s*=\s*["']?true|epub:type\s*=\s*["'][^"']*pagebreak""",
    re.I,
)

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
        ),
        *("h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section"),
        *("summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)
_WITHOUT_TEXT = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "title", "select"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# What stands in these is raw text: tags in it are none.
_RAW = frozenset({"script", "style", "textarea", "title"})


_CAPTION_LINES = 3  # at most, also where its end is missing

# A tag or a stretch of text: the tag, "" for text; whether it closes; the tag as written, or the text.
_Token = tuple[str, bool, str]


def html_text(markup: str) -> str:
    """The text of `markup`, its paragraphs separated by blank lines, the items of a list by newlines."""
    return joined(list(html_blocks(markup)))[0]


def html_text_with_zones(markup: str) -> tuple[str, tuple[Zone, ...]]:
    """The text of `markup`, and where the captions of its pictures stand in it."""
    blocks = list(html_blocks(markup))
    text, places = joined(blocks)
    return text, caption_zones(blocks, places)


def caption_zones(blocks: Sequence[Block], places: Sequence[Span]) -> tuple[Zone, ...]:
    """The zones of the blocks that are captions of pictures."""
    return tuple(
        Zone("credit", *place) for block, place in zip(blocks, places, strict=True) if block.kind == "caption"
    )


def html_blocks(markup: str) -> Iterator[Block]:
    """The paragraphs of `markup` in reading order. No input raises, and each takes linear time."""
    words: list[str] = []
    kind, hidden_depth, breaks = "text", 0, 0
    quotes = cells = captions = 0
    preformatted = 0

    def block() -> Block | None:
        nonlocal captions
        if not words:
            return None
        text = words[0] if len(words) == 1 else "".join(words)
        words.clear()
        told = "caption" if captions else "quote" if quotes and kind == "text" else kind
        captions = max(0, captions - 1)
        if not preformatted and "\n" not in text:
            text = " ".join(text.split())
            return Block(told, text) if text else None
        lines = text.strip("\n").split("\n") if preformatted else text.split("\n")
        kept = [line.rstrip() if preformatted else " ".join(line.split()) for line in lines]
        text = "\n".join(kept).strip("\n") if preformatted else "\n".join(line for line in kept if line)
        if not text.strip():
            return None
        return Block(told, text)

    open_hidden = ""
    for tag, closing, raw in _tokens(markup):
        if hidden_depth:
            # Only the element that hides is counted: what is badly nested in it cannot hide the rest.
            if tag == open_hidden:
                hidden_depth += -1 if closing else 1
            continue
        if not tag:
            text = html.unescape(raw) if "&" in raw else raw
            words.append(text if preformatted else text.replace("\n", " ").replace("\r", " "))
            if not text.isspace():
                breaks = 0
            continue
        if not closing and (
            tag in _WITHOUT_TEXT or (len(raw) > len(tag) + 2 and _HIDDEN_ATTRIBUTE.search(raw))
        ):
            if tag not in _VOID and not raw.endswith("/>"):
                open_hidden, hidden_depth = tag, 1
            continue
        if tag == "br":
            breaks += 1
            # Two in a row are how pages without paragraphs end one.
            if breaks < 2:
                words.append("\n")
                continue
        elif tag in ("td", "th"):
            if not closing:
                cells += 1
                if cells > 1:
                    words.append(" | ")
            continue
        elif tag not in _BLOCKS:
            continue
        if words and (made := block()):
            yield made
        if tag == "br":
            continue
        if tag == "pre":
            preformatted = max(0, preformatted + (-1 if closing else 1))
        elif tag == "blockquote":
            quotes = max(0, quotes + (-1 if closing else 1))
        elif tag == "figcaption":
            captions = 0 if closing else _CAPTION_LINES
        if closing:
            if tag in _HEADINGS or tag in ("li", "tr", "dd", "dt"):
                kind = "text"
        elif tag in _HEADINGS:
            kind = "heading"
        elif tag in ("li", "dd", "dt"):
            kind = "item"
        elif tag == "tr":
            kind, cells = "row", 0
    if made := block():
        yield made


def _tokens(markup: str) -> Iterator[_Token]:
    position, end = 0, len(markup)
    # Where something that closes was sought and not found, it is not sought again.
    without: set[str] = set()
    while position < end:
        at = markup.find("<", position)
        if at < 0:
            yield "", False, markup[position:]
            return
        if at > position:
            yield "", False, markup[position:at]
        if (bare := _BARE_TAG.match(markup, at)) and (tag := bare[2].lower()) not in _RAW:
            position = bare.end()
            yield tag, bool(bare[1]), bare[0]
            continue
        if markup.startswith("<!--", at):
            close = -1 if "-->" in without else markup.find("-->", at + 4)
            if close < 0:
                without.add("-->")
                close = markup.find(">", at)
                position = end if close < 0 else close + 1
            else:
                position = close + 3
            continue
        opening = _TAG_OPENING.match(markup, at)
        if opening is None:
            if markup.startswith(("<!", "<?"), at) and ">" not in without:
                close = markup.find(">", at)
                if close >= 0:
                    position = close + 1
                    continue
                without.add(">")
            yield "", False, "<"
            position = at + 1
            continue
        rest = _TAG_REST.match(markup, opening.end())
        close = rest.end() if rest else (0 if ">" in without else markup.find(">", opening.end()) + 1)
        if close == 0:
            without.add(">")
            yield "", False, "<"
            position = at + 1
            continue
        tag, closing = opening[1].lower().removesuffix("/"), markup[at + 1] == "/"
        yield tag, closing, markup[at:close]
        position = close
        if tag in _RAW and not closing and not markup.endswith("/>", at, close):
            ending = f"</{tag}"
            found = None if ending in without else re.compile(ending, re.I).search(markup, position)
            if found is None:
                without.add(ending)
            else:
                if tag == "textarea":
                    yield "", False, markup[position : found.start()]
                position = found.start()
