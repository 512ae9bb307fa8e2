from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from tearline.index import private_state as module
from tearline.index.private_state import DeskError, private_state


def test_the_private_folder_is_the_users_alone_and_git_ignores_it(tmp_path: Path) -> None:
    state = private_state(tmp_path).folder
    hidden = tmp_path / ".tearline"
    assert state.parent == hidden
    assert stat.S_IMODE(hidden.stat().st_mode) == stat.S_IMODE(state.stat().st_mode) == 0o700
    assert (hidden / ".gitignore").read_text() == "*\n"
    assert private_state(tmp_path).folder == state


def test_a_folder_that_came_with_a_copy_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    original = private_state(tmp_path / "one").folder
    (original / "index").write_text("pickles")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    copied = private_state(tmp_path / "two").folder
    assert copied.name != original.name
    assert not (copied / "index").exists()


def test_another_users_secret_leads_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = private_state(tmp_path).folder
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    assert private_state(tmp_path).folder != first


def test_the_secret_is_made_once_and_private(tmp_path: Path, own_state_folder: Path) -> None:
    private_state(tmp_path)
    secret = own_state_folder / "tearline" / "secret"
    kept = secret.read_bytes()
    assert len(kept) == 32
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    private_state(tmp_path)
    assert secret.read_bytes() == kept
    assert [path.name for path in secret.parent.iterdir()] == ["secret"]


@pytest.mark.parametrize("spoil", ["short", "open", "link"])
def test_a_secret_that_others_could_know_is_replaced(
    tmp_path: Path, own_state_folder: Path, spoil: str
) -> None:
    private_state(tmp_path)
    secret = own_state_folder / "tearline" / "secret"
    kept = secret.read_bytes()
    if spoil == "short":
        secret.write_bytes(b"guess")
    elif spoil == "open":
        secret.chmod(0o644)
    else:
        (tmp_path / "known").write_bytes(b"k" * 32)
        secret.unlink()
        secret.symlink_to(tmp_path / "known")
    state = private_state(tmp_path)
    if spoil == "link":
        # A link is not followed; without a secret of its own, this process uses one that dies with it.
        assert state.messages
    else:
        assert secret.read_bytes() not in (kept, b"guess")
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_without_a_home_the_index_lasts_as_long_as_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    state = private_state(tmp_path)
    assert "built anew each time" in state.messages[0]
    assert private_state(tmp_path).folder == state.folder


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / ".tearline").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DeskError, match="is a link"):
        private_state(tmp_path)


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_can_write_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / ".tearline").mkdir()
    (tmp_path / ".tearline").chmod(mode)
    with pytest.raises(DeskError, match="written by other users"):
        private_state(tmp_path)


def test_a_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".tearline").mkdir(mode=0o700)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(DeskError, match="another user"):
        private_state(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".tearline").touch()
    with pytest.raises(DeskError, match="not a folder"):
        private_state(tmp_path)


def test_a_desk_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="no such folder"):
        private_state(tmp_path / "missing")
    (tmp_path / "a.txt").touch()
    with pytest.raises(DeskError, match="is no folder"):
        private_state(tmp_path / "a.txt")


def test_states_of_other_machines_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / ".tearline" / f"{number:032x}").mkdir(parents=True)
    (tmp_path / ".tearline").chmod(0o700)
    private_state(tmp_path)
    states = [path for path in (tmp_path / ".tearline").iterdir() if module._STATE_NAME.fullmatch(path.name)]
    assert len(states) == 4
