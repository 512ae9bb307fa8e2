"""Exports by the user's own Jinja2 template, which runs in a process that can read and write nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tearline.briefs.export.prepared import Prepared
from tearline.briefs.export.template_data import template_data
from tearline.index.errors import TearlineError

# Beyond these, a folder holds something else than templates.
_LONGEST_TEMPLATE = 1_000_000
_MOST_TEMPLATES = 200
# What a template may take of a processor; and by the clock, on a machine with much else to do.
_SECONDS = 10
_PATIENCE = 60


class TemplateFailed(TearlineError):  # noqa: N818
    """A template could not be read or did not run through; `file` and `line` say where, if that is known."""

    def __init__(self, file: Path, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}" if line is not None else f"{file}: {reason}")


def render_template(template: Path, prepared: Prepared, *, seconds: int = _SECONDS) -> str:
    """What the template makes of the brief. Raises TemplateFailed.

    The template may include, import and extend the templates beside it: files of its folder whose names end
    in .j2. What its name says is HTML or Markdown ends with the mark of an export. The same template and
    brief give the same text; one that works for more than `seconds` is stopped.
    """
    job = {
        "name": template.name,
        "templates": _templates(template),
        "context": template_data(prepared),
        "seconds": seconds,
    }
    worker = [sys.executable, "-P", "-m", "tearline.briefs.export.template_run"]
    try:
        ran = subprocess.run(  # noqa: S603 - this Python and this package
            worker,
            input=json.dumps(job, default=str).encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        answer = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        # The system has ended it in the midst of one long operation, which knows no line.
        raise TemplateFailed(template, None, "it takes too much time or memory") from None
    if "text" in answer:
        return str(answer["text"])
    file = template.with_name(answer["file"]) if answer["file"] else template
    raise TemplateFailed(file, answer["line"], answer["reason"])


def _templates(template: Path) -> dict[str, str]:
    """The template and those beside it, by name. Those that can't be read are left out, the template not."""
    texts = {template.name: _read(template)}
    beside = sorted(path for path in template.absolute().parent.glob("*.j2") if path.name != template.name)
    for path in beside[:_MOST_TEMPLATES]:
        # A link could lead anywhere, also to a file that is no business of a template's.
        if not path.is_symlink():
            try:
                texts[path.name] = _read(path)
            except TemplateFailed:
                continue
    return texts


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise TemplateFailed(path, None, "is no file" if path.exists() else "there is no such file")
        with path.open("rb") as file:
            content = file.read(_LONGEST_TEMPLATE + 1)
        if len(content) > _LONGEST_TEMPLATE:
            raise TemplateFailed(path, None, f"is longer than {_LONGEST_TEMPLATE:,} bytes, and no template")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise TemplateFailed(path, None, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise TemplateFailed(path, None, f"byte {error.start} is not UTF-8; save it as UTF-8") from error
