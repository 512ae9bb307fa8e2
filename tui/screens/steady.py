"""Screens that hold still under fast keys and clicks, where Textual trusts that all is still there."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

Result = TypeVar("Result")


class Steady(Screen[Result]):
    """A screen that acts on no key before all on it is there, and on no click where something just went."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action(action, parameters) if self.is_mounted else False

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        widget, offset = super().get_widget_and_offset_at(x, y)
        if widget is not None and widget is not self and widget.parent is None:
            return None, None
        return widget, offset


class LeftOnce(Steady[Result]):
    """A screen whose `dismiss` can be called at any time.

    Keys, clicks and what workers tell wait in its queue: the second of two that leave it finds it gone, and
    another screen may have come over it since. Leaving then waits until it is on top again.
    """

    _left = False
    _leaves_with: tuple[Result | None] | None = None

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        if self._left or self not in self.app.screen_stack:
            return AwaitComplete()
        if self.app.screen is not self:
            self._leaves_with = (result,)
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        self.call_later(self._leave_as_told)

    def _leave_as_told(self) -> None:
        if self._leaves_with is not None:
            # What is given back is not for a handler of this very screen to wait for.
            self.dismiss(*self._leaves_with)


class Modal(ModalScreen[Result], LeftOnce[Result]):
    """A sheet over another screen."""
