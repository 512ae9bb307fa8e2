"""Why a relation is proposed, as one plain sentence."""

from __future__ import annotations

from tearline.briefs.corroboration.gist import Gist
from tearline.briefs.corroboration.judging import Reason, Verdict

_OPENINGS = {
    "corroborates": "Both say it",
    "restates": "Both say it",
    "qualifies": "Both say it, here under a condition",
    "updates": "The same matter, later",
    "contradicts": "The same matter, told otherwise",
}
_DIFFERENCES = {
    "denial": "one denies it",
    "opposite": "opposites",
    "figure": "figures differ",
    "date": "dates differ",
}
_MOST = 4  # of a kind that are named


def sentence(verdict: Verdict, claim: Gist, to: Gist, *, one_voice: bool) -> str:
    """The reason for a verdict on `claim` and `to`, with a full stop."""
    reason = verdict.reason
    parts = [_difference(reason)] if reason.differences else []
    parts += _in_common(reason)
    ending = ""
    if one_voice:
        who = claim.voice.text or to.voice.text
        ending = f"; both rest on {who}" if _is_one(claim, to) and who else "; who says it may be the same"
    return f"{_OPENINGS[verdict.kind]}: {'; '.join(parts)}{ending}."


def _is_one(claim: Gist, to: Gist) -> bool:
    return bool(claim.voice.words and to.voice.words) or claim.voice.actor == to.voice.actor is not None


def _difference(reason: Reason) -> str:
    kind = _DIFFERENCES[reason.differences[0]]
    pairs = ", ".join(f"{one} against {other}" for one, other in reason.differing[:_MOST])
    return f"{kind} ({pairs})" if pairs else kind


def _in_common(reason: Reason) -> list[str]:
    named = {
        "actors": reason.actors,
        "figures": reason.figures,
        "dates": reason.dates,
        "words": tuple(one if one == other else f"{one}/{other}" for one, other in reason.words),
    }
    return [f"same {kind} {', '.join(found[:_MOST])}" for kind, found in named.items() if found]
