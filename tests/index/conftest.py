from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tearline.index.desk import Desk


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps this user's secret of a test run apart from the user's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    with Desk(root) as opened:
        yield opened
