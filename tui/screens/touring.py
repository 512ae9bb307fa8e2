"""What the tour does: says a step, looks whether it is done, goes on."""

from __future__ import annotations

from textual.timer import Timer
from textual.widgets import Input

from tearline.tui.screens.narrowing import Narrowing
from tearline.tui.session import Session
from tearline.tui.tour import Seen, Step, farewell, seen, steps
from tearline.tui.widgets.tour_panel import TourPanel
from tearline.tui.workspace import Workspace

LOOK_EVERY = 0.2  # seconds between two looks at whether the step is done


class Touring(Narrowing):
    """Leads through the desk while the user works on it."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace, session)
        self._tour: tuple[Step, ...] = ()
        self._step = 0
        self._begun: Seen | None = None
        self._looking: Timer | None = None

    def action_tour(self) -> None:
        """Begin the tour, from its beginning where it is on already."""
        self._tour, self._step, self._begun = steps(), 0, None
        if not self.query(TourPanel):
            self.mount(TourPanel(id="tour"), before="#keys")
        if self._looking is None:
            self._looking = self.set_interval(LOOK_EVERY, self._look)
        self.call_after_refresh(self._say_step)

    def _say_step(self) -> None:
        panel = next(iter(self.query(TourPanel)), None)
        if panel is None:
            return  # ended in between
        if self._step < len(self._tour):
            step = self._tour[self._step]
            panel.say(step.words, step.press, f"{self._step + 1} of {len(self._tour)}")
        else:
            panel.say(farewell(), "", "")
        self._begun = seen(self)

    def _look(self) -> None:
        if self._begun is None or self._step >= len(self._tour):
            return
        if not self.contents.cards:
            self._begun = seen(self)  # nothing to see yet
        elif self._tour[self._step].done(self._begun, seen(self)):
            self._step += 1
            self._say_step()

    def on_screen_suspend(self) -> None:
        """A view stands over the desk: seen at once, for it may be left before the next look."""
        self._look()

    def _end_tour(self) -> None:
        if self._looking is not None:
            self._looking.stop()
        self._tour, self._begun, self._looking = (), None, None
        self.query(TourPanel).remove()

    def action_widen(self) -> None:
        """Esc ends the tour, unless words are being typed: there it leaves the box."""
        if self._tour and not isinstance(self.focused, Input):
            self._end_tour()
        else:
            super().action_widen()
