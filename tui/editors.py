"""The user's own editor: which it is, and how it is told to open a file at a line."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePath

from tearline.index.errors import TearlineError

# How editors take a line: "+12 FILE", "FILE:12", or by an option of their own. Others get the file alone.
_PLUS = frozenset(
    (
        *("vi", "vim", "nvim", "view", "gvim", "vimx", "neovim", "elvis", "vis", "ex", "ed"),
        *("nano", "pico", "micro", "kak", "joe", "jed", "ne", "mg", "mcedit"),
        *("emacs", "emacsclient", "xemacs", "gedit"),
    )
)
_COLON = frozenset(("hx", "helix", "subl", "sublime_text", "zed", "amp"))
_GOTO = frozenset(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"))
_KATE = frozenset(("kate", "kwrite"))
# Without this, they return before the file is edited.
_WAIT = {
    **dict.fromkeys((*_GOTO, "subl", "sublime_text", "zed", "gedit"), "--wait"),
    **dict.fromkeys(("gvim", "mvim"), "-f"),
    "kate": "--block",
}


class NoEditor(TearlineError):  # noqa: N818 - it says what there is not
    """No editor is set, or the one that is can't be found."""


def editor_command(path: Path, line: int, environ: Mapping[str, str]) -> list[str]:
    """The program and its arguments that open a file at a line, from $VISUAL or else $EDITOR.

    No shell reads them. Raises NoEditor.
    """
    name = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), None)
    if name is None:
        raise NoEditor(
            "No editor is set. Say which in the shell, as in: export EDITOR=nano. Then start Tearline again."
        )
    try:
        words = shlex.split(environ[name])
    except ValueError as error:
        raise NoEditor(f"${name} can't be read as a command ({error}): {environ[name]}") from None
    if shutil.which(words[0], path=environ.get("PATH")) is None:
        raise NoEditor(f"${name} names {words[0]}, which is not among the programs here.")
    program = PurePath(words[0]).name.removesuffix(".exe").lower()
    wait = _WAIT.get(program)
    if wait is not None and wait not in words[1:]:
        words.append(wait)
    # A path that begins with a dash is no option.
    file = str(path.absolute())
    if program in _PLUS:
        return [*words, f"+{line}", file]
    if program in _COLON:
        return [*words, f"{file}:{line}"]
    if program in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    if program in _KATE:
        return [*words, "--line", str(line), file]
    return [*words, file]
