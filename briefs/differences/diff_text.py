"""Say what has changed in a brief, as lines to read and as Markdown to pass on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tearline.briefs.differences.change import Change
from tearline.briefs.markdown import escape
from tearline.index.reading import EXPORT_MARK

_HEADINGS = {
    "brief": "The brief",
    "bottom_line": "Bottom line",
    "claims": "Key claims",
    "quotes": "Quotes",
    "relations": "How claims bear on one another",
    "timeline": "Timeline",
    "gaps": "Open questions",
    "sources": "Sources",
    "actors": "Actors",
    "rejected": "Suggestions",
}
_LABELS = {
    "new": "New",
    "withdrawn": "Withdrawn",
    "rejected": "Rejected",
    "reworded": "Reworded",
    "grade": "Graded anew",
    "review": "Reviewed",
    "attribution": "Attributed anew",
    "evidence": "Rests on",
    "moved": "Moved",
    "uncertain": "No longer certain",
    "lost": "Words lost",
    "renamed": "Renamed",
    "merged": "Merged",
    "split": "Split off",
    "changed": "Changed",
}
_NAMES = {
    "content_of": "content of",
    "reliability_by": "graded by",
    "reliability_why": "reason of the grade",
    "bottom_line": "bottom line",
}


def heading_of(change: Change) -> str:
    """The heading that a change stands under."""
    return _HEADINGS[change.section]


def described(change: Change) -> str:
    """A change in a line, without the item it is about: "Graded anew: credibility 3, now 2"."""
    label, was, now = _LABELS[change.kind], change.before, change.after
    if change.kind in ("new", "withdrawn", "rejected"):
        relation = change.section == "relations"
        return f"{label}: {now or was}" if relation else label
    if change.kind == "reworded":
        return f"{label}; it was “{was}”" if was else label
    if change.kind == "merged":
        return f"{label} into {now}"
    if change.kind == "split":
        return f"{label} from {was}"
    if change.kind == "lost":
        return f"{label}: nowhere in the source now; anchored at {was}"
    if change.kind == "uncertain":
        return f"{label}: the source has the words, yet not for certain those of {was}"
    if change.kind == "moved" and change.field == "source":
        return f"{label} in its source from {was} to {now}; `tearline check --repair` follows"
    if change.kind == "moved":
        return f"{label} from {was} to {now}" if was and now else f"{label}: {_no_longer(was, now)}"
    if change.kind == "evidence":
        parts = [f"no longer on {was}" if was else "", f"also on {now}" if now else ""]
        return f"{label}: {' and '.join(filter(None, parts))}"
    field = _NAMES.get(change.field, change.field)
    if change.section == "actors" and change.field in ("aliases", "affiliations", "not", "roles"):
        return f"{label}: {field}: {_no_longer(was, now)}"
    return f"{label}: {field} {was or 'not given'}, now {now or 'not given'}"


def _no_longer(was: str, now: str) -> str:
    return "; ".join(filter(None, [f"no longer {was}" if was else "", f"now also {now}" if now else ""]))


def changes_text(changes: Sequence[Change]) -> Iterator[str]:
    """The changes as lines to read: a heading for each section, an item, what happened to it."""
    for heading, group in groupby(changes, heading_of):
        yield heading
        for (item, title), each in groupby(group, lambda change: (change.item, change.title)):
            name = " ".join(title.split()) or item
            same = f" ({item})" if item and item != name and not item.startswith("bottom_line[") else ""
            yield f"  {name}{same if ' ' not in item else ''}"
            for change in each:
                yield f"    {described(change)}"


def changes_markdown(changes: Sequence[Change], title: str, since: str, until: str) -> str:
    """The changes as Markdown, under the brief's title; `since` and `until` name the two states."""
    parts = [f"# What has changed: {escape(title)}", f"*{escape(since)} → {escape(until)}*"]
    if not changes:
        parts.append("Nothing has changed.")
    for heading, group in groupby(changes, heading_of):
        lines = []
        for (item, name), each in groupby(group, lambda change: (change.item, change.title)):
            told = [escape(described(change)) for change in each]
            shown = escape(" ".join(name.split()) or item)
            lines.append(f"- {shown} — {told[0]}" if len(told) == 1 else f"- {shown}")
            if len(told) > 1:
                lines += [f"  - {one}" for one in told]
        parts += [f"## {heading}", "\n".join(lines)]
    return "\n\n".join([*parts, EXPORT_MARK]) + "\n"
