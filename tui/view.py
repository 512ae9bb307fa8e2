"""What the desk is narrowed to, step by step, so that each step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from tearline.briefs.board.arrangement import PLAIN, Arrangement, ListName, told

Kind = Literal["actor", "article", "query", "saved", "filter"]


@dataclass(frozen=True, slots=True)
class Step:
    """One narrowing: to an actor or an article by id, to what a query or a saved search finds, or of one list
    to what its filter lets through ("quotes kind"); `label` is its name."""

    kind: Kind
    value: str
    label: str

    @property
    def filters(self) -> str:
        """The list that alone is narrowed by this, empty where all are."""
        return self.value.partition(" ")[0] if self.kind == "filter" else ""

    def replaces(self, other: Step) -> bool:
        """Whether this narrows by the same as another step, which then makes room."""
        return self.kind == other.kind and (self.kind != "filter" or self.value == other.value)


@dataclass(frozen=True, slots=True)
class View:
    """The narrowings in the order they were made, at most one of a kind, and which rows show at all.

    Those that were rejected are hidden unless asked for, weak suggestions (`trust.is_weak`) show.
    `arrangements` are those of the lists that are not as they stand by themselves; each filter in them is a
    step too.
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
        others = (old for old in self.steps if not step.replaces(old))
        return replace(self, steps=(*others, step))

    def toggled(self, step: Step) -> View:
        """Narrowed to `step`, or widened where it is narrowed to exactly that."""
        return self.widened(step.kind) if self.value(step.kind) == step.value else self.narrowed(step)

    def arrangement(self, name: ListName) -> Arrangement:
        """How a list is arranged."""
        return self.arrangements.get(name, PLAIN)

    def arranged(self, name: ListName, arrangement: Arrangement) -> View:
        """This view with a list arranged otherwise; filters that stay keep their place among the steps."""
        others = {key: value for key, value in self.arrangements.items() if key != name}
        filters = [
            Step("filter", f"{name} {aspect}", told(name, aspect, value))
            for aspect, value in arrangement.chosen()
            if aspect != "order"
        ]
        kept = [step for step in self.steps if step.filters != name or step in filters]
        return replace(
            self,
            steps=(*kept, *(step for step in filters if step not in kept)),
            arrangements=others if arrangement == PLAIN else {**others, name: arrangement},
        )

    def widened(self, kind: Kind) -> View:
        """This view without its step of that kind."""
        return replace(self, steps=tuple(step for step in self.steps if step.kind != kind))

    def without(self, step: Step) -> View:
        """This view with one of its steps taken back."""
        if not step.filters:
            return self.widened(step.kind)
        name, _, aspect = step.value.partition(" ")
        arrangement = replace(self.arrangement(cast(ListName, name)), **{aspect: ""})
        return self.arranged(cast(ListName, name), arrangement)

    def steps_of(self, *lists: str) -> tuple[Step, ...]:
        """The steps that narrow any of these lists."""
        return tuple(step for step in self.steps if not step.filters or step.filters in lists)

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None
