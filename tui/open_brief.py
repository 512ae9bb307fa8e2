"""The brief that is open on the screen: which one it is, and every change to it, each saved at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tearline.index.errors import TearlineError

if TYPE_CHECKING:
    from tearline.briefs.board import Board
    from tearline.briefs.brief_file import BriefFile
    from tearline.briefs.model import Brief, Source
    from tearline.index.article import Article

FIRST_BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Said:
    """What to tell the user after a change, empty where there is nothing to tell."""

    words: str = ""
    severity: Literal["information", "warning", "error"] = "information"
    changed: bool = False


Change = Callable[["BriefFile", "Board", str], object]


class OpenBrief:
    """Holds at most one brief of the desk open. Every method may be called from any thread."""

    def __init__(self, root: Path, name: str | None = None) -> None:
        self.root = root
        self._wanted = name
        self._file: BriefFile | None = None
        self._lock = threading.RLock()
        self._unopened = ""
        self._seen: tuple[int, int] | None = None
        self._done: list[str] = []
        self._undone: list[str] = []

    # What is open

    @property
    def brief(self) -> Brief | None:
        return self._file.brief if self._file is not None else None

    @property
    def name(self) -> str:
        """The name of the open brief, empty where none is open."""
        return self._file.path.stem if self._file is not None else ""

    @property
    def unopened(self) -> str:
        """The file name of the brief that could not be read when it was opened last, else empty."""
        return self._unopened

    def open(self, name: str | None = None) -> Said:
        """Open the brief of that name, or the one wanted, or the one last changed; there may be none.

        A brief that can't be read is not opened, and what is said names it and its problems.
        """
        from tearline.briefs.brief_file import BriefFile
        from tearline.briefs.shelf import brief_path, briefs_in

        with self._lock:
            if name is None and self._file is not None:
                return Said()
            wanted = name or self._wanted
            there = briefs_in(self.root)
            if wanted:
                path = brief_path(self.root, wanted)
                if path not in there:
                    return (
                        self._begin(path)
                        if name
                        else Said(
                            f"There is no brief {wanted} yet; the first finding you accept begins it.",
                            "warning",
                        )
                    )
            elif there:
                path = max(there, key=lambda path: (path.stat().st_mtime_ns, path.name))
            else:
                return Said()
            try:
                self._hold(BriefFile.load(path))
            except (TearlineError, OSError) as error:
                self._file, self._unopened = None, path.name
                return Said(f"{path.name} can't be opened. {error}", "error", changed=True)
            return Said(changed=True)

    def names(self) -> list[str]:
        """The names of the desk's briefs."""
        from tearline.briefs.shelf import briefs_in

        return [path.stem for path in briefs_in(self.root)]

    def _begin(self, path: Path) -> Said:
        """Start a brief, titled after its name, or where the user gave none, after the desk's folder."""
        from tearline.briefs.brief_file import BriefFile

        path.parent.mkdir(exist_ok=True)
        name = self.root.resolve().name if path.stem == FIRST_BRIEF else path.stem
        title = name.replace("-", " ").replace("_", " ").strip() or "Brief"
        file = BriefFile.new(path, title[0].upper() + title[1:])
        file.save()
        self._hold(file)
        where = path.relative_to(self.root).as_posix()
        return Said(f"Started {where}, titled “{title}”.", changed=True)

    def _hold(self, file: BriefFile) -> None:
        self._file, self._unopened = file, ""
        self._done, self._undone = [], []
        self._look()

    def _look(self) -> None:
        """Remember the file as it is on disk now."""
        self._seen = _stamp(self._file.path) if self._file is not None else None

    # Changes

    def accept(self, board: Board, ids: Sequence[str]) -> Said:
        """Take findings into the brief; where there is none yet, one is started."""
        from tearline.briefs.curation import accept

        return self._change(accept, board, ids, "Accepted")

    def reject(self, board: Board, ids: Sequence[str]) -> Said:
        """Reject findings, so that they are not suggested again."""
        from tearline.briefs.curation import reject

        return self._change(reject, board, ids, "Rejected")

    def _change(self, change: Change, board: Board, ids: Sequence[str], verb: str) -> Said:
        """Make one change for each id, as one step of undo, and save."""
        with self._lock:
            begun = Said() if self._file is not None else self._begin_first()
            if self._file is None:
                return begun
            what = f"{len(ids)} findings" if len(ids) > 1 else _called(board, ids[0])
            said = self._edit(lambda file: _for_each(change, file, board, ids), f"{verb} {what}.")
            return Said(f"{begun.words} {said.words}".strip(), said.severity, said.changed or begun.changed)

    def _edit(self, edit: Callable[[BriefFile], None], words: str) -> Said:
        """Edit and save. Where the file changed on disk meanwhile, its text stands and is edited again."""
        from tearline.briefs.problems import ChangedOnDisk

        before = ""
        for _ in range(2):
            file = self._file
            if file is None:
                break
            old = file.text
            try:
                with file.together():
                    edit(file)
                file.save()
            except ChangedOnDisk:
                reloaded = self._reload(file.path)
                before = f"{reloaded.words} "
                if reloaded.severity == "error":
                    return reloaded
                continue
            except (TearlineError, OSError) as error:
                if file.text != old:
                    file.undo()
                return Said(f"{before}{error}", "error", changed=bool(before))
            self._look()
            if file.text != old:
                self._done.append(words)
                self._undone.clear()
            return Said(f"{before}{words}", changed=True)
        return Said(f"{before}Not done: the file keeps changing.", "error", changed=True)

    def _begin_first(self) -> Said:
        from tearline.briefs.shelf import brief_path

        path = brief_path(self.root, self._wanted or FIRST_BRIEF)
        if path.exists():
            where = path.relative_to(self.root).as_posix()
            return Said(f"{where} is there but can't be read; mend it, then press r.", "error")
        return self._begin(path)

    def undo(self) -> Said:
        """Take back the last change of this session."""
        return self._step(self._done, self._undone, "undo", "Undid", "Nothing to undo in this session.")

    def redo(self) -> Said:
        """Do again what `undo` took back last."""
        return self._step(self._undone, self._done, "redo", "Did again", "Nothing to do again.")

    def _step(
        self, past: list[str], future: list[str], step: Literal["undo", "redo"], verb: str, nothing: str
    ) -> Said:
        from tearline.briefs.problems import ChangedOnDisk

        with self._lock:
            file = self._file
            if file is None or not past or not (file.undo() if step == "undo" else file.redo()):
                return Said(nothing)
            try:
                file.save()
            except ChangedOnDisk:
                return self._reload(file.path)
            except (TearlineError, OSError) as error:
                _ = file.redo() if step == "undo" else file.undo()
                return Said(str(error), "error")
            self._look()
            future.append(past.pop())
            return Said(f"{verb}: {future[-1]}", changed=True)

    def reload_if_changed(self) -> Said:
        """Read the file anew when an editor has changed it meanwhile."""
        with self._lock:
            if self._file is None or _stamp(self._file.path) == self._seen:
                return Said()
            return self._reload(self._file.path)

    def _reload(self, path: Path) -> Said:
        from tearline.briefs.brief_file import BriefFile

        name = path.name
        try:
            self._hold(BriefFile.load(path))
        except (TearlineError, OSError) as error:
            self._look()
            return Said(f"{name} was changed by another program and can't be read now. {error}", "error")
        return Said(f"{name} was changed by another program; read anew.", "warning", changed=True)

    def export(self, article_of: Callable[[Source], Article | None]) -> Said:
        """Write briefs/NAME.md beside the brief; an item whose words are not verbatim refuses it by name."""
        from tearline.briefs.export import to_markdown, write_export

        with self._lock:
            if self._file is None:
                return Said("There is no brief to export yet; accept a finding first.", "warning")
            path = self._file.path.with_suffix(".md")
            try:
                write_export(path, to_markdown(self._file.brief, article_of))
            except (TearlineError, OSError) as error:
                return Said(f"Not exported. {error}", "error")
            return Said(f"Exported to {path.relative_to(self.root).as_posix()}.")


def _for_each(change: Change, file: BriefFile, board: Board, ids: Sequence[str]) -> None:
    for item in ids:
        change(file, board, item)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _called(board: Board, item_id: str) -> str:
    """How to speak of a finding: the first words of it, or an actor's name."""
    if actor := board.actor(item_id):
        return actor.name
    item = board.item(item_id)
    words = item.words if item else item_id
    return f"“{words[:40].rstrip()}{'…' if len(words) > 40 else ''}”"
