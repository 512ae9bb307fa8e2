"""Change one thing in a YAML text by replacing the fewest characters, in whatever style the text is written.

Each function proposes splices, best first. YAML's corners (block scalars that keep their line ends, comments
in odd places, explicit keys) make some proposals wrong for some texts, so whoever applies one reads the
result back and takes the first that says exactly what was meant: see `first_that_reads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tearline.briefs.document.yaml_reading import Node, YamlError, read_yaml
from tearline.briefs.document.yaml_writing import (
    plain_data,
    write_entry,
    write_flow,
    write_pair,
    write_scalar,
)

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# What the first few proposals cannot do, none can; each costs a reading.
_MOST_TRIES = 12
_BLANK_LINES = re.compile("(?:(?:\r\n|[\n\r])[ \t]*(?=[\n\r]))*")
_DASH = re.compile("#[^\n\r]*|-")


@dataclass(frozen=True, slots=True)
class Splice:
    """The replacement of text[start:end] by `new`."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


def first_that_reads(text: str, splices: Iterable[Splice], expected: Any) -> tuple[str, Node] | None:
    """The text after the first splice that leaves exactly `expected` to read, and its root node, if one does.

    `expected` is in the form that `Node.data` gives.
    """
    for splice in islice(splices, _MOST_TRIES):
        changed = splice.apply(text)
        try:
            root = read_yaml(changed)
        except YamlError:
            continue
        if root is not None and root.data() == expected:
            return changed, root
    return None


def line_end_of(text: str) -> str:
    """The line end that the text uses, by its first one."""
    found = re.search("\r\n|\n|\r", text)
    return found[0] if found else "\n"


def put_key(
    text: str, mapping: Node, key: str, value: Any, order: Sequence[str] = (), open_levels: int = 0
) -> Iterator[Splice]:
    """Set a key of a mapping, or add it after the keys that come before it in `order`."""
    for name, old in mapping.pairs:
        if name.value == key:
            yield from _replace(text, mapping, name, old, value, open_levels)
            return
    if mapping.flow:
        yield from _add_in_brackets(
            text,
            mapping,
            f"{write_scalar(key, in_brackets=True)}: {write_flow(value)}",
            _places(mapping, key, order),
        )
        return
    indent = _column(text, _key_start(text, mapping.children[0]))
    lines = write_pair(key, value, indent, open_levels)
    pairs = mapping.pairs
    if open_levels and len(pairs) > 1 and _blank_between(text, pairs[-2][1].end, pairs[-1][0].start):
        yield _lines_after(text, pairs[-1][1].end, ["", *lines])
    for n in _places(mapping, key, order):
        yield _lines_after(text, pairs[n][1].end, lines)
        yield _lines_after(text, _blank_lines_after(text, pairs[n][1].end), lines)
    if not (text[: mapping.children[0].start].strip("\ufeff \t\r\n")):
        # Nothing stands before the first key but perhaps its indentation.
        yield Splice(
            mapping.children[0].start, mapping.children[0].start, _joined(text, lines) + " " * indent
        )


def drop_key(text: str, mapping: Node, key: str) -> Iterator[Splice]:
    """Take a key and its value out of a mapping, which must have it."""
    names = [name.value for name, _ in mapping.pairs]
    n = names.index(key)
    name, old = mapping.pairs[n]
    if mapping.flow:
        spans = [(name.start, max(name.end, value.end)) for name, value in mapping.pairs]
        yield from _drop_in_brackets(text, spans, n)
        return
    start = _key_start(text, name)
    if len(names) == 1:
        yield Splice(start, old.end, "{}")
        return
    if text[_line_start(text, start) : start].strip("\ufeff "):
        following = mapping.pairs[n + 1][0].start if n + 1 < len(names) else old.end
        if "#" not in text[old.end : following]:
            yield Splice(start, following, "")
        yield Splice(start, old.end, "")
        return
    yield _without_lines(text, start, max(name.end, old.end))


def add_entry(text: str, sequence: Node, value: Any, open_levels: int = 1) -> Iterator[Splice]:
    """Add an entry at the end of a list."""
    children = sequence.children
    if sequence.flow:
        yield from _add_in_brackets(text, sequence, write_flow(value), range(len(children) - 1, -1, -1))
        return
    dashes = [_dash(text, sequence, n) for n in range(max(0, len(children) - 2), len(children))]
    lines = write_entry(value, _column(text, dashes[-1]), open_levels)
    if len(children) > 1 and _blank_between(text, children[-2].end, dashes[-1]):
        yield _lines_after(text, children[-1].end, ["", *lines])
    yield _lines_after(text, children[-1].end, lines)
    yield _lines_after(text, _blank_lines_after(text, children[-1].end), lines)


def drop_entry(text: str, sequence: Node, n: int) -> Iterator[Splice]:
    """Take the n-th entry out of a list."""
    children = sequence.children
    if sequence.flow:
        yield from _drop_in_brackets(text, [(child.start, child.end) for child in children], n)
        return
    dash = _dash(text, sequence, n)
    if len(children) == 1:
        yield Splice(dash, children[n].end, "[]")
        return
    yield _without_lines(text, dash, children[n].end)
    if n + 1 < len(children):
        yield Splice(dash, _dash(text, sequence, n + 1), "")


def _blank_between(text: str, end: int, start: int) -> bool:
    """Whether two neighbours are set apart by a blank line."""
    return any(not line.strip() for line in _BREAK.split(text[end:start])[1:-1])


def _replace(
    text: str, mapping: Node, name: Node, old: Node, value: Any, open_levels: int
) -> Iterator[Splice]:
    """Put another value under a key that is there."""
    if not mapping.flow and old.kind == "sequence" and old.children and isinstance(value, list | tuple):
        yield from _revise_list(text, old, value, open_levels)
    colon = text.find(":", name.end) + 1
    if mapping.flow:
        new = write_flow(value)
        if old.start < old.end:
            yield Splice(old.start, old.end, new)
        yield Splice(colon, colon, f" {new}")
        yield Splice(name.end, name.end, f": {new}")
        return
    indent = _column(text, _key_start(text, name))
    first, *others = write_pair(name.value or "", value, indent, open_levels)
    first = first[len(" " * indent + write_scalar(name.value or "") + ":") :]
    end = max(old.end, colon)
    rest = text[end : _line_stop(text, end)]
    if "#" in text[colon : old.start]:
        # A comment stands between the key and its value, so the value keeps to its own lines.
        start = _line_start(text, old.start)
        new = _joined(text, others, last=False) if others else " " * (indent + 2) + first.strip()
        yield Splice(old.start, end, first.strip()) if not others else Splice(start, end, new)
        yield Splice(start, end, new)
    elif others and rest.strip():
        yield Splice(
            colon, end + len(rest), first + rest + line_end_of(text) + _joined(text, others, last=False)
        )
    yield Splice(colon, end, line_end_of(text).join([first, *others]))


def _revise_list(text: str, old: Node, value: Sequence[Any], open_levels: int) -> Iterator[Splice]:
    """Where one entry was added at the end, taken out or changed, leave the others as they are written."""
    before, after = old.data(), plain_data(value)
    if after[:-1] == before:
        yield from add_entry(text, old, value[-1], open_levels - 1)
    if len(after) == len(before) - 1:
        n = next(
            (n for n, (was, now) in enumerate(zip(before, after, strict=False)) if was != now), len(after)
        )
        if before[n + 1 :] == after[n:]:
            yield from drop_entry(text, old, n)
    changed = [n for n, (was, now) in enumerate(zip(before, after, strict=False)) if was != now]
    if len(before) == len(after) and len(changed) == 1:
        child = old.children[changed[0]]
        put = value[changed[0]]
        new = write_flow(put) if old.flow or not isinstance(put, str) else write_scalar(put)
        yield Splice(child.start, child.end, new if child.start < child.end else f" {new}")


def _places(mapping: Node, key: str, order: Sequence[str]) -> list[int]:
    """After which of a mapping's keys a new one may go: the last that precedes it in `order` first."""
    names = [name.value for name, _ in mapping.pairs]
    earlier = set(order[: order.index(key)]) if key in order else set(names)
    best = max((n for n, name in enumerate(names) if name in earlier), default=len(names) - 1)
    return sorted(range(len(names)), key=lambda n: (n != best, -n))


def _add_in_brackets(text: str, node: Node, new: str, places: Iterable[int]) -> Iterator[Splice]:
    children = node.children
    step = 2 if node.kind == "mapping" else 1
    if not children:
        inside = max(text.rfind("[", node.start, node.end), text.rfind("{", node.start, node.end)) + 1
        yield Splice(inside, inside, new)
        yield Splice(inside, inside, f"{new} ")
        return
    for n in places:
        first, last = children[n * step], children[n * step + step - 1]
        end = max(first.end, last.end)
        before = text[_line_start(text, first.start) : first.start]
        if before and not before.strip():
            yield Splice(end, end, f",{line_end_of(text)}{before}{new}")
        yield Splice(end, end, f", {new}")


def _drop_in_brackets(text: str, spans: Sequence[tuple[int, int]], n: int) -> Iterator[Splice]:
    start, end = spans[n]
    if n + 1 < len(spans):
        yield Splice(start, spans[n + 1][0], "")
    elif n > 0:
        yield Splice(spans[n - 1][1], end, "")
    yield Splice(start, end, "")
    comma = text.find(",", end)
    if comma >= 0:
        yield Splice(start, comma + 1, "")


def _dash(text: str, sequence: Node, n: int) -> int:
    """Where the dash of a block list's n-th entry stands."""
    start = sequence.children[n - 1].end if n else sequence.start
    dash = start
    for found in _DASH.finditer(text, start, max(start, sequence.children[n].start)):
        if found[0] == "-":
            dash = found.start()
    return dash


def _key_start(text: str, name: Node) -> int:
    """Where a key of a block mapping begins, the question mark of an explicit key included."""
    line = _line_start(text, name.start)
    mark = text[line : name.start].rstrip(" ")
    return line + len(mark) - 1 if mark.endswith("?") else name.start


def _column(text: str, at: int) -> int:
    line = _line_start(text, at)
    return at - line - (line == 0 and text.startswith("\ufeff"))


def _line_start(text: str, at: int) -> int:
    """The start of the line, after the line break before."""
    reach = 256
    while True:
        # Looking back in growing steps keeps the work in the length of the line, not of the text.
        low = max(0, at - reach)
        found = max(text.rfind(char, low, at) for char in "\n\r\x85\u2028\u2029")
        if found >= 0 or low == 0:
            return found + 1
        reach *= 8


def _line_stop(text: str, at: int) -> int:
    """The end of the line, before its line break."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def _lines_after(text: str, at: int, lines: Sequence[str]) -> Splice:
    """New lines below the line that `at` stands on."""
    stop = _line_stop(text, at)
    end = line_end_of(text)
    return Splice(stop, stop, end + end.join(lines))


def _blank_lines_after(text: str, at: int) -> int:
    """The end of the blank lines below `at`, which belong to a block scalar that keeps its line ends."""
    blank = _BLANK_LINES.match(text, _line_stop(text, at))
    return blank.end() if blank else at


def _joined(text: str, lines: Sequence[str], last: bool = True) -> str:
    end = line_end_of(text)
    return end.join(lines) + (end if last else "")


def _without_lines(text: str, start: int, end: int) -> Splice:
    """The lines from that of `start` to that of `end`, taken out."""
    first = _line_start(text, start)
    stop = _BREAK.search(text, end)
    if stop:
        return Splice(first, stop.end(), "")
    # The last line of a text without a final line break goes together with the break before it.
    before = text[:first]
    found = list(_BREAK.finditer(before, max(0, first - 2)))
    return Splice(found[-1].start() if found else first, len(text), "")


def entry_start(text: str, node: Node, n: int) -> int:
    """The start of the line that a block collection's n-th entry begins; -1 where it begins none."""
    at = _dash(text, node, n) if node.kind == "sequence" else _key_start(text, node.children[2 * n])
    line = _line_start(text, at)
    return line if not text[line:at].strip(" ") else -1
