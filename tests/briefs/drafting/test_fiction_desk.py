"""Drafting on the fiction desk: what the rules find in invented articles, against a careful reader.

tests/desk/articles holds the articles and tests/desk/annotations what they hold, by words; both were written
before any rule was run on them. Two kinds of promise are tested: what must hold for every item (no wrong
speaker, no direct quote missed, nothing taken from layout), and the share found of each kind of item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tearline.briefs.drafting import draft_article
from tearline.briefs.findings import Findings, Party, Quote
from tearline.index.article import Article, Span
from tearline.index.reading import read_article

DESK = Path(__file__).parents[2] / "desk"
FILES = sorted((DESK / "annotations").glob("[0-9]*.yaml"))
# Content that an indirect or mixed quote shares with the annotated words, over all that either covers.
ENOUGH = 0.8
TITLES = ("Captain", "President", "Prince", "Professor", "Admiral", "Sheikh", "Lord", "Mr", "Ms")

# The share of each kind of item that must be found or right, in percent, over the whole desk.
FLOORS: Mapping[str, int] = {
    "actor found": 95,
    "actor type": 93,
    "actor alias": 95,
    "actor role": 84,
    "direct words": 100,
    "direct quote": 97,
    "direct speaker": 97,
    "one quote": 100,
    "mixed quote": 50,
    "mixed speaker": 70,
    "indirect quote": 87,
    "indirect speaker": 89,
    "no wrong speaker": 100,
    "relay": 25,
    "no made-up relay": 100,
    "audience": 87,
    "scare marks": 50,
    "claim": 95,
    "no false claim": 100,
    "zone": 100,
}


@dataclass(frozen=True)
class Item:
    """One thing that the annotations promise, and whether the findings keep it."""

    article: str
    kind: str
    words: str
    kept: bool
    instead: str = ""

    def __str__(self) -> str:
        found = f" — found {self.instead}" if self.instead else ""
        return f"{self.article}: {self.kind}: {self.words!r}{found}"


@dataclass(frozen=True)
class Case:
    """One article with its annotations and its findings."""

    notes: Mapping[str, Any]
    article: Article
    findings: Findings

    @property
    def name(self) -> str:
        return str(self.notes["article"])

    def spans(self, words: str | list[str], within: str | None = None) -> list[Span]:
        """Where the words stand; they must stand there once. `within` names the one sentence to look in."""
        frame = self.spans(within)[0] if within else (0, len(self.article.text))
        found = []
        for stretch in [words] if isinstance(words, str) else words:
            region = self.article.text[slice(*frame)]
            times = region.count(stretch)
            assert times == 1, f"{self.name}: {stretch!r} stands {times} times in the text, not once"
            start = frame[0] + region.index(stretch)
            found.append((start, start + len(stretch)))
        return found

    def shown(self, spans: Iterable[Span]) -> str:
        return " … ".join(repr(self.article.text[start:end]) for start, end in spans)


@cache
def case_of(file: Path) -> Case:
    notes = yaml.safe_load(file.read_text(encoding="utf-8"))
    article = read_article(DESK / "articles", Path(notes["article"]))
    return Case(notes, article, draft_article(article))


def plain(name: str) -> str:
    """A name for comparing: without a title before it, in lower case."""
    words = name.split(" ")
    while len(words) > 1 and words[0] in (*TITLES, "the", "The"):
        words = words[1:]
    return " ".join(words).casefold()


def names_of(case: Case, name: str) -> set[str]:
    """The annotated actor's names, plain."""
    entry = next((a for a in case.notes["actors"] if a["name"] == name), {"name": name})
    return {plain(each) for each in (entry["name"], *entry.get("aliases", ()))}


def found_names(case: Case, actor_id: str) -> set[str]:
    actor = next(a for a in case.findings.actors if a.id == actor_id)
    return {plain(each) for each in (actor.name, *actor.aliases)}


def letters(spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Shared characters over all characters of both."""
    left, right = letters(one), letters(other)
    return len(left & right) / max(1, len(left | right))


def covered(wanted: Span, by: Iterable[Span]) -> bool:
    """Whether the words are found but for the marks and stops at their ends."""
    return len(letters([wanted]) - letters(by)) <= 2


def content(case: Case, quote: Quote) -> list[Span]:
    """The content of a quote without a leading "that", which a reader may count in or not."""
    (start, end), *rest = quote.content
    return [(start + 5 * case.article.text.startswith("that ", start), end), *rest]


def best_match(case: Case, note: Mapping[str, Any]) -> Quote | None:
    """The found quote that comes closest to the annotated one, if it is close enough to be it."""
    wanted = case.spans(note["words"], note.get("within"))
    quotes = [quote for quote in case.findings.quotes if quote.form != "scare"]
    best = max(quotes, key=lambda quote: overlap(content(case, quote), wanted), default=None)
    if best is None:
        return None
    if note["form"] == "indirect":
        return best if overlap(content(case, best), wanted) >= ENOUGH else None
    spans = wanted if note["form"] == "direct" else marked_spans(case, note)
    return best if any(covered(span, best.content) for span in spans) else None


def speaker_verdict(case: Case, note: Mapping[str, Any], party: Party | None) -> str:
    """right, wrong, or abstained: nobody is named, or only the words that refer to the speaker there."""
    if party is None:
        return "abstained"
    if "speaker" in note:
        names = names_of(case, note["speaker"])
        if party.actor:
            # "Hallwyl" for Ludo von und zu Hallwyl, "Emeric" for Emeric of Sarrow: a name cut short, not
            # somebody else.
            found = {
                name for name in found_names(case, party.actor) for whole in names if cut_short(whole, name)
            }
            return "right" if found else "wrong"
        return "abstained" if refers(party.text, {*names, plain(note.get("named", ""))}) else "wrong"
    described = {plain(note["described"]), *(plain(name) for name in note.get("may_be", ()))}
    if party.actor:
        return "right" if found_names(case, party.actor) & described else "wrong"
    return "right" if refers(party.text, described) else "wrong"


def speaks_of_a_speaker(case: Case, note: Mapping[str, Any], quote: Quote) -> bool:
    """Whether a relay was read as one statement of the relayer's, speaker and all: less, but not wrong."""
    if not note.get("via") or quote.speaker is None:
        return False
    relayers = {plain(via) for via in note["via"]} | {plain(note.get("relayed_by", ""))}
    return bool(relay_names(case, quote.speaker) & relayers) and letters(case.spans(note["words"])) < letters(
        quote.content
    )


def cut_short(name: str, part: str) -> bool:
    return name == part or name.endswith(" " + part) or name.startswith(part + " of ")


def refers(words: str, names: set[str]) -> bool:
    """Whether unresolved words are a pronoun, or contain or are contained in one of the names."""
    shown = plain(words)
    return shown in ("he", "she", "they", "it", "who") or any(
        name and (name in shown or shown in name) for name in names
    )


def judge_actors(case: Case) -> Iterator[Item]:
    for note in case.notes["actors"]:
        wanted = names_of(case, note["name"])
        found = next((a for a in case.findings.actors if found_names(case, a.id) & wanted), None)
        yield Item(case.name, "actor found", note["name"], found is not None)
        if found is None:
            continue
        types = [note["type"]] if isinstance(note["type"], str) else note["type"]
        # A made-up state or capital is in no list of states; that it is a place is what the text can show.
        if set(types) & {"state", "government", "place"}:
            types = ["state", "government", "place"]
        yield Item(case.name, "actor type", note["name"], found.type in types, found.type)
        for alias in note.get("aliases", ()):
            kept = plain(alias) in found_names(case, found.id)
            yield Item(case.name, "actor alias", f"{note['name']} = {alias}", kept, ", ".join(found.aliases))
        for role in note.get("roles", ()):
            # The article of a role, and what follows it, are a matter of taste; its own words are not.
            bare = role.removeprefix("the ").removeprefix("a ").removeprefix("The ").casefold()
            shown = [each.text for each in found.roles]
            kept = any(bare in text.casefold() or text.casefold() in bare for text in shown if text)
            yield Item(case.name, "actor role", f"{note['name']}, {role}", kept, "; ".join(shown))


def marked_spans(case: Case, note: Mapping[str, Any]) -> list[Span]:
    """Where the words between the marks of a mixed quote stand."""
    [(start, _)] = case.spans(note["words"])
    found = re.finditer("“(?P<double>.+?)”|'(?P<single>.+)'", note["words"])
    return [(start + match.start() + 1, start + match.end() - 1) for match in found]


def judge_quotes(case: Case) -> Iterator[Item]:
    for note in case.notes["quotes"]:
        words = note["words"] if isinstance(note["words"], str) else " … ".join(note["words"])
        form, wanted = note["form"], case.spans(note["words"], note.get("within"))
        if form != "indirect":
            for span in marked_spans(case, note) if form == "mixed" else wanted:
                kept = any(covered(span, q.content) for q in case.findings.quotes if q.form != "scare")
                yield Item(case.name, "direct words", case.article.text[slice(*span)], kept)
        quote = best_match(case, note)
        near = case.shown(quote.content) if quote else ""
        whole = quote is not None and overlap(content(case, quote), wanted) >= ENOUGH
        yield Item(case.name, f"{form} quote", words, whole, near)
        if note.get("one"):
            joined = quote is not None and all(covered(span, quote.content) for span in wanted)
            yield Item(case.name, "one quote", words, joined, near)
        if quote is None:
            continue
        said_by = quote.speaker.actor or quote.speaker.text if quote.speaker else "nobody"
        verdict = speaker_verdict(case, note, quote.speaker)
        if verdict == "wrong" and speaks_of_a_speaker(case, note, quote):
            verdict = "abstained"
        yield Item(case.name, f"{form} speaker", words, verdict == "right", said_by)
        yield Item(case.name, "no wrong speaker", words, verdict != "wrong", said_by)
        relays = {name for party in quote.relay for name in relay_names(case, party)}
        for via in note.get("via", ()):
            kept = bool({plain(via.removeprefix("described: ")), *names_of(case, via)} & relays)
            yield Item(case.name, "relay", f"{words} via {via}", kept, f"via {', '.join(relays) or 'nobody'}")
        if "via" not in note:
            yield Item(case.name, "no made-up relay", words, not relays, f"via {', '.join(relays)}")
        if "audience" in note:
            told = quote.audience.text if quote.audience else "nobody"
            kept = plain(told) == plain(note["audience"])
            yield Item(case.name, "audience", f"{words} to {note['audience']}", kept, told)


def relay_names(case: Case, party: Party) -> set[str]:
    return {plain(party.text)} | (found_names(case, party.actor) if party.actor else set())


def judge_scare(case: Case) -> Iterator[Item]:
    for words in case.notes.get("scare", ()):
        [span] = case.spans(words)
        forms = [quote.form for quote in case.findings.quotes if covered(span, quote.content)]
        yield Item(case.name, "scare marks", words, forms == ["scare"], ", ".join(forms))


def judge_claims(case: Case) -> Iterator[Item]:
    for words in case.notes["claims"]["must"]:
        [span] = case.spans(words)
        kept = any(covered(span, claim.span) for claim in case.findings.claims)
        yield Item(case.name, "claim", words, kept)
    for words in case.notes["claims"]["never"]:
        [span] = case.spans(words)
        taken = [claim for claim in case.findings.claims if letters([span]) & letters(claim.span)]
        yield Item(case.name, "no false claim", words, not taken, case.shown(taken[0].span) if taken else "")


def judge_zones(case: Case) -> Iterator[Item]:
    for note in case.notes["zones"]:
        [span] = case.spans(note["words"])
        kept = covered(span, [(zone.start, zone.end) for zone in case.article.zones])
        yield Item(case.name, "zone", note["words"], kept)


@cache
def judged() -> tuple[Item, ...]:
    """Every item of the desk."""
    judges = (judge_actors, judge_quotes, judge_scare, judge_claims, judge_zones)
    return tuple(item for file in FILES for judge in judges for item in judge(case_of(file)))


def report(items: Iterable[Item]) -> str:
    return "\n".join(f"  {item}" for item in items)


each_article = pytest.mark.parametrize("case_file", FILES, ids=lambda file: file.stem)


def broken(case_file: Path, kind: str) -> list[Item]:
    name = case_of(case_file).name
    return [item for item in judged() if item.article == name and item.kind == kind and not item.kept]


def test_the_desk_has_an_annotation_for_every_article() -> None:
    annotated = {yaml.safe_load(file.read_text(encoding="utf-8"))["article"] for file in FILES}
    assert annotated == {path.name for path in (DESK / "articles").iterdir()}


@each_article
def test_every_article_says_that_it_is_fiction(case_file: Path) -> None:
    lines = case_of(case_file).article.text.splitlines()
    head_and_foot = " ".join([*lines[:8], *lines[-3:]])
    assert "fiction" in head_and_foot.casefold()
    assert "do not exist" in head_and_foot


@each_article
def test_no_quote_is_given_to_a_wrong_speaker(case_file: Path) -> None:
    wrong = broken(case_file, "no wrong speaker")
    assert not wrong, f"a wrong speaker is worse than none:\n{report(wrong)}"


@each_article
def test_no_direct_quote_is_missed(case_file: Path) -> None:
    missed = broken(case_file, "direct words")
    assert not missed, f"words between quotation marks were not found:\n{report(missed)}"


@each_article
def test_no_relay_is_made_up(case_file: Path) -> None:
    made_up = broken(case_file, "no made-up relay")
    assert not made_up, f"nobody passed these on:\n{report(made_up)}"


@each_article
def test_layout_is_no_evidence(case_file: Path) -> None:
    case = case_of(case_file)
    # An annotated zone is no evidence, whether or not reading recognised it.
    zones = [span for note in case.notes["zones"] for span in case.spans(note["words"])]
    # What a title attributes is a suggestion of its own, under rules of its own.
    quotes = [q.content for q in case.findings.quotes if not q.rule.startswith("title-")]
    found = quotes + [c.span for c in case.findings.claims]
    taken = [case.shown(spans) for spans in found if letters(spans) & letters(zones)]
    false = broken(case_file, "no false claim")
    assert not taken, f"{case.name}: taken from layout: {taken}"
    assert not false, f"no claim of the article:\n{report(false)}"


@each_article
def test_nobody_is_an_actor_for_standing_in_the_layout(case_file: Path) -> None:
    case = case_of(case_file)
    for name in case.notes.get("not_actors", ()):
        everybody = {found for actor in case.findings.actors for found in found_names(case, actor.id)}
        assert plain(name) not in everybody, f"{case.name}: {name} stands in the layout alone"


@each_article
def test_direct_words_stand_between_marks_or_after_a_speakers_colon(case_file: Path) -> None:
    case = case_of(case_file)
    for span in [span for quote in case.findings.quotes if quote.form == "direct" for span in quote.content]:
        before, after = case.article.text[: span[0]][-2:], case.article.text[span[1] :][:2]
        marked = set(before + after) & set("\"“”«»'‘’")
        assert marked or before == ": ", f"{case.name}: no mark opens or closes {case.shown([span])}"


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_the_share_found_never_falls(kind: str) -> None:
    items = [item for item in judged() if item.kind == kind]
    missed = [item for item in items if not item.kept]
    share = 100 * (len(items) - len(missed)) / len(items)
    said = f"{kind}: {share:.1f} % of {len(items)}, the floor is {FLOORS[kind]} %; missed:"
    assert share >= FLOORS[kind], f"{said}\n{report(missed)}"
