"""Accuracy of other open tools on the same human annotations, by the same scorer.

    python tests/bench/peers.py --gold DIR --model MODEL [--gender-gap-tracker DIR]

DIR is as for accuracy.py. MODEL is an English pipeline of spaCy, which, like textacy, is installed beside
Tearline for this; Gender Gap Tracker's folder is nlp/english of its checkout (drafting.py says more).

* quotes: textacy's direct quotations, and Gender Gap Tracker's quotes, on texts whose curly marks are made
  straight, so that offsets hold. A quote is what stands between its marks.
* actors: spaCy's entities; names that the scorer's own rule takes for one are one actor. The most salient is
  the one first named.
* claims: the first three sentences behind title and date.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import accuracy
import drafting

_TYPES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}
_STRAIGHT = str.maketrans("“”", '""')
_MARKS = "\"“”' \n"
_LINE = re.compile(r"\S.*")
_SENTENCE = re.compile(r"\S.*?[.?!][\"”’']?(?=\s+[\"“A-Z]|\s*$)")
_INDEX = re.compile(r"\((\d+),(\d+)\)")

Span = tuple[int, int]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--gold", type=Path, required=True, help="the folder of annotations and score.py")
    options.add_argument("--model", default="en_core_web_sm", help="the name spaCy knows the model by")
    options.add_argument("--gender-gap-tracker", type=Path, help="nlp/english of a checkout")
    given = options.parse_args()
    import spacy

    pipeline = spacy.load(given.model)
    quotes: dict[str, Callable[[str], list[dict[str, Any]]]] = {"textacy": _textacy(pipeline)}
    if given.gender_gap_tracker:
        quotes["Gender Gap Tracker"] = _gender_gap_tracker(given.gender_gap_tracker, pipeline)
    gold = given.gold / accuracy.PARTS["quotes"]
    for name, find in quotes.items():
        print(name)
        found = ({"id": one["id"], "quotes": find(one["text"])} for one in accuracy.read(gold))
        accuracy.print_scores(given.gold, "quotes", gold, found)
    print(given.model)
    score = accuracy.scorer(given.gold)
    for part in ("actors", "salience"):
        gold = given.gold / accuracy.PARTS[part]
        accuracy.print_scores(given.gold, part, gold, _named(accuracy.read(gold), pipeline, score))


def _textacy(pipeline: Callable[[str], Any]) -> Callable[[str], list[dict[str, Any]]]:
    from textacy.extract import triples

    def find(text: str) -> list[dict[str, Any]]:
        try:
            found = list(triples.direct_quotations(pipeline(text)))
        except ValueError:  # it gives up on an article with an odd number of marks
            return []
        return [
            _quote(
                text,
                (each.content.start_char, each.content.end_char),
                (each.speaker[0].idx, each.speaker[-1].idx + len(each.speaker[-1])) if each.speaker else None,
            )
            for each in found
        ]

    return find


def _gender_gap_tracker(
    folder: Path, pipeline: Callable[[str], Any]
) -> Callable[[str], list[dict[str, Any]]]:
    extractor = drafting.gender_gap_tracker(folder, pipeline)

    def find(text: str) -> list[dict[str, Any]]:
        found = extractor.extract_quotes(pipeline(text.translate(_STRAIGHT)))
        return [_quote(text, _span(each["quote_index"]), _span(each["speaker_index"])) for each in found]

    return find


def _span(index: str) -> Span:
    match = _INDEX.fullmatch(index)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _quote(text: str, content: Span, speaker: Span | None) -> dict[str, Any]:
    start, end = content
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    who = None
    if speaker and speaker[1] > speaker[0]:
        who = {"actor": None, "text": text[slice(*speaker)], "span": list(speaker)}
    return {"content": [[start, end]] if end > start else [], "form": "direct", "speaker": who}


def _named(
    articles: Sequence[dict[str, Any]], pipeline: Callable[[str], Any], score: ModuleType
) -> Iterator[dict[str, Any]]:
    """Actors by the entities of the pipeline, claims by its first sentences."""
    for gold in articles:
        document = pipeline(gold["text"])
        actors: list[dict[str, Any]] = []
        for entity in document.ents:
            if (kind := _TYPES.get(entity.label_)) is None:
                continue
            gold_kind = score.TYPES[kind]
            for actor in actors:
                if actor["type"] == kind and score.same_actor(entity.text, actor["name"], gold_kind):
                    break
            else:
                actor = {"id": str(len(actors)), "name": entity.text, "type": kind, "mentions": []}
                actors.append(actor)
            actor["mentions"].append([entity.start_char, entity.end_char])
        claims = [
            {"span": [list(span)], "score": -n} for n, span in enumerate(_first_sentences(gold["text"]))
        ]
        yield {"id": gold["id"], "actors": actors, "claims": claims}


def _first_sentences(text: str) -> list[Span]:
    """The first three sentences; a line that no full stop ends is a title or a date."""
    lines = [line for line in _LINE.finditer(text) if line[0].rstrip("\"”’'").endswith((".", "?", "!"))]
    found = [
        (line.start() + one.start(), line.start() + one.end())
        for line in lines
        for one in _SENTENCE.finditer(line[0])
    ]
    return found[:3]


if __name__ == "__main__":
    main()
