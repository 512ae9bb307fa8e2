"""Rates how much an article is about an actor: named in the title, early, often, and as one who acts."""

from __future__ import annotations

import math
from bisect import bisect_left

from tearline.briefs.drafting.name_groups import Group
from tearline.briefs.drafting.name_runs import Page

# People and bodies act; places mostly are where they do; media mostly are cited.
_WEIGHT = {
    "person": 1.0,
    "organization": 0.95,
    "government": 0.9,
    "group": 1.0,
    "state": 0.95,
    "place": 0.85,
    "media": 0.6,
}
_TITLE, _OFTEN, _EARLY, _LEAD = 0.4, 0.35, 0.1, 0.15
# What news puts first is in the title and the first paragraphs, about so many characters.
_LEAD_LENGTH = 450
# Mentions after which more say little.
_MANY = 12


def salience_of(group: Group, page: Page) -> float:
    """How salient an actor is in its article, 0 to 1, by mentions outside silent zones."""
    starts = [mention.start for mention in group.mentions if not mention.silent]
    first, last = page.title
    in_title = bisect_left(starts, last) > bisect_left(starts, first)
    body = starts[bisect_left(starts, last) :] or starts
    often = min(1.0, math.log1p(len(starts)) / math.log1p(_MANY))
    early = 1.0 - min(1.0, (body[0] - last) / max(1, len(page.text) - last)) if body[0] >= last else 1.0
    lead = in_title or body[0] < last + _LEAD_LENGTH
    score = _TITLE * in_title + _OFTEN * often + _EARLY * early + _LEAD * lead
    return round(_WEIGHT[group.type] * score, 3)
