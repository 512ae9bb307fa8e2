"""The program begins at once: whoever presses Ctrl+C meanwhile is not shown where it was."""

from __future__ import annotations

import subprocess
import sys


def test_nothing_is_loaded_before_ctrl_c_is_caught() -> None:
    asked = (
        "import sys, tearline.tui; before = set(sys.modules); import tearline.tui.start; "
        "print(sorted(set(sys.modules) - before - set(sys.builtin_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['tearline.tui.start']"


def test_ctrl_c_while_the_app_is_being_loaded_says_nothing() -> None:
    pressed = (
        "import sys, builtins, tearline.tui.start as start\n"
        "def stop(*given, **more): raise KeyboardInterrupt\n"
        "sys.argv = ['tearline', 'status']\n"
        "builtins.__import__ = stop\n"
        "start.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", pressed], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
