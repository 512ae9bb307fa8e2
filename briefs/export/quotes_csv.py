"""The quotes of a brief as a table: a row for each stretch of words, with its speaker, source and place."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.briefs.export.prepared import Prepared, Who
from tearline.briefs.export.sheets import table

HEADER = (
    *("quote", "part", "speaker", "speaker_key", "via", "audience", "form", "cue", "words", "about"),
    *("source", "outlet", "author", "title", "published", "file", "url", "start", "end", "review", "note"),
)


def export(prepared: Prepared) -> str:
    """The table. A quote that its cue splits has a row for each part; `words` are those at [start, end)."""
    return table(HEADER, _rows(prepared))


def _rows(prepared: Prepared) -> Iterator[tuple[str | int | None, ...]]:
    for each in prepared.quotes:
        quote = each.quote
        for part, passage in enumerate(each.passages, start=1):
            source = prepared.sources[passage.source]
            yield (
                *(quote.id, part, named(each.speaker), each.speaker.key if each.speaker else None),
                *(listed(each.via), named(each.audience), quote.form, quote.cue, passage.words),
                *(listed(each.about), passage.source, source.outlet, source.author, source.title),
                *(source.published, source.file, source.url, passage.start, passage.end),
                *(quote.review, quote.note),
            )


def named(who: Who | None) -> str | None:
    """The name of whoever is meant."""
    return who.name if who else None


def listed(people: tuple[Who, ...]) -> str:
    """The names, with semicolons between them."""
    return "; ".join(who.name for who in people)
