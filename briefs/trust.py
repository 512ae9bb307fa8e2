"""Which suggestions are weak: what comes from rules too often wrong, and what no summary would keep."""

from __future__ import annotations

from typing import TypeGuard

from tearline.briefs.board.rows import ActorRow, ClaimRow, EventRow, QuoteRow

# A rule for quotes is sure when it names the right speaker at least four times in five.
SURE = 0.8
# A claim that scores less tells no more than any sentence of its article does, as people's summaries have it
# (tests/bench/thresholds.py).
TELLING = 0.15


def rests_on_little(row: QuoteRow | ClaimRow) -> bool:
    """Whether a weak rule made it, or for a claim, whether it tells little. No decision changes that."""
    return row.precision < SURE or (isinstance(row, ClaimRow) and row.score < TELLING)


def is_weak(row: ActorRow | QuoteRow | ClaimRow | EventRow) -> TypeGuard[QuoteRow | ClaimRow]:
    """Whether a row is a weak suggestion: a quote or a claim that rests on little, not decided upon yet."""
    return isinstance(row, QuoteRow | ClaimRow) and row.status == "suggested" and rests_on_little(row)
