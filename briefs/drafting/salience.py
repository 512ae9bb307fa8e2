"""Rates how much an article is about an actor: named in the title, early, often, throughout, as who acts."""

from __future__ import annotations

import math
from bisect import bisect_left

from tearline.briefs.drafting.name_groups import Group
from tearline.briefs.drafting.name_runs import Page

# People and bodies act; places mostly are where they do; media mostly are cited.
_WEIGHT = {
    "person": 1.0,
    "organization": 1.0,
    "government": 0.95,
    "group": 1.0,
    "state": 0.95,
    "place": 0.8,
    "media": 0.6,
}
# What speaks for an actor; together 1.
_TITLE, _OFTEN, _LEAD, _SPREAD, _SOON, _EARLY = 0.22, 0.33, 0.15, 0.15, 0.07, 0.08
# What news puts first is in the title and the first paragraphs, about so many characters.
_LEAD_LENGTH = 450
# Characters behind the title after which a first mention is half as soon.
_SOON_LENGTH = 300
# Mentions after which more say little.
_MANY = 16
# Parts of equal length that a text is seen as, for how many of them name the actor.
_PARTS = 10


def salience_of(group: Group, page: Page) -> float:
    """How salient an actor is in its article, 0 to 1, by mentions outside silent zones."""
    starts = [mention.start for mention in group.mentions if not mention.silent]
    first, last = page.title
    behind = bisect_left(starts, last)
    in_title = behind > bisect_left(starts, first)
    length = max(1, len(page.text) - last)
    # Where each mention stands behind the title; a name in the title alone stands at once.
    places = [start - last for start in starts[behind:]] or [0]
    score = (
        _TITLE * in_title
        + _OFTEN * min(1.0, math.log1p(len(starts)) / math.log1p(_MANY))
        + _LEAD * (in_title or places[0] < _LEAD_LENGTH)
        + _SPREAD * len({_PARTS * place // length for place in places}) / _PARTS
        + _SOON / (1 + places[0] / _SOON_LENGTH)
        + _EARLY * (1 - places[0] / length)
    )
    return round(_WEIGHT[group.type] * score, 3)
