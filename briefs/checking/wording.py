"""What a sentence of a judgement says of its own certainty: how likely, how sure, and in which words.

Each function would rather pass over a sentence than take an actor's confidence or chances for the analyst's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The seven bands of ICD 203, each with the words that stand for it in a sentence.
_BANDS = (
    r"almost no chance|remote (?:chance|possibility|likelihood)",
    r"very unlikely|highly improbable",
    r"unlikely|improbable|probably not",
    r"roughly even (?:chance|odds)|even (?:chance|odds)",
    r"likely|probable|probably",
    r"very likely|highly probable|very probably",
    r"almost certain|nearly certain|almost certainly|nearly certainly",
)
_BAND_NAMES = (
    ("almost no chance", "remote"),
    ("very unlikely", "highly improbable"),
    ("unlikely", "improbable"),
    ("roughly even chance", "roughly even odds"),
    ("likely", "probable"),
    ("very likely", "highly probable"),
    ("almost certain", "nearly certain"),
)
# Longer words first: “very unlikely” is not “unlikely”.
_LIKELY = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<b{n}>{words})" for n, words in sorted(enumerate(_BANDS), key=lambda b: b[0] in (2, 4)))
    + r")\b",
    re.IGNORECASE,
)
_CHANCES = ("chance", "odds", "possibility", "likelihood")
# Before a noun it describes the noun: “the most likely candidate”.
_OF_A_NOUN = re.compile(
    r"\b(?:the|a|an|most|more|less|least|as|his|her|its|their|how|whose)\s+$", re.IGNORECASE
)

_LEVEL = (
    r"(?:very\s+|fairly\s+)?(?:low|moderate|medium|high|limited|reasonable|great)"
    r"(?:[- ]to[- ](?:moderate|medium|high))?"
)
# Confidence in something else than a judgement is somebody's trust in it.
_IN_A_JUDGEMENT = r"in\s+(?!(?:this|that|these|our|the)\s+(?:judg|assess|estimat|conclusion))"
_NOT_TRUST = rf"(?!\s+(?:votes?|motions?|interval|level of|{_IN_A_JUDGEMENT}))"
_CONFIDENCE = re.compile(
    rf"\b(?:with|have|has|at|of)\s+(?:an?\s+)?{_LEVEL}\s+(?:level\s+of\s+)?confidence\b{_NOT_TRUST}"
    rf"|[,;:(–—-]\s*{_LEVEL}\s+confidence\b{_NOT_TRUST}"
    rf"|\bconfidence\s*(?::|is)\s*{_LEVEL}\b(?!\s+(?:among|in|and\s+(?:fall|ris)))(?=[\s.,;)]*$)"
    r"|\bour\s+confidence\b(?!\s+in\s+(?:the\s+)?(?:government|market|ally|allies))"
    r"|\bwe\s+(?:are|remain)\s+(?:\w+ly\s+|very\s+|less\s+)?confident\b"
    r"|\b(?:judge|assess|estimate)[sd]?\s+confidently\b|\bconfidently\s+(?:judge|assess|estimate)\b",
    re.IGNORECASE,
)

# Words for likelihood that everyone reads otherwise. Only where they cannot well mean something else: “could
# not pay” says what someone was able to do, and May is a month.
_VAGUE = re.compile(
    r"\b(?:perhaps|maybe|possibly|conceivably|presumably|arguably|doubtless|in all (?:probability|likelihood)"
    r"|(?:a|any|some|every|no)\s+(?:good|fair|strong|slim|small|real|serious|reasonable|distinct)\s+(?:chance|possibility)"
    r"|it\s+is\s+(?:quite\s+|very\s+|well\s+)?(?:possible|conceivable|plausible)\s+that"
    r"|(?:can(?:not|'t|’t| not)|could\s+not)\s+be\s+(?:ruled\s+out|excluded|discounted)"
    r"|the\s+odds\s+are|chances\s+are|fifty[- ]fifty|50[-–/]50"
    r"|might\s+(?:well\s+|yet\s+|still\s+|soon\s+|not\s+|also\s+)*[a-z]{2,}"
    r"|may\s+(?:well|yet|soon|still)\s+[a-z]{2,}|may\s+(?:have|be\s+[a-z]+ing))(?!\w)",
)
_MIGHT_OF = re.compile(r"\b(?:the|its|their|his|her|military|naval|full|economic)\s+$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[^\sa-z])")


def sentences(words: str) -> list[str]:
    """The words, sentence by sentence."""
    return _SENTENCE_END.split(words)


def says_confidence(sentence: str) -> bool:
    """Whether it says how sure the analyst is."""
    return _CONFIDENCE.search(sentence) is not None


def says_likelihood(sentence: str) -> bool:
    """Whether it says how likely something is, in the words of ICD 203."""
    return bool(_bands(sentence))


def says_other_likelihood(sentence: str, likelihood: str) -> str | None:
    """The words by which the sentence says another likelihood than the one given; None where it does not."""
    own = next((n for n, names in enumerate(_BAND_NAMES) if likelihood in names), None)
    bands = _bands(sentence)
    if own is None or not bands or own in dict(bands):
        return None
    return bands[0][1]


def vague_likelihood(sentence: str) -> str | None:
    """The first words in it for a likelihood that ICD 203 does not have, None where there are none."""
    for found in _VAGUE.finditer(sentence[:1].lower() + sentence[1:]):
        if found[0].startswith("might") and _MIGHT_OF.search(sentence[: found.start()]):
            continue
        return " ".join(found[0].split()[:5])
    return None


def _bands(sentence: str) -> list[tuple[int, str]]:
    """Each likelihood that the sentence gives: its band, and the words."""
    return list(_each_band(sentence))


def _each_band(sentence: str) -> Iterator[tuple[int, str]]:
    for found in _LIKELY.finditer(sentence):
        band = int((found.lastgroup or "b0")[1:])
        # A chance is a noun itself.
        if found[0].endswith(_CHANCES) or not _OF_A_NOUN.search(sentence[: found.start()]):
            yield band, found[0].lower()
