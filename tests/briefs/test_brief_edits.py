"""Edits of briefs in any legal YAML style: they say exactly what was meant, and disturb nothing else."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.briefs.document import yaml_reading
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.yaml_reading import Node, read_yaml
from tearline.briefs.document.yaml_writing import plain_data, write_scalar

NASTY = [
    "yes", "no", "null", "~", "2022", "2022-10-03", "1e3", "12:30", " leading", "trailing ", "a: b", "a #b",
    "# no", "- x", "it's", '"quoted"', "back\\slash", "tab\tinside", "two\nlines", "two\n\nparagraphs\n",
    "nel\x85here", "ls\u2028ps\u2029", "\x1b[31mred", "nul\0", "rtl\u202eevil", "emoji 👩‍🚀", "{flow}",
    "[x]", "a, b", "a:", "?", "-", "---", "...", "%dir", "@at", "`tick`", "|", ">", "&a", "*a", "!t",
    "“curly”", "ﬁ\u00a0nbsp", "\ufeffbom", "a\r\nb", "=", "<<", "0x1F", "0o7", ".5",
]  # fmt: skip
words = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(["plain words", "Ada Veld", "one sentence, with a comma."]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
).filter(lambda text: bool(text.strip()) and any(not char.isspace() for char in text))


def spaced(rest: str) -> str:
    """A value that a space sets apart: only after a key's colon may it be a tab."""
    return " " + rest.lstrip(" \t") if rest[:1] in (" ", "\t") and rest.strip() else rest


class Writer:
    """Writes data as YAML in a style drawn at random, one decision at a time."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.comments = 0

    def chance(self, one_in: int = 3) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == 1)

    def comment(self, indent: int) -> list[str]:
        if not self.chance(6):
            return []
        self.comments += 1
        lines = [" " * indent + f"# remark {self.comments}: - [x] {{y}} 'z'"]
        return [*lines, ""] if self.chance(4) else lines

    def tail(self) -> str:
        self.comments += 1
        gap = self.draw(st.sampled_from(["  ", " ", "\t", " \t "]))
        return f"{gap}# tail {self.comments}" if self.chance(8) else ""

    def gap(self) -> str:
        """What stands between a colon and a value on its line."""
        return self.draw(st.sampled_from(["  ", "\t", " \t"])) if self.chance(12) else " "

    def folded(self, value: str, indent: int) -> list[str]:
        """Lines of a folded block that reads as one line of words."""
        first, *others = value.split(" ")
        lines = [first]
        for word in others:
            if self.chance(2):
                lines.append(word)
            else:
                lines[-1] += f" {word}"
        return [" >-", *(" " * indent + line for line in lines)]

    def scalar(self, value: str, in_flow: bool) -> str:
        plain = write_scalar(value, in_brackets=in_flow)
        style = self.draw(st.sampled_from(["bare", "double", "single"]))
        simple = all(" " <= char <= "~" for char in value)
        if style == "single" and simple:
            return "'" + value.replace("'", "''") + "'"
        if style == "double" and simple:
            return json.dumps(value)
        return plain

    def flow(self, value: Any, indent: int) -> str:
        wide = self.chance(4)
        gap, first, last = (
            (f",\n{' ' * indent}", f"\n{' ' * indent}", "\n" + " " * indent) if wide else (", ", "", "")
        )
        comma = "," if self.chance(6) else ""
        if isinstance(value, dict):
            parts = [
                f"{self.scalar(key, True)}: {self.flow(part, indent + 2)}" for key, part in value.items()
            ]
            return "{" + (first + gap.join(parts) + comma + last if parts else "") + "}"
        if isinstance(value, list):
            parts = [self.flow(part, indent + 2) for part in value]
            return "[" + (first + gap.join(parts) + comma + last if parts else "") + "]"
        return self.scalar(value, True)

    def block_scalar(self, value: str, indent: int) -> list[str] | None:
        """Lines of a literal block, where it can hold the value exactly."""
        safe = all(" " <= char <= "~" or char == "\n" for char in value)
        lines = value.rstrip("\n").split("\n")
        if (
            not safe
            or not value.strip()
            or value.startswith((" ", "\n"))
            or any(line != line.rstrip() for line in lines)
        ):
            return None
        kept = len(value) - len(value.rstrip("\n"))
        sign = "|-" if kept == 0 else "|" if kept == 1 else "|+"
        body = [" " * indent + line if line else "" for line in lines]
        return [sign, *body, *([""] * (kept - 1))]

    def value(self, value: Any, indent: int) -> list[str]:
        """The text after "key:" or "-": the rest of that line, then further lines."""
        if isinstance(value, str):
            block = self.block_scalar(value, indent + 2) if self.chance(4) else None
            if block:
                return [" " + block[0], *block[1:]]
            if re.fullmatch(r"[a-z]+( [a-z]+)+", value) and self.chance(5):
                return self.folded(value, indent + self.draw(st.integers(1, 4)))
            if re.fullmatch(r"[a-z]+( [a-z]+)+", value) and self.chance(3):
                mark = self.draw(st.sampled_from(["", '"', "'"]))
                first, *others = f"{mark}{value}{mark}".split(" ")
                return [f" {first}", *(" " * (indent + 2) + word for word in others)]
            return [f"{self.gap()}{self.scalar(value, False)}{self.tail()}"]
        if not value or self.chance(3):
            lines = f" {self.flow(value, indent + 2)}".split("\n")
            return [*lines[:-1], lines[-1] + self.tail()]
        if isinstance(value, dict):
            return [self.tail(), *self.mapping(value, indent + self.draw(st.integers(1, 4)))]
        return [self.tail(), *self.sequence(value, indent + self.draw(st.sampled_from([0, 2, 4])))]

    def mapping(self, data: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            lines += self.comment(indent)
            rest, *more = self.value(value, indent)
            name = self.scalar(key, False)
            if self.chance(12):
                lines += [f"{' ' * indent}? {name}", f"{' ' * indent}:{spaced(rest)}", *more]
            else:
                lines += [f"{' ' * indent}{name}:{rest}", *more]
        return lines

    def sequence(self, data: list[Any], indent: int) -> list[str]:
        lines: list[str] = []
        for value in data:
            lines += self.comment(indent)
            if isinstance(value, dict) and value and not self.chance(4):
                space = self.draw(st.integers(1, 3))
                first, *more = self.mapping(value, indent + 1 + space)
                if first.strip().startswith("#") or self.chance(5):
                    lines += [" " * indent + "-" + spaced(self.tail()), first, *more]
                else:
                    lines += [" " * indent + "-" + " " * space + first.lstrip(" "), *more]
            else:
                # A list directly below a dash is indented more than the dash.
                rest, *more = self.value(value, indent + 2 if isinstance(value, list) else indent)
                lines += [" " * indent + "-" + spaced(rest), *more]
        return lines

    def brief(self, data: dict[str, Any]) -> str:
        if self.chance(12):
            text = self.flow(data, 1)
        else:
            lines = self.mapping(data, 0)
            if self.chance(8):
                lines.insert(0, self.draw(st.sampled_from(["---", "--- # a brief", "%YAML 1.1\n---"])))
            if self.chance(8):
                lines.append("# the end")
            elif self.chance(8) and not data.get("tail"):
                lines.append("...")
            text = "\n".join(lines)
        if not self.chance(4):
            text += "\n"
        if self.chance(4):
            text = text.replace("\n", "\r\n")
        return "\ufeff" + text if self.chance(6) else text


def place(draw: Any) -> dict[str, Any]:
    start = draw(st.integers(0, 99))
    return {"source": "gazette-0a1b", "start": str(start), "end": str(start + 5), "before": draw(words)}


@st.composite
def briefs(draw: Any) -> tuple[dict[str, Any], str]:
    """The data of a brief, and a text that says it."""
    data: dict[str, Any] = {"tearline": "1", "title": draw(words)}
    if draw(st.booleans()):
        data["sources"] = {
            key: {"file": draw(words), "outlet": draw(words)}
            for key in draw(
                st.lists(st.sampled_from(["gazette-0a1b", "herald-99", "yes", "10:30"]), unique=True)
            )
        }
    data["actors"] = {
        key: {"name": draw(words), "type": "person", "aliases": draw(st.lists(words, max_size=2))}
        for key in draw(st.lists(st.sampled_from(["ada-veld", "no", "2022", "ben"]), unique=True, max_size=3))
    }
    if draw(st.booleans()):
        data["quotes"] = [
            {
                "id": f"q-{n}",
                "speaker": draw(st.sampled_from(["ada-veld", "ben"])),
                "form": "direct",
                "said": draw(words),
                "at": place(draw),
                "x-note": draw(words),
            }
            for n in range(draw(st.integers(0, 3)))
        ]
    if draw(st.booleans()):
        data["claims"] = [
            {
                "id": f"c-{n}",
                "claim": draw(words),
                "kind": "fact",
                "evidence": ["q-0", {**place(draw), "exact": draw(words)}],
            }
            for n in range(draw(st.integers(0, 2)))
        ]
    if draw(st.integers(1, 3)) == 1:
        data["bottom_line"] = [
            {"judgement": draw(words), "because": draw(st.lists(st.sampled_from(["c-0", "q-1"]), max_size=2))}
            for _ in range(draw(st.integers(1, 2)))
        ]
    if draw(st.integers(1, 3)) == 1:
        data["timeline"] = [{"id": "t-0", "when": "2031-05", "what": draw(words)}]
    if draw(st.integers(1, 3)) == 1:
        data["relations"] = [{"claim": "c-0", "to": "c-1", "kind": "updates", "why": draw(words)}]
    if draw(st.integers(1, 4)) == 1:
        data["x-own"] = draw(st.one_of(words, st.lists(words, max_size=2)))
    if draw(st.booleans()):
        data["gaps"] = draw(st.lists(words, max_size=3))
    if draw(st.booleans()):
        data["rejected"] = draw(st.lists(st.sampled_from(["q-7", "c-8"]), unique=True))
    order = draw(st.permutations(list(data)))
    data = {key: data[key] for key in order}
    writer = Writer(draw)
    text = writer.brief(data)
    for section in ("quotes", "gaps"):
        if section not in data and draw(st.integers(1, 6)) == 1 and not text.lstrip("\ufeff").startswith("{"):
            # A section that is there and holds nothing.
            null = draw(st.sampled_from(["", " ~", " null", "  # nothing yet"]))
            start = re.match(r"\ufeff?(?:%YAML 1.1\r?\n)?(?:---[^\r\n]*\r?\n)?", text).end()  # type: ignore[union-attr]
            head, rest = text[:start], text[start:]
            text = f"{head}{section}:{null}\n{rest}"
    return data, text


def open_brief(text: str) -> BriefFile:
    return BriefFile(Path("x.yaml"), text, text.encode())


def says(text: str) -> Any:
    root = read_yaml(text)
    assert root is not None
    return root.data()


def lines_of(text: str, node: Node) -> tuple[int, int]:
    """The start of the line on which a node begins, and the end of the one on which it ends."""
    end = text.find("\n", node.end)
    return text.rfind("\n", 0, node.start) + 1, end + 1 if end >= 0 else len(text)


def is_insertion(old: str, new: str) -> bool:
    """Whether the new text is the old one with something put in at one place."""
    head = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    return len(new) >= len(old) and new.endswith(old[head:])


@given(briefs())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_text_in_any_style_reads_as_what_it_says(drawn: tuple[dict[str, Any], str]) -> None:
    data, text = drawn
    assert says(text) == data
    assert open_brief(text).text == text


@given(briefs())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_reader_without_the_c_library_sees_the_same_in_the_same_places(
    drawn: tuple[dict[str, Any], str],
) -> None:
    def seen(node: Node | None) -> object:
        return node and (
            node.kind,
            node.start,
            node.end,
            node.value,
            [seen(child) for child in node.children],
        )

    with_c = seen(read_yaml(drawn[1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reading, "Events", yaml_reading.PlainEvents)
        assert seen(read_yaml(drawn[1])) == with_c


values = st.one_of(
    words,
    st.lists(words, max_size=3),
    st.integers(0, 9),
    st.booleans(),
    st.dictionaries(st.sampled_from(["a", "no", "x y"]), words, min_size=1, max_size=2),
    st.none(),
)


values_or_none = st.one_of(values, st.none())
SECTIONS = (
    "sources",
    "actors",
    "quotes",
    "claims",
    "relations",
    "timeline",
    "bottom_line",
    "gaps",
    "rejected",
)
ENTRIES: list[tuple[str, dict[str, Any]]] = [
    ("claims", {"id": "", "claim": "So.", "kind": "fact", "denied": True, "credibility": 3}),
    ("timeline", {"id": "", "when": "2031-05-02", "what": "Shut."}),
    ("relations", {"claim": "c-0", "to": "c-1", "kind": "updates", "independent": False}),
    ("bottom_line", {"assumption": "It rains.", "because": ["c-0", "c-1"]}),
    ("gaps", {"question": "Who pays?"}),
]


@pytest.mark.parametrize("tail", ["", "...\n", "... # done\n", "# done\n", "\n", "\n...\n"])
def test_a_rejected_id_takes_its_place_before_whatever_ends_the_document(tail: str) -> None:
    file = open_brief(f"tearline: 1\ntitle: T\nrejected:\n- q-1\n{tail}")
    file.add_item("rejected", "q-0")
    assert sorted(says(file.text)["rejected"]) == ["q-0", "q-1"]
    assert file.text.endswith(tail or "\n")


@given(drawn=briefs(), data=st.data())
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_edits_say_what_was_meant_and_change_nothing_else(
    drawn: tuple[dict[str, Any], str], data: st.DataObject
) -> None:
    meant, text = deepcopy(drawn[0]), drawn[1]
    file = open_brief(text)
    history = [text]
    for step in range(data.draw(st.integers(1, 4))):
        old = file.text
        root = read_yaml(old)
        assert root is not None
        ids = [item["id"] for section in ("quotes", "claims") for item in meant.get(section, [])]
        keys = list(meant.get("actors", {})) + list(meant.get("sources", {}))
        action = data.draw(st.sampled_from(["set", "add", "actor", "remove", "reject", "field", "gap"]))
        if action == "set" and ids:
            name = data.draw(st.sampled_from(ids))
            section = "quotes" if name.startswith("q") else "claims"
            n = [item["id"] for item in meant[section]].index(name)
            key = data.draw(
                st.sampled_from(["x-note", "x-new", "note", "said" if section == "quotes" else "claim"])
            )
            value = data.draw(words if key in ("note", "said", "claim") else values)
            file.set_value(name, key, value)
            meant[section][n].pop(key, None)
            if value is not None:
                meant[section][n][key] = plain_data(value)
            where = root.child(section)
            assert where is not None
            first, last = lines_of(old, where.children[n])
            assert file.text.startswith(old[:first])
            assert file.text.endswith(old[last:])
        elif action == "add":
            item = {
                "id": f"q-new{step}",
                "form": "direct",
                "said": data.draw(words),
                "at": place(data.draw),
            }
            file.add_item("quotes", item)
            had = bool(meant.get("quotes"))
            meant.setdefault("quotes", []).append(plain_data(item))
            assert not had or is_insertion(old, file.text)
        elif action == "actor":
            actor = {"name": data.draw(words), "type": "person", "not": [data.draw(words)]}
            file.add_actor(f"new-{step}", actor)
            meant.setdefault("actors", {})[f"new-{step}"] = actor
        elif action == "remove" and ids:
            name = data.draw(st.sampled_from(ids))
            section = "quotes" if name.startswith("q") else "claims"
            n = [item["id"] for item in meant[section]].index(name)
            file.remove_item(name)
            del meant[section][n]
            where = root.child(section)
            assert where is not None
            if meant[section]:
                assert is_insertion(file.text, old)

        elif action == "reject" and ids:
            name = data.draw(st.sampled_from(ids))
            file.reject(name)
            for section in ("quotes", "claims"):
                if section in meant:
                    meant[section] = [item for item in meant[section] if item["id"] != name]
            if name not in meant.get("rejected", []):
                # The new one stands in the order of ids, or at the end; the others stay as they are.
                former, now = meant.get("rejected", []), says(file.text)["rejected"]
                assert [one for one in now if one != name] == former
                assert now == sorted(now) or now[-1] == name
                meant["rejected"] = now
        elif action == "remove" and keys:
            name = data.draw(st.sampled_from(keys))
            file.remove_item(name)
            meant["actors" if name in meant.get("actors", {}) else "sources"].pop(name)
        elif action == "field":
            value = data.draw(st.lists(words, max_size=3))
            file.set_field("tags", value)
            meant["tags"] = value
        elif action == "gap":
            gap = data.draw(words)
            file.add_item("gaps", gap)
            meant.setdefault("gaps", []).append(gap)
        assert says(file.text) == meant
        assert open_brief(file.text).brief == file.brief
        if file.text != old:
            history.append(file.text)
    for former in reversed(history[:-1]):
        assert file.undo()
        assert file.text == former
    assert not file.undo()
    assert file.brief == open_brief(text).brief
    for later in history[1:]:
        assert file.redo()
        assert file.text == later


class Editing:
    """A brief under edit, what it should say by now, and where in the old text the last edit belongs."""

    def __init__(self, drawn: tuple[dict[str, Any], str], draw: Any) -> None:
        self.meant, self.draw = deepcopy(drawn[0]), draw
        self.file = open_brief(drawn[1])

    def named(self, *sections: str) -> tuple[str, int, str]:
        """An entry: its section, its place there, and what the file calls it; ("", 0, "") for none."""
        found = [
            (section, n, self.name(section, n))
            for section in sections
            for n in range(len(self.meant.get(section) or ()))
        ]
        return self.draw(st.sampled_from(found)) if found else ("", 0, "")

    def name(self, section: str, n: int) -> str:
        entries = self.meant[section]
        if isinstance(entries, dict):
            return f"{section}.{list(entries)[n]}"
        entry = entries[n]
        return entry["id"] if isinstance(entry, dict) and "id" in entry else f"{section}[{n}]"

    def entry(self, section: str, n: int) -> Any:
        entries = self.meant[section]
        return entries[list(entries)[n]] if isinstance(entries, dict) else entries[n]

    def own_lines(self, text: str, section: str, n: int) -> tuple[int, int]:
        """The stretch of whole lines that an entry, or all of a section in brackets, stands on."""
        root = read_yaml(text)
        assert root is not None
        node = root.child(section)
        assert node is not None
        within = node.children[n] if node.kind == "sequence" else node.children[2 * n + 1]
        first, last = lines_of(text, within)
        if node.kind == "mapping":
            first = min(first, lines_of(text, node.children[2 * n])[0])
        return first, last


@given(drawn=briefs(), data=st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_operation_says_what_was_meant_and_keeps_to_its_lines(
    drawn: tuple[dict[str, Any], str], data: st.DataObject
) -> None:
    it = Editing(drawn, data.draw)
    for step in range(data.draw(st.integers(1, 3))):
        file, meant, old = it.file, it.meant, it.file.text
        lines: tuple[int, int] | None = None
        match data.draw(
            st.sampled_from(["values", "parts", "key", "remove", "field", "drop", "add", "source"])
        ):
            case "values" if (named := it.named("quotes"))[0]:
                values = {"note": data.draw(words), "x-new": data.draw(values_or_none), "cue": None}
                lines = it.own_lines(old, *named[:2])
                file.set_values(named[2], values)
                entry = it.entry(*named[:2])
                for key, value in values.items():
                    entry.pop(key, None)
                    entry |= {} if value is None else {key: plain_data(value)}
            case "parts" if (named := it.named("quotes"))[0]:
                place, words_ = it.entry(*named[:2])["at"], data.draw(words)
                lines = it.own_lines(old, *named[:2])
                file.set_parts(
                    {("quotes", named[1], "at", "end"): 200, ("quotes", named[1], "at", "after"): words_}
                )
                place |= {"end": "200", "after": words_}
            case "key" if (named := it.named("sources", "actors", "bottom_line", "timeline", "relations"))[0]:
                value = data.draw(words)
                lines = it.own_lines(old, *named[:2])
                file.set_value(named[2], "note", value)
                entry = it.entry(*named[:2])
                entry.pop("note", None)
                entry["note"] = value
            case "remove" if (named := it.named(*SECTIONS))[0]:
                last = len(meant[named[0]]) == 1
                file.remove_item(named[2])
                if isinstance(meant[named[0]], dict):
                    del meant[named[0]][list(meant[named[0]])[named[1]]]
                else:
                    del meant[named[0]][named[1]]
                assert last or is_insertion(file.text, old)
            case "field":
                key = data.draw(st.sampled_from(["title", "status", "marking", "x-own", "tags"]))
                value = "final" if key == "status" else data.draw(words)
                value = [value] if key == "tags" else value
                file.set_field(key, value)
                had = key in meant
                meant.pop(key, None)
                meant[key] = value
                assert had or is_insertion(old, file.text)
            case "drop":
                key = data.draw(st.sampled_from(["marking", "x-own", "timeline", "gaps"]))
                file.set_field(key, None)
                assert key not in meant or is_insertion(file.text, old)
                meant.pop(key, None)
            case "add":
                section, entry = data.draw(st.sampled_from(ENTRIES))
                entry = {**entry, "note": data.draw(words)} | ({"id": f"new-{step}"} if "id" in entry else {})
                had = bool(meant.get(section))
                file.add_item(section, entry)
                meant.setdefault(section, []).append(plain_data(entry))
                assert not had or is_insertion(old, file.text)
            case "source":
                had = bool(meant.get("sources"))
                source = {"file": data.draw(words), "published": "2031"}
                file.add_source(f"src-{step}", source)
                meant.setdefault("sources", {})[f"src-{step}"] = source
                assert not had or is_insertion(old, file.text)
        if lines is not None:
            assert file.text.startswith(old[: lines[0]])
            assert file.text.endswith(old[lines[1] :])
        assert says(file.text) == meant
        assert open_brief(file.text).brief == file.brief
        if file.text != old:
            assert file.undo()
            assert file.text == old
            assert file.brief == open_brief(old).brief
            assert file.redo()
            assert file.brief == open_brief(file.text).brief


@pytest.mark.parametrize("text", NASTY)
def test_every_string_reads_back_exactly_here_and_in_other_readers(text: str) -> None:
    line = f"a: {write_scalar(text)}\nb: [{write_scalar(text, in_brackets=True)}]\n"
    assert says(line) == {"a": text, "b": [text]}
    assert yaml.safe_load(line) == {"a": text, "b": [text]}
    assert yaml.load(line, Loader=yaml.SafeLoader) == {"a": text, "b": [text]}
