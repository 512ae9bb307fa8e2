"""How well real saved web pages are read, beside trafilatura on the same pages.

    python tests/bench/pages.py --pages DIR                 go-trafilatura's pages, or go-htmldate's
    python tests/bench/pages.py --pages DIR --half held     every second page alone, by the hash of its name

DIR is a folder unpacked from the Go module proxy: github.com/markusmobius/go-trafilatura (strings that a
text must have and must not have, title, authors, date, of some 900 pages in many languages) or
github.com/markusmobius/go-htmldate (dates of some 1,000). Expectations are read from the Go source of its
`scripts/comparison/`, pages from its `test-files/`. Nothing of either is kept here. trafilatura itself was
made with many of these pages.

"found" is the share of the wanted strings that are in the text, "wrong" that of the unwanted ones that are
in its evidence; what stands in a zone that is no evidence is not counted as wrong, and trafilatura has no
zones. Precision, recall and F count as in trafilatura's own evaluation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tearline.index.article import Article
from tearline.index.parts import Unfolding
from tearline.index.readers.html import page_markup
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_of

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`|[A-Za-z]\w*|//[^\n]*|\s+|.', re.S)
_UNSEEN = re.compile("[\xad\u200b]")


class Page(NamedTuple):
    """A page and what is expected of it, by the names of the fields in the source."""

    path: Path
    expected: Mapping[str, list[str]]


class Read(NamedTuple):
    """What was read: the text, what of it is evidence, and the metadata."""

    text: str
    evidence: str
    title: str
    author: str
    published: str


def pages_in(folder: Path, half: str) -> Iterator[Page]:
    """The pages of a folder that its comparison names and that are there."""
    for source in sorted(folder.rglob("scripts/comparison/data*.go")):
        root = source.parent.parent.parent / "test-files"
        for entry in _entries(source.read_text()):
            name = entry.get("File", [""])[0]
            is_held = int(hashlib.md5(name.encode()).hexdigest(), 16) % 2 == 0  # noqa: S324
            found = [path for path in root.glob(f"*/{name}") if path.is_file()] if name else []
            if found and half in ("all", "held" if is_held else "open"):
                yield Page(found[0], entry)


def _entries(source: str) -> Iterator[dict[str, list[str]]]:
    """The struct literals of Go source: their strings by the name of the field."""
    tokens = [token for token in _TOKEN.findall(source) if not token.isspace() and token[:2] != "//"]
    entry: dict[str, list[str]] = {}
    field = ""
    for word, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if (word[0] in '"`' and following == ":") or word == "URL":
            yield entry
            entry = {}
        elif word[0].isalpha() and following == ":":
            field = word
        elif word[0] in '"`' and field:
            entry.setdefault(field, []).append(_unquoted(word))
    yield entry


def _unquoted(token: str) -> str:
    try:
        return token[1:-1] if token[0] == "`" else str(json.loads(token, strict=False))
    except ValueError:
        return token[1:-1]


def ours(data: bytes) -> Read | None:
    for part in Unfolding().readings(Raw.of("page.html", data)):
        if isinstance(part.found, Reading):
            article = article_of(part.found, "page.html", inside=part.inside)
            given = (article.title or "", article.author or "", article.published or "")
            return Read(article.text, _evidence(article), *given)
    return None


def _evidence(article: Article) -> str:
    at, kept = 0, []
    for zone in article.zones:
        kept.append(article.text[at : zone.start])
        at = zone.end
    return "\n".join([*kept, article.text[at:]])


def theirs(data: bytes) -> Read | None:
    import trafilatura

    markup, _ = page_markup(Raw.of("page.html", data))
    found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    if found is None:
        return None
    text = found.text or ""
    return Read(text, text, found.title or "", found.author or "", found.date or "")


def score(pages: list[Page], read: Callable[[bytes], Read | None]) -> tuple[Counter[str], float]:
    """Counts of what is right and wrong, and the seconds of processor time that reading took."""
    counts: Counter[str] = Counter()
    seconds = 0.0
    for page in pages:
        data = page.path.read_bytes()
        started = time.process_time()
        found = read(data) or Read("", "", "", "", "")
        seconds += time.process_time() - started
        text, evidence = _plain(found.text), _plain(found.evidence)
        counts["no text"] += not text
        for words in page.expected.get("With", ()):
            counts["found" if _plain(words) in text else "lost"] += 1
        for words in page.expected.get("Without", ()):
            counts["wrong" if _plain(words) in evidence else "apart"] += 1
        for name, value in (("Title", found.title), ("Authors", found.author), ("Date", found.published)):
            if wanted := [each for each in page.expected.get(name, ()) if each not in ("", "nan")]:
                counts[f"{name} {_judged(name, wanted, value)}"] += 1
    return counts, seconds


def _judged(name: str, wanted: list[str], value: str) -> str:
    if not value:
        return "none"
    if name == "Date":
        return "right" if value == wanted[0] else "wrong"
    return "right" if _names(", ".join(wanted)) == _names(value) else "wrong"


def _names(words: str) -> set[str]:
    return {re.sub(r"[\W_]+", "", each).lower() for each in re.split(r",|;| and | und | & ", words)}


def _plain(words: str) -> str:
    return " ".join(_UNSEEN.sub("", words).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True, metavar="DIR")
    parser.add_argument("--half", choices=("all", "open", "held"), default="all")
    given = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = list(pages_in(given.pages, given.half))
    if not pages:
        parser.error(f"no pages that a scripts/comparison/data*.go names are in {given.pages}")
    has_strings = any(page.expected.get("With") for page in pages)
    print(
        f"{len(pages)} pages\n{'':12} {'precision  recall       F  ' if has_strings else ''}no text  seconds"
    )
    details = []
    for name, read in (("Tearline", ours), ("trafilatura", theirs)):
        counts, seconds = score(pages, read)
        precision = counts["found"] / max(1, counts["found"] + counts["wrong"])
        recall = counts["found"] / max(1, counts["found"] + counts["lost"])
        both = 2 * precision * recall / max(1e-9, precision + recall)
        strings = f"{precision:9.3f} {recall:7.3f} {both:7.3f} " if has_strings else ""
        print(f"{name:12} {strings}{counts['no text']:7} {seconds:8.1f}")
        for field in ("Date", "Title", "Authors"):
            if not any(counts[f"{field} {each}"] for each in ("right", "wrong", "none")):
                continue
            told = "  ".join(f"{each} {counts[f'{field} {each}']:4}" for each in ("right", "wrong", "none"))
            details.append(f"{name:12} {field:8} {told}")
    print("\n".join(sorted(details, key=lambda line: line[13:21])))


if __name__ == "__main__":
    main()
