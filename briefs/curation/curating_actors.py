"""Who is who, as the analyst decides it: merging, splitting and renaming actors, and keeping two apart.

Each operation comes as a plan, which says what would change and how many, and is then applied. An actor is
named by its key in the brief, by its id on the board, or by a name or alias that is one actor's alone; one
that is only suggested is taken into the brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from tearline.briefs.board.rows import ActorRow, Board
from tearline.briefs.curation.entries import actor_entry, allow, ensure_actor
from tearline.briefs.curation.plans import Plan, plain, rehearsed
from tearline.briefs.curation.references import naming, put_actor
from tearline.briefs.curation.who import actor_named, name_of
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import BriefItem, items_of
from tearline.briefs.findings import ActorType
from tearline.briefs.ids import slug
from tearline.briefs.model import Actor
from tearline.briefs.names import family, fold, is_full
from tearline.briefs.problems import EditError

# What a suggested actor's id may have behind its name: digits of its article's hash, or its kind.
_BEHIND_NAME = re.compile(r"(?:-(?:person|body|land))?(?:-[0-9a-f]{4,64})?")


def plan_merge(file: BriefFile, board: Board, gone: str, into: str) -> Plan:
    """Make two actors one, under the key of `into`.

    The name and aliases of `gone` become aliases, roles, affiliations and `not` are united, whatever names it
    names the other, and its key is noted as merged, so that suggestions and later drafts go under `into` too.
    Raises EditError for one actor twice, for two whose `not` keeps them apart, and for names nobody bears.
    """
    one, other = actor_named(file.brief, board, gone), actor_named(file.brief, board, into)
    title = f"merged {name_of(file.brief, board, one)} into {name_of(file.brief, board, other)}"
    notes = (*_of_two_kinds(file, board, one, other), *_also_moves(board, one, other))
    return rehearsed(file, title, partial(_merge, board=board, gone=one, into=other), notes)


def plan_split(
    file: BriefFile,
    board: Board,
    actor: str,
    aliases: Sequence[str] = (),
    items: Sequence[str] = (),
    *,
    name: str = "",
    kind: ActorType | None = None,
) -> Plan:
    """Take names and items away from an actor, to a new one that is never merged with it again.

    `aliases` are names or merged keys of the actor, `items` ids of quotes, claims and events of the brief
    that name it. The new actor is called `name`, or the first of the aliases, and is of the same type unless
    `kind` says otherwise. Raises EditError where there is nothing to take or it is not the actor's.
    """
    key = actor_named(file.brief, board, actor)
    if not aliases and not items:
        raise EditError("say which names or items go to the new actor")
    called = " ".join(name.split()) or (aliases[0] if aliases else "")
    if not called:
        raise EditError("a new actor needs a name: give one, or an alias to take away")
    run = partial(
        _split, board=board, key=key, aliases=tuple(aliases), items=tuple(items), name=called, kind=kind
    )
    return rehearsed(file, f"split {called} from {name_of(file.brief, board, key)}", run)


def plan_rename(file: BriefFile, board: Board, actor: str, name: str, *, keep_old: bool = True) -> Plan:
    """Call an actor by another name; its key stays. The old name becomes an alias where `keep_old` is set.

    Raises EditError for a name that another actor of the brief has: merging is what is meant there.
    """
    key, new = actor_named(file.brief, board, actor), " ".join(name.split())
    if not new:
        raise EditError("an actor needs a name")
    run = partial(_rename, board=board, key=key, name=new, keep_old=keep_old)
    return rehearsed(file, f"renamed {name_of(file.brief, board, key)} to {new}", run)


def plan_forbid(file: BriefFile, board: Board, actor: str, other: str, *, lift: bool = False) -> Plan:
    """Keep two actors apart for good: each is among the `not` of the other, where the brief has it.

    `lift` allows them to be one again. Where the brief has neither, `actor` is taken in. `other` may also be
    a name that no actor has yet. Raises EditError for one actor twice.
    """
    one = actor_named(file.brief, board, actor)
    try:
        two = actor_named(file.brief, board, other)
    except EditError:
        two = " ".join(other.split())
        if not two:
            raise
    names = name_of(file.brief, board, one), name_of(file.brief, board, two)
    title = f"{'allowed' if lift else 'forbade'} {names[0]} to be {names[1]}"
    return rehearsed(file, title, partial(_forbid, board=board, one=one, other=two, lift=lift))


# ---- merging ----


def _merge(file: BriefFile, board: Board, gone: str, into: str) -> None:
    if gone == into:
        raise EditError(f"{gone} can't be merged with itself")
    with file.together():
        lost = _entry(file, board, gone)
        ensure_actor(file, board, into)
        kept = _data(file, into)
        _refuse_forbidden(gone, lost, into, kept)
        was_in = gone in file.brief.actors
        names = [lost["name"], *lost.get("aliases", ())]
        united: dict[str, list[Any]] = {
            "aliases": _with_names(kept.get("aliases", ()), names, besides=kept["name"]),
            "roles": _with_roles(kept.get("roles", ()), lost.get("roles", ())),
            "affiliations": _each(*kept.get("affiliations", ()), *lost.get("affiliations", ())),
            "not": _each(*kept.get("not", ()), *lost.get("not", ())),
            "merged": _each(*kept.get("merged", ()), gone, *lost.get("merged", ())),
        }
        for key, value in united.items():
            _set_list(file, into, key, value)
        if was_in and lost.get("note"):
            notes = _each(*(one for one in (kept.get("note"), lost["note"]) if one))
            file.set_value(f"actors.{into}", "note", "\n".join(notes))
        if was_in:
            _move(file, gone, into)
            file.remove_item(f"actors.{gone}")
        allow(file, gone)


def _refuse_forbidden(gone: str, lost: dict[str, Any], into: str, kept: dict[str, Any]) -> None:
    for key, one, other_key, other in ((gone, lost, into, kept), (into, kept, gone, lost)):
        never = {fold(name) for name in one.get("not", ())} | set(one.get("not", ()))
        names = [other_key, *map(fold, (other["name"], *other.get("aliases", ())))]
        for name in names:
            if name and name in never:
                raise EditError(
                    f"{one['name']} is never {other['name']}: `not` of {key} has {name}; "
                    "lift that first if it was a mistake"
                )


def _of_two_kinds(file: BriefFile, board: Board, gone: str, into: str) -> tuple[str, ...]:
    types = [_entry(file, board, key)["type"] for key in (gone, into)]
    if family(types[0]) == family(types[1]):
        return ()
    return (f"these are of two kinds: {gone} a {types[0]}, {into} a {types[1]}",)


def _also_moves(board: Board, gone: str, into: str) -> tuple[str, ...]:
    """What follows outside of the brief: how many suggestions go under the other actor."""
    quotes = sum(
        row.status == "suggested" and gone in (row.speaker, *row.via_actors, row.audience_actor)
        for row in board.quotes
    )
    claims = sum(row.status == "suggested" and gone in (row.by, row.content_of) for row in board.claims)
    events = sum(row.status == "suggested" and gone in row.actors for row in board.events)
    counts = [
        f"{n} {what}{'s' if n != 1 else ''}"
        for n, what in ((quotes, "quote"), (claims, "claim"), (events, "event"))
        if n
    ]
    return (f"suggested, and from now on under {into}: {', '.join(counts)}",) if counts else ()


# ---- splitting ----


def _split(
    file: BriefFile,
    board: Board,
    key: str,
    aliases: tuple[str, ...],
    items: tuple[str, ...],
    name: str,
    kind: ActorType | None,
) -> None:
    with file.together():
        ensure_actor(file, board, key)
        old = _data(file, key)
        own, merged = list(old.get("aliases", ())), list(old.get("merged", ()))
        row = board.actor(key)
        known = {*map(fold, own), *map(fold, row.aliases if row else ())}
        for alias in aliases:
            if alias in merged:
                merged.remove(alias)
            elif fold(alias) in known:
                own = [one for one in own if fold(one) != fold(alias)]
            elif fold(alias) == fold(old["name"]):
                raise EditError(f"{alias} is the name of {key}; rename it first, or take another name away")
            else:
                has = ", ".join([*own, *merged]) or "none"
                raise EditError(f"{alias} is no alias of {key}; it has {has}")
        taken = [one for one in merged if any(_is_id_of(one, alias) for alias in (*aliases, name))]
        taken += [alias for alias in aliases if alias in old.get("merged", ())]
        if any(_is_same(actor, name, kind or old["type"]) for actor in file.brief.actors.values()):
            raise EditError(f"an actor of this brief is called {name} already; attribute the items to it")
        moved = _items_naming(file, items, key)
        new = _free_key(file, board, name)
        _set_list(file, key, "aliases", [one for one in own if fold(one) != fold(name)])
        _set_list(file, key, "merged", [one for one in merged if one not in taken])
        names = [alias for alias in aliases if alias not in old.get("merged", ())]
        entry = {
            "name": name,
            "type": kind or old["type"],
            "aliases": _with_names((), names, besides=name),
            "not": [key if fold(old["name"]) == fold(name) else _called(file, board, key)],
            "merged": [one for one in _each(*taken) if one != new],
        }
        file.add_actor(new, {one: value for one, value in entry.items() if value})
        # A name that both bear keeps nobody apart; the new key does.
        never = [one if fold(one) != fold(old["name"]) else new for one in (name, *names)]
        _set_list(file, key, "not", _each(*old.get("not", ()), *never))
        put_actor(file, moved, key, new)


def _items_naming(file: BriefFile, ids: Iterable[str], actor: str) -> list[BriefItem]:
    """The items of these ids. Raises EditError unless each is in the brief and names the actor."""
    known = {item.id: item for item in items_of(file.brief)}
    there = {item.id for _, item, _ in naming(file.brief, actor)}
    for one in ids:
        if one not in there:
            raise EditError(f"{one} {'does not name ' + actor if one in known else 'is not in this brief'}")
    return [known[one] for one in ids]


def _is_id_of(merged: str, name: str) -> bool:
    """Whether a merged key is the one that drafting gives an actor of that name."""
    start = fold(name)
    return (
        bool(start) and merged.startswith(start) and bool(_BEHIND_NAME.fullmatch(merged.removeprefix(start)))
    )


def _is_same(actor: Actor, name: str, kind: ActorType) -> bool:
    return fold(actor.name) == fold(name) and family(actor.type) == family(kind)


def _free_key(file: BriefFile, board: Board, name: str) -> str:
    """A key for a new actor: its name's, or that and a number where it is another's."""
    base = slug(name) or "actor"
    taken = {*file.brief.actors, *file.brief.sources}
    for actor in file.brief.actors.values():
        taken.update(actor.merged)
    tries = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(one for one in tries if one not in taken and not _is_anothers(board, one, name))


def _is_anothers(board: Board, key: str, name: str) -> bool:
    row = board.actor(key)
    return row is not None and fold(row.name) != fold(name)


# ---- renaming, forbidding ----


def _rename(file: BriefFile, board: Board, key: str, name: str, *, keep_old: bool) -> None:
    with file.together():
        ensure_actor(file, board, key)
        old = _data(file, key)
        for other, actor in file.brief.actors.items():
            if other != key and _is_same(actor, name, old["type"]):
                raise EditError(f"{other} is called {name} already; merge the two instead")
        file.set_value(f"actors.{key}", "name", name)
        others = [one for one in old.get("aliases", ()) if fold(one) != fold(name)]
        if keep_old:
            others = _with_names(others, [old["name"]], besides=name)
        _set_list(file, key, "aliases", others)


def _forbid(file: BriefFile, board: Board, one: str, other: str, *, lift: bool) -> None:
    if one == other:
        raise EditError(f"{one} can't be kept apart from itself")
    with file.together():
        if one not in file.brief.actors and other not in file.brief.actors:
            ensure_actor(file, board, one)
        for key, never in ((one, other), (other, one)):
            if key not in file.brief.actors:
                continue
            now = list(file.brief.actors[key].not_)
            called = _called(file, board, never)
            if lift:
                same = {fold(called), fold(name_of(file.brief, board, never))}
                now = [word for word in now if word != never and fold(word) not in same]
            else:
                now = _each(*now, called)
            _set_list(file, key, "not", now)


def _called(file: BriefFile, board: Board, key: str) -> str:
    """What `not` calls an actor: its name, or where that is a surname that several may bear, its key."""
    name = name_of(file.brief, board, key)
    row = board.actor(key)
    kind = file.brief.actors[key].type if key in file.brief.actors else row.type if row else "group"
    return key if kind == "person" and not is_full(name) and fold(name) != key and row else name


# ---- entries ----


def _entry(file: BriefFile, board: Board, key: str) -> dict[str, Any]:
    """What the brief says of an actor, or would say of a suggested one."""
    if key in file.brief.actors:
        return _data(file, key)
    row: ActorRow | None = board.actor(key)
    if row is None:
        raise EditError(f"{key} is neither among the suggestions nor in the brief")
    return dict(actor_entry(file, row))


def _data(file: BriefFile, key: str) -> dict[str, Any]:
    return dict(plain(file.brief.actors[key]))


def _move(file: BriefFile, old: str, new: str) -> None:
    """Name another actor wherever one is named."""
    put_actor(file, items_of(file.brief), old, new)
    for key, actor in list(file.brief.actors.items()):
        if old in actor.affiliations:
            changed = [new if one == old else one for one in actor.affiliations]
            _set_list(file, key, "affiliations", [one for one in _each(*changed) if one != key])


def _set_list(file: BriefFile, key: str, name: str, value: list[Any]) -> None:
    """Set a list of an actor, or take it away where it is empty and was there."""
    before = plain(getattr(file.brief.actors[key], "not_" if name == "not" else name))
    if before != value:
        file.set_value(f"actors.{key}", name, value or None)


def _with_names(names: Iterable[str], more: Iterable[str], *, besides: str) -> list[str]:
    """The names and more of them, each in one spelling, without the one that is the actor's own."""
    found = list(names)
    known = {fold(besides), *map(fold, found)}
    for one in more:
        if fold(one) not in known:
            known.add(fold(one))
            found.append(one)
    return found


def _with_roles(roles: Iterable[Any], more: Iterable[Any]) -> list[Any]:
    found = list(roles)
    known = {(fold(one["role"]), one.get("source")) for one in found}
    for one in more:
        if (fold(one["role"]), one.get("source")) not in known:
            known.add((fold(one["role"]), one.get("source")))
            found.append(one)
    return found


def _each(*words: str) -> list[str]:
    return list(dict.fromkeys(words))
