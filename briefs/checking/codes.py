"""The code of each kind of problem that a check can find: stable, so that notes and scripts may name it."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning"]

# The first letter groups them: F the file's form, R what refers to what, A anchors and sources, T the craft.
CODES: dict[str, Severity] = {
    # The file is not a brief: YAML that cannot be read, a key that is missing, a value of another kind.
    "F01": "error",
    # A key that no brief has.
    "F02": "warning",
    # One id for two items.
    "F03": "error",
    # An id that is also among the rejected.
    "F04": "error",
    # An event that ends before it begins.
    "F05": "error",
    # A key of an actor, a source, or an id that is not in the brief.
    "R01": "error",
    "R02": "error",
    "R03": "error",
    # A relation to or from a claim that is not in the brief.
    "R04": "error",
    # What rests on, or is related to, itself.
    "R05": "error",
    # A source whose article is not on the desk, stands in another file, gives no hash, or has changed.
    "A01": "error",
    "A02": "warning",
    "A03": "warning",
    "A04": "warning",
    # Words that have moved, read with other glyphs, are not certain, or are gone.
    "A05": "error",
    "A06": "error",
    "A07": "error",
    "A08": "error",
    # A place without words, and one whose words are not those of its quote.
    "A09": "error",
    "A10": "error",
    # Likelihood and confidence in one sentence.
    "T01": "warning",
    # A judgement that rests on nothing.
    "T02": "warning",
    # Credibility 1 with one origin.
    "T03": "warning",
    # A fact whose only source is attributed.
    "T04": "warning",
    # A statement without a source.
    "T05": "warning",
    # A person named by one name alone.
    "T06": "warning",
    # A likelihood in words that ICD 203 does not have.
    "T07": "warning",
    # A grade without who gave it or why.
    "T08": "warning",
    # A likelihood in the sentence and another beside it.
    "T09": "warning",
}
