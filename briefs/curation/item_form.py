"""An item as a form to fill in: its fields as words that can be typed, checked, and written back.

Several values of one field are set apart by commas, or by semicolons where a value has a comma in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from tearline.briefs import model
from tearline.briefs.board.rows import GAP, Board, ClaimRow, QuoteRow
from tearline.briefs.curation.editing import Value, edit
from tearline.briefs.curation.entries import MOST_ALIASES, MOST_ROLES, ensure_actor
from tearline.briefs.curation.plans import plain
from tearline.briefs.curation.who import actor_named, name_of
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import blank_brief, item_of
from tearline.briefs.findings import ActorType, ClaimKind, QuoteForm
from tearline.briefs.model import Brief, Described, Party
from tearline.briefs.names import fold
from tearline.briefs.problems import EditError


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the key it is in the brief, what it holds as words, and a hint.

    `choices` are the values that alone may stand, empty where anything may. `many` says that it takes
    several values, `names` that these are actors.
    """

    key: str
    words: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    names: bool = False

    @property
    def label(self) -> str:
        return {"claim": "wording", "said": "words", "content_of": "content of"}.get(self.key, self.key)


_FORMS, _KINDS, _TYPES = get_args(QuoteForm), get_args(ClaimKind), get_args(ActorType)
_WHO = "an actor, “described: a harbour aide”, or nothing for nobody"
_SEVERAL = "several set apart by commas"
_GRADES = ("1", "2", "3", "4", "5", "6")


def fields_of(brief: Brief | None, board: Board, item_id: str) -> tuple[Field, ...]:
    """The fields of a quote, a claim or an actor, whether it stands in the brief or is only suggested.

    Empty for anything else.
    """
    item = item_of(brief, item_id) if brief is not None else None
    row = board.item(item_id)
    if isinstance(item, model.Quote):
        return _quote_of(brief, board, item)
    if isinstance(item, model.Claim):
        return _claim_of(brief, board, item)
    if isinstance(row, QuoteRow):
        return _quote_row(brief, board, row)
    if isinstance(row, ClaimRow):
        return _claim_row(brief, board, row)
    actor = brief.actors.get(item_id) if brief is not None else None
    if actor is not None:
        return _actor(actor)
    known = board.actor(item_id)
    if known is None:
        return ()
    roles = tuple(model.Role(role=role) for role in known.roles[:MOST_ROLES])
    aliases = known.aliases[:MOST_ALIASES]
    return _actor(model.Actor(name=known.name, type=known.type, aliases=aliases, roles=roles))


def save_fields(file: BriefFile, board: Board, item_id: str, words: Mapping[str, str]) -> None:
    """Write these fields, given as words, and no others. One step of undo; the file is not saved.

    Raises EditError where one can't stand there, and then writes none.
    """
    fields = {field.key: field for field in fields_of(file.brief, board, item_id)}
    with file.together(f"edited {item_id}: {', '.join(words)}"):
        for key, typed in words.items():
            if key == "roles":
                _set_roles(file, board, item_id, parted(typed))
            else:
                edit(file, board, item_id, key, value_of(fields[key], typed) if key in fields else typed)


def _set_roles(file: BriefFile, board: Board, actor: str, roles: Sequence[str]) -> None:
    """Give an actor these roles; one that it has already keeps its source."""
    key = ensure_actor(file, board, actor)
    had = {fold(role.role): plain(role) for role in file.brief.actors[key].roles}
    wanted = {fold(role): {"role": role} for role in roles}
    value = [had.get(name, role) for name, role in wanted.items()]
    file.set_value(f"actors.{key}", "roles", value or None)


def value_of(field: Field, typed: str) -> Value:
    """What was typed into a field as `editing.edit` takes it; None where nothing was."""
    words = typed.strip()
    if not words:
        return None
    return parted(words) if field.many else words


def parted(typed: str) -> list[str]:
    """Several values from one line."""
    return [one.strip() for one in typed.split(";" if ";" in typed else ",") if one.strip()]


def joined(values: Sequence[str]) -> str:
    """Several values as one line, from which `parted` makes them again."""
    if not any("," in value for value in values):
        return ", ".join(values)
    return "; ".join(values) + (";" if len(values) == 1 else "")


# ---- quotes and claims ----


def _quote_of(brief: Brief | None, board: Board, item: model.Quote) -> tuple[Field, ...]:
    say = _Names(brief, board)
    return _quote(
        GAP.join(item.stretches),
        say.one(item.speaker),
        say.several(item.via),
        item.cue or "",
        item.form,
        say.one(item.audience),
        say.several(item.about),
        item.note or "",
    )


def _quote_row(brief: Brief | None, board: Board, row: QuoteRow) -> tuple[Field, ...]:
    say = _Names(brief, board)
    via = [say.named(*pair) for pair in zip(row.via_actors, row.via, strict=True)]
    return _quote(
        row.words,
        say.named(row.speaker, row.speaker_name),
        joined(via),
        row.cue,
        row.form,
        say.named(row.audience_actor, row.audience),
        say.several(row.about),
        "",
    )


def _quote(
    said: str, speaker: str, via: str, cue: str, form: str, audience: str, about: str, note: str
) -> tuple[Field, ...]:
    return (
        Field("said", " ".join(said.split()), "as they stand in the article; “…” for what is left out"),
        Field("speaker", speaker, _WHO, names=True),
        Field("via", via, "who passed the words on, the speaker's side first", many=True, names=True),
        Field("cue", cue, "the word that reports it, as “told”"),
        Field("form", form, "", _FORMS),
        Field("audience", audience, "to whom it was said", names=True),
        Field("about", about, f"actors it is about, {_SEVERAL}", many=True, names=True),
        Field("note", note, "for yourself"),
    )


def _claim_of(brief: Brief | None, board: Board, item: model.Claim) -> tuple[Field, ...]:
    say = _Names(brief, board)
    grade = "" if item.credibility is None else str(item.credibility)
    return _claim(
        item.claim,
        item.kind,
        say.one(item.by),
        say.one(item.content_of),
        item.condition or "",
        grade,
        say.several(item.about),
        item.note or "",
    )


def _claim_row(brief: Brief | None, board: Board, row: ClaimRow) -> tuple[Field, ...]:
    say = _Names(brief, board)
    return _claim(
        row.words,
        row.kind,
        say.named(row.by, row.by_name),
        say.named(row.content_of, row.content_of_name),
        row.condition,
        "",
        say.several(row.about),
        "",
    )


def _claim(
    words: str, kind: str, by: str, content_of: str, condition: str, grade: str, about: str, note: str
) -> tuple[Field, ...]:
    return (
        Field("claim", words, "in your own words"),
        Field("kind", kind, "", _KINDS),
        Field("by", by, f"who asserts it: {_WHO}", names=True),
        Field("content_of", content_of, "whose words they pass on", names=True),
        Field("condition", condition, "holds only if …"),
        Field("credibility", grade, "1 confirmed … 5 improbable, 6 can't be judged", _GRADES),
        Field("about", about, f"actors it is about, {_SEVERAL}", many=True, names=True),
        Field("note", note, "for yourself"),
    )


# ---- actors ----


def _actor(actor: model.Actor) -> tuple[Field, ...]:
    roles = joined([role.role for role in actor.roles])
    return (
        Field("name", actor.name, "the old name becomes an alias"),
        Field("type", actor.type, "", _TYPES),
        Field("aliases", joined(actor.aliases), f"other names, {_SEVERAL}", many=True),
        Field("roles", roles, f"offices and roles, {_SEVERAL}", many=True),
        Field("affiliations", joined(actor.affiliations), f"what it belongs to, {_SEVERAL}", many=True),
        Field("not", joined(actor.not_), "names it must never be merged with", many=True),
        Field("note", actor.note or "", "for yourself"),
    )


class _Names:
    """How actors are called in a form: by the name where it is one actor's alone, else by the key."""

    def __init__(self, brief: Brief | None, board: Board) -> None:
        self._brief = brief or blank_brief()
        self._board = board

    def one(self, party: Party | None) -> str:
        if party is None:
            return ""
        if isinstance(party, Described):
            return f"described: {party.described}"
        return self._called(party)

    def named(self, actor: str | None, words: str) -> str:
        """An actor of the board, or the words for someone unnamed."""
        if actor is not None:
            return self._called(actor)
        return f"described: {words}" if words else ""

    def several(self, parties: Iterable[Party]) -> str:
        return joined([self.one(party) for party in parties])

    def _called(self, actor: str) -> str:
        name = name_of(self._brief, self._board, actor)
        try:
            return name if actor_named(self._brief, self._board, name) == actor else actor
        except EditError:
            return actor
