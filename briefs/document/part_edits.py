"""Set values deep inside items, many at a time, by splices of these values alone."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tearline.briefs.document.brief_text import BriefText
from tearline.briefs.document.schema_problems import Path
from tearline.briefs.document.steps import Change
from tearline.briefs.document.yaml_reading import Node
from tearline.briefs.document.yaml_splice import Splice, put_key
from tearline.briefs.document.yaml_writing import plain_data, write_flow
from tearline.briefs.problems import BriefError, EditError

# An entry: its section and its position there.
_Entry = tuple[str, int]


def with_parts(text: BriefText, parts: Mapping[Path, Any]) -> BriefText:
    """The text with values of list entries set, each by its path: ("quotes", 3, "at", "start").

    A key that is not there is added to its mapping; a position of a list must be there. Where the layout
    leaves no splice of one value, the key of the entry that holds it is written anew. Raises EditError where
    the result would be no brief.
    """
    by_entry: dict[_Entry, dict[Path, Any]] = {}
    for (section, n, *path), value in parts.items():
        assert isinstance(section, str), "a path begins with a section"  # noqa: S101
        assert isinstance(n, int), "and with the position of an entry there"  # noqa: S101
        by_entry.setdefault((section, n), {})[tuple(path)] = value
    meant = {entry: _changed(text, entry, values) for entry, values in by_entry.items()}
    if done := _spliced(text, by_entry, meant):
        return done
    for entry, values in by_entry.items():
        text = _spliced(text, {entry: values}, {entry: meant[entry]}) or _rewritten(text, entry, meant[entry])
    return text


def _changed(text: BriefText, entry: _Entry, values: Mapping[Path, Any]) -> Any:
    """The data of an entry with values set."""
    data = deepcopy(text.entry_data(*entry))
    for path, value in values.items():
        *above, last = path
        within = data
        try:
            for step in above:
                within = within[step]
            within[last] = plain_data(value)
        except (TypeError, LookupError):
            raise EditError(f"{entry[0]}[{entry[1]}] has no {'.'.join(map(str, path))}") from None
    return data


def _spliced(
    text: BriefText, by_entry: Mapping[_Entry, Mapping[Path, Any]], meant: Mapping[_Entry, Any]
) -> BriefText | None:
    """The text after one splice for each value; None where that does not say what is meant."""
    splices: list[Splice] = []
    for (section, n), values in by_entry.items():
        for path, value in values.items():
            splice = _splice(text, (section, n, *path), value)
            if splice is None:
                return None
            splices.append(splice)
    splices.sort(key=lambda splice: splice.start)
    changes: list[Change] = []
    for splice in splices:
        end = changes[-1].start + len(changes[-1].old) if changes else 0
        if splice.start < end:
            return None
        if changes and splice.start == end:
            # Two that are added at one place are one change.
            last = changes.pop()
            splice = Splice(last.start, splice.end, last.new + splice.new)
        changes.append(Change(splice.start, text.text[splice.start : splice.end], splice.new))
    try:
        done = text.with_changes(changes)
        return done if all(done.entry_data(*entry) == data for entry, data in meant.items()) else None
    except (BriefError, LookupError):
        return None


def _splice(text: BriefText, path: Path, value: Any) -> Splice | None:
    *above, last = path
    within: Node | None = text.root
    for step in above:
        within = within.child(step) if within is not None else None
    if within is None:
        return None
    if within.kind == "mapping":
        return next(put_key(text.text, within, str(last), value), None)
    target = within.child(last)
    return (
        Splice(target.start, target.end, write_flow(value)) if target and target.start < target.end else None
    )


def _rewritten(text: BriefText, entry: _Entry, meant: Any) -> BriefText:
    before = text.entry_data(*entry)
    keys = {key: value for key, value in meant.items() if before.get(key) != value}
    return text.with_values(*entry, keys)
