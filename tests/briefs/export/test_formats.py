"""Every format keeps the same promises: verbatim or refused, the same bytes each time, known by its file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from tearline.briefs.export import (
    FORMATS,
    ExportRefused,
    Format,
    NotAnExport,
    Prepared,
    chosen_format,
    ftm,
    is_export,
    stix,
    write_export,
)
from tearline.briefs.export.formats import ActorNeeded, UnknownFormat
from tearline.briefs.export.libraries import MissingLibrary
from tearline.briefs.findings import ActorType
from tearline.index.reading import Unreadable, read_article

ROOT = Path(__file__).parents[3]
Data = dict[str, Any]
Ready = Callable[..., Prepared]

each_format = pytest.mark.parametrize("made", FORMATS.values(), ids=list(FORMATS))


def exported(made: Format, prepared: Prepared, actor: str = "ada-veld") -> str:
    """The export; a format whose library is not installed skips the test."""
    try:
        return made.export(prepared, actor if made.of_actor else None)
    except MissingLibrary as error:
        pytest.skip(str(error))


@each_format
def test_an_export_is_known_as_one_and_replaced_and_nothing_else_is(
    made: Format, dam: Callable[[], Data], ready: Ready, tmp_path: Path
) -> None:
    text = exported(made, ready(dam()))
    assert is_export(text.encode())
    path = tmp_path / "deep" / f"brief{made.suffix}"
    write_export(path, text)
    write_export(path, text)
    assert path.read_bytes() == text.encode()
    path.write_text(f"My own words.\n{text}\nAnd more of them.\n")
    with pytest.raises(NotAnExport):
        write_export(path, text)
    assert path.read_text().startswith("My own words.")


@each_format
def test_an_export_that_lies_among_the_articles_is_passed_over(
    made: Format, dam: Callable[[], Data], ready: Ready, tmp_path: Path
) -> None:
    for name in (f"brief{made.suffix}", "brief.txt"):
        (tmp_path / name).write_text(exported(made, ready(dam())), encoding="utf-8", newline="")
        with pytest.raises(Unreadable, match="an exported brief") as passed:
            read_article(tmp_path, Path(name))
        assert not passed.value.advice


@each_format
def test_a_brief_with_nothing_in_it_is_exported_too(made: Format, ready: Ready, tmp_path: Path) -> None:
    data: Data = {"tearline": 1, "title": "Nothing yet"}
    if made.of_actor:
        data["actors"] = {"ada-veld": {"name": "Ada Veld", "type": "person"}}
    text = exported(made, ready(data))
    write_export(tmp_path / "brief", text)
    write_export(tmp_path / "brief", text)


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("quotes", {"said": "the gates stay open"}),
        ("claims", {"evidence": [{"source": "herald", "start": 0, "end": 4, "exact": "That"}]}),
        ("timeline", {"evidence": [{"source": "herald", "start": 0, "end": 4}]}),
        ("claims", {"evidence": [{"source": "nowhere", "start": 0, "end": 3, "exact": "The"}]}),
        ("quotes", {"at": {"source": "gazette", "start": 10**9, "end": 10**9 + 19}}),
    ],
)
def test_no_format_gets_a_brief_whose_words_do_not_stand_in_their_source(
    section: str, change: Data, dam: Callable[[], Data], ready: Ready
) -> None:
    data = dam()
    data[section][0] |= change
    with pytest.raises(ExportRefused) as refused:
        ready(data)
    assert [item for item, _ in refused.value.items] == [data[section][0]["id"]]
    assert data[section][0]["id"] in str(refused.value)


def test_words_that_a_place_gives_apart_from_the_quote_are_held_to_the_source_too(
    dam: Callable[[], Data], ready: Ready
) -> None:
    data = dam()
    data["quotes"][0]["at"]["exact"] = "the gates stay open"
    with pytest.raises(ExportRefused, match="“the gates stay open”, its `exact`, does not stand"):
        ready(data)


@each_format
def test_what_was_rejected_is_in_no_export_and_nothing_rests_on_it(
    made: Format, dam: Callable[[], Data], ready: Ready
) -> None:
    data = dam()
    # Were it not rejected, these words would refuse the export.
    data["quotes"][3]["said"] = "Unheard-of"
    data["claims"][3]["evidence"] = ["q-9"]
    prepared = ready(data)
    assert prepared.claims[3].passages == ()
    assert "Unheard-of" not in exported(made, prepared)


@each_format
def test_the_words_of_quotes_are_in_an_export_that_has_quotes(
    made: Format, dam: Callable[[], Data], ready: Ready
) -> None:
    has_none = {"timeline", "csl", "claims-csv"}
    assert ("We will not pay," in exported(made, ready(dam()))) == (made.name not in has_none)


_EXPORT_ALL = """
import sys, pathlib
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.export import FORMATS, prepare
from tearline.briefs.export.libraries import MissingLibrary
from tearline.index.reading import read_article
root = pathlib.Path(sys.argv[1])
brief = BriefFile.load(root / "briefs" / "moscow-beijing-nato.yaml").brief
ready = prepare(brief, lambda source: read_article(root, root / source.file))
for made in FORMATS.values():
    try:
        text = made.export(ready, "yuri-ushakov" if made.of_actor else None)
    except MissingLibrary:
        text = "no library"
    sys.stdout.buffer.write(f"== {made.name}\\n{text}".encode())
"""


def test_the_same_brief_gives_the_same_bytes_in_every_format_in_every_process() -> None:
    def digest(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", _EXPORT_ALL, str(ROOT / "briefs" / "sample")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout.count(b"== ") >= len(FORMATS)
        return hashlib.sha256(done.stdout).hexdigest()

    assert digest("1") == digest("2")


def test_a_format_is_a_name_a_suffix_and_a_module_of_its_own_name() -> None:
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS)
    for name, each in FORMATS.items():
        assert name == each.name
        assert callable(import_module(f"tearline.briefs.export.{each.module}").export)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (None, "markdown"), ("brief.md", "markdown"), ("brief", "markdown"), ("brief.txt", "markdown"),
        ("/dev/stdout", "markdown"), ("brief.json", "json"), ("brief.CSL.JSON", "csl"),
        ("brief.stix.json", "stix"), ("my.dossier.md", "dossier"), ("brief.jsonld", "annotations"),
        ("a.quotes.csv", "quotes-csv"),
    ],
)  # fmt: skip
def test_a_file_says_by_its_suffix_which_format_is_meant(file: str | None, name: str) -> None:
    assert chosen_format(None, Path(file) if file else None).name == name


def test_a_name_wins_over_a_suffix() -> None:
    assert chosen_format("csl", Path("brief.md")).name == "csl"


@pytest.mark.parametrize(
    ("name", "file", "told"),
    [
        ("markdwn", None, "Did you mean markdown?"),
        ("pdf", None, "The formats: markdown, "),
        (None, "brief.csv", r"--as: quotes-csv \(\*\.quotes\.csv\) or claims-csv"),
        (None, "brief.pdf", r"no format has files that end in \.pdf\. The formats: markdown, "),
    ],
)
def test_what_names_no_format_is_answered_with_those_there_are(
    name: str | None, file: str | None, told: str
) -> None:
    with pytest.raises(UnknownFormat, match=told):
        chosen_format(name, Path(file) if file else None)


def test_every_type_of_actor_has_its_place_in_the_models_of_others() -> None:
    assert set(ftm._SCHEMATA) == set(get_args(ActorType))
    assert set(stix._CLASSES) | {"place"} == set(get_args(ActorType))


def test_only_a_dossier_is_about_one_actor(dam: Callable[[], Data], ready: Ready) -> None:
    with pytest.raises(ActorNeeded, match="--actor"):
        FORMATS["dossier"].export(ready(dam()))
    with pytest.raises(ActorNeeded, match="--as dossier"):
        FORMATS["json"].export(ready(dam()), "ada-veld")


@pytest.mark.parametrize("module", ["stix2", "followthemoney"])
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    module: str, dam: Callable[[], Data], ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    extra = {"stix2": "stix", "followthemoney": "ftm"}[module]
    with pytest.raises(MissingLibrary, match=rf"pip install 'tearline\[{extra}\]'"):
        FORMATS[extra].export(ready(dam()))


def test_every_format_is_documented_with_its_command() -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for each in FORMATS.values():
        assert f"`{each.name}`" in page
        assert f"*{each.suffix}" in page or f"{each.suffix}`" in page
