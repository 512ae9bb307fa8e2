"""A user's template makes what it says of a brief, and a hostile one makes nothing but one clear error."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tearline.briefs.export import EXPORT_MARK, Prepared, is_export
from tearline.briefs.export.html_words import shown
from tearline.briefs.export.template_data import template_data
from tearline.briefs.export.template_run import kind_of, render
from tearline.briefs.export.user_templates import TemplateFailed, render_template
from tearline.briefs.markdown import readable

Data = dict[str, Any]
DOCS = Path(__file__).parents[3] / "docs" / "templates.md"


@pytest.fixture(name="write")
def writer(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(name="prepared")
def prepared_dam(dam: Callable[[], Data], ready: Callable[..., Prepared]) -> Prepared:
    return ready(dam())


def made(name: str, text: str, prepared: Prepared, **others: str) -> str:
    """What a template makes, in this process."""
    return render(
        name, {name: text, **{f"{key}.j2": each for key, each in others.items()}}, template_data(prepared)
    )


def test_a_template_speaks_of_everything_in_the_brief(prepared: Prepared) -> None:
    text = (
        "{{ title }} · {{ status }} · {{ marking }} · {{ tags|join(', ') }}\n"
        "{% for each in bottom_line %}\n"
        "{{ each.kind }}: {{ each.words }} ({{ each.likelihood }})\n"
        "{% endfor %}\n"
        "{% for claim in claims %}\n"
        "{{ claim.claim }} by {{ claim.by.name if claim.by }} {{ claim.notes }}\n"
        "{% for each in claim.relations %}\n  {{ each.verb }} {{ each.other.claim }}\n{% endfor %}\n"
        "{% endfor %}\n"
        "{% for quote in quotes %}\n"
        "{{ quote.speaker.name }} ({{ quote.speaker.affiliation }}): {{ quote.words }}"
        " {{ quote.via[0].name if quote.via }}\n"
        "{% endfor %}\n"
        "{% for event in timeline %}\n{{ event.date }}: {{ event.what }}\n{% endfor %}\n"
        "{% for gap in gaps %}\n{{ gap.question }} {{ gap.why }}\n{% endfor %}\n"
        "{% for source in sources.values() %}\n{{ source.described }}. {{ source.graded }}\n{% endfor %}\n"
        "{{ notes[0].number }} {{ notes[0].cited }} {{ notes[0].passages[0].words }}\n"
    )
    lines = [line.rstrip() for line in made("all.txt.j2", text, prepared).splitlines()]
    assert lines == [
        "The dam at Orlo · final · FOR THE HARBOUR BOARD · orlo, water",
        "judgement: The gates will stay shut. (likely)",
        "assumption: The clerk was there. ()",
        "fact: The dam leaks. ()",
        "The gates of the dam stay shut. by Ada Veld [1]",
        "  Contradicted by The gates were open.",
        "The gates were open. by Tam Osk [3]",
        "  Contradicts The gates of the dam stay shut.",
        "The dam leaks. by  [2]",
        "Nobody has paid by  []",
        "Ada Veld (Harbour Ministry): “the gates stay shut”",
        "Ada Veld (Harbour Ministry): “We will not pay,” … “and we will not wait.”",
        "Ada Veld (Harbour Ministry): she had promised to resign if the dam failed a clerk",
        "2031 to February 2032: The dam is mended.",
        "7 April 2031 (the Monday before): Veld speaks.",
        "Who pays?",
        "Is the dam sound? nobody has looked",
        "Orlo Gazette, Lio Marsh, “Gates shut”, April 2031 (inferred)."
        " Reliability C (fairly reliable), graded by the desk: often right.",
        "Orlo Herald, date unknown.",
        "1 Orlo Gazette, Lio Marsh, “Gates shut”, April 2031 (inferred), articles/orlo.txt,"
        " characters 62–81. the gates stay shut",
    ]


def test_a_template_includes_imports_and_extends_what_stands_beside_it(
    prepared: Prepared, write: Callable[[str, str], Path]
) -> None:
    write("base.j2", "<{% block body %}{% endblock %}>")
    write("macros.j2", "{% macro loud(words) %}{{ words|upper }}{% endmacro %}")
    write("foot.j2", "{{ status }}")
    template = write(
        "memo.txt.j2",
        '{% extends "base.j2" %}{% from "macros.j2" import loud %}'
        '{% block body %}{{ loud(title) }} {% include "foot.j2" %}{% endblock %}',
    )
    assert render_template(template, prepared) == "<THE DAM AT ORLO final>"
    assert render_template(template, prepared) == render_template(template, prepared)


def test_what_is_said_to_be_html_or_markdown_is_an_export_that_a_new_one_may_replace(
    prepared: Prepared, write: Callable[[str, str], Path]
) -> None:
    for name in ("memo.md.j2", "memo.html.j2"):
        text = render_template(write(name, "{{ title }}\n"), prepared)
        assert text == f"The dam at Orlo\n\n{EXPORT_MARK}\n"
        assert is_export(text.encode())
    own = f"x {{{{ title }}}}\n{EXPORT_MARK}\n"
    assert made("memo.md.j2", own, prepared).count(EXPORT_MARK) == 1
    assert made("memo.tex.j2", "{{ title }}\n% {{ mark }}\n", prepared).endswith(f"% {EXPORT_MARK}\n")


def test_words_are_escaped_as_the_name_of_the_template_says(everywhere: Callable[[str], Prepared]) -> None:
    words = "<b>*bold*</b> & [x](http://x.example) \u202e\x1b"
    prepared = everywhere(words)
    assert made("a.html.j2", "<p>{{ title }}</p>", prepared).startswith(
        "<p>&lt;b&gt;*bold*&lt;/b&gt; &amp; [x](http://x.example) \ufffd␛</p>"
    )
    [_, inline, *_] = MarkdownIt("commonmark").parse(made("a.md.j2", "{{ title }}", prepared))
    assert "".join(child.content for child in inline.children or []) == readable(words)
    assert made("a.txt.j2", "{{ title }}", prepared) == "<b>*bold*</b> & [x](http://x.example) \u202e␛"


def test_what_a_template_makes_itself_is_left_alone(prepared: Prepared) -> None:
    macro = "{% macro strong(words) %}**{{ words }}**{% endmacro %}"
    text = macro + "{{ strong('a*b') }} {{ '*x*'|safe }} {{ '*y*'|md }}"
    assert made("a.md.j2", text, prepared).startswith(r"**a\*b** *x* \*y\*")
    text = "{% set bold %}<b>{{ title }}</b>{% endset %}{{ bold }} {{ '<i>'|safe }} {{ '<u>'|html }}"
    assert made("a.html.j2", text, prepared).startswith("<b>The dam at Orlo</b> <i> &lt;u&gt;")
    assert made("a.txt.j2", "{{ '*y*<'|md }} {{ '*y*<'|html }}", prepared) == r"\*y\*\< *y*&lt;"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.md.j2", "markdown"),
        ("A.HTML.J2", "html"),
        ("a.html", "html"),
        ("a.svg.jinja", "html"),
        ("a.txt.j2", "text"),
        ("a.j2", "text"),
        ("html", "html"),
    ],
)
def test_the_name_of_a_template_says_what_it_makes(name: str, kind: str) -> None:
    assert kind_of(name) == kind


HOSTILE = {
    "the class of a value": ("\n{{ title.__class__.__mro__ }}", 2, "not allowed"),
    "the class of a value, by its format": ('{{ "{0.__class__}".format(title) }}', 1, "not allowed"),
    "the globals of a function": ("{{ cycler.__init__.__globals__ }}", 1, "not allowed"),
    "the environment": ("{{ self._TemplateReference__context }}", 1, "not allowed"),
    "a change of the data": ("{{ claims.append(1) }}", 1, "not allowed"),
    "a file above": ('\n\n{% include "../../etc/passwd" %}', 3, "there is no template"),
    "a file of the system": ('{% include "/etc/passwd" %}', 1, "there is no template"),
    "a file beside it that is no template": ('{% include "secret.txt" %}', 1, "there is no template"),
    "a link beside it": ('{% include "link.j2" %}', 1, "there is no template"),
    "a long range": ("{% for n in range(10**9) %}{% endfor %}", 1, "Range too big"),
    "a loop within a loop": (
        "\n{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}\n{% endfor %}",
        3,
        "runs for too long",
    ),
    "a large number": ("{% set n = 10 %}{{ n ** (n ** n) }}", 1, "too"),
    "a large string": ('\n{{ "a" * 10**11 }}', 2, "memory"),
    "a string that doubles": (
        '{% set it = namespace(s="ab") %}\n{% for n in range(99) %}{% set it.s = it.s ~ it.s %}{% endfor %}',
        None,
        "",  # memory or time, whichever ends first, and then the process may not come to say where
    ),
    "a wide format": ('{{ "%99999999999d"|format(1) }}', 1, ""),
    "much text": ('{% for n in range(99999) %}\n{{ "a" * 99999 }}{% endfor %}', None, "million characters"),
    "a macro without end": ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}", 1, "without end"),
    "an include without end": ('{% include "hostile.md.j2" %}', 1, "without end"),
    "brackets without end": ("{{ " + "(" * 9999 + "1" + ")" * 9999 + " }}", None, "nested too deeply"),
    "no template": ("\n{% for x %}", 2, "expected token"),
    "a tag left open": ("\n\n{% if title %}", 3, ""),
    "a name that is not there": (
        "\n{{ claims[0].wrods }}",
        2,
        "there is no “wrods” here; there are: id, claim",
    ),
    "a variable that is not there": ("{{ wrods }}", 1, "there is no “wrods”"),
    "a filter that is not there": ("\n{{ title|random }}", 2, "random"),
    "a function printed": ("{{ range }}", 1, "prints a function"),
    "a wrong type": ("\n{{ title + 1 }}", 2, "str"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_template_is_one_clear_error(
    case: str, prepared: Prepared, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    text, line, reason = HOSTILE[case]
    write("secret.txt", "a secret")
    (tmp_path / "link.j2").symlink_to(tmp_path / "secret.txt")
    template = write("hostile.md.j2", text)
    with pytest.raises(TemplateFailed) as failed:
        render_template(template, prepared, seconds=1)
    error = failed.value
    assert reason in str(error)
    assert "secret" not in str(error).replace("secret.txt", "")
    assert len(str(error)) < 1000
    assert error.file == template
    if line is not None:
        assert line is None or error.line == line
        assert str(error).startswith(f"{template}:{line}: ")


def test_an_error_in_a_template_that_is_included_names_that_one(
    prepared: Prepared, write: Callable[[str, str], Path]
) -> None:
    part = write("part.j2", "\n\n{{ nothing }}")
    with pytest.raises(TemplateFailed) as failed:
        render_template(write("memo.md.j2", '{% include "part.j2" %}'), prepared)
    assert (failed.value.file, failed.value.line) == (part, 3)


def test_a_template_that_cannot_be_read_says_why(prepared: Prepared, tmp_path: Path) -> None:
    (tmp_path / "latin.j2").write_bytes(b"caf\xe9")
    (tmp_path / "long.j2").write_bytes(b"x" * 1_000_001)
    for name, reason in {
        "gone.j2": "there is no such file",
        ".": "is no file",
        "latin.j2": "byte 3 is not UTF-8",
        "long.j2": "is longer than 1,000,000 bytes",
    }.items():
        with pytest.raises(TemplateFailed, match=reason):
            render_template(tmp_path / name, prepared)
    # Beside a template, such a file is in nobody's way.
    (tmp_path / "memo.txt.j2").write_text("{{ title }}")
    assert render_template(tmp_path / "memo.txt.j2", prepared) == "The dam at Orlo"


@pytest.mark.parametrize(
    "words", ["{{ 7 * 7 }}{% for x in y %}", "</script>\u2028", '"quoted" \\', "\x00\x1b"]
)
def test_words_of_the_brief_are_no_template(words: str, everywhere: Callable[[str], Prepared]) -> None:
    text = made("a.html.j2", "{{ quotes[0].words }}", everywhere(words))
    assert html.unescape(text).startswith(f"“{shown(words)}”")


def test_the_data_of_a_template_is_plain(prepared: Prepared) -> None:
    data = template_data(prepared)
    assert json.loads(json.dumps(data))["claims"][0]["by"]["name"] == "Ada Veld"


def test_where_a_template_runs_nothing_can_be_opened() -> None:
    code = (
        "import socket; from tearline.briefs.export import template_run as run; run.confine(5)\n"
        "for opening in (lambda: open('/etc/hostname'), lambda: open('x', 'w'), socket.socket):\n"
        "    try: opening(); print('opened')\n"
        "    except OSError as error: print(error.strerror)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["Too many open files"] * 3


def test_the_example_of_the_guide_works(prepared: Prepared) -> None:
    example, macro = re.findall(r"^```jinja\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.M | re.S)
    text = made("memo.md.j2", macro + example, prepared)
    assert text.startswith(
        "# The dam at Orlo\n\n"
        "The gates will stay shut.[^1] Likelihood: likely. Confidence: low.\n\n"
        "## Who said what\n\n"
        "- Ada Veld: “the gates stay shut”[^1]\n"
    )
    assert "- Ada Veld, via a clerk: she had promised to resign if the dam failed[^" in text
    assert "\n\n[^1]: Orlo Gazette, Lio Marsh, “Gates shut”, April 2031 (inferred), articles/orlo.txt" in text


def test_the_guide_names_every_key(prepared: Prepared) -> None:
    named = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    data = template_data(prepared)
    assert set(data) <= named
    own = {"id", "because", "rule", "note", "claim", "to"}  # the YAML's, and of no use in most templates
    for section in ("claims", "quotes", "timeline", "gaps", "notes"):
        assert set(data[section][0]) <= named | own
    assert set(data["notes"][0]["passages"][0]) <= named
