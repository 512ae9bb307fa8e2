"""The process in which a user's template runs: no files, no network, little time and little memory.

Jinja2's sandbox keeps a template from Python's insides, and cannot keep it from running for ever or from
filling the memory. The operating system can: the process that this module is gives up its right to open
files, takes a limit on memory and on time, and only then looks at the template. What it needs comes in on
stdin and what it made goes out on stdout, both JSON.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import pprint  # noqa: F401 - a filter of Jinja2 loads it when it is used, which is too late here
import re
import signal
import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.loaders import BaseLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, soft_str

from tearline.briefs.export import html_words
from tearline.briefs.markdown import escape as escape_markdown
from tearline.briefs.markdown import readable

MEMORY = 1 << 30
LONGEST = 64_000_000

_SUFFIX = re.compile(r"\.(?:j2|jinja2?)$")


class _TimeUp(BaseException):
    """The time is up. No `Exception`, which a filter of the template's language might take for its own."""


class _TooLong(Exception):  # noqa: N818
    """More text than anybody reads."""


class _Missing(StrictUndefined):
    """A name that is not there, said with the names that are."""

    @property
    def _undefined_message(self) -> str:
        there = self._undefined_obj
        if not self._undefined_hint and isinstance(there, dict):
            return f"there is no “{self._undefined_name}” here; there are: {', '.join(map(str, there))}"
        if not self._undefined_hint and isinstance(self._undefined_name, str):
            return f"there is no “{self._undefined_name}”"
        return super()._undefined_message


class _Given(BaseLoader):
    """The templates that came in with the job, which are all there are."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.templates = templates

    def get_source(self, _environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self.templates:
            raise TemplateNotFound(template)
        return self.templates[template], template, lambda: True


class _Environment(ImmutableSandboxedEnvironment):
    def __init__(self, kind: str, templates: Mapping[str, str]) -> None:
        super().__init__(
            loader=_Given(templates),
            undefined=_Missing,
            autoescape=kind != "text",
            finalize=_PRINTED[kind],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
        )
        # What differs from one run to the next has no place in an export.
        del self.filters["random"], self.globals["lipsum"]
        self.filters["md"] = lambda value: Markup(escape_markdown(soft_str(value)))  # noqa: S704
        self.filters["html"] = lambda value: html_words.escape(soft_str(value))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of the data before a method of the same name."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002
        """Leave the traceback as it is: the frames of a compiled template know their lines."""
        raise


def kind_of(name: str) -> str:
    """What a template of this name makes: "html", "markdown" or "text"."""
    ending = _SUFFIX.sub("", name.casefold()).rpartition(".")[2]
    if ending in ("html", "htm", "xhtml", "xml", "svg"):
        return "html"
    return "markdown" if ending in ("md", "markdown") else "text"


def _plain(value: Any) -> Any:
    """What a template prints: nothing for what the brief leaves open. Raises TypeError for no data."""
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return str(value)  # which says what is missing
    if not isinstance(value, str | int | float | list | tuple | dict):
        raise TypeError("this prints a function; call it with ()" if callable(value) else "this is no text")
    return value


def _printed_html(value: Any) -> Any:
    value = _plain(value)
    return value if hasattr(value, "__html__") else html_words.escape(str(value))


def _printed_markdown(value: Any) -> Any:
    value = _plain(value)
    return value if hasattr(value, "__html__") else Markup(escape_markdown(str(value)))  # noqa: S704


_PRINTED = {"html": _printed_html, "markdown": _printed_markdown, "text": _plain}


def render(name: str, templates: Mapping[str, str], context: Mapping[str, Any]) -> str:
    """The text that the template of this name makes. Raises whatever the template makes Python raise."""
    parts: list[str] = []
    length = 0
    environment = _Environment(kind_of(name), templates)
    for part in environment.get_template(name).generate(context):
        length += len(part)
        if length > LONGEST:
            raise _TooLong
        parts.append(part)
    text = readable("".join(parts))
    mark = context["mark"]
    return text if kind_of(name) == "text" or text.rstrip().endswith(mark) else f"{text.rstrip()}\n\n{mark}\n"


def fault_of(error: BaseException) -> dict[str, Any]:
    """Where a template failed and why: `file` and `line`, None where Python does not say, and `reason`."""
    if isinstance(error, TemplateSyntaxError):
        return {"file": error.name, "line": error.lineno, "reason": error.message or "is no template"}
    file: str | None = None
    line: int | None = None
    trace = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            file, line = template.name, template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return {"file": file, "line": line, "reason": _reason(error)}


def _reason(error: BaseException) -> str:
    match error:
        case _TimeUp():
            return "it runs for too long; does it loop within a loop?"
        case _TooLong():
            return f"it makes more than {LONGEST // 1_000_000} million characters"
        case MemoryError():
            return f"it needs more than {MEMORY >> 30} GB of memory"
        case RecursionError():
            return "it is nested too deeply, or calls or includes itself without end"
        case TemplateNotFound():
            return f"there is no template “{error.name}” beside it; the name of a template ends in .j2"
        case SecurityError():
            return f"not allowed: {error}"
        case _:
            return str(error) or type(error).__name__


def confine(seconds: int) -> None:
    """Give up what a template has no use for. A system that knows no such limit goes without."""
    # Jinja2 reads the literals of a template with this codec, which Python loads from a file.
    codecs.lookup("unicode-escape")
    import resource

    def time_up(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise _TimeUp

    signal.signal(signal.SIGXCPU, time_up)
    limits = [
        (resource.RLIMIT_CPU, seconds, seconds + 2),
        (resource.RLIMIT_AS, MEMORY, MEMORY),
        (resource.RLIMIT_NOFILE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ]
    for limit, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (soft, hard))


def main() -> None:
    """Read a job from stdin, do it, and write `{"text": …}` or what `fault_of` gives to stdout."""
    job = json.load(sys.stdin)
    confine(job["seconds"])
    try:
        answer = {"text": render(job["name"], job["templates"], job["context"])}
    except (Exception, _TimeUp) as error:  # a template can raise anything
        answer = fault_of(error)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
