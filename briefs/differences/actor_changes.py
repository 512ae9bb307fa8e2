"""What became of a brief's actors: new, withdrawn, renamed, merged, split, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tearline.briefs.differences.change import Change, Kind
from tearline.briefs.model import Actor, Brief

# Fields of an actor that are lists of names.
_LISTS = ("aliases", "affiliations", "not_")


def renamed_actors(old: Brief, new: Brief) -> Mapping[str, str]:
    """Where the actors went whose key is gone: old key to the key of whoever bears their name now."""
    bearers: dict[str, str] = {}
    for names in (lambda actor: actor.aliases, lambda actor: (actor.name,)):
        # The name counts for more than an alias, and the first of a name before others.
        for key, actor in reversed(list(new.actors.items())):
            bearers.update(dict.fromkeys(names(actor), key))
    gone = [(key, actor) for key, actor in old.actors.items() if key not in new.actors]
    return {key: bearers[actor.name] for key, actor in gone if actor.name in bearers}


def actor_changes(old: Brief, new: Brief) -> Iterator[Change]:
    """The changes of actors: those of the new brief in its order, then those that are gone."""
    went = renamed_actors(old, new)
    # A key that took over exactly one actor and was not there before is that actor under another key.
    came_from = {to: key for key, to in reversed(list(went.items())) if to not in old.actors}
    for key, actor in new.actors.items():
        before = old.actors.get(key) or old.actors.get(came_from.get(key, ""))
        if key in came_from:
            yield Change("actors", "renamed", key, actor.name, "key", came_from[key], key)
        if before is not None:
            yield from _of(key, before, actor, went, old)
        elif parent := _split_from(actor, old, new):
            yield Change("actors", "split", key, actor.name, "", old.actors[parent].name, actor.name)
        else:
            yield Change("actors", "new", key, actor.name)
    for key, actor in old.actors.items():
        if key in new.actors or came_from.get(went.get(key, "")) == key:
            continue
        if key in went:
            yield Change("actors", "merged", key, actor.name, "", actor.name, new.actors[went[key]].name)
        else:
            kind: Kind = "rejected" if key in new.rejected and key not in old.rejected else "withdrawn"
            yield Change("actors", kind, key, actor.name)


def _split_from(actor: Actor, old: Brief, new: Brief) -> str | None:
    """The key of the actor, still there, that had this one's name among its own."""
    for key, other in old.actors.items():
        if key in new.actors and actor.name in other.aliases and actor.name not in new.actors[key].aliases:
            return key
    return None


def _of(key: str, old: Actor, new: Actor, went: Mapping[str, str], before: Brief) -> Iterator[Change]:
    if old.name != new.name:
        yield Change("actors", "renamed", key, new.name, "name", old.name, new.name)
    for field in ("type", "note"):
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Change("actors", "changed", key, new.name, field, was or "", now or "")
    # Names that a merge brought along are told with the merge.
    brought = {name for gone, to in went.items() if to == key for name in _names(before.actors[gone])}
    for field in _LISTS:
        was = [went.get(name, name) if field == "affiliations" else name for name in getattr(old, field)]
        now = getattr(new, field)
        lost = [name for name in was if name not in now and not (field == "aliases" and name == new.name)]
        came = [name for name in now if name not in was and not (field == "aliases" and name in brought)]
        came = [name for name in came if not (field == "aliases" and name == old.name)]
        if lost or came:
            yield Change(
                "actors", "changed", key, new.name, field.rstrip("_"), ", ".join(lost), ", ".join(came)
            )
    was_roles, now_roles = [role.role for role in old.roles], [role.role for role in new.roles]
    if was_roles != now_roles:
        lost = [role for role in was_roles if role not in now_roles]
        came = [role for role in now_roles if role not in was_roles]
        if lost or came:
            yield Change("actors", "changed", key, new.name, "roles", "; ".join(lost), "; ".join(came))


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases)
