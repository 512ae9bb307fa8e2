"""What is installed is what stands in the tree, and the layers hold at run time as well as on paper."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_every_package_in_the_tree_is_listed_and_nothing_else() -> None:
    in_tree = {
        "tearline." + ".".join(init.parent.relative_to(ROOT).parts)
        for top in ("index", "briefs", "tui")
        for init in (ROOT / top).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == in_tree


@pytest.mark.parametrize("package", ["index", "briefs", "tui"])
def test_every_data_file_is_packaged(package: str) -> None:
    data = PROJECT["tool"]["setuptools"]["package-data"]
    packaged = {
        path
        for name, patterns in data.items()
        for pattern in patterns
        for path in (ROOT / Path(*name.split(".")[1:])).glob(pattern)
        if path.is_file()
    }
    in_tree = {
        path
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    }
    assert in_tree <= packaged


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("tearline.briefs.drafting", ["textual", "rich", "whoosh", "pydantic", "click"]),
        ("tearline.briefs.export", ["textual", "rich", "click", "jinja2"]),
        ("tearline.index.desk", ["textual", "rich", "click", "pydantic"]),
        ("tearline.tui.cli.main", ["textual", "rich", "whoosh", "pydantic"]),
    ],
)
def test_a_module_loads_without_what_it_does_not_need(module: str, absent: list[str]) -> None:
    code = f"import sys, {module}; print([name for name in {absent!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
