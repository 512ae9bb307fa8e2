"""A brief's file held open: changed by splices, with undo, and saved without losing anyone's work."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tearline.briefs.brief_nodes import key_path
from tearline.briefs.brief_pieces import LISTS, MAPPINGS
from tearline.briefs.brief_text import BriefText, read_brief
from tearline.briefs.durable import read_bytes, write_durably
from tearline.briefs.model import Brief
from tearline.briefs.part_edits import with_parts
from tearline.briefs.problems import BriefError, BriefUnreadable, ChangedOnDisk, EditError, Problem, SaveError
from tearline.briefs.schema_problems import Path as DataPath
from tearline.briefs.yaml_writing import write_scalar

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
        self._before: list[BriefText] = []
        self._undone: list[BriefText] = []
        self._grouping = False

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
        return cls(path, f"{_HEADER}tearline: 1\ntitle: {write_scalar(title)}\nstatus: draft\n", None)

    def copy(self) -> BriefFile:
        """The brief as it is now, to try changes on: without a past, and never to be saved."""
        twin = BriefFile.__new__(BriefFile)
        twin.path, twin._now, twin._on_disk = self.path, self._now, None
        twin._before, twin._undone, twin._grouping = [], [], False
        return twin

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
        return self._on_disk is None or self.text.encode() != self._on_disk

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
        """Add an entry at the end of a list: a quote, claim, event, relation, statement or gap."""
        if section not in LISTS:
            raise EditError(f"{section} is no list of a brief; it has {', '.join(LISTS)}")
        self._add(section, "", item)

    def set_value(self, item_id: str, key: str, value: Any) -> None:
        """Set one key of an item to words, a number, a list or a mapping; None takes the key away."""
        section, n = self._find(item_id)
        self._show(self._now.with_value(section, n, key, value))

    def set_parts(self, parts: Mapping[DataPath, Any]) -> None:
        """Set single values inside items, each by its path: ("quotes", 3, "at", "start"). One step of undo."""
        self._show(with_parts(self._now, parts))

    def set_values(self, item_id: str, values: Mapping[str, Any]) -> None:
        """Set several keys of an item at once, which need be valid only together; None takes a key away."""
        section, n = self._find(item_id)
        self._show(self._now.with_values(section, n, values))

    def set_field(self, key: str, value: Any) -> None:
        """Set one key of the brief itself: title, status, marking, tags. None takes the key away."""
        self._show(self._now.with_field(key, value))

    def remove_item(self, item_id: str) -> None:
        """Take an item out of the brief; comments around it stay."""
        self._show(self._now.without_entry(*self._find(item_id)))

    def reject(self, item_id: str) -> None:
        """Take an item out, if it is in, and keep its id among the rejected so that it stays out."""
        with self.together():
            if self._items(item_id):
                self.remove_item(item_id)
            if item_id not in self.brief.rejected:
                self.add_item("rejected", item_id)

    @contextmanager
    def together(self, name: str = "") -> Iterator[None]:  # noqa: ARG002 - for whoever reads the call
        """Make what is changed inside one step of undo; an exception takes all of it back.

        Inside another step it is a part of that one; an exception then takes this part back.
        """
        if self._grouping:
            part = self._now
            try:
                yield
            except BaseException:
                self._now = part
                raise
            return
        start, undone = self._now, list(self._undone)
        self._grouping = True
        try:
            yield
        except BaseException:
            self._now, self._undone = start, undone
            raise
        finally:
            self._grouping = False
        if self._now is not start:
            self._before.append(start)

    def undo(self) -> bool:
        """Take back the last change; False where there is none."""
        if not self._before:
            return False
        self._undone.append(self._now)
        self._now = self._before.pop()
        return True

    def redo(self) -> bool:
        """Make again the change that was last taken back; False where there is none."""
        if not self._undone:
            return False
        self._before.append(self._now)
        self._now = self._undone.pop()
        return True

    def save(self) -> None:
        """Write the text to its file, whole or not at all; the brief stays open either way.

        Raises SaveError where it cannot be written, ChangedOnDisk where it is not as it was last seen.
        """
        content = self.text.encode()
        if content == self._on_disk:
            return
        try:
            present = os.path.lexists(self.path)
            if present != (self._on_disk is not None):
                raise ChangedOnDisk(self.path)
            if self._on_disk is not None and read_bytes(self.path, len(self._on_disk)) != self._on_disk:
                raise ChangedOnDisk(self.path)
            write_durably(self.path, content)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SaveError(f"{self.path}: not saved: {reason}; what was changed is still open") from error
        self._on_disk = content

    def _show(self, text: BriefText) -> None:
        if text is self._now:
            return
        if not self._grouping:
            self._before.append(self._now)
        self._undone.clear()
        self._now = text

    def _add(self, section: str, key: str, entry: Any) -> None:
        name = key or (str(entry.get("id", "")) if isinstance(entry, Mapping) else "")
        if (key and key in getattr(self.brief, section)) or (section in _WITH_IDS and self._items(name)):
            raise EditError(f"{name} is in this brief already")
        self._show(self._now.with_entry(section, key, entry))

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
