"""How an export says dates, grades, relations and where words stand; the same in every format.

Functions that put outside text into a sentence take `escape`, which makes such text safe in the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tearline.briefs.drafting import lexicon
from tearline.briefs.model import Claim, Event, Quote, Source
from tearline.index.article import Span

if TYPE_CHECKING:
    from tearline.briefs.export.prepared import Note

Escape = Callable[[str], str]

STATUS = {"draft": "Draft", "review": "In review", "final": "Final"}
KINDS = {
    "fact": "Reported as fact",
    "allegation": "Allegation",
    "pledge": "Pledge",
    "opinion": "Opinion",
    "forecast": "Forecast",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
# How a relation reads from the claim it starts at, and from the one it leads to.
RELATIONS = {
    "corroborates": ("Corroborates", "Corroborated by"),
    "restates": ("Restates", "Restated by"),
    "updates": ("Updates", "Updated by"),
    "qualifies": ("Qualifies", "Qualified by"),
    "contradicts": ("Contradicts", "Contradicted by"),
}
_OPENING = (
    *("the", "a", "an", "some", "several", "many", "most", "few", "other", "another", "both", "one", "two"),
    *("three", "these", "those", "his", "her", "its", "their", "my", "our"),
)
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def line(words: str) -> str:
    """The words on one line, every run of white space as one space."""
    return " ".join(words.split())


def listing(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def inside(words: str) -> str:
    """A description as it stands inside a sentence: "the aides", where it opened one as "The aides"."""
    first, _, rest = words.partition(" ")
    # "The Hague's envoy" and "One Nation" keep theirs.
    opens = ("A", "An") if rest[:1].isupper() else map(str.title, _OPENING)
    return first.lower() + words[len(first) :] if rest and first in opens else words


def without_stop(words: str) -> tuple[str, str]:
    """The words without their final stop, and what ends the sentence: a stop unless the words have an end."""
    words = words.strip()
    if words.endswith((".", "…")) and not words.endswith(("..", "…")):
        return words[:-1], "."
    return words, "" if re.search(r"[.!?…][”’\"')]*$", words) else "."


def date_in_words(iso: str) -> str:
    """A partial ISO date in words: "2022-10-03" is 3 October 2022, "2022-10" is October 2022."""
    year, *rest = iso.split("-")
    words = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*words, _MONTHS[int(rest[0]) - 1], year]) if rest else year


def event_date(event: Event, escape: Escape) -> str:
    """When an event was, with the basis of a date that is not stated."""
    span = date_in_words(event.when) + (f" to {date_in_words(event.until)}" if event.until else "")
    return span + (f" ({escape(line(event.basis))})" if event.basis and event.basis != "stated" else "")


def grades(claim: Claim) -> Iterator[str]:
    """What a claim is and how it is graded, each in a word or two."""
    yield KINDS[claim.kind]
    if claim.denied:
        yield "denied"
    if claim.origins is not None:
        yield f"{claim.origins} origin{'s' if claim.origins != 1 else ''}"
    if claim.credibility is not None:
        yield f"credibility {claim.credibility}"
    if claim.review == "draft":
        yield "unreviewed"


def asserted(claim: Claim) -> str:
    """What stands between a claim and whoever asserts it, or denies it."""
    return "denied by" if claim.denied else "according to"


def own_marks(quote: Quote) -> bool:
    """Whether each stretch is put in quotation marks: the words are the speaker's, and bring no marks.

    A mixed quote may bring its marks with it; reported speech has none, since nobody said these very words.
    """
    brings = quote.form != "direct" and any(mark in words for words in quote.stretches for mark in '“”"«»„')
    return quote.form != "indirect" and not brings


def manner(quote: Quote) -> str:
    """How words without marks were said; empty for those in marks."""
    if quote.form != "indirect":
        return ""
    cue = (quote.cue or "").lower().split()
    denies = not lexicon.words("claims", "contradiction").isdisjoint(cue)
    negated = not lexicon.words("claims", "negation").isdisjoint(cue)
    return "denied, in reported speech" if denies and not negated else "in reported speech"


def shown_stretches(quote: Quote) -> list[str]:
    """The words of a quote, without the "that" with which reported speech begins."""
    first, *others = quote.stretches
    if quote.form != "direct":
        first = re.sub(r"^that\s+(?=\S)", "", first)
    return [first, *others]


def quoted(quote: Quote, escape: Escape) -> str:
    """The words of a quote, in quotation marks where they are the speaker's own."""
    stretches = [escape(stretch) for stretch in shown_stretches(quote)]
    return " … ".join([f"“{words}”" for words in stretches] if own_marks(quote) else stretches)


def described(source: Source, escape: Escape) -> str:
    """Outlet, author, title and date of a source, each marked where it was inferred."""
    stated = [("outlet", escape(line(source.outlet)) if source.outlet else "Outlet unknown")]
    if source.author:
        stated.append(("author", escape(line(source.author))))
    if source.title:
        stated.append(("title", f"“{escape(line(source.title))}”"))
    stated.append(("published", date_in_words(source.published) if source.published else "date unknown"))
    return ", ".join(f"{words} (inferred)" if field in source.inferred else words for field, words in stated)


def graded(source: Source, escape: Escape) -> str:
    """The reliability of a source with who gave it and why, as a sentence; empty where it has none."""
    if source.reliability is None:
        return ""
    said = f"Reliability {source.reliability} ({RELIABILITY[source.reliability]})"
    said += f", graded by {escape(line(source.reliability_by))}" if source.reliability_by else ""
    said += f": {escape(without_stop(line(source.reliability_why))[0])}" if source.reliability_why else ""
    return f"{said}."


def cited(note: Note, sources: Mapping[str, Source], escape: Escape) -> str:
    """What a footnote says: each source, its file, and the characters of the passages in it."""
    parts = []
    for key, spans in note.spans().items():
        source = sources[key]
        places = listing([f"{start}–{end}" for start, end in spans])
        parts.append(f"{described(source, escape)}, {escape(line(source.file))}, characters {places}")
    return "; ".join(parts) + "."


def widest(spans: Sequence[Span]) -> list[Span]:
    """The spans in their order, each once, without those that are part of another."""
    each = list(dict.fromkeys(spans))
    return [
        (start, end)
        for start, end in each
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in each)
    ]
