"""Check that every anchored word of a brief stands in its source, and say what would mend it where not."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.briefs.anchoring.reanchoring import Reanchored, reanchored
from tearline.briefs.checking.evidence import ArticleOf, anchored_words
from tearline.briefs.document.schema_problems import Path
from tearline.briefs.document.yaml_writing import write_scalar
from tearline.briefs.model import Brief, Place
from tearline.index.article import Article

# Code, where in the data, what is wrong, what was expected.
Finding = tuple[str, Path, str, str]
# Words longer than this are shown in part.
_SHOWN_WHOLE = 400


def anchor_problems(brief: Brief, article_of: ArticleOf) -> Iterator[Finding]:
    """What does not hold about the sources of a brief and the words anchored in them."""
    articles = {key: article_of(source) for key, source in brief.sources.items()}
    for key, article in articles.items():
        yield from _source(brief, key, article)
    for anchored in anchored_words(brief):
        article = articles.get(anchored.place.source)
        if article is not None and not anchored.words:
            stands = article.text[anchored.place.start : anchored.place.end]
            yield "A09", anchored.path, "gives no words to hold its place to", f"exact: {_short(stands)}"
    known = {id(brief.sources[key]): article for key, article in articles.items()}
    for one in reanchored(brief, lambda source: known[id(source)]):
        yield from _anchor(one)
    for n, quote in enumerate(brief.quotes):
        for m, (words, place) in enumerate(zip(quote.stretches, quote.places, strict=True)):
            if place.exact is not None and place.exact != words:
                at = ("quotes", n, "at") if isinstance(quote.at, Place) else ("quotes", n, "at", m)
                yield "A10", (*at, "exact"), "differs from what is said", "the same words as in `said`"


def _source(brief: Brief, key: str, article: Article | None) -> Iterator[Finding]:
    source = brief.sources[key]
    if article is None:
        what = f"{source.file} is not among the articles of this desk"
        yield "A01", ("sources", key, "file"), what, "that file, or its text in another file of the desk"
        return
    if article.path and article.path != source.file:
        what = f"the text of this source is in another file than {source.file} now"
        yield "A02", ("sources", key, "file"), what, f"file: {article.path}"
    if source.text is None:
        what = "has no hash of its text, so a change in it goes unnoticed"
        yield "A03", ("sources", key), what, f"text: sha256:{article.id}"
    elif source.text != f"sha256:{article.id}":
        what = f"the text of {source.file} has changed since its words were anchored"
        yield "A04", ("sources", key, "text"), what, f"sha256:{article.id}, once every anchor is right"


def _anchor(one: Reanchored) -> Iterator[Finding]:
    anchored, located, text = one.anchored, one.located, one.article.text
    place, words = anchored.place, anchored.words or ""
    where = f"characters {place.start}–{place.end} of {place.source}"
    if located.status == "same":
        return
    if located.span is not None:
        start, end = located.span
        if located.words is None:
            what = f"the words have moved from {where}"
            yield "A05", anchored.path, what, f"start: {start}, end: {end}"
        else:
            what = (
                f"the words at {start}–{end} of {place.source} have other marks, spaces or letter forms now"
            )
            yield "A06", anchored.words_path, what, _whole(located.words)
    elif located.status == "ambiguous":
        seen = ", ".join(f"{start}–{end}" for start, end in located.candidates[:5])
        what = f"the words are in {place.source}, yet nothing proves that the passage is the one meant"
        wanted = f"start and end of the right one, after a look at characters {seen}"
        yield "A07", anchored.path, what, wanted
    else:
        between = located.candidates[0] if located.candidates else None
        start, end = between or (place.start, place.end)
        stands = text[start:end]
        same = next((n for n, pair in enumerate(zip(stands, words, strict=False)) if pair[0] != pair[1]), 0)
        what = f"the words {_short(words, same)} are nowhere in {place.source}"
        at = f"between their neighbours, at {start}–{end}," if between else f"at {start}–{end}"
        yield "A08", anchored.words_path, what, f"the source's own words; {at} stands {_short(stands, same)}"


def _whole(words: str) -> str:
    """Words to accept, as YAML has them where they are short enough to be read."""
    return write_scalar(words) if len(words) <= _SHOWN_WHOLE else _short(words)


def _short(words: str, around: int = 0) -> str:
    """At most sixty characters of the words, those around an offset among them."""
    first = max(0, min(around - 30, len(words) - 60))
    cut = " ".join(words[first : first + 60].split())
    return f"“{'…' if first else ''}{cut}{'…' if first + 60 < len(words) else ''}”"
