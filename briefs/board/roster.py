"""Who is who across articles: which articles' actors are one actor, and under which id.

What merges, and what never does:
* a person by full name, without regard to case, accents and punctuation; initials count ("George W. Bush" and
  "George H. W. Bush" are two), so that a shorter form stays apart rather than guess;
* everything else by equal name, within its family of types ("Amazon" the company, "Amazon" the river);
* a short form with the one actor that declares it as an alias, on the whole desk ("EU");
* a bare surname never by itself. It takes an office in common ("President") as well, and that one full name
  alone on the desk goes with it; or a brief that declares it as an alias of its only bearer;
* whatever a brief names goes under the brief's key, and names that it lists as `not` stay apart;
* what an analyst merged stays merged, whatever the names and types are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from zlib import crc32

from tearline.briefs.findings import Actor, ActorType
from tearline.briefs.names import FAMILIES, Family, family, fold, is_acronym, is_full, surname
from tearline.index.article import Span

# Words of an office that say nothing about who holds it.
_EMPTY_OFFICE = frozenset(("a", "an", "and", "for", "former", "his", "her", "in", "of", "the", "their", "to"))


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that a brief declares: its key there, its name, and what names are or are never its own.

    `merged` are the ids that went under it when other actors were merged into it.
    """

    key: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass
class Identity:
    """One name's bearer: all the mentions that merge by name alone. `key` is the folded name."""

    id: str
    family: Family
    name: str
    key: str
    surname: str
    bare: bool
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    types: Counter[ActorType] = field(default_factory=Counter)
    # Role to the articles that give it.
    roles: dict[str, set[str]] = field(default_factory=dict)
    offices: Counter[str] = field(default_factory=Counter)
    salience: float = 0.0
    mentions: int = 0

    def count(self, article: str, actor: Actor, sign: int) -> None:
        """Take an article's actor in (1), or out again (-1)."""
        if sign > 0:
            self.spans[article] = actor.mentions
        else:
            self.spans.pop(article, None)
        self.names[actor.name] += sign
        self.types[actor.type] += sign * max(1, len(actor.mentions))
        self.mentions += sign * len(actor.mentions)
        self.salience += sign * actor.salience
        for alias in actor.aliases:
            self.aliases[alias] += sign
        for role in actor.roles:
            said_in = self.roles.setdefault(role.text, set())
            (said_in.add if sign > 0 else said_in.discard)(article)
            for word in _office(role.text):
                self.offices[word] += sign


def _office(role: str) -> list[str]:
    return [word for word in fold(role).split("-") if word and word not in _EMPTY_OFFICE]


class Roster:
    """The actors of all articles on the desk, and the ids they go under."""

    def __init__(self) -> None:
        self.identities: dict[str, Identity] = {}
        # Final id to the identities that go under it.
        self.members: dict[str, set[str]] = defaultdict(set)
        self.known: dict[str, Known] = {}
        self._local: dict[str, dict[str, str]] = {}
        self._actors: dict[str, tuple[Actor, ...]] = {}
        self._by_key: dict[tuple[Family, str], str] = {}
        self._final: dict[str, str] = {}
        # Folded short form to the ids of those that declare it; surname to its full and its bare bearers.
        self._declared: dict[str, Counter[str]] = defaultdict(Counter)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        # What the brief calls its actors: folded name or alias to keys.
        self._named: dict[str, set[str]] = {}
        self._also: dict[str, set[str]] = {}
        # The ids of actors that the brief has merged into others, to the keys of these.
        self._merged: dict[str, set[str]] = {}

    def add(self, article: str, actors: Iterable[Actor]) -> set[str]:
        """Take an article's actors in. Returns the other articles where that changed an actor's id."""
        self._actors[article] = tuple(actors)
        local = self._local[article] = {}
        touched: set[str] = set()
        for actor in self._actors[article]:
            identity = self._identity(article, actor)
            local[actor.id] = identity.id
            offices = len(identity.offices)
            identity.count(article, actor, 1)
            touched |= self._declare(identity, actor, 1)
            if len(identity.offices) > offices and identity.family == "person":
                touched |= self._bare[identity.surname]
        return self._settle(touched | set(local.values())) - {article}

    def remove(self, article: str) -> set[str]:
        """Take an article's actors out. Returns the other articles where that changed an actor's id."""
        touched: set[str] = set()
        local = self._local.pop(article, {})
        for actor in self._actors.pop(article, ()):
            identity = self.identities[local[actor.id]]
            identity.count(article, actor, -1)
            touched |= self._declare(identity, actor, -1)
            touched.add(identity.id)
            if not identity.spans:
                touched |= self._forget(identity)
        return self._settle(touched) - {article}

    def set_known(self, known: Iterable[Known]) -> set[str]:
        """Put a brief's actors in the former one's place. Returns the articles where an id changed."""
        before, self.known = self.known, {actor.key: actor for actor in known}
        differing = set(before.values()) ^ set(self.known.values())
        if not differing:
            return set()
        self._named = defaultdict(set)
        self._also = defaultdict(set)
        self._merged = defaultdict(set)
        for actor in self.known.values():
            self._named[fold(actor.name)].add(actor.key)
            for alias in actor.aliases:
                self._also[fold(alias)].add(actor.key)
            for merged in actor.merged:
                self._merged[merged].add(actor.key)
        return self._settle(set().union(*map(self._named_like, differing)))

    def id_of(self, article: str, local: str) -> str | None:
        """The id that an article's actor goes under, by its id in the article's findings."""
        identity = self._local.get(article, {}).get(local)
        return None if identity is None else self._final[identity]

    def bearers(self, actor_id: str) -> list[Identity]:
        """The identities that go under an id, in the order of their own ids."""
        return [self.identities[one] for one in sorted(self.members.get(actor_id, ()))]

    # ---- identities: what merges by name alone ----

    def _identity(self, article: str, actor: Actor) -> Identity:
        kind = family(actor.type)
        name = fold(actor.name) or f"actor-{crc32(actor.name.encode('utf-8', 'surrogatepass')):08x}"
        bare = kind == "person" and not is_full(actor.name)
        if not bare and (kind, name) in self._by_key:
            return self.identities[self._by_key[kind, name]]
        tries = [f"{name}-{article[:4]}", f"{name}-{article}"] if bare else [name]
        tries += [f"{name}-{kind}", f"{name}-{kind}-{article}"]
        fresh = next((one for one in tries if one not in self.identities), f"{name}-{actor.id}-{article}")
        last = surname(actor.name) if kind == "person" else ""
        identity = self.identities[fresh] = Identity(fresh, kind, actor.name, name, last, bare)
        if bare:
            self._bare[last].add(fresh)
        else:
            self._by_key[kind, name] = fresh
        return identity

    def _declare(self, identity: Identity, actor: Actor, sign: int) -> set[str]:
        """Count the article's short forms and surname; the identities that this may send under another id."""
        if identity.family == "person":
            if identity.bare or identity.id in self._bearers[identity.surname]:
                return set()
            self._bearers[identity.surname].add(identity.id)
            return set(self._bare[identity.surname])
        touched: set[str] = set()
        for alias in actor.aliases:
            if is_acronym(alias):
                declared = self._declared[fold(alias)]
                before = declared[identity.id] > 0
                declared[identity.id] += sign
                named = self._by_key.get((identity.family, fold(alias)))
                if named and before != (declared[identity.id] > 0):
                    touched.add(named)
        return touched

    def _forget(self, identity: Identity) -> set[str]:
        del self.identities[identity.id]
        self.members[self._final.pop(identity.id)].discard(identity.id)
        self._bare[identity.surname].discard(identity.id)
        self._bearers[identity.surname].discard(identity.id)
        if not identity.bare:
            del self._by_key[identity.family, identity.key]
        return set(self._bare[identity.surname])

    def _named_like(self, known: Known) -> set[str]:
        """The identities whose id may depend on an actor of the brief."""
        found = {known.key, *known.merged}
        found.update(one.removesuffix(f"-{kind}") for one in known.merged for kind in FAMILIES)
        for name in (known.name, *known.aliases, *known.never, *known.merged):
            found.add(name)
            found |= self._bare[surname(name)]
            found |= {self._by_key.get((kind, fold(name)), "") for kind in FAMILIES}
        # Short forms follow whatever they stand for.
        for one in found & self.identities.keys():
            declarer = self.identities[one]
            short = {self._by_key.get((declarer.family, fold(alias)), "") for alias in declarer.aliases}
            found = found | short
        return found

    # ---- ids: what goes under one id ----

    def _settle(self, touched: set[str]) -> set[str]:
        """Give each touched identity its id anew; the articles of those whose id is another now."""
        changed: set[str] = set()
        for one in sorted(touched & self.identities.keys()):
            final, before = self._decide(self.identities[one]), self._final.get(one)
            if final == before:
                continue
            if before is not None:
                self.members[before].discard(one)
                changed |= self.identities[one].spans.keys()
            self._final[one] = final
            self.members[final].add(one)
        return changed

    def _decide(self, identity: Identity) -> str:
        key = self._in_brief(identity)
        if key is not None:
            return key
        other = self._namesake(identity)
        if other is not None:
            return self._in_brief(other) or self._own_id(other)
        return self._own_id(identity)

    def _own_id(self, identity: Identity) -> str:
        # A key of the brief is its actor's alone, even where an actor of another kind would have it by name.
        return f"{identity.id}-{identity.family}" if identity.id in self.known else identity.id

    def _namesake(self, identity: Identity) -> Identity | None:
        """The one identity of a fuller name that this one's short form stands for, if there is one."""
        if identity.bare:
            bearers = self._bearers[identity.surname]
            if len(bearers) != 1:
                return None
            other = self.identities[next(iter(bearers))]
            in_common = any(count > 0 < other.offices[word] for word, count in identity.offices.items())
            fitting = [other] if in_common else []
        elif identity.family != "person":
            declared = +self._declared[identity.key] if identity.key in self._declared else Counter[str]()
            others = [self.identities[one] for one in declared if one != identity.id]
            fitting = [other for other in others if other.family == identity.family]
        else:
            return None
        return fitting[0] if len(fitting) == 1 and not self._kept_apart(identity, fitting[0]) else None

    def _kept_apart(self, identity: Identity, other: Identity) -> bool:
        key = self._in_brief(other)
        return key is not None and _is_never(self.known[key], identity)

    def _in_brief(self, identity: Identity) -> str | None:
        """The key under which the brief has this identity: by its name, by the key itself, or by an alias."""
        if not self.known:
            return None
        name = identity.key
        for one in (identity.id, self._own_id(identity), name if identity.bare else ""):
            # Its own key says more than a name that it shares with others.
            merged = [key for key in self._merged.get(one, ()) if one not in self.known[key].never]
            if len(merged) == 1:
                return merged[0]
        for keys in (self._named.get(name, set()), {identity.id}, self._also.get(name, set())):
            fitting = [key for key in keys if key in self.known and self._fits(self.known[key], identity)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _fits(self, known: Known, identity: Identity) -> bool:
        if family(known.type) != identity.family or _is_never(known, identity):
            return False
        if not identity.bare or known.key == identity.id:
            return True
        if not is_full(known.name):
            # Drafting keys a bare surname by its article; only a person keys it by the name alone.
            return known.key == fold(known.name)
        # A surname that the brief lists under a fuller name is that actor's, unless another bears it too.
        bearers = {self._in_brief(self.identities[one]) for one in self._bearers[identity.surname]}
        return bearers <= {known.key}


def _is_never(known: Known, identity: Identity) -> bool:
    never = {fold(name) for name in known.never}
    return bool(never) and (identity.key in never or identity.id in known.never)
