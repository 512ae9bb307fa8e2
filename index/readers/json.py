"""JSON and JSON lines: each record that has a text is an article; its fields go by their usual names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tearline.index.decoding import NotText, decode, decoded
from tearline.index.fields import TEXT, columns_of, reading_of, text_of
from tearline.index.readers.reader import LARGEST_FILE, Found, Raw, Reading

SUFFIXES = (".json", ".jsonl", ".ndjson")
LARGEST = 16 * 1024**3
_LARGEST_JSON = 200 * 1024 * 1024  # bytes of one value that is read whole
_DEEPEST = 4  # levels down to the list of records
_HOW = "name the keys in a file beside it, {name}.yaml: columns: {{text: …, title: …}}"


def read(raw: Raw) -> Iterator[Found]:
    """The records of a list, or of lines of their own; or the one that the file is."""
    raw.largest = _LARGEST_JSON
    lines = raw.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")) or _is_lines(raw.head)
    held = False
    for found in _lines(raw) if lines else _whole(raw):
        held = held or isinstance(found, Reading)
        yield found
    if not held:
        raise raw.unreadable("no article was found in it", _HOW.format(name=raw.name.rpartition("/")[2]))


def _is_lines(start: bytes) -> bool:
    """Whether the first line is a whole object, and another follows."""
    first, _, rest = start.lstrip().partition(b"\n")
    return first.rstrip().endswith(b"}") and first[:1] == b"{" and rest.lstrip()[:1] == b"{"


@dataclass
class _Columns:
    """The columns of the record that was read last: those of its file are alike, as a rule."""

    mapped: Mapping[str, str]
    keys: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)

    def of(self, record: Mapping[str, object]) -> dict[str, str]:
        """See `columns_of`."""
        keys = [*record]
        if keys != self.keys:
            self.keys, self.last = keys, columns_of(keys, self.mapped)
        return self.last


def _lines(raw: Raw) -> Iterator[Found]:
    columns = _Columns(raw.columns)
    number = 0
    while line := raw.file.readline(LARGEST_FILE + 1):
        number += 1
        if len(line) > LARGEST_FILE:
            yield raw.unreadable(
                f"the line is longer than {LARGEST_FILE // 1024**2} MB", "split it", str(number)
            )
            while line and not line.endswith(b"\n"):
                line = raw.file.readline(LARGEST_FILE)
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(decode(line)[0])
        except (ValueError, RecursionError, NotText) as error:
            yield raw.unreadable(f"the line is not JSON ({_short(error)})", "mend or remove it", str(number))
            continue
        yield _record(raw, record, str(number), columns)


def _whole(raw: Raw) -> Iterator[Found]:
    text, _ = decoded(raw)
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise raw.unreadable(
            f"it is not JSON ({_short(error)})", "mend it, or get the file once more"
        ) from None
    del text
    if isinstance(value, Mapping) and _has_text(value, raw.columns):
        yield _record(raw, value, "", _Columns(raw.columns))
        return
    records = _records(value, raw.columns)
    columns = _Columns(raw.columns)
    for number, record in enumerate(records or (), start=1):
        yield _record(raw, record, str(number), columns)


def _record(raw: Raw, record: object, part: str, columns: _Columns) -> Found:
    if isinstance(record, Mapping):
        record = _flat(record, raw.columns)
        found = reading_of(record, columns.of(record), part)
        if found is not None:
            return found
    return raw.unreadable("the record has no text", "", part)


def _records(value: object, mapped: Mapping[str, str]) -> list[object] | None:
    """The first list, the highest first, whose objects have a text."""
    level = [value]
    for _ in range(_DEEPEST):
        for each in level:
            if isinstance(each, list) and any(
                isinstance(item, Mapping) and _has_text(item, mapped) for item in each[:20]
            ):
                return each
        level = [
            inner
            for each in level[:1000]
            if isinstance(each, Mapping)
            for inner in each.values()
            if isinstance(inner, Mapping | list)
        ]
    return None


def _has_text(record: Mapping[str, object], mapped: Mapping[str, str]) -> bool:
    record = _flat(record, mapped)
    name = columns_of([*record], mapped).get(TEXT)
    held = record[name] if name is not None else None
    if isinstance(held, list) and held and isinstance(held[0], Mapping):
        # Records of their own, as of a page of results.
        return False
    return bool(text_of(held).strip())


def _flat(record: Mapping[str, object], mapped: Mapping[str, str]) -> Mapping[str, object]:
    """A record with what mapped names that lead into objects ("meta.headline") stand for beside its own."""
    if not mapped:
        return record
    deeper: dict[str, object] = {}
    for path in mapped.values():
        value: object = record
        for key in path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if "." in path and value is not None:
            deeper[path] = value
    return {**record, **deeper}


def _short(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return (
        str(error).split(":")[0][:80]
        if not isinstance(error, json.JSONDecodeError)
        else (f"{error.msg}, line {error.lineno}, column {error.colno}")
    )
