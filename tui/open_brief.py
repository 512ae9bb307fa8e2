"""The brief that is open on the screen: which one it is, and every change to it, each saved at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tearline.index.errors import TearlineError
from tearline.tui.actions import key_of

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from tearline.briefs.board.rows import Board
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.model import Brief, Source
    from tearline.briefs.problems import Problem
    from tearline.index.article import Article

FIRST_BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Said:
    """What to tell the user after a change, empty where there is nothing to tell."""

    words: str = ""
    severity: Literal["information", "warning", "error"] = "information"
    changed: bool = False
    # Where the file was changed in the very places that were changed here: `settle` says whose stands.
    conflicts: tuple[str, ...] = ()
    # Why the file, as an editor left it, is no brief any more, and the first line at fault.
    broken: tuple[str, ...] = ()
    broken_at: int = 0


Verdict = Literal["accept", "reject", "restore"]
Tell = Callable[[int, int], object]

_DONE: dict[Verdict, str] = {"accept": "accepted", "reject": "rejected", "restore": "restored"}


class OpenBrief:
    """Holds at most one brief of the desk open. Every method may be called from any thread."""

    def __init__(self, root: Path, name: str | None = None) -> None:
        self.root = root
        self._wanted = name
        self._file: BriefFile | None = None
        self._lock = threading.RLock()
        self._unopened = ""
        self._seen: tuple[int, int] | None = None
        # What waits for `settle`, and what to say when it is done.
        self._unsettled = ""
        self._turns: ThreadPoolExecutor | None = None

    # What is open

    @property
    def brief(self) -> Brief | None:
        return self._file.brief if self._file is not None else None

    @property
    def name(self) -> str:
        """The name of the open brief, empty where none is open."""
        return self._file.path.stem if self._file is not None else ""

    @property
    def text(self) -> str | None:
        """The YAML of the open brief, None where none is open."""
        return self._file.text if self._file is not None else None

    def problems(self, article_of: Callable[[Source], Article | None]) -> tuple[Problem, ...]:
        """All that `check` finds in the open brief, by line."""
        from tearline.briefs.checking.check import check_brief

        with self._lock:
            file = self._file
            return tuple(check_brief(file, article_of)) if file is not None else ()

    @property
    def unopened(self) -> str:
        """The file name of the brief that could not be read when it was opened last, else empty."""
        return self._unopened

    def open(self, name: str | None = None) -> Said:
        """Open the brief of that name, or the one wanted, or the one last changed; there may be none.

        A brief that can't be read is not opened, and what is said names it and its problems.
        """
        from tearline.briefs.document.brief_file import BriefFile
        from tearline.briefs.document.shelf import brief_path, briefs_in

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
        from tearline.briefs.document.shelf import briefs_in

        return [path.stem for path in briefs_in(self.root)]

    def _begin(self, path: Path) -> Said:
        """Start a brief, titled after its name, or where the user gave none, after the desk's folder."""
        from tearline.briefs.document.brief_file import BriefFile

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
        self._unsettled = ""
        self._look()

    def _look(self) -> None:
        """Remember the file as it is on disk now."""
        self._seen = _stamp(self._file.path) if self._file is not None else None

    # Changes

    def in_turn(self, change: Callable[[], Said]) -> Callable[[], Said]:
        """Begin a change as soon as those asked for before are done; what is given back waits for it.

        Threads that wait for a lock get it in any order, and an undo must not overtake what it takes back.
        """
        from concurrent.futures import ThreadPoolExecutor

        if self._turns is None:
            self._turns = ThreadPoolExecutor(1, thread_name_prefix="brief")
        return self._turns.submit(change).result

    def accept(self, board: Board, ids: Sequence[str]) -> Said:
        """Take findings into the brief; where there is none yet, one is started."""
        return self.decide(board, ids, "accept")

    def reject(self, board: Board, ids: Sequence[str]) -> Said:
        """Reject findings, so that they are not suggested again."""
        return self.decide(board, ids, "reject")

    def decide(self, board: Board, ids: Sequence[str], verdict: Verdict, tell: Tell | None = None) -> Said:
        """Accept findings, reject them, or let rejected ones be suggested again, as one step of undo.

        What can't be done is named and keeps nothing else back. Where there is no brief yet, one is started.
        `tell` hears how many of how many are done.
        """
        from tearline.briefs.curation import verdicts
        from tearline.briefs.curation.called import called

        decided = verdicts.Decided((), ())

        def run(file: BriefFile) -> None:
            nonlocal decided
            decided = verdicts.decide(file, board, ids, getattr(verdicts, verdict), tell)

        def name() -> str:
            return f"{_DONE[verdict]} {called(self.brief, board, decided.done)}"

        with self._lock:
            said = self._begun(run, name)
            if not decided.refused:
                return said
            why = [
                f"Not {_DONE[verdict]}: {called(self.brief, board, [one])}. {reason}."
                for one, reason in decided.refused
            ]
            words = "\n".join((said.words, *why) if said.changed else why)
            return replace(said, words=words, severity="warning" if said.changed else "error")

    def change(self, name: str, edit: Callable[[BriefFile], str]) -> Said:
        """Make any one change, as one step of undo called `name`, and save; `edit` gives what to say of it.

        Where there is no brief yet, one is started.
        """
        told = ""

        def run(file: BriefFile) -> None:
            nonlocal told
            told = edit(file)

        with self._lock:
            said = self._begun(run, name)
            return replace(said, words=said.words.replace(_sentence(name), told)) if told else said

    def _begun(self, edit: Callable[[BriefFile], None], name: str | Callable[[], str]) -> Said:
        """Edit and save, as one step of undo; where there is no brief yet, one is started."""
        begun = Said() if self._file is not None else self._begin_first()
        if self._file is None:
            return begun
        said = self._edit(edit, name)
        words = f"{begun.words} {said.words}".strip()
        return replace(said, words=words, changed=said.changed or begun.changed)

    def _edit(self, edit: Callable[[BriefFile], None], name: str | Callable[[], str]) -> Said:
        """Edit and save, as one step of undo."""
        file = self._file
        if file is None:
            return Said()
        if self._unsettled:
            return Said("Another change waits for whose version is to stand.", "warning")
        before = file.text
        try:
            with file.together(name):
                edit(file)
        except (TearlineError, OSError) as error:
            return Said(str(error), "error")
        if file.text == before:
            return Said("Nothing to change: the brief says so already.")
        return self._save(file, _sentence(name if isinstance(name, str) else name()), file.undo)

    # Trying things out

    def plan(self, make: Callable[[BriefFile], Plan]) -> Plan:
        """What a change would do, worked out on a copy. Raises EditError where it can't be done."""
        return make(self._trial())

    def problem(self, edit: Callable[[BriefFile], object]) -> str:
        """Why a change can't be made, empty where it can; it is tried on a copy."""
        try:
            edit(self._trial())
        except TearlineError as error:
            return str(error)
        return ""

    def _trial(self) -> BriefFile:
        """The brief to try changes on; one without items where there is none yet."""
        from tearline.briefs.document.brief_file import BriefFile

        with self._lock:
            file = self._file or BriefFile(self.root, "tearline: 1\ntitle: Brief\n", None)
            return file.copy()

    def place_of(self, item_id: str) -> tuple[Path, int] | None:
        """The brief's file and the line in it of an item, an actor or a source; line 1 for anything else."""
        from tearline.briefs.document.brief_items import path_of

        # Without the lock: the screen asks, and must not wait for a long change.
        file = self._file
        if file is None:
            return None
        path = path_of(file.brief, item_id)
        return file.path, file.line(path) if path else 1

    # Saving

    def _save(self, file: BriefFile, words: str, take_back: Callable[[], object]) -> Said:
        """Save what was changed, with what something else has changed in the file meanwhile."""
        from tearline.briefs.problems import MergeConflicts

        try:
            joined = file.save()
        except MergeConflicts as error:
            self._unsettled = words
            places = tuple(map(str, error.conflicts))
            told = f"{file.path.name} was changed by another program in a place that you changed too."
            return Said(told, "warning", conflicts=places)
        except (TearlineError, OSError) as error:
            take_back()
            return Said(str(error), "error")
        self._look()
        before = (
            f"{file.path.name} was changed by another program; both changes are in it. " if joined else ""
        )
        return Said(f"{before}{words}", "warning" if joined else "information", changed=True)

    def settle(self, keep: Literal["mine", "theirs"] | None) -> Said:
        """Save the change that met another one. `keep` says whose stands where both met; None gives it up."""
        with self._lock:
            file, words, self._unsettled = self._file, self._unsettled, ""
            if file is None or not words:
                return Said()
            if keep is None:
                said = self._reload(file.path)
                return Said(f"Not done: {words} {said.words}", said.severity, changed=True)
            try:
                file.save(keep)
            except (TearlineError, OSError) as error:
                said = self._reload(file.path)
                return Said(f"Not done: {words} {error}", "error", changed=said.changed)
            self._look()
            whose = "Your change stands" if keep == "mine" else "The file's words stand"
            return Said(f"{words} {whose} where both had one place.", changed=True)

    def _begin_first(self) -> Said:
        from tearline.briefs.document.shelf import brief_path

        path = brief_path(self.root, self._wanted or FIRST_BRIEF)
        if path.exists():
            where, again = path.relative_to(self.root).as_posix(), key_of("read_again")
            return Said(f"{where} is there but can't be read; mend it, then press {again}.", "error")
        return self._begin(path)

    def undo(self) -> Said:
        """Take back the last change to the brief, whenever it was made."""
        return self._step("undo")

    def redo(self) -> Said:
        """Do again what `undo` took back last."""
        return self._step("redo")

    def _step(self, step: Literal["undo", "redo"]) -> Said:
        with self._lock:
            file = self._file
            if self._unsettled:
                return Said("A change waits for whose version is to stand.", "warning")
            try:
                name = (file.undo() if step == "undo" else file.redo()) if file is not None else None
            except TearlineError as error:
                return Said(str(error), "error")
            if file is None or name is None:
                return Said("Nothing to undo." if step == "undo" else "Nothing to do again.")
            verb, back = ("Undid", file.redo) if step == "undo" else ("Did again", file.undo)
            return self._save(file, f"{verb}: {name.rstrip('.')}.", back)

    def reload_if_changed(self) -> Said:
        """Read the file anew when an editor has changed it meanwhile."""
        with self._lock:
            if self._file is None or self._unsettled or _stamp(self._file.path) == self._seen:
                return Said()
            return self._reload(self._file.path)

    def read_back(self) -> Said:
        """Read the file anew after the user's editor had it, and say what was changed there.

        Where it is no brief any more, what it said before stays open, and `broken` says what to mend.
        """
        from tearline.briefs.curation.plans import Plan, changes_between
        from tearline.briefs.document.brief_file import BriefFile
        from tearline.briefs.problems import BriefError

        with self._lock:
            file = self._file
            if file is None or self._unsettled:
                return Said()
            try:
                new = BriefFile.load(file.path)
            except BriefError as error:
                self._look()
                lines = tuple(map(str, error.problems))
                return Said(severity="error", broken=lines, broken_at=error.problems[0].line)
            if new.text == file.text:
                self._look()
                return Said("The editor changed nothing.")
            changes = tuple(changes_between(file.brief, new.brief))
            self._hold(new)
            summary = Plan("Read back from the editor", changes, lambda _: None).summary
            words = summary if changes else "Read back from the editor: its layout or comments are new"
            return Said(f"{words}.", changed=True)

    def _reload(self, path: Path) -> Said:
        from tearline.briefs.document.brief_file import BriefFile

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


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _sentence(name: str) -> str:
    """The name of a step as it is told: "Accepted 3 quotes."."""
    return f"{name[:1].upper()}{name[1:].rstrip('.')}."
