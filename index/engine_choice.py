"""Which engine a desk is searched with: the one that `tearline.yaml` at its root names, or Whoosh.

The file goes with the desk, since it is the desk that is large; where the engine it names is not installed,
this machine says so and searches with Whoosh. Each engine keeps its index in a folder of its own.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tearline.index.engine import Engine

SETTINGS = "tearline.yaml"
_LARGEST = 16_384  # bytes
# So much nesting no settings need, and a parser would take seconds for more.
_NESTING, _MOST_NESTING = ("[", "{", "- ", "? "), 500
# The folder of each engine's index. The first is the one that is always there.
_FOLDERS = {"whoosh": "search", "tantivy": "search-tantivy"}
_DEFAULT = "whoosh"


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine chosen, and what the user should know about the choice."""

    name: str = _DEFAULT
    messages: tuple[str, ...] = ()


def chosen_engine(root: Path) -> Choice:
    """The engine that a desk asks for and this machine has. No file content raises."""
    path = root / SETTINGS
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Choice()
    except OSError as error:
        return _instead(f"{path} cannot be read ({error.strerror})")
    if len(data) > _LARGEST:
        return _instead(f"{path} is longer than {_LARGEST:,} bytes and was not read")
    return _chosen(path, data.decode("utf-8", "replace"))


def _chosen(path: Path, text: str) -> Choice:
    if sum(map(text.count, _NESTING)) > _MOST_NESTING:
        return _instead(f"{path} nests too deeply and was not read")
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        return _instead(f"{where}: not valid YAML ({error.problem or error.context})")
    except (yaml.YAMLError, RecursionError):
        return _instead(f"{path} is not valid YAML")
    if root is None:
        return Choice()
    if not isinstance(root, yaml.MappingNode):
        return _instead(f"{path} holds no settings; one is written `engine: tantivy`")
    for key, value in root.value:
        if getattr(key, "value", None) == "engine":
            name = value.value.strip().lower() if isinstance(value, yaml.ScalarNode) else ""
            if name not in _FOLDERS:
                known = " and ".join(sorted(_FOLDERS, key=lambda one: one != _DEFAULT))
                said = f"there is no engine {name[:40]!r}" if name else "engine: must be one word"
                return _instead(f"{path}, line {value.start_mark.line + 1}: {said}; there are {known}")
            if name != _DEFAULT and find_spec(name) is None:
                return _instead(
                    f"{path} asks for the engine {name}, which is not installed here: "
                    f"pip install 'tearline[{name}]'"
                )
            return Choice(name)
    return Choice()


def _instead(message: str) -> Choice:
    return Choice(_DEFAULT, (f"{message}. The desk is searched with Whoosh.",))


def open_engine(name: str, state: Path) -> Engine:
    """The engine of that name, with its index in the desk's private folder."""
    folder = state / _FOLDERS[name]
    if name == "tantivy":
        from tearline.index.tantivy_engine import TantivyEngine

        return TantivyEngine(folder)
    from tearline.index.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)


class Leftovers:
    """The indexes of engines that the desk was searched with before."""

    def __init__(self, chosen: str, state: Path) -> None:
        others = (state / folder for name, folder in _FOLDERS.items() if name != chosen)
        self._folders = [folder for folder in others if folder.is_dir()]
        built = (state / _FOLDERS[chosen]).is_dir()
        self.messages: tuple[str, ...] = (
            (f"The desk is searched with {chosen} from now on: the index is built anew from what was read.",)
            if self._folders and not built
            else ()
        )

    def remove(self) -> None:
        """Remove them, which costs nothing: an index can always be built again."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
