"""What the grades of a brief mean: the likelihood of a judgement in per cent, the credibility of a claim."""

from __future__ import annotations

from tearline.briefs.model import Likelihood

# Both names of each band of US Intelligence Community Directive 203, and the band in per cent.
_BANDS: tuple[tuple[tuple[Likelihood, Likelihood], tuple[int, int]], ...] = (
    (("almost no chance", "remote"), (1, 5)),
    (("very unlikely", "highly improbable"), (5, 20)),
    (("unlikely", "improbable"), (20, 45)),
    (("roughly even chance", "roughly even odds"), (45, 55)),
    (("likely", "probable"), (55, 80)),
    (("very likely", "highly probable"), (80, 95)),
    (("almost certain", "nearly certain"), (95, 99)),
)
# The first name of each band, and its range in per cent, from the least likely.
BANDS = {names[0]: band for names, band in _BANDS}
PERCENT = {name: band for names, band in _BANDS for name in names}

# The Admiralty code for a piece of information; that for a source stands in `wording.RELIABILITY`.
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
