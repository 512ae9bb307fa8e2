"""What the desk is narrowed to, step by step, so that each step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tearline.briefs.arrangement import PLAIN, Arrangement, ListName

Kind = Literal["actor", "article", "query", "saved"]


@dataclass(frozen=True, slots=True)
class Step:
    """One narrowing: to an actor or an article by id, or to what a query or a saved search finds; `label` is
    its name."""

    kind: Kind
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """The narrowings in the order they were made, at most one of a kind, and which rows show at all.

    Those that were rejected are hidden unless asked for, weak suggestions (`trust.is_weak`) show.
    `arrangements` are those of the lists that are not as they stand by themselves.
    """

    steps: tuple[Step, ...] = ()
    show_rejected: bool = False
    show_weak: bool = True
    arrangements: Mapping[ListName, Arrangement] = field(default_factory=dict)

    def value(self, kind: Kind) -> str | None:
        return next((step.value for step in self.steps if step.kind == kind), None)

    def label(self, kind: Kind) -> str:
        return next((step.label for step in self.steps if step.kind == kind), "")

    def narrowed(self, step: Step) -> View:
        """This view with one more step, which takes the place of an earlier one of its kind."""
        if step.kind == "query" and self.value("query") is not None:
            # Typing on is no new step: the query keeps its place in the order.
            steps = tuple(step if old.kind == "query" else old for old in self.steps)
            return replace(self, steps=steps)
        return replace(self, steps=(*self.widened(step.kind).steps, step))

    def toggled(self, step: Step) -> View:
        """Narrowed to `step`, or widened where it is narrowed to exactly that."""
        return self.widened(step.kind) if self.value(step.kind) == step.value else self.narrowed(step)

    def arrangement(self, name: ListName) -> Arrangement:
        """How a list is arranged."""
        return self.arrangements.get(name, PLAIN)

    def arranged(self, name: ListName, arrangement: Arrangement) -> View:
        """This view with a list arranged otherwise."""
        others = {key: value for key, value in self.arrangements.items() if key != name}
        return replace(self, arrangements=others if arrangement == PLAIN else {**others, name: arrangement})

    def widened(self, kind: Kind) -> View:
        """This view without its step of that kind."""
        return replace(self, steps=tuple(step for step in self.steps if step.kind != kind))

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None
