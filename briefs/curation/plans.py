"""A change thought through before it is made: what it would do to the brief, to be shown and then applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_pieces import LISTS, MAPPINGS
from tearline.briefs.model import Brief, Part
from tearline.briefs.problems import EditError

# How a count of changes is called, by section: what it counts, and several of it.
_COUNTED = {
    "sources": ("source", "sources"),
    "actors": ("actor", "actors"),
    "aliases": ("new alias", "new aliases"),
    "roles": ("new role", "new roles"),
    "quotes": ("quote", "quotes"),
    "claims": ("claim", "claims"),
    "relations": ("relation", "relations"),
    "timeline": ("event", "events"),
    "bottom_line": ("statement", "statements"),
    "gaps": ("gap", "gaps"),
    "rejected": ("rejected id", "rejected ids"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One key of one entry before and after, as plain data; None where there is none.

    `item` is the entry's id or key, or its place where it has neither ("gaps[0]"). `key` is empty where the
    entry itself comes or goes; `section` is empty for a key of the brief itself.
    """

    section: str
    item: str
    key: str
    before: Any
    after: Any

    def __str__(self) -> str:
        if self.key:
            place = f"{self.item} {self.key}" if self.item else self.key
            return f"{place}: {_short(self.before)} → {_short(self.after)}"
        if self.before is None:
            return f"{self.section}: + {self.item}"
        return f"{self.section}: − {self.item}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an operation would do. `name` is the step of undo that it would be, `notes` what else follows."""

    name: str
    changes: tuple[Change, ...]
    run: Callable[[BriefFile], object] = field(repr=False, compare=False)
    notes: tuple[str, ...] = ()
    # The brief that it was worked out on, and a copy on which it is done.
    before: Brief | None = field(default=None, repr=False, compare=False)
    trial: BriefFile | None = field(default=None, repr=False, compare=False)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each section change, come or go, and how many aliases and roles actors gain.

        What none of changes is left out.
        """
        entries = {(change.section, change.item) for change in self.changes}
        counted = Counter(section for section, _ in entries)
        for change in self.changes:
            if change.section == "actors" and change.key in ("aliases", "roles"):
                counted[change.key] += sum(one not in (change.before or ()) for one in change.after or ())
        return {what: counted[what] for what in _COUNTED if counted[what]}

    @property
    def summary(self) -> str:
        """The name and the counts, in one line."""
        counts = [f"{n} {_COUNTED[what][n != 1]}" for what, n in self.counts.items()]
        return f"{self.name} ({', '.join(counts) or 'no change'})"

    def __str__(self) -> str:
        return "\n  ".join([self.summary, *map(str, self.changes), *self.notes])


def rehearsed(
    file: BriefFile, name: str, run: Callable[[BriefFile], object], notes: tuple[str, ...] = ()
) -> Plan:
    """What `run` would do to the brief, which stays as it is. Raises EditError where it can't be done."""
    before, trial = file.brief, file.copy()
    run(trial)
    return Plan(name, tuple(changes_between(before, trial.brief)), run, notes, before, trial)


def apply(file: BriefFile, plan: Plan) -> None:
    """Do what was planned, as one step of undo; the file is not saved.

    Raises EditError where the brief has changed since, so that something else would come of it.
    """
    before = file.brief
    if plan.trial is not None and plan.before is before and file.take_from(plan.trial, before, plan.name):
        return
    with file.together(plan.name):
        plan.run(file)
        if tuple(changes_between(before, file.brief)) != plan.changes:
            raise EditError(f"{plan.name}: the brief has changed since this was worked out; look at it anew")


def changes_between(before: Brief, after: Brief) -> Iterator[Change]:
    """Every key that differs, section by section in the order of the file."""
    for name in (*type(before).model_fields, *(before.model_extra or {}), *(after.model_extra or {})):
        old, new = getattr(before, name, None), getattr(after, name, None)
        if old is new or old == new:
            continue
        if name in LISTS or name in MAPPINGS:
            yield from _entries(name, old, new)
        else:
            yield Change("", "", name, plain(old), plain(new))


def plain(value: Any) -> Any:
    """A part of a brief as the dicts, lists and words that YAML writes, without keys that say nothing."""
    if isinstance(value, Part):
        return plain(value.model_dump(by_alias=True, exclude_unset=True))
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def _differing(one: Part, other: Part) -> dict[str, Any]:
    """The keys of a part as `plain` gives them, without those that are alike in another."""
    its = dict(other)
    alike = {key for key, value in one if its.get(key) == value}
    data: dict[str, Any] = plain(one.model_dump(by_alias=True, exclude_unset=True, exclude=alike))
    return data


def _entries(section: str, before: Any, after: Any) -> Iterator[Change]:
    old, new = _named(section, before), _named(section, after)
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name), new.get(name)
        if one is other or one == other:
            continue
        if isinstance(one, Part) and isinstance(other, Part):
            was, now = _differing(one, other), _differing(other, one)
            for key in dict.fromkeys((*was, *now)):
                if was.get(key) != now.get(key):
                    yield Change(section, name, key, was.get(key), now.get(key))
        else:
            yield Change(section, name, "", plain(one), plain(other))


def _named(section: str, entries: Any) -> dict[str, Any]:
    if section in MAPPINGS:
        return dict(entries)
    named: dict[str, Any] = {}
    for n, entry in enumerate(entries):
        name = entry if section == "rejected" else getattr(entry, "id", "")
        if section == "relations":
            name = f"{entry.claim} {entry.kind} {entry.to}"
        named[name if name and name not in named else f"{section}[{n}]"] = entry
    return named


def _short(value: Any) -> str:
    if value is None or value == []:
        return "—"
    if isinstance(value, list):
        return ", ".join(_short(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{_short(part)}" for part in value.values())
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else f"{words[:59]}…"
