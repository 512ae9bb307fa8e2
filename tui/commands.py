"""The command palette's entries: every action of the registry, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tearline.tui.actions import ACTIONS, Action, shown_keys


class ActionCommands(Provider):
    """Offers each action by its name, with its keys and its line of help."""

    def _offered(self) -> list[tuple[Action, Callable[[], object]]]:
        return [
            (action, partial(self.screen.run_action, action.target))
            for action in ACTIONS
            if action.in_palette and hasattr(self.screen, f"action_{action.id}")
        ]

    async def discover(self) -> Hits:
        for action, run in self._offered():
            yield DiscoveryHit(
                _display(Content(action.name), action), run, text=action.name, help=action.help
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action, run in self._offered():
            score = matcher.match(action.name)
            if score > 0:
                yield Hit(
                    score, _display(matcher.highlight(action.name), action), run, action.name, action.help
                )


def _display(name: Content, action: Action) -> Content:
    return name + Content.styled(f"  {shown_keys(action)}", "bold")
