"""Set keys of many items at once, at the cost of these items rather than of the brief for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearline.briefs.document.brief_pieces import MAPPINGS, Piece, read_entries
from tearline.briefs.document.brief_text import BriefText
from tearline.briefs.document.valid_entries import valid_entry
from tearline.briefs.document.yaml_writing import plain_data, write_scalar
from tearline.briefs.problems import BriefError, EditError

# An entry: its section and its position there.
Entry = tuple[str, int]


def with_many(text: BriefText, values: Mapping[Entry, Mapping[str, Any]]) -> BriefText:
    """The text with keys of many entries set; None takes a key away. Raises EditError where one can't be."""
    by_section: dict[str, dict[int, Mapping[str, Any]]] = {}
    for (section, n), keys in values.items():
        by_section.setdefault(section, {})[n] = keys
    pieces = list(text.pieces)
    changed: dict[str, Any] = {}
    left: list[tuple[str, int, Mapping[str, Any]]] = []
    for section, entries in by_section.items():
        own = [place for place, piece in enumerate(pieces) if piece.section == section]
        present = getattr(text.brief, section)
        parts = list(present.values() if section in MAPPINGS else present)
        for n, keys in entries.items():
            done = _alone(text, section, pieces[own[n]], parts[n], keys) if own else None
            if done is None:
                left.append((section, n, keys))
            else:
                pieces[own[n]], parts[n] = done
        changed[section] = dict(zip(present, parts, strict=True)) if section in MAPPINGS else tuple(parts)
    new = BriefText(text.name, tuple(pieces), text.brief.model_copy(update=changed))
    for section, n, keys in left:
        new = new.with_values(section, n, keys)
    return new


def _alone(
    text: BriefText, section: str, piece: Piece, part: Any, keys: Mapping[str, Any]
) -> tuple[Piece, Any] | None:
    """An entry changed as if it were all of its section; None where only the whole text will do."""
    if (swapped := _swapped(section, piece, keys)) is not None:
        return swapped, valid_entry(section, swapped.data)
    mapping = section in MAPPINGS
    only = text.brief.model_copy(update={section: {piece.key: part} if mapping else (part,)})
    try:
        done = BriefText(text.name, (piece,), only).with_values(section, 0, keys)
    except (EditError, BriefError):
        return None
    if len(done.pieces) != 1:
        return None
    entries = getattr(done.brief, section)
    return done.pieces[0], entries[piece.key] if mapping else entries[0]


def _swapped(section: str, piece: Piece, keys: Mapping[str, Any]) -> Piece | None:
    """An entry with one word for another, each on a line with its key; None where it is laid out otherwise.

    What comes of it is read, so that nothing but these keys can have changed; where they stand need not be
    read before.
    """
    text, data = piece.text, piece.data
    for key, value in keys.items():
        old, new = data.get(key) if isinstance(data, dict) else None, plain_data(value)
        if not isinstance(old, str) or not isinstance(new, str):
            return None
        line = f"{key}: {old}\n"
        if text.count(line) != 1:
            return None
        text = text.replace(line, f"{key}: {write_scalar(new)}\n")
        data = {**data, key: new}
    entries = read_entries(text, section, piece.indent)
    if entries is None or len(entries) != 1 or (entries[0].key, entries[0].data) != (piece.key, data):
        return None
    return entries[0]
