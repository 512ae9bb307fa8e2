"""Files of every format, made by the modules in samples/: one for each reader, called as the reader is."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"

Samples = Callable[[str], Mapping[str, bytes]]


@cache
def _made(name: str) -> Mapping[str, bytes]:
    spec = importlib.util.spec_from_file_location(f"samples_{name}", SAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Mapping[str, bytes] = module.samples()
    return made


@pytest.fixture(scope="session")
def samples() -> Samples:
    """The bytes of files of a format, by their names. Where a library is missing, the test is skipped."""
    from tearline.index.formats import formats

    def of(name: str) -> Mapping[str, bytes]:
        if missing := formats()[name].missing():
            pytest.skip(f"{', '.join(missing)} is not installed")
        if not (SAMPLES / f"{name}.py").exists():
            pytest.skip(f"samples/{name}.py is missing")
        return _made(name)

    return of
