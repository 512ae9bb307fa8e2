"""The formats a brief is exported in: a new one is a module with a function `export`, and a line here."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tearline.briefs.export.prepared import Prepared
from tearline.index.errors import TearlineError
from tearline.index.export_marks import is_exported


class UnknownFormat(TearlineError):  # noqa: N818
    """No format, or more than one, is called that; the text names those there are."""


class ActorNeeded(TearlineError):  # noqa: N818
    """A dossier was asked for without an actor, or another format with one."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name to ask for it by, the suffix of its files, a line on what it holds.

    `module` has a function `export(prepared: Prepared) -> str`, which takes an actor too where `of_actor`;
    it is imported when the format is asked for. By what an export begins or ends with, as index/export_marks
    has it, a file is known as one: no article, and what a new export may replace.
    """

    name: str
    suffix: str
    about: str
    module: str
    of_actor: bool = False

    def export(self, prepared: Prepared, actor: str | None = None) -> str:
        """The prepared brief in this format; the same brief gives the same text.

        `actor` is the key or a name of whom a dossier is about. Raises ActorNeeded, UnknownActor, and
        MissingLibrary where the format needs one that is not installed.
        """
        make = import_module(f"tearline.briefs.export.{self.module}").export
        if self.of_actor != (actor is not None):
            raise ActorNeeded(
                f"A {self.name} is about one actor; name them with --actor."
                if self.of_actor
                else f"The format {self.name} is of the whole brief; `--as dossier` is about one actor."
            )
        text: str = make(prepared, actor) if self.of_actor else make(prepared)
        return text


# In the order in which they are listed.
FORMATS = {
    each.name: each
    for each in (
        Format("markdown", ".md", "the brief, a footnote under every statement", "markdown"),
        Format("html", ".html", "the brief as one page to read, print or hand on", "html"),
        Format("dossier", ".dossier.md", "one actor, in Markdown", "dossier", of_actor=True),
        Format("timeline", ".timeline.md", "the dated events, in Markdown", "timeline"),
        Format("quotes", ".quotes.md", "the quotes by speaker, in Markdown", "quotes"),
        Format("json", ".json", "the brief's own data, as its schema has it", "model_json"),
        Format("csl", ".csl.json", "the sources, for reference managers (CSL-JSON)", "csl"),
        Format("annotations", ".jsonld", "the passages, as W3C Web Annotations", "annotations"),
        Format("quotes-csv", ".quotes.csv", "the quotes, as a table", "quotes_csv"),
        Format("claims-csv", ".claims.csv", "the claims, as a table", "claims_csv"),
        Format("stix", ".stix.json", "a STIX 2.1 bundle (needs tearline[stix])", "stix"),
        Format("ftm", ".ftm.json", "FollowTheMoney entities (needs tearline[ftm])", "ftm"),
    )
}
_DEFAULT = FORMATS["markdown"]
# Names of files that say no more than that the file holds text.
_PLAIN = ("", ".txt", ".markdown")


def chosen_format(name: str | None, file: Path | None = None) -> Format:
    """The format of that name, or else the one that the file's suffix says; Markdown where neither does.

    The longest suffix wins: "x.csl.json" are references, "x.json" is the brief. Raises UnknownFormat.
    """
    if name is not None:
        if name in FORMATS:
            return FORMATS[name]
        near = difflib.get_close_matches(name[:60], FORMATS, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UnknownFormat(f"There is no format {name!r:.60}.{meant} {_there_are()}")
    if file is None or file.suffix.lower() in _PLAIN:
        return _DEFAULT
    fits = [each for each in FORMATS.values() if file.name.lower().endswith(each.suffix)]
    if fits:
        return max(fits, key=lambda each: len(each.suffix))
    several = [each for each in FORMATS.values() if each.suffix.endswith(file.suffix.lower())]
    if several:
        names = " or ".join(f"{each.name} (*{each.suffix})" for each in several)
        raise UnknownFormat(f"{file}: name a format with --as: {names}.")
    raise UnknownFormat(f"{file}: no format has files that end in {file.suffix}. {_there_are()}")


def _there_are() -> str:
    return "The formats: " + ", ".join(FORMATS) + "."


def is_export(content: bytes) -> bool:
    """Whether the bytes of a file are an export that Tearline wrote."""
    # Nothing is lost with a file that holds nothing, as a list of no references.
    return content.strip() in (b"", b"[]") or is_exported(content.decode("utf-8", "replace"))
