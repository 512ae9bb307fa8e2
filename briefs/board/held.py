"""Which briefs of a desk hold what: an item or an actor by its id, for `in:` in a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import items_of
from tearline.briefs.document.shelf import briefs_in
from tearline.briefs.problems import BriefError
from tearline.index.errors import TearlineError
from tearline.index.query import Query, fields_of, matches, sought
from tearline.index.query_tree import Leaf, Near


class BriefUnclear(TearlineError):  # noqa: N818
    """A query does not say which brief it asks about; the text says which there are."""


# The ids that a brief holds, each with what the brief is called: its name and its title.
Held = Mapping[str, tuple[str, ...]]

_FIELD = "in"


def held_by(root: Path, query: Query) -> Held:
    """What the briefs of the desk at `root` hold, if the query asks for that. What they reject is not held.

    A brief that cannot be read as one holds nothing.
    """
    if _FIELD not in fields_of(query):
        return {}
    held: dict[str, tuple[str, ...]] = {}
    for path in briefs_in(root):
        for names, ids in _held_in(path):
            for one in ids:
                held[one] = (*held.get(one, ()), *names)
    return held


def brief_asked_for(root: Path, query: Query) -> Path | None:
    """The brief under which findings are to be seen: the one that `in:` calls by name or title, or for
    `status:` the only one there is; None where the query asks for none.

    Raises BriefUnclear.
    """
    parts = [part for part in sought(query) if not isinstance(part, Near) and part.field == _FIELD]
    briefs = briefs_in(root)
    names = ", ".join(path.stem for path in briefs[:10])
    asked = briefs
    if parts:
        asked = tuple(path for path in briefs if any(_is_called(path, part) for part in parts))
        if not asked:
            there = f"it has {names}" if names else "`tearline draft NAME` writes one"
            raise BriefUnclear(f"in: names no brief of this desk; {there}.")
    if len(asked) == 1 and (parts or "status" in fields_of(query)):
        return asked[0]
    if asked and "status" in fields_of(query):
        raise BriefUnclear(
            f"status: asks how items stand in one brief; say in which with in:NAME; the desk has {names}."
        )
    return None


def _is_called(path: Path, part: Leaf) -> bool:
    return any(matches(Query("", part), {_FIELD: name}) for names, _ in _held_in(path) for name in names)


def _held_in(path: Path) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    try:
        state = path.stat()
        yield _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, BriefError):
        return


@lru_cache(maxsize=64)
def _read(path: Path, _mtime_ns: int, _size: int) -> tuple[tuple[str, str], frozenset[str]]:
    brief = BriefFile.load(path).brief
    return (path.stem, brief.title), frozenset({*(item.id for item in items_of(brief)), *brief.actors})
