"""A brief's file held open: changed by splices, with undo, and saved without losing anyone's work."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tearline.briefs.curation.bulk_edits import with_many
from tearline.briefs.document.brief_nodes import key_path
from tearline.briefs.document.brief_pieces import LISTS, MAPPINGS
from tearline.briefs.document.brief_text import BriefText, read_brief
from tearline.briefs.document.durable import read_bytes, write_durably
from tearline.briefs.document.history import History
from tearline.briefs.document.journal import journal_of
from tearline.briefs.document.merging import Keep, merged
from tearline.briefs.document.part_edits import with_parts
from tearline.briefs.document.placing import place_for
from tearline.briefs.document.schema_problems import Path as DataPath
from tearline.briefs.document.steps import Change, Step, piece_changes
from tearline.briefs.document.surroundings import MODELINE, is_shelf, settle_in
from tearline.briefs.document.yaml_writing import write_scalar
from tearline.briefs.model import Brief
from tearline.briefs.problems import (
    BriefError,
    BriefUnreadable,
    ChangedOnDisk,
    EditError,
    MergeConflicts,
    Problem,
    SaveError,
)

# A brief larger than this is a mistake or an attack; 5,000 items take about two megabytes.
_MOST_BYTES = 10_000_000
_HEADER = (
    "# A brief, kept by Tearline. Edit it as you like: comments, order and layout stay as you leave them.\n"
)
_WITH_IDS = ("quotes", "claims", "timeline")
_POSITION = re.compile(r"(\w+)\[(\d+)\]")


class BriefFile:
    """A brief's file. `path`, `text` and `brief` say what it is; every change leaves the three in step.

    Items are named by their id or key ("q-2xk7ab", "yuri-ushakov"); "actors.nato" where an actor and a source
    share a key, "bottom_line[0]" for entries without an id. A change that is refused, which raises EditError,
    changes nothing.
    """

    def __init__(self, path: Path, text: str, on_disk: bytes | None) -> None:
        self.path = path
        self._now = read_brief(str(path), text)
        self._on_disk = on_disk
        self._saved = self._now
        self._history = History(journal_of(path))
        self._settled_in = False
        # The names of the parts of the step that is being made, None outside of one.
        self._parts: list[str] | None = None

    @classmethod
    def load(cls, path: Path) -> BriefFile:
        """Open a brief. Raises BriefError with every problem that keeps it from being read as one."""
        try:
            content = read_bytes(path, _MOST_BYTES)
        except OSError as error:
            what = f"cannot be read: {error.strerror or error}"
            raise BriefUnreadable([Problem("error", str(path), 1, "", what, "a file you may read")]) from None
        if content is None:
            size = f"the file is larger than {_MOST_BYTES // 1_000_000} MB"
            raise BriefError([Problem("error", str(path), 1, "", size, "a brief")])
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            what = f"byte {error.start} is not UTF-8 text"
            raise BriefError([Problem("error", str(path), line, "", what, "a file saved as UTF-8")]) from None
        return cls(path, text, content)

    @classmethod
    def new(cls, path: Path, title: str) -> BriefFile:
        """A new brief, not yet on disk. Raises EditError where a file is there already."""
        if os.path.lexists(path):
            raise EditError(f"{path}: is there already; open it, or choose another name")
        if not title.strip():
            raise EditError(f"{path}: a brief needs a title")
        head = (MODELINE if is_shelf(path.parent) else "") + _HEADER
        file = cls(path, f"{head}tearline: 1\ntitle: {write_scalar(title)}\nstatus: draft\n", None)
        file._history = History(file._history.journal, anew=True)
        return file

    def copy(self) -> BriefFile:
        """The brief as it is now, to try changes on: without a past, and never to be saved."""
        twin = BriefFile.__new__(BriefFile)
        twin.path, twin._now, twin._saved, twin._on_disk = self.path, self._now, self._now, None
        twin._history, twin._parts, twin._settled_in = History(None), None, True
        return twin

    def take_from(self, trial: BriefFile, before: Brief, name: str) -> bool:
        """Take over what was changed on a copy; False where the brief is not `before`, the one copied."""
        if self.brief is not before:
            return False
        self._show(trial._now, name)
        return True

    @property
    def text(self) -> str:
        """What the file holds once it is saved."""
        return self._now.text

    @property
    def brief(self) -> Brief:
        """What the text says."""
        return self._now.brief

    @property
    def changed(self) -> bool:
        """Whether the text differs from the file as it was read or last saved."""
        return self._on_disk is None or self._now.content != self._on_disk

    def line(self, path: DataPath) -> int:
        """The line, from 1, of the value at a path, ("quotes", 3, "said"), or of the nearest above it."""
        return self._now.line(path)

    def key(self, path: DataPath) -> str:
        """A path of the data as people read it: "quotes.q-2xk7ab.said"."""
        return key_path(self._now.root, path)

    def add_source(self, key: str, source: Mapping[str, Any]) -> None:
        """Add a source under a key that is not taken."""
        self._add("sources", key, source)

    def add_actor(self, key: str, actor: Mapping[str, Any]) -> None:
        """Add an actor under a key that is not taken."""
        self._add("actors", key, actor)

    def add_item(self, section: str, item: Mapping[str, Any] | str) -> None:
        """Add an entry to a list: a quote, claim, event, relation, statement or gap.

        It goes to the end, or beside what its article says before it: see `placing`.
        """
        if section not in LISTS:
            raise EditError(f"{section} is no list of a brief; it has {', '.join(LISTS)}")
        self._add(section, "", item)

    def set_value(self, item_id: str, key: str, value: Any) -> None:
        """Set one key of an item to words, a number, a list or a mapping; None takes the key away."""
        section, n = self._find(item_id)
        self._show(self._now.with_value(section, n, key, value), f"changed {item_id}: {key}")

    def set_parts(self, parts: Mapping[DataPath, Any]) -> None:
        """Set single values inside items, each by its path: ("quotes", 3, "at", "start")."""
        self._show(with_parts(self._now, parts), f"changed {len(parts)} values")

    def set_values(self, item_id: str, values: Mapping[str, Any]) -> None:
        """Set several keys of an item at once, which need be valid only together; None takes a key away."""
        section, n = self._find(item_id)
        self._show(self._now.with_values(section, n, values), f"changed {item_id}: {', '.join(values)}")

    def set_many(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Set several keys of each of many items, as `set_values` does, at the cost of these items alone."""
        places = {
            item.id: (section, n)
            for section in _WITH_IDS
            for n, item in enumerate(getattr(self.brief, section))
        }
        found = {places.get(item_id) or self._find(item_id): keys for item_id, keys in values.items()}
        self._show(with_many(self._now, found), f"changed {len(values)} items")

    def set_field(self, key: str, value: Any) -> None:
        """Set one key of the brief itself: title, status, marking, tags. None takes the key away."""
        self._show(self._now.with_field(key, value), f"changed the {key}")

    def remove_item(self, item_id: str) -> None:
        """Take an item out of the brief; comments around it stay."""
        self._show(self._now.without_entry(*self._find(item_id)), f"removed {item_id}")

    def reject(self, item_id: str) -> None:
        """Take an item out, if it is in, and keep its id among the rejected so that it stays out."""
        with self.together(f"rejected {item_id}"):
            if self._items(item_id):
                self.remove_item(item_id)
            if item_id not in self.brief.rejected:
                self.add_item("rejected", item_id)

    @contextmanager
    def together(self, name: str | Callable[[], str] = "") -> Iterator[None]:
        """Make what is changed inside one step of undo, by a name; an exception takes all of it back.

        Inside another step it is a part of that one; an exception then takes this part back. Without a name
        the step is called by its first part. A name that is only known at the end is asked for then.
        """
        start, around = self._now, self._parts
        parts: list[str] = []
        self._parts = parts
        try:
            yield
        except BaseException:
            self._now = start
            raise
        finally:
            self._parts = around
        if callable(name):
            name = name()
        if not name and parts:
            name = parts[0] + (f", and {len(parts) - 1} more" if len(parts) > 1 else "")
        if around is None:
            self._note(name, start)
        elif self._now is not start:
            around.append(name)

    def undo(self) -> str | None:
        """Take back the last change, and say which it was; None where there is none to take back.

        In a desk this reaches back over what was saved before, by whomever. What was done to the file outside
        Tearline is a step too. Raises EditError where what was before can't be had (any more).
        """
        self._history.ready(self._saved)
        step = self._history.behind()
        if step is None:
            self._told_unreadable()
            return None
        self._now = self._moved(step.inverse, step.after, step.before)
        self._history.move(-1)
        return step.name

    def redo(self) -> str | None:
        """Make again the change that was last taken back, and say which it is; None where there is none."""
        self._history.ready(self._saved)
        step = self._history.ahead()
        if step is None:
            self._told_unreadable()
            return None
        self._now = self._moved(step.changes, step.before, step.after)
        self._history.move(1)
        return step.name

    def save(self, keep: Keep | None = None) -> bool:
        """Write the text to its file, whole or not at all; the brief stays open either way.

        What something else has changed in the file meanwhile is kept, and what was changed here is done to
        it: `brief` then holds both, and the answer is True. Where both changed one place, `keep` says whose
        stands there.

        Raises MergeConflicts where it does not, ChangedOnDisk where the file is gone or no brief any more,
        SaveError where it can't be written. Nothing is lost or written then.
        """
        if self._on_disk is not None and self._now.digest == self._saved.digest and self._history.settled:
            return False
        try:
            with self._alone():
                joined = self._join(keep)
                content = self._now.content
                self._history.ready(self._saved)
                self._history.record(self._saved, self._now)
                if content != self._on_disk:
                    write_durably(self.path, content)
                self._history.written()
        except OSError as error:
            reason = error.strerror or str(error)
            raise SaveError(f"{self.path}: not saved: {reason}; the file is as it was") from error
        if not self._settled_in:
            settle_in(self.path.parent, new=self._on_disk is None)
            self._settled_in = True
        self._on_disk, self._saved = content, self._now
        return joined

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from saving a brief of this desk meanwhile."""
        journal = self._history.journal
        if journal is None:
            yield
        else:
            with journal.locked():
                yield

    def _join(self, keep: Keep | None) -> bool:
        """Take over what the file holds by now, and do to it what was done here."""
        disk = read_bytes(self.path, _MOST_BYTES) if os.path.lexists(self.path) else None
        if (disk is None) != (self._on_disk is None):
            raise ChangedOnDisk(self.path)
        if disk is None or self._on_disk is None:
            return False
        if disk == self._on_disk and not self._history.outdated():
            return False
        try:
            theirs = self._saved if disk == self._on_disk else read_brief(str(self.path), disk.decode())
        except (BriefError, UnicodeDecodeError) as error:
            raise ChangedOnDisk(self.path, str(error)) from error
        both, conflicts = merged(self._saved, self._now, theirs, keep)
        if conflicts and keep is None:
            raise MergeConflicts(self.path, conflicts)
        name = self._history.unsaved_name()
        self._history.know(theirs)
        same = disk == self._on_disk
        self._on_disk, self._saved, self._now = disk, theirs, both
        self._note(name, theirs)
        return not same

    def _told_unreadable(self) -> None:
        """Raise EditError where there may be a step, but the history can't be read."""
        if self._history.unreadable:
            raise EditError(f"{self.path}: what was done before can't be read: {self._history.unreadable}")

    def _moved(self, changes: Sequence[Change], before: bytes, after: bytes) -> BriefText:
        try:
            moved = self._now.with_changes(changes) if self._now.digest == before else None
        except (BriefError, ValueError):
            moved = None
        if moved is None or moved.digest != after:
            raise EditError(
                f"{self.path}: what it was before can't be worked out any more; it stays as it is"
            )
        return moved

    def _show(self, text: BriefText, name: str) -> None:
        if text is self._now:
            return
        start, self._now = self._now, text
        if self._parts is not None:
            self._parts.append(name)
        else:
            self._note(name, start)

    def _note(self, name: str, start: BriefText) -> None:
        """Take note of the step that led from a text to the one at hand."""
        changes = piece_changes(start.pieces, self._now.pieces)
        if changes:
            self._history.ready(self._saved)
            self._history.add(Step(name, start.digest, self._now.digest, changes))

    def _add(self, section: str, key: str, entry: Any) -> None:
        name = key or (str(entry.get("id", "")) if isinstance(entry, Mapping) else "")
        if (key and key in getattr(self.brief, section)) or (section in _WITH_IDS and self._items(name)):
            raise EditError(f"{name} is in this brief already")
        text = self._now.with_entry(section, key, entry)
        place = place_for(self.brief, section, entry)
        if place is not None:
            text = text.with_last_before(section, place)
        self._show(text, f"added {name or 'to ' + section}")

    def _items(self, item_id: str) -> list[tuple[str, int]]:
        """The sections and positions of the items of that id."""
        # One look through thousands costs less than an index that every change outdates.
        return [
            (section, n)
            for section in _WITH_IDS
            for n, item in enumerate(getattr(self.brief, section))
            if item.id == item_id
        ]

    def _find(self, item_id: str) -> tuple[str, int]:
        """The section and position of an item. Raises EditError unless exactly one is named so."""
        position = _POSITION.fullmatch(item_id)
        if position and position[1] in LISTS and int(position[2]) < len(getattr(self.brief, position[1])):
            return position[1], int(position[2])
        found = self._items(item_id)
        for section in MAPPINGS:
            keys = list(getattr(self.brief, section))
            found += [(section, n) for n, key in enumerate(keys) if item_id in (key, f"{section}.{key}")]
        if len(found) != 1:
            raise EditError(
                f"{item_id} {'stands in this brief more than once' if found else 'is not in this brief'}"
            )
        return found[0]
