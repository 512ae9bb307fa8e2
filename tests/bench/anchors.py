"""Prints how many anchors are found again after each kind of change to their articles, and measures how fast.

    python tests/bench/anchors.py [--seeds 20]

"wrong" must be 0. "gone" are anchors whose own words were changed; shares are of the others.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from tearline.briefs.anchoring.anchors import locate, make_anchor

CHANGES = Path(__file__).parents[1] / "briefs" / "test_anchor_changes.py"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", type=int, default=20)
    seeds = options.parse_args().seeds
    spec = importlib.util.spec_from_file_location("anchor_changes", CHANGES)
    assert spec is not None
    assert spec.loader is not None
    suite = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = suite
    spec.loader.exec_module(suite)
    print(f"{'':20}{'cases':>8}{'gone':>8}{'same':>8}{'moved':>8}{'ambig.':>8}{'lost':>8}{'wrong':>8}")
    for title, texts in (("articles", suite.ARTICLES), ("a refrain", [suite.REFRAIN] * 20)):
        print(title)
        for name in suite.CHANGES:
            counted: Counter[str] = Counter()
            for seed in range(seeds):
                counted += suite.outcomes(name, texts, seed)
            here = counted.total() - counted["gone"]
            shares = "".join(
                f"{counted[status] / here:8.1%}" for status in ("same", "moved", "ambiguous", "lost")
            )
            print(f"{name:20}{counted.total():8}{counted['gone']:8}{shares}{counted['wrong']:8}")
    print("\nms to find one anchor again after a paragraph was put in, by length of the text")
    for size in (50_000, 500_000, 5_000_000):
        text = "".join(
            f"On day {n} the minister said that “the gates stay shut”, and left. " for n in range(size // 68)
        )
        start = text.index("the gates", len(text) // 2)
        anchor = make_anchor("s", text, start, start + 19)
        times = []
        for n in range(5):
            changed = f"Updated {n}.\n\n{text}"
            began = time.perf_counter()
            assert locate(anchor, changed).status == "moved"
            times.append((time.perf_counter() - began) * 1000)
        print(f"{len(text):12,}{statistics.median(times):10.1f}")


if __name__ == "__main__":
    main()
