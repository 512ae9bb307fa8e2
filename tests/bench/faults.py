"""Kills a desk being read in, again and again, at random moments, and looks for anything lost.

    python tests/bench/faults.py                    100 kills, a desk of about 400 articles
    python tests/bench/faults.py --kills 20 --articles 2000 --seed 3
    python tests/bench/faults.py --engine tantivy

Before each kill, files are added, changed, moved and deleted. After it the desk must answer with what was
there before or what is there now, the next sync must complete, and then the desk must hold and find exactly
what one built from nothing does.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import statistics
import tempfile
import time
from pathlib import Path

from tearline.index import sync, whoosh_engine
from tearline.index.desk import Desk

_WORDS = [
    f"{first}{last}" for first in ("vel", "mor", "kest", "brin", "tol") for last in ("mora", "ia", "gas", "")
]
_QUERIES = ("", *_WORDS, "ve*", "m*", '"velia moria"', "kest~ -tol", "velgas NEAR/3 brin")


def write(path: Path, choose: random.Random) -> None:
    path.write_text(" ".join(choose.choices(_WORDS, k=choose.randrange(5, 300))) + f" {choose.random()}")


def change(root: Path, choose: random.Random, share: float = 0.2) -> None:
    """Add, change, move and delete about so large a share of the files."""
    files = sorted(root.glob("*.txt"))
    for path in choose.sample(files, int(len(files) * share)):
        what = choose.choice(("write", "write", "move", "delete"))
        if what == "write":
            write(path, choose)
        elif what == "move":
            path.rename(root / f"{choose.getrandbits(40):010x}.txt")
        else:
            path.unlink()
            write(root / f"{choose.getrandbits(40):010x}.txt", choose)


def sync_in_child(root: Path) -> int:
    """Start a process that reads the desk in; its id."""
    child = os.fork()
    if child == 0:
        try:
            with Desk(root) as desk:
                desk.sync()
        finally:
            os._exit(0)
    return child


def killed(root: Path, after: float) -> bool:
    """Read the desk in, in a process killed after so many seconds; whether it was not done by then."""
    child = sync_in_child(root)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def seconds_to_sync(root: Path) -> float:
    started = time.perf_counter()
    os.waitpid(sync_in_child(root), 0)
    return time.perf_counter() - started


def answers(root: Path) -> dict[str, frozenset[str]]:
    """What a desk built from nothing of the same files answers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "desk"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".tearline"))
        with Desk(copy) as desk:
            desk.sync()
            return {query: desk.matching(query) for query in _QUERIES}


def check_answers(desk: Desk, before: frozenset[str], now: frozenset[str]) -> None:
    """What was not touched is there, and nothing is there that never was."""
    held = desk.matching("")
    assert before & now <= held <= before | now, "neither the old nor the new state"
    for hit in desk.search("velia OR brin", limit=20).hits:
        assert desk.article(hit.card.id).id == hit.card.id


def check_whole(desk: Desk, root: Path, expected: dict[str, frozenset[str]]) -> None:
    """The desk is what one built from nothing is."""
    for query, found in expected.items():
        assert desk.matching(query) == found, f"{query!r} finds something else than after a full rebuild"
    cards = desk.articles()
    assert {card.id for card in cards} == expected[""]
    assert {path for card in cards for path in card.paths} == {path.name for path in root.glob("*.txt")}
    for card in cards:
        assert desk.article(card.id).text == (root / card.path).read_text()


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--articles", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--engine", choices=["whoosh", "tantivy"], default="whoosh")
    given = options.parse_args()
    choose = random.Random(given.seed)  # noqa: S311 (only to vary the run)
    # Many commits and merges, so that kills fall between all of them.
    sync._FIRST_BATCH, sync._LARGEST_BATCH, whoosh_engine._MOST_SEGMENTS = 10, 20, 3
    with tempfile.TemporaryDirectory(prefix="tearline-faults-") as folder:
        os.environ["XDG_STATE_HOME"] = folder
        root = Path(folder) / "desk"
        root.mkdir()
        (root / "tearline.yaml").write_text(f"engine: {given.engine}\n")
        for number in range(given.articles):
            write(root / f"{number}.txt", choose)
        whole = seconds_to_sync(root)
        change(root, choose)
        # About how long a sync takes: what has changed, and everything.
        seconds = [seconds_to_sync(root), whole]
        before = answers(root)[""]
        kills, rounds, mended = 0, 0, []
        while kills < given.kills:
            rounds += 1
            change(root, choose)
            from_nothing = rounds % 10 == 0
            if from_nothing:
                shutil.rmtree(root / ".tearline")
                before = frozenset()
            expected = answers(root)
            for _ in range(choose.choice((1, 1, 1, 3))):
                in_time = killed(root, choose.uniform(0, seconds[from_nothing]))
                kills += in_time
                # What else the machine does changes how long a sync takes.
                seconds[from_nothing] *= 1.25 if in_time else 0.9
            with Desk(root) as desk:
                assert desk.status().engine == given.engine
                check_answers(desk, before, expected[""])
                started = time.perf_counter()
                desk.sync()
                mended.append(time.perf_counter() - started)
                check_whole(desk, root, expected)
            before = expected[""]
            print(f"\r{kills} kills in {rounds} rounds", end="", flush=True)
    print(
        f"; nothing lost. The next sync took {statistics.median(mended):.2f} s, at most {max(mended):.2f} s."
    )


if __name__ == "__main__":
    main()
