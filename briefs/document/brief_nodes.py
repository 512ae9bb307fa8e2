"""What a text's nodes say as a brief, and where: problems with their lines, paths as people read them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from pydantic import ValidationError

from tearline.briefs.document.brief_pieces import MAPPINGS
from tearline.briefs.document.schema_problems import Path, schema_problems
from tearline.briefs.document.yaml_reading import Node
from tearline.briefs.model import Brief
from tearline.briefs.problems import Problem

# Beyond these, problems of the schema repeat themselves.
_MOST_PROBLEMS = 1000


def brief_of(name: str, root: Node, lines: Lines, problems: list[Problem]) -> Brief | None:
    """What the nodes say, None where that is no brief; what is wrong is added to `problems`."""
    for section in MAPPINGS:
        entries = root.child(section)
        for key, value in entries.pairs if entries is not None and entries.kind == "mapping" else ():
            if value.kind == "scalar" and value.value is None:
                place = f"{section}.{key.value}"
                problems.append(
                    Problem("error", name, lines.of(key), place, "is empty", "its keys and values")
                )
    try:
        return Brief.model_validate(root.data())
    except ValidationError as error:
        for path, message, expected in islice(schema_problems(error), _MOST_PROBLEMS):
            line = lines.of(node_at(root, path))
            problems.append(Problem("error", name, line, key_path(root, path), message, expected))
    return None


def key_path(root: Node, path: Path) -> str:
    """A path of the data as people read it, with ids for positions: "quotes.q-2xk7ab.said"."""
    node: Node | None = root
    shown = ""
    for step in path:
        node = node.child(step) if node is not None else None
        name = node.child("id") if isinstance(step, int) and node is not None else None
        if name is not None and name.value:
            shown += f".{name.value}"
        else:
            shown += f"[{step}]" if isinstance(step, int) else f".{step:.60}"
    return shown.removeprefix(".")


class Lines:
    """Line numbers as an editor counts them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\r\n|\n|\r", text))]

    def at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def of(self, node: Node) -> int:
        return self.at(node.start)


def node_at(root: Node, path: Path) -> Node:
    """The node at a path, or the nearest one above it."""
    node = root
    for step in path:
        below = node.child(step)
        if below is None:
            break
        node = below
    return node
