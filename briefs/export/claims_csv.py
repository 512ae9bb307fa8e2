"""The claims of a brief as a table: a row for each, with who makes it, its grades and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.briefs.export.prepared import Prepared
from tearline.briefs.export.quotes_csv import listed, named
from tearline.briefs.export.sheets import table

HEADER = (
    *("claim", "kind", "words", "by", "by_key", "content_of", "condition", "denied", "credibility"),
    *("origins", "about", "outlets", "places", "review", "note"),
)


def export(prepared: Prepared) -> str:
    """The table. `places` gives each passage as source:start-end, counted in characters."""
    return table(HEADER, _rows(prepared))


def _rows(prepared: Prepared) -> Iterator[tuple[str | int | None, ...]]:
    for each in prepared.claims:
        claim = each.claim
        outlets = dict.fromkeys(
            prepared.sources[passage.source].outlet or "Outlet unknown" for passage in each.passages
        )
        places = (f"{passage.source}:{passage.start}-{passage.end}" for passage in each.passages)
        yield (
            *(claim.id, claim.kind, claim.claim, named(each.by), each.by.key if each.by else None),
            *(named(each.content_of), claim.condition, "yes" if claim.denied else "no"),
            *(claim.credibility, claim.origins, listed(each.about), "; ".join(outlets)),
            *("; ".join(places), claim.review, claim.note),
        )
