"""Write a brief out as Markdown: the bottom line first, and a footnote under every statement."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tearline.briefs.durable import write_durably
from tearline.briefs.evidence import ArticleOf, anchored_words, places_of
from tearline.briefs.markdown import escape
from tearline.briefs.model import (
    Brief,
    Claim,
    Described,
    Event,
    Gap,
    Place,
    Quote,
    Relation,
    Source,
    Statement,
)
from tearline.index.article import Span
from tearline.index.errors import TearlineError
from tearline.index.reading import EXPORT_MARK

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_KINDS = {
    "fact": "Reported as fact",
    "allegation": "Allegation",
    "pledge": "Pledge",
    "opinion": "Opinion",
    "forecast": "Forecast",
}
_RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_RELATIONS = {
    "corroborates": ("Corroborates", "Corroborated by"),
    "restates": ("Restates", "Restated by"),
    "updates": ("Updates", "Updated by"),
    "qualifies": ("Qualifies", "Qualified by"),
    "contradicts": ("Contradicts", "Contradicted by"),
}


class ExportRefused(TearlineError):  # noqa: N818 - it says what happened, in the words of the manual
    """The brief holds words that are not verbatim in their source; `items` gives each id with its reason."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        self.items = tuple(items)
        reasons = "\n".join(f"{item}: {reason}" for item, reason in self.items)
        super().__init__(f"Not exported, since not every quoted word stands in its source:\n{reasons}")


def to_markdown(brief: Brief, article_of: ArticleOf) -> str:
    """The brief as Markdown with footnotes; the same brief gives the same text.

    `article_of` gives a source's article as it is now. Raises ExportRefused where any anchored words are not
    verbatim at their place, naming every such item. Items whose ids are among the rejected are left out.
    """
    refused = list(_not_verbatim(brief, article_of))
    if refused:
        raise ExportRefused(refused)
    return _Export(brief).markdown()


class NotAnExport(TearlineError):  # noqa: N818
    """A file that holds something else stands where an export was to be written; it was left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already and is no exported brief; name another file.")


class NotWritten(TearlineError):  # noqa: N818
    """The disk refused an export; what stood there before still does."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"{path}: not written: {reason}; name a file in a folder that you may write to.")


def write_export(path: Path, markdown: str) -> None:
    """Write an export whole, in place of an earlier one. Raises NotAnExport and NotWritten.

    Folders that are missing are made.
    """
    try:
        # A folder, a device or a pipe is no export either.
        if os.path.lexists(path) and not (path.is_file() and _is_export(path.read_bytes())):
            raise NotAnExport(path)
        write_durably(path, markdown.encode())
    except OSError as error:
        raise NotWritten(path, error) from error


def _is_export(content: bytes) -> bool:
    return content.rstrip().endswith(EXPORT_MARK.encode())


def _not_verbatim(brief: Brief, article_of: ArticleOf) -> Iterator[tuple[str, str]]:
    articles = {key: article_of(source) for key, source in brief.sources.items()}
    rejected = set(brief.rejected)
    for anchored in anchored_words(brief):
        key, place = anchored.place.source, anchored.place
        article = articles.get(key)
        if anchored.item in rejected:
            continue
        if key not in brief.sources:
            yield anchored.item, f"its source “{key}” is not in the brief"
        elif article is None:
            yield anchored.item, f"the article {brief.sources[key].file} is not on the desk"
        elif anchored.words is None:
            yield anchored.item, f"gives no words for characters {place.start}–{place.end} of {key}"
        elif not anchored.stands_in(article.text):
            words = " ".join(anchored.words.split())
            shown = f"{words[:60]}…" if len(words) > 60 else words
            yield anchored.item, f"“{shown}” does not stand at characters {place.start}–{place.end} of {key}"


class _Export:
    """One brief on its way to Markdown; collects footnotes in the order in which they are called for."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.places = places_of(brief)
        self.rejected = set(brief.rejected)
        self.notes: dict[tuple[Place, ...], int] = {}
        self.relations: dict[str, list[Relation]] = {}
        for relation in brief.relations:
            for end in {relation.claim: None, relation.to: None}:
                self.relations.setdefault(end, []).append(relation)

    def markdown(self) -> str:
        brief = self.brief
        head = [f"# {escape(brief.title)}", f"*{' · '.join(self._standing())}*"]
        parts = [
            *head,
            *self._bottom_line(),
            *_section("Key claims", "\n".join(self._claims())),
            *_section("Quotes", "\n\n".join(self._quotes())),
            *_section("Timeline", "\n".join(self._timeline())),
            *_section("Open questions", "\n".join(map(_gap, brief.gaps))),
            *_section("Sources", "\n".join(map(_listed, brief.sources.values()))),
            *(f"[^{number}]: {self._citation(places)}" for places, number in self.notes.items()),
            EXPORT_MARK,
        ]
        return "\n\n".join(parts) + "\n"

    def _standing(self) -> Iterator[str]:
        brief = self.brief
        if brief.marking is not None:
            yield escape(brief.marking)
        yield {"draft": "Draft", "review": "In review", "final": "Final"}[brief.status]
        yield from map(escape, brief.tags)

    def _bottom_line(self) -> Iterator[str]:
        for n, statement in enumerate(self.brief.bottom_line):
            yield ("**Bottom line.** " if n == 0 else "") + self._statement(statement)

    def _statement(self, statement: Statement) -> str:
        words, end = _without_stop(statement.words)
        lead = "Assumption: " if statement.assumption is not None else ""
        likely = f"; *{statement.likelihood}*." if statement.likelihood else end
        rests = self._calls(*statement.because) if statement.because or not lead else ""
        sentence = f"{lead}{escape(words)}{likely}{rests}"
        return sentence + (f" Confidence: {statement.confidence}." if statement.confidence else "")

    def _claims(self) -> Iterator[str]:
        shown = {claim.id: claim for claim in self.brief.claims if claim.id not in self.rejected}
        for claim in shown.values():
            grades = " · ".join(_graded(claim))
            yield f"- {self._said_by(claim)} *{grades}*{self._calls(claim.id, apart=True)}"
            for relation in self.relations.get(claim.id, ()):
                away = relation.claim == claim.id
                other = shown.get(relation.to if away else relation.claim)
                if other is None:
                    continue
                verb = _RELATIONS[relation.kind][0 if away else 1]
                basis = {True: " (independent origins)", False: " (not independent)", None: ""}
                why = f" — {escape(_without_stop(relation.why)[0])}" if relation.why else ""
                words = escape(_without_stop(other.claim)[0])
                yield f"  - {verb}{basis[relation.independent]}: {words}{why}.{self._calls(other.id)}"

    def _said_by(self, claim: Claim) -> str:
        words, end = _without_stop(claim.claim)
        condition = ""
        if claim.condition is not None and claim.condition not in claim.claim:
            condition = f" Condition: {escape(_without_stop(claim.condition)[0])}."
        if claim.by is None:
            return f"{escape(words)}{end}{condition}"
        relay = f", relaying {self._party(claim.content_of)}" if claim.content_of is not None else ""
        joint = "," if end == "." else f"{end} —"
        speaker = self._party(claim.by, at_length=True)
        return f"{escape(words)}{joint} according to {speaker}{relay}.{condition}"

    def _quotes(self) -> Iterator[str]:
        quotes = [quote for quote in self.brief.quotes if quote.id not in self.rejected]
        # By speaker, in the order in which the brief first quotes each; the unattributed last.
        first: dict[str, int] = {}
        for n, quote in enumerate(quotes):
            first.setdefault(self._speaker(quote), n if quote.speaker is not None else len(quotes))
        quotes.sort(key=lambda quote: first[self._speaker(quote)])
        yield from map(self._quote, quotes)

    def _quote(self, quote: Quote) -> str:
        via = f", via {_listing([self._party(party) for party in quote.via])}" if quote.via else ""
        to = f", to {self._party(quote.audience)}" if quote.audience is not None else ""
        manner = ", in reported speech" if quote.form == "indirect" else ""
        words = _quoted(quote)
        state = " *Unreviewed*" if quote.review == "draft" else ""
        return (
            f"**{self._speaker(quote)}**{via}{to}{manner}: {words}{state}{self._calls(quote.id, apart=True)}"
        )

    def _speaker(self, quote: Quote) -> str:
        return "Speaker not named" if quote.speaker is None else self._party(quote.speaker)

    def _timeline(self) -> Iterator[str]:
        events = [event for event in self.brief.timeline if event.id not in self.rejected]
        for event in sorted(events, key=lambda event: event.when):
            words, end = _without_stop(event.what)
            state = " *Unreviewed*" if event.review == "draft" else ""
            yield f"- {_dated(event)}: {escape(words)}{end}{state}{self._calls(event.id, apart=True)}"

    def _party(self, party: str | Described, *, at_length: bool = False) -> str:
        """Whoever is meant, as words; at length with the first affiliation."""
        if isinstance(party, Described):
            return escape(_line(party.described))
        actor = self.brief.actors.get(party)
        if actor is None:
            return escape(_line(party))
        if not at_length or not actor.affiliations:
            return escape(_line(actor.name))
        whole = self.brief.actors.get(actor.affiliations[0])
        return (
            f"{escape(_line(actor.name))} ({escape(_line(whole.name if whole else actor.affiliations[0]))})"
        )

    def _calls(self, *items: str, apart: bool = False) -> str:
        """The footnote marks of what rests on these items, each footnote once."""
        numbers: dict[int, None] = {}
        for item in items:
            places = () if item in self.rejected else self.places(item)
            if places:
                numbers.setdefault(self.notes.setdefault(places, len(self.notes) + 1))
        if not numbers:
            return " *(unsourced)*"
        return (" " if apart else "") + "".join(f"[^{number}]" for number in numbers)

    def _citation(self, places: tuple[Place, ...]) -> str:
        """The sources of a footnote, each with the passages in it."""
        parts = []
        by_source: dict[str, list[Place]] = {}
        for place in places:
            by_source.setdefault(place.source, []).append(place)
        for key, passages in by_source.items():
            spans = _listing([f"{start}–{end}" for start, end in _widest(passages)])
            source = self.brief.sources[key]
            parts.append(f"{_described(source)}, {escape(_line(source.file))}, characters {spans}")
        return "; ".join(parts) + "."


def _widest(places: list[Place]) -> list[Span]:
    """The characters of the places in their order, without a passage that is part of another."""
    spans = list(dict.fromkeys((place.start, place.end) for place in places))
    return [
        (start, end)
        for start, end in spans
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    ]


def _section(title: str, body: str) -> list[str]:
    return [f"## {title}", body] if body else []


def _quoted(quote: Quote) -> str:
    """The words in quotation marks where they are the speaker's own; otherwise as the report has them.

    A mixed quote may bring its marks with it; reported speech has none, since nobody said these very words.
    """
    stretches = [escape(stretch) for stretch in quote.stretches]
    as_reported = quote.form == "indirect" or (
        quote.form != "direct" and any(mark in words for words in quote.stretches for mark in '“”"«»„')
    )
    return " … ".join(stretches if as_reported else [f"“{words}”" for words in stretches])


def _described(source: Source) -> str:
    """Outlet, author, title and date, each marked where it was inferred."""
    stated = [("outlet", escape(_line(source.outlet)) if source.outlet else "Outlet unknown")]
    if source.author:
        stated.append(("author", escape(_line(source.author))))
    if source.title:
        stated.append(("title", f"“{escape(_line(source.title))}”"))
    stated.append(("published", _date(source.published) if source.published else "date unknown"))
    return ", ".join(f"{words} (inferred)" if field in source.inferred else words for field, words in stated)


def _listed(source: Source) -> str:
    line = f"- {_described(source)}, {escape(_line(source.file))}."
    if source.reliability is not None:
        line += f" Reliability {source.reliability} ({_RELIABILITY[source.reliability]})"
        line += f", graded by {escape(_line(source.reliability_by))}" if source.reliability_by else ""
        line += (
            f": {escape(_without_stop(_line(source.reliability_why))[0])}" if source.reliability_why else ""
        )
        line += "."
    return line


def _graded(claim: Claim) -> Iterator[str]:
    yield _KINDS[claim.kind]
    if claim.denied:
        yield "denial"
    if claim.origins is not None:
        yield f"{claim.origins} origin{'s' if claim.origins != 1 else ''}"
    if claim.credibility is not None:
        yield f"credibility {claim.credibility}"
    if claim.review == "draft":
        yield "unreviewed"


def _gap(gap: str | Gap) -> str:
    if isinstance(gap, str):
        return f"- {escape(gap)}"
    return f"- {escape(gap.question)}" + (f" — {escape(gap.why)}" if gap.why else "")


def _dated(event: Event) -> str:
    span = _date(event.when) + (f" to {_date(event.until)}" if event.until else "")
    return span + (f" ({escape(_line(event.basis))})" if event.basis and event.basis != "stated" else "")


def _date(iso: str) -> str:
    """A partial ISO date in words: "2022-10-03" is 3 October 2022, "2022-10" is October 2022."""
    year, *rest = iso.split("-")
    words = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*words, _MONTHS[int(rest[0]) - 1], year]) if rest else year


def _listing(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _without_stop(words: str) -> tuple[str, str]:
    """The words without their final stop, and what ends the sentence: a stop unless the words have an end."""
    words = words.strip()
    if words.endswith((".", "…")) and not words.endswith(("..", "…")):
        return words[:-1], "."
    return words, "" if re.search(r"[.!?…][”’\"')]*$", words) else "."


def _line(words: str) -> str:
    return " ".join(words.split())
