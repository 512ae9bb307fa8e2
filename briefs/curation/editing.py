"""Changing what the brief says of an item: any key of it, its words, and who is behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from tearline.briefs.board.rows import GAP, Board
from tearline.briefs.curation.curating_actors import plan_rename
from tearline.briefs.curation.entries import ensure_actor, place_at
from tearline.briefs.curation.picked_words import find_words, pick, places_of_words
from tearline.briefs.curation.references import items_by_section
from tearline.briefs.curation.verdicts import accept
from tearline.briefs.curation.who import Who, actor_named, party, who_of
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import item_of
from tearline.briefs.model import Actor, Claim, Event, Part, Quote, Source, keys_of
from tearline.briefs.problems import EditError
from tearline.index.article import Article, Span

# What stands for the brief itself where an item is asked for.
BRIEF = "brief"
_OF_BRIEF = ("title", "status", "marking", "tags")
_PARTY = ("speaker", "audience", "by", "content_of")
_LISTS = ("tags", "aliases", "affiliations", "not")
# What other operations see to, or what is never changed: ids are how Tearline knows an item.
_NOT_HERE = {
    "id": "keep the id: it is how an item is known again",
    "at": "change `said`; its place follows",
    "evidence": "use `cite` to add evidence",
    "rule": "it names the rule that suggested the item",
    "review": "accept or reject the item instead",
    "merged": "merge or split the actor instead",
    "roles": "write roles in the file itself, each with its source",
    "inferred": "write it in the file itself",
    "text": "`tearline check` says when it is to change",
    "file": "`tearline check` says when it is to change",
}
_MODELS: dict[str, type[Part]] = {
    "quotes": Quote,
    "claims": Claim,
    "timeline": Event,
    "actors": Actor,
    "sources": Source,
}
_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0", "")

Value = str | int | bool | Sequence[str] | None


def edit(file: BriefFile, board: Board, item_id: str, key: str, value: Value) -> None:
    """Set one key of an item, an actor, a source or of the brief itself ("brief"); None takes it away.

    Values come as an analyst gives them: words, numbers or lists, actors by key or name, "described: …" for
    someone unnamed. `said` may only become words that stand in the source (" … " between stretches), and is
    anchored there; where they reach beyond quotation marks, a direct quote's form follows. A claim's wording
    is free. An item that is only suggested is taken in first; whatever has a `review` is then
    `edited`. A new name of an actor keeps the old one as an alias. One step of undo; the file is not saved.
    Raises EditError where there is no such item or key, or the value can't stand there.
    """
    with file.together(f"changed {key} of {item_id}"):
        if item_id == BRIEF:
            _edit_brief(file, key, value)
            return
        if item_of(file.brief, item_id) is None and board.item(item_id) is not None:
            accept(file, board, item_id)
        section, name = _section_of(file, board, item_id)
        _refuse_key(section, key)
        before = item_of(file.brief, item_id)
        if key == "said":
            _set_said(file, board, item_id, value)
        elif section == "actors" and key == "name":
            if not isinstance(value, str):
                raise EditError("an actor needs a name")
            plan_rename(file, board, item_id, value).run(file)
        else:
            file.set_value(name, key, _value(file, board, section, key, value))
        if before is not None and item_of(file.brief, item_id) != before:
            file.set_value(item_id, "review", "edited")


def attribute(
    file: BriefFile, board: Board, item_id: str, who: Who, via: Sequence[Who] | None = None
) -> None:
    """Say whose words a quote is, who asserts a claim, and with `via` who passed them on (none by ()).

    `who` and each of `via` is an actor's key, id or name (a suggested one is taken in), words for someone
    unnamed, or nobody. For a claim, `via` names the one who asserts it and `who` whose content it is. One
    step of undo; the file is not saved. Raises EditError for other items and for actors nobody knows.
    """
    with file.together(f"attributed {item_id}"):
        if item_of(file.brief, item_id) is None:
            accept(file, board, item_id)
        item = item_of(file.brief, item_id)
        named = party(file, board, who)
        relayed = None if via is None else [party(file, board, one) for one in via if one is not None]
        if isinstance(item, Quote):
            values = {"speaker": named} | ({} if relayed is None else {"via": relayed or None})
        elif isinstance(item, Claim) and relayed is not None and len(relayed) > 1:
            raise EditError(f"{item_id}: a claim is passed on by one only, whoever asserts it")
        elif isinstance(item, Claim) and relayed:
            values = {"by": relayed[0], "content_of": named}
        elif isinstance(item, Claim):
            values = {"by": named} | ({} if relayed is None else {"content_of": None})
        else:
            raise EditError(f"{item_id} is no quote or claim, so nobody says it")
        file.set_values(item_id, values)
        if item_of(file.brief, item_id) != item:
            file.set_value(item_id, "review", "edited")


def _edit_brief(file: BriefFile, key: str, value: Value) -> None:
    if key not in _OF_BRIEF:
        raise EditError(f"the brief itself has {', '.join(_OF_BRIEF)}; {key} is not one of them")
    if key == "title" and not str(value or "").strip():
        raise EditError("a brief needs a title")
    file.set_field(key, _listed(value) or None if key == "tags" else value)


def _section_of(file: BriefFile, board: Board, item_id: str) -> tuple[str, str]:
    """The section of an item, actor or source, and what it goes by there; suggested actors are taken in."""
    for section, item in items_by_section(file.brief):
        if item.id == item_id:
            return section, item_id
    plain = item_id.removeprefix("sources.")
    if plain in file.brief.sources and plain not in file.brief.actors:
        return "sources", f"sources.{plain}"
    try:
        actor = actor_named(file.brief, board, item_id.removeprefix("actors."))
    except EditError:
        raise EditError(f"{item_id} is neither among the suggestions nor in the brief") from None
    return "actors", f"actors.{ensure_actor(file, board, actor)}"


def _refuse_key(section: str, key: str) -> None:
    keys = keys_of(_MODELS[section])
    if key not in keys:
        own = [one for one in keys if one not in _NOT_HERE]
        raise EditError(f"no entry of {section} has {key}; it may have {', '.join(own)}")
    if key in _NOT_HERE:
        raise EditError(f"{key} is not set by hand: {_NOT_HERE[key]}")


def _value(file: BriefFile, board: Board, section: str, key: str, value: Value) -> Any:
    """A value as the brief writes it. Raises EditError."""
    if value is None:
        return None
    if key in _PARTY:
        return party(file, board, who_of(_words(key, value)))
    if key == "via":
        relay = [party(file, board, who_of(one)) for one in _listed(value)]
        return [one for one in relay if one is not None] or None
    if key == "about" or (section == "timeline" and key == "actors"):
        named = (ensure_actor(file, board, actor_named(file.brief, board, one)) for one in _listed(value))
        return list(dict.fromkeys(named)) or None
    if key in _LISTS:
        return list(dict.fromkeys(_listed(value))) or None
    if key == "denied":
        said = str(value).strip().casefold()
        if said not in (*_YES, *_NO):
            raise EditError(f"denied is yes or no, not “{value}”")
        return True if said in _YES else None
    if key == "credibility":
        if str(value) not in ("1", "2", "3", "4", "5", "6"):
            raise EditError(
                f"credibility is 1 (confirmed) to 5 (improbable) or 6 (can't be judged), not {value}"
            )
        return int(str(value))
    if key == "origins":
        if not re.fullmatch(r"[1-9]\d{0,5}", str(value)):
            raise EditError(f"origins is a number from 1, not {value}")
        return int(str(value))
    return _words(key, value) or None


def _words(key: str, value: Value) -> str:
    if isinstance(value, str | int):
        return " ".join(str(value).split()) if key != "note" else str(value).strip()
    if isinstance(value, Sequence) and len(value) == 1:
        return _words(key, value[0])
    raise EditError(f"{key} takes one value")


def _listed(value: Value) -> list[str]:
    """A list, from one or from words set apart by commas."""
    if value is None:
        return []
    parts = value.split(",") if isinstance(value, str) else [str(one) for one in _several(value)]
    return [" ".join(part.split()) for part in parts if part.strip()]


def _several(value: int | bool | Sequence[str]) -> Sequence[object]:
    return (value,) if isinstance(value, int) else value


# ---- the words of a quote ----


def _set_said(file: BriefFile, board: Board, item_id: str, value: Value) -> None:
    """Give a quote other words of its source, and anchor it at them."""
    quote = item_of(file.brief, item_id)
    if not isinstance(quote, Quote):
        raise EditError(f"{item_id} is no quote; its wording is free")
    places = quote.places
    source = places[0].source
    if any(place.source != source for place in places):
        raise EditError(f"{item_id} has words of several sources; change it in the file itself")
    article = _article_of(file, board, source)
    old = [(place.start, place.end) for place in places]
    given = [value] if isinstance(value, str) else list(value) if isinstance(value, Sequence) else []
    if not [one for one in given if one.strip()]:
        raise EditError(f"{item_id} needs words; reject it if it has none")
    spans: list[Span] = []
    for words in given:
        spans += _found(article, words, old)
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise EditError(f"{item_id}: these stretches do not stand in this order in {source}")
    said = [article.text[start:end] for start, end in spans]
    at = [place_at(source, article.text, span) for span in spans]
    if spans == old and tuple(said) == quote.stretches:
        return
    one = len(said) == 1
    values: dict[str, Any] = {"said": said[0] if one else said, "at": at[0] if one else at}
    if quote.form == "direct" and _were_in_marks(article, quote, old):
        # Words that now reach beyond the quotation marks are no longer all the speaker's own.
        values["form"] = pick(article, spans).form
    file.set_values(item_id, values)


def _found(article: Article, words: str, old: Sequence[Span]) -> Sequence[Span]:
    """Where words stand: at the place that they had before or that overlaps it, else at their only one."""
    places = places_of_words(article.text, words)
    near = [place for place in places if any(min(place[1], end) > max(place[0], start) for start, end in old)]
    if near:
        return (near[0],)
    stretches = [part for part in words.split(GAP.strip()) if part.strip()]
    if not places and len(stretches) > 1:
        return [span for part in stretches for span in _found(article, part, old)]
    return find_words(article.text, words)


def _were_in_marks(article: Article, quote: Quote, spans: Sequence[Span]) -> bool:
    """Whether a quote's words stand at these places, between quotation marks."""
    there = tuple(article.text[start:end] for start, end in spans)
    return there == quote.stretches and pick(article, spans).form == "direct"


def _article_of(file: BriefFile, board: Board, key: str) -> Article:
    source = file.brief.sources.get(key)
    if source is not None:
        text = (source.text or "").removeprefix("sha256:")
        if text in board.texts:
            return board.texts[text]
        for article in board.texts.values():
            if article.path == source.file:
                return article
    raise EditError(f"the article of {key} is not on the desk, so its words can't be looked up")
