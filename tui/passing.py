"""A message to the user that goes away by itself."""

from __future__ import annotations

from textual.notifications import Notification

_LEAST = 0.01  # seconds


class Passing(Notification):
    """A notification that always has some time left, also where it has expired.

    Textual asks first whether a notification has expired, and then sets a timer to the time that is left.
    Where its last moment passes between the two, that is less than nothing, and such a timer stops the whole
    app.
    """

    @property
    def time_left(self) -> float:
        return max(super().time_left, _LEAST)

    @property
    def has_expired(self) -> bool:
        return super().time_left <= 0
