"""Drafts many articles in processes of their own, which put the findings into the desk's cache.

Run as a module, this is such a process: it takes lists of article ids and says of each when it is done.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from tearline.index.apart import Apart, begun_apart

_MOST = 4  # processes; each holds the lexicons
_AT_ONCE = 8  # articles given to a process: enough that it never waits, few enough to stop soon
_ASKED_EVERY = 0.05  # seconds
# A process that has drafted so many is followed by another, so that what libraries hold on to is given back.
_TURN = 5_000


@dataclass
class _Drafter:
    process: Apart
    given: deque[str] = field(default_factory=deque)
    left: int = _TURN  # articles that it may still be given


def draft_apart(
    state: Path, article_ids: Sequence[str], cancelled: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """Draft these articles of the desk whose private folder is `state`, in their order or nearly so.

    Gives the id of each that is done; its findings are in the cache then. One that ends its process is left
    out. Ends early, within a fraction of a second, once `cancelled`; all processes end with it.
    """
    waiting = deque(article_ids)
    most = min(_MOST, len(os.sched_getaffinity(0)), -(-len(waiting) // _AT_ONCE))
    with ExitStack() as held:
        drafters: list[_Drafter] = []
        while not cancelled():
            while waiting and len(drafters) < most:
                process = held.enter_context(Apart("tearline.briefs.drafting_apart", [str(state)]))
                drafters.append(_Drafter(process))
            for each in drafters:
                while waiting and len(each.given) < _AT_ONCE and each.left:
                    each.left -= 1
                    each.given.append(waiting.popleft())
                    each.process.send(each.given[-1])
            ready = wait([each.process.connection for each in drafters], _ASKED_EVERY)
            for each in drafters:
                if each.process.connection in ready:
                    yield from _heard(each, waiting)
            for each in drafters:
                if not each.given and not (waiting and each.left):
                    each.process.end()
            drafters = [each for each in drafters if each.given or (waiting and each.left)]
            if not drafters and not waiting:
                return


def _heard(drafter: _Drafter, waiting: deque[str]) -> Iterator[str]:
    """What a process has done since it was heard of last."""
    try:
        while drafter.process.connection.poll():
            drafter.process.connection.recv()
            yield drafter.given.popleft()
    except (EOFError, OSError):
        # It ended over the first of those that it was given; another takes the rest.
        if drafter.given:
            drafter.given.popleft()
        waiting.extendleft(reversed(drafter.given))
        drafter.given.clear()
        drafter.left = 0


def main() -> None:
    """Draft what is asked for until nobody asks any more."""
    from tearline.briefs.findings_cache import FindingsCache
    from tearline.index.catalog import Catalog

    connection, (folder,) = begun_apart()
    state = Path(folder)
    catalog = Catalog(state / "catalog.sqlite")
    with FindingsCache(state) as cache:
        try:
            while True:
                one = connection.recv()
                for article in catalog.articles([one]):
                    cache.findings(article)
                connection.send(one)
        except (EOFError, OSError):
            return
        finally:
            catalog.close()


if __name__ == "__main__":
    main()
