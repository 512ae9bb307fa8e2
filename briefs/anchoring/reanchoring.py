"""Find the anchors of a brief again in its sources as they are now, and write back what is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tearline.briefs.anchoring.anchors import Located, locate, make_anchor, stands_beside
from tearline.briefs.anchoring.folding import FoldedText
from tearline.briefs.checking.evidence import Anchored, ArticleOf, anchored_words
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.schema_problems import Path
from tearline.briefs.model import Brief
from tearline.index.article import Article, Span

__all__ = ["Reanchored", "RepairReport", "reanchored", "repair"]


@dataclass(frozen=True, slots=True)
class Reanchored:
    """An anchored stretch of a brief's words, the article it is in now, and where it stands there."""

    anchored: Anchored
    article: Article
    located: Located

    @property
    def reads(self) -> str:
        """What stands at the place found, in the article's own glyphs; empty where none was found."""
        span = self.located.span
        return self.article.text[slice(*span)] if span else ""


def reanchored(brief: Brief, article_of: ArticleOf) -> tuple[Reanchored, ...]:
    """Where the anchored words of a brief stand now, in the order of its items.

    Stretches whose source is not on the desk, or that give no words, are not among them. Where the text of a
    source is the one its anchors were made on, words that stand at their place are the ones meant.
    """
    articles: dict[str, Article | None] = {}
    stretches: dict[str, list[Anchored]] = defaultdict(list)
    for anchored in anchored_words(brief):
        key = anchored.place.source
        if key not in articles:
            articles[key] = article_of(brief.sources[key]) if key in brief.sources else None
        if anchored.words and articles[key] is not None:
            stretches[key].append(anchored)
    found: dict[Path, Reanchored] = {}
    for key, those in stretches.items():
        article = articles[key]
        if article is not None:
            unchanged = brief.sources[key].text == f"sha256:{article.id}"
            for anchored, located in zip(those, _locate_all(those, article.text, unchanged), strict=True):
                found[anchored.path] = Reanchored(anchored, article, located)
    return tuple(found[anchored.path] for anchored in anchored_words(brief) if anchored.path in found)


def _locate_all(stretches: Sequence[Anchored], text: str, unchanged: bool) -> list[Located]:
    """Where stretches of words from one source stand in its text."""
    now = FoldedText(text)
    located = [
        Located("same", (one.place.start, one.place.end))
        if unchanged and one.stands_in(text)
        else locate(one.anchor, now)
        for one in stretches
    ]
    if unchanged:
        return located
    located = _inside_others(stretches, located)
    return _between_others(stretches, located, now)


def _inside_others(stretches: Sequence[Anchored], located: Sequence[Located]) -> list[Located]:
    """Settle what is ambiguous but lies inside words that were found, as a quote inside its sentence."""
    result = list(located)
    widest: int | None = None
    for n in sorted(range(len(stretches)), key=lambda n: (stretches[n].place.start, -stretches[n].place.end)):
        place = stretches[n].place
        inside = widest is not None and place.end <= stretches[widest].place.end
        if widest is not None and inside and located[n].status == "ambiguous":
            result[n] = _shifted(stretches[n], located[n], _shift(stretches[widest], located[widest]))
        if _is_certain(located[n]) and (widest is None or place.end > stretches[widest].place.end):
            widest = n
    return result


def _between_others(
    stretches: Sequence[Anchored], located: Sequence[Located], now: FoldedText
) -> list[Located]:
    """Settle what is ambiguous by the nearest words found before and after it.

    Where both moved by one and the same number of characters, nothing was put in or taken out between them,
    on balance: words that stand verbatim where that leads, beside an old neighbour, are the ones meant.
    """
    order = sorted(range(len(stretches)), key=lambda n: stretches[n].place.start)
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    last: int | None = None
    for n in order:
        if last is not None:
            before[n] = last
        if _is_certain(located[n]) and (last is None or stretches[n].place.end > stretches[last].place.end):
            last = n
    last = None
    for n in reversed(order):
        if last is not None:
            after[n] = last
        if _is_certain(located[n]):
            last = n
    result = list(located)
    for n in order:
        if located[n].status != "ambiguous" or n not in before or n not in after:
            continue
        one, place = stretches[n], stretches[n].place
        first, second = before[n], after[n]
        shift = _shift(stretches[first], located[first])
        apart = stretches[first].place.end <= place.start and place.end <= stretches[second].place.start
        span = (place.start + shift, place.end + shift)
        if (
            apart
            and shift == _shift(stretches[second], located[second])
            and span in located[n].candidates
            and now.text[slice(*span)] == one.words
            and stands_beside(one.anchor, span, now)
        ):
            result[n] = _shifted(one, located[n], shift)
    return result


def _is_certain(located: Located) -> bool:
    return located.span is not None and located.words is None


def _shift(anchored: Anchored, located: Located) -> int:
    assert located.span is not None, "only what was found has moved"  # noqa: S101
    return located.span[0] - anchored.place.start


def _shifted(anchored: Anchored, located: Located, shift: int) -> Located:
    span = (anchored.place.start + shift, anchored.place.end + shift)
    return replace(located, status="moved" if shift else "same", span=span, candidates=())


@dataclass(frozen=True, slots=True)
class Moved:
    """An anchor that was written back: its key in the brief, its old and new place, the words there now."""

    key: str
    item: str
    source: str
    old: Span
    new: Span
    words: str


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair wrote into a brief, and what it left for a person to settle.

    `files` and `texts` are the keys of sources whose `file` or `text` was brought up to date; `left` counts
    anchors that are not certain, or whose glyphs have changed and were not to be taken over.
    """

    moved: tuple[Moved, ...] = ()
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    left: int = 0

    @property
    def changed(self) -> bool:
        return bool(self.moved or self.files or self.texts)


def repair(file: BriefFile, article_of: ArticleOf, *, take_glyphs: bool = False) -> RepairReport:
    """Write back the new places of anchors that were found for certain, and where their sources stand now.

    A source's hash follows once all of its anchors stand verbatim. With `take_glyphs` words that differ in
    glyphs, white space or form of Unicode alone are replaced by the source's; without, they are left. One
    step of undo; the file is not saved. Raises EditError where the brief's layout allows no such change.
    """
    every = reanchored(file.brief, article_of)
    moved, left = [], 0
    parts: dict[Path, Any] = {}
    for one in every:
        if not _is_mendable(one, take_glyphs):
            left += 1
            continue
        parts.update(_mended(one))
        place, span = one.anchored.place, one.located.span
        if span is not None and one.located.status == "moved":
            key = file.key(one.anchored.path)
            moved.append(
                Moved(key, one.anchored.item, place.source, (place.start, place.end), span, one.reads)
            )
    with file.together("repair anchors"):
        if parts:
            file.set_parts(parts)
        files, texts = _bring_sources_up_to_date(file, article_of, every, take_glyphs)
    return RepairReport(tuple(moved), files, texts, left)


def _is_mendable(one: Reanchored, take_glyphs: bool) -> bool:
    return one.located.span is not None and (take_glyphs or one.located.words is None)


def _mended(one: Reanchored) -> Iterator[tuple[Path, Any]]:
    """The values of a brief that change when an anchor is written back, each with its path.

    Words at their old place get their new neighbours, by which they are found the next time.
    """
    located, anchored, place = one.located, one.anchored, one.anchored.place
    assert located.span is not None, "only what was found is mended"  # noqa: S101
    start, end = located.span
    if start != place.start:
        yield (*anchored.path, "start"), start
    if end != place.end:
        yield (*anchored.path, "end"), end
    # Neighbours that stand there too are left as they are written.
    if not one.article.text.endswith(place.before, 0, start):
        yield (*anchored.path, "before"), make_anchor(place.source, one.article.text, start, end).prefix
    if not one.article.text.startswith(place.after, end):
        yield (*anchored.path, "after"), make_anchor(place.source, one.article.text, start, end).suffix
    if located.words is not None:
        yield anchored.words_path, located.words
        if place.exact is not None and anchored.words_path != (*anchored.path, "exact"):
            yield (*anchored.path, "exact"), located.words


def _bring_sources_up_to_date(
    file: BriefFile, article_of: ArticleOf, every: Sequence[Reanchored], take_glyphs: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    unsettled = {one.anchored.place.source for one in every if not _is_mendable(one, take_glyphs)}
    # Words that are not given, or not given twice alike, cannot be held to any text.
    unsettled |= {one.place.source for one in anchored_words(file.brief) if not one.words}
    files, texts = [], []
    sources: Mapping[str, Any] = file.brief.sources
    for key, source in list(sources.items()):
        article = article_of(source)
        if article is None:
            continue
        if article.path and article.path != source.file:
            file.set_value(f"sources.{key}", "file", article.path)
            files.append(key)
        text = f"sha256:{article.id}"
        if source.text != text and key not in unsettled:
            file.set_value(f"sources.{key}", "text", text)
            texts.append(key)
    return tuple(files), tuple(texts)
