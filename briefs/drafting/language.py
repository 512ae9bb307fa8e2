"""Whether a text is in English, the one language that the rules read."""

from __future__ import annotations

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.word_kinds import COMMA, STOP

# A shorter text may be a list of names, whatever its language.
_FEW = 40
# Of a hundred words of an English article, numbers among them, about fifty are known to the grammar and the
# verb lexicon ("the", "has", "said"), in a price list still twenty; of other languages' words fewer than ten.
_LEAST_KNOWN = 1 / 8


def is_english(document: Document) -> bool:
    """False where a text of some length has hardly one English function word or verb in it."""
    kinds = document.kinds
    unknown = kinds.count(0)
    words = len(kinds) - kinds.count(COMMA) - kinds.count(STOP)
    return words < _FEW or words - unknown >= words * _LEAST_KNOWN
