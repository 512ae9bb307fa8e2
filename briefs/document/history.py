"""What was done to a brief that is open, and what undo took back: kept in the journal with every save."""

from __future__ import annotations

from tearline.briefs.document.journal import Journal, Stated
from tearline.briefs.document.steps import Step, digest, text_changes

OUTSIDE = "a change made outside Tearline"


class History:
    """The steps up to the text at hand, and those after it that undo took back.

    They are numbered from 1 through the journal and on. Those after the `_kept`-th are in memory only. A
    journal that can't be read or written costs the steps in it, never the brief: the rest goes on without.
    """

    def __init__(self, journal: Journal | None, anew: bool = False) -> None:
        """`anew` where the brief is a new one, whatever stood in the journal under its name."""
        self._journal = journal
        self._anew = anew
        self._known = journal is None
        self._fresh: dict[int, Step] = {}
        self._at = self._last = self._kept = self._turn = 0
        # After which step the file stands; None where that step was forgotten.
        self._saved_at: int | None = 0
        # Why the journal can't be read, empty where it can.
        self.unreadable = ""

    @property
    def journal(self) -> Journal | None:
        return self._journal

    def know(self, saved: Stated) -> None:
        """Find out where the text that was read from the file stands among the steps in the journal.

        What was not recorded is forgotten. Where the file is not as its last step left it, what was done to
        it since is a step of its own; where the journal cannot tell what that was, it begins anew.
        """
        if self._journal is None:
            return
        self._known = True
        self._fresh = {}
        self._at = self._last = self._kept = self._turn = 0
        now = saved.digest
        try:
            place = self._journal.place()
            if place is not None:
                self._turn = place.turn
            if place is not None and not self._anew:
                self._at, self._last, self._kept = place.at, place.last, place.last
                if place.was == now and place.was_at is not None and place.digest != now:
                    self._at = place.was_at
                elif place.digest != now:
                    self._note_outside(self._journal.text(place.at), place.digest, saved)
        except OSError as error:
            self._journal = None
            self.unreadable = error.strerror or str(error)
        self._saved_at = self._at

    def _note_outside(self, left: str | None, left_digest: bytes, saved: Stated) -> None:
        if left is None or digest(left.encode()) != left_digest:
            self._at = self._last = self._kept = 0
            return
        self.add(Step(OUTSIDE, left_digest, saved.digest, text_changes(left, saved.text)))

    def ready(self, saved: Stated) -> None:
        """Know where the file stands, if that is not known yet."""
        if not self._known:
            self.know(saved)

    def add(self, step: Step) -> None:
        """Take note of a step that was made; what undo took back before can't be made again."""
        self._fresh = {n: kept for n, kept in self._fresh.items() if n <= self._at}
        self._kept = min(self._kept, self._at)
        if self._saved_at is not None and self._saved_at > self._at:
            self._saved_at = None
        self._at += 1
        self._last = self._at
        self._fresh[self._at] = step

    def behind(self) -> Step | None:
        """The step that undo takes back, None where there is none."""
        return self._step(self._at) if self._at > 0 else None

    def ahead(self) -> Step | None:
        """The step that redo makes again, None where there is none."""
        return self._step(self._at + 1) if self._at < self._last else None

    def move(self, steps: int) -> None:
        """Note that undo took a step back (-1), or that redo made one (1)."""
        self._at += steps

    def _step(self, n: int) -> Step | None:
        if n > self._kept:
            return self._fresh.get(n)
        try:
            return self._journal.step(n) if self._journal is not None else None
        except OSError:
            return None

    def unsaved_name(self) -> str:
        """What to call all that was done since the file was last saved."""
        names = [self._fresh[n].name for n in range(self._kept + 1, self._at + 1) if n in self._fresh]
        if self._saved_at is not None and self._at < self._saved_at:
            names = ["undo"]
        return names[-1] + (f", and {len(names) - 1} more" if len(names) > 1 else "") if names else "undo"

    def outdated(self) -> bool:
        """Whether another process has recorded steps meanwhile."""
        if self._journal is None:
            return False
        try:
            place = self._journal.place()
        except OSError:
            return False
        return (place.turn if place is not None else 0) != self._turn

    @property
    def settled(self) -> bool:
        """Whether the journal has all of it."""
        return self._journal is None or (not self._fresh and self._at == self._saved_at)

    def record(self, saved: Stated, now: Stated) -> None:
        """Write down the steps before the file, which holds `saved`, is written to hold `now`."""
        if self._journal is None:
            return
        steps = [self._fresh[n] for n in range(self._kept + 1, self._last + 1)]
        try:
            self._turn = self._journal.record(self._kept, steps, self._at, now, saved, self._saved_at)
        except OSError:
            self._journal = None

    def written(self) -> None:
        """Note that the file was written after its steps were recorded."""
        self._saved_at = self._at
        self._anew = False
        if self._journal is not None:
            self._kept = self._last
            self._fresh = {}
