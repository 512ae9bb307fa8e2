"""Findings written by hand for short made-up articles: tests of the board rest on no rule of drafting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from tearline.briefs.findings import Actor, Claim, Event, Findings, Party, Quote, Role
from tearline.briefs.ids import slug
from tearline.index.article import Article

Story = tuple[Article, Findings]


def make_story(
    text: str,
    actors: Mapping[str, str],
    *,
    quotes: Sequence[tuple[str, str]] = (),
    claims: Sequence[tuple[str, str | None, float]] = (),
    events: Sequence[tuple[str, str | None]] = (),
    roles: Mapping[str, str] | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    **stated: Any,
) -> Story:
    """An article and its findings. Words stand for the span where they first stand in the text.

    `actors` maps names to types, most salient first; a quote is (words, speaker), a claim (words, asserter,
    score), an event (words, date). A speaker that is no actor's name is a descriptor.
    """
    article = Article(text, **stated)
    ids = {name: slug(name) for name in actors}
    found = tuple(
        Actor(
            ids[name],
            name,
            kind,  # type: ignore[arg-type]
            tuple(match.span() for match in re.finditer(re.escape(name), text)),
            tuple((aliases or {}).get(name, ())),
            tuple(Role(role, (0, 1)) for role in [(roles or {}).get(name)] if role),
            1 / n,
        )
        for n, (name, kind) in enumerate(actors.items(), 1)
    )

    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    def party(name: str) -> Party | None:
        return Party(name, span(name), ids.get(name)) if name else None

    return article, Findings(
        article.id,
        len(text),
        found,
        tuple(
            Quote("direct", (span(words),), party(speaker), None, "said", precision=0.9)
            for words, speaker in quotes
        ),
        tuple(
            Claim((span(words),), score, "allegation", "reported", ids.get(by or ""), by)
            for words, by, score in claims
        ),
        tuple(Event(span(words), when, span(words), "stated", "day") for words, when in events),
    )


@pytest.fixture(name="story", scope="session")
def story_maker() -> Callable[..., Story]:
    """`make_story`."""
    return make_story
