"""Two versions of a brief that come from one, made one: item by item and key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tearline.briefs.document.brief_pieces import LISTS, MAPPINGS
from tearline.briefs.document.brief_text import BriefText
from tearline.briefs.document.yaml_reading import Node
from tearline.briefs.document.yaml_writing import Plain, write_flow
from tearline.briefs.problems import EditError

# In these lists of words only membership counts, so what each side added or took out is done to both.
_SETS = frozenset(
    ("tags", "aliases", "affiliations", "not", "about", "because", "actors", "roles", "evidence", "merged")
)
# Keys that only make sense together count as one.
_TOGETHER = {"at": "said"}
_NAMING = {
    "bottom_line": ("judgement", "assumption", "fact"),
    "relations": ("claim", "to"),
    "gaps": ("question",),
}
_SHOWN = 90

# The key of an entry, empty in a list, and its data.
Entry = tuple[str, Any]
Keep = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both versions changed, each in another way; None where a version has nothing there.

    `item` is an item's id or key, or its words where it has neither, and empty for a key of the brief itself;
    `key` is empty where it is the item as a whole.
    """

    section: str
    item: str
    key: str
    base: Any
    mine: Any
    theirs: Any

    def __str__(self) -> str:
        place = ".".join(filter(None, (self.section, self.item, self.key)))
        return f"{place}: here {_shown(self.mine)}, there {_shown(self.theirs)}, before {_shown(self.base)}"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    words = value if isinstance(value, str) else write_flow(value)
    return f"“{words[:_SHOWN]}…”" if len(words) > _SHOWN else f"“{words}”"


def merged(
    base: BriefText, mine: BriefText, theirs: BriefText, keep: Keep | None = None
) -> tuple[BriefText, tuple[Conflict, ...]]:
    """Their text with what was changed from `base` to `mine`, and where that could not be.

    Where both changed one place differently, theirs stands unless `keep` says "mine". Both are left as they
    are; comments and layout of `theirs` stay.
    """
    merge = _Merge(base, mine, theirs, keep)
    merge.fields()
    for section in (*MAPPINGS, *LISTS):
        merge.section(section)
    return merge.text, tuple(merge.conflicts)


def same_data(one: BriefText, other: BriefText) -> bool:
    """Whether two texts say the same, whatever the order of their entries."""
    if one.fields() != other.fields():
        return False
    return all(
        sorted(map(repr, one.entries(section))) == sorted(map(repr, other.entries(section)))
        for section in (*MAPPINGS, *LISTS)
    )


class _Merge:
    def __init__(self, base: BriefText, mine: BriefText, theirs: BriefText, keep: Keep | None) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.text = theirs
        self.keep = keep
        self.conflicts: list[Conflict] = []

    def fields(self) -> None:
        """The keys of the brief itself."""
        base, mine, theirs = self.base.fields(), self.mine.fields(), self.theirs.fields()
        written = _marked(*self.mine.fields_written()) if mine != base else {}
        for key, value in self._keys("", "", base, mine, theirs, written):
            try:
                self.text = self.text.with_field(key, value)
            except EditError:
                self._refused("", "", key, base.get(key), mine.get(key), theirs.get(key))

    def section(self, section: str) -> None:
        base, mine, theirs = (text.entries(section) for text in (self.base, self.mine, self.theirs))
        if mine == base:
            return
        ours, added = _paired(section, base, mine)
        its, also = _paired(section, base, theirs)
        new_there = {name: n for n, name in enumerate(_names(section, theirs)) if n in set(also)}
        gone: list[int] = []
        for n, entry in enumerate(base):
            m, t = ours.get(n), its.get(n)
            if m is None:
                if t is not None and (theirs[t] == entry or self._clash(section, entry, None, theirs[t])):
                    gone.append(t)
            elif mine[m] == entry:
                continue
            elif t is not None:
                self._entry(section, entry[1], (m, *mine[m]), (t, theirs[t][1]))
            elif self._clash(section, entry, mine[m], None):
                added.append(m)
        names = _names(section, mine) if added else []
        for m in sorted(added):
            t = new_there.get(names[m])
            if t is None:
                self._add(section, m, mine[m])
            else:
                self._entry(
                    section, {} if isinstance(mine[m][1], dict) else None, (m, *mine[m]), (t, theirs[t][1])
                )
        for t in sorted(gone, reverse=True):
            self.text = self.text.without_entry(section, t)

    def _clash(self, section: str, base: Entry, mine: Entry | None, theirs: Entry | None) -> bool:
        """Note that one took an entry out while the other changed it; whether it is to be as it is here."""
        sides = (base[1], mine and mine[1], theirs and theirs[1])
        return self._differs(section, _called(section, base), "", *sides)

    def _differs(self, section: str, item: str, key: str, base: Any, mine: Any, theirs: Any) -> bool:
        self.conflicts.append(Conflict(section, item, key, base, mine, theirs))
        return self.keep == "mine"

    def _refused(self, section: str, item: str, key: str, base: Any, mine: Any, theirs: Any) -> None:
        """What is here can't stand among what is there."""
        conflict = Conflict(section, item, key, base, mine, theirs)
        if self.keep is not None:
            raise EditError(f"{self.text.name}: the two can't be made one: {conflict}")
        self.conflicts.append(conflict)

    def _add(self, section: str, m: int, entry: Entry) -> None:
        try:
            self.text = self.text.with_entry(section, entry[0], _marked(*self.mine.entry_written(section, m)))
        except EditError:
            self._refused(section, _called(section, entry), "", None, entry[1], None)

    def _entry(self, section: str, old: Any, mine: tuple[int, str, Any], theirs: tuple[int, Any]) -> None:
        """An entry that stands in both, and differs here from what it was."""
        (m, name, new), (t, its) = mine, theirs
        if new == its:
            return
        item = _called(section, (name, old or new))
        written = _marked(*self.mine.entry_written(section, m))
        if not (isinstance(old, dict) and isinstance(new, dict) and isinstance(its, dict)):
            if its == old or self._differs(section, item, "", old, new, its):
                whole = [entry for _, entry in self.text.entries(section)]
                self.text = self.text.with_field(section, [*whole[:t], written, *whole[t + 1 :]])
            return
        values = dict(self._keys(section, item, old, new, its, written))
        try:
            self.text = self.text.with_values(section, t, values)
        except EditError:
            for key in values:
                self._refused(section, item, key, old.get(key), new.get(key), its.get(key))

    def _keys(
        self,
        section: str,
        item: str,
        base: Mapping[str, Any],
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
        written: Mapping[str, Any],
    ) -> Iterator[tuple[str, Any]]:
        """The keys to set in theirs, with what to; a key to take away has None."""
        units: dict[str, list[str]] = {}
        for key in dict.fromkeys((*mine, *base, *theirs)):
            units.setdefault(_TOGETHER.get(key, key) if section == "quotes" else key, []).append(key)
        for keys in units.values():
            before, here, there = ([side.get(key) for key in keys] for side in (base, mine, theirs))
            if here in (before, there):
                continue
            joined = _joined(before[0], written.get(keys[0]), there[0]) if keys[0] in _SETS else None
            if before == there:
                yield from ((key, written.get(key)) for key in keys)
            elif joined is not None:
                yield keys[0], joined
            else:
                for key in keys:
                    sides = (base.get(key), mine.get(key), theirs.get(key))
                    if sides[1] != sides[2] and self._differs(section, item, key, *sides):
                        yield key, written.get(key)


def _joined(base: Any, mine: Any, theirs: Any) -> list[Any] | None:
    """Their list with what was added here at its end and what was taken out here left out."""
    sides = [[] if side is None else side for side in (base, mine, theirs)]
    if not all(isinstance(side, list) for side in sides):
        return None
    before, here, there = sides
    kept = [entry for entry in there if entry not in before or entry in here]
    return [*kept, *(entry for entry in here if entry not in before and entry not in kept)]


def _called(section: str, entry: Entry) -> str:
    """How to speak of an entry: its key or id, or its words."""
    name, data = entry
    if name or not isinstance(data, dict):
        return name or str(data)[:_SHOWN]
    named = data.get("id") or " ".join(str(data[key]) for key in _NAMING.get(section, ()) if data.get(key))
    return str(named)[:_SHOWN]


def _names(section: str, entries: Sequence[Entry]) -> list[Hashable]:
    """What tells the entries of a section apart."""
    seen: Counter[Hashable] = Counter()
    names: list[Hashable] = []
    for entry in entries:
        name = entry[0] or _called_in_full(section, entry[1])
        seen[name] += 1
        names.append((name, seen[name]))
    return names


def _called_in_full(section: str, data: Any) -> Hashable:
    if not isinstance(data, dict):
        return str(data)
    keys = _NAMING.get(section, ("id",))
    return tuple(write_flow(data.get(key)) for key in keys)


def _paired(section: str, base: Sequence[Entry], side: Sequence[Entry]) -> tuple[dict[int, int], list[int]]:
    """For each entry of the base where it stands on a side, and which entries are new there.

    An entry without an id whose words were changed is known by its neighbours.
    """
    places = {name: n for n, name in enumerate(_names(section, side))}
    found = {n: places[name] for n, name in enumerate(_names(section, base)) if name in places}
    if section in _NAMING:
        taken = set(found.values())
        for n in range(len(base)):
            if n in found:
                continue
            place = found[n - 1] + 1 if n - 1 in found else 0 if n == 0 else len(side)
            following = next((found[k] for k in range(n + 1, len(base)) if k in found), len(side))
            missing = next((k for k in range(n + 1, len(base)) if k in found), len(base)) - n
            free = [k for k in range(place, following) if k not in taken]
            # As many new ones as are missing: these are the old ones, reworded.
            if free and len(free) == missing and type(side[free[0]][1]) is type(base[n][1]):
                found[n] = free[0]
                taken.add(free[0])
    return found, [n for n in range(len(side)) if n not in set(found.values())]


def _marked(node: Node, text: str) -> Any:
    """What a node says, its bare words marked so that they are written bare again."""
    if node.kind == "scalar":
        bare = node.value is not None and text[node.start : node.start + 1] not in (
            '"',
            "'",
            "|",
            ">",
            "!",
            "&",
        )
        return Plain(node.value) if bare and node.value is not None else node.value
    if node.kind == "sequence":
        return [_marked(child, text) for child in node.children]
    pairs = ((name.value, _marked(value, text)) for name, value in node.pairs)
    return {name: value for name, value in pairs if value is not None}
