"""A brief about a dam in a state that does not exist, and one with hostile words in each of its places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tearline.briefs.export import Prepared, prepare
from tearline.briefs.model import Brief
from tearline.index.article import Article

GAZETTE = (
    "The dam at Orlo leaks.\n\n"
    "Ada Veld, the harbour minister, said “the gates stay shut” on Monday. “We will not pay,” she told the "
    "Gazette, “and we will not wait.” A clerk said she had promised to resign if the dam failed.\n\n"
    "Nobody answered in the town."
)
HERALD = "The Orlo Herald has seen the gates open. “They were up all night,” Tam Osk said."


def place(source: str, text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"source": source, "start": start, "end": start + len(words), "exact": words}


def dam() -> dict[str, Any]:
    """The brief as the data of its YAML."""

    def quote(name: str, words: str, **more: Any) -> dict[str, Any]:
        at = {key: value for key, value in place("gazette", GAZETTE, words).items() if key != "exact"}
        return {"id": name, "speaker": "ada-veld", "form": "direct", "said": words, "at": at, **more}

    split = [quote("", words) for words in ("We will not pay,", "and we will not wait.")]
    return {
        "tearline": 1,
        "title": "The dam at Orlo",
        "status": "final",
        "marking": "FOR THE HARBOUR BOARD",
        "tags": ["orlo", "water"],
        "bottom_line": [
            {
                "judgement": "The gates will stay shut.",
                "likelihood": "likely",
                "confidence": "low",
                "because": ["c-1"],
            },
            {"assumption": "The clerk was there."},
            {"fact": "The dam leaks.", "because": ["c-3"]},
        ],
        "sources": {
            "gazette": {
                "file": "articles/orlo.txt",
                "outlet": "Orlo Gazette",
                "title": "Gates shut",
                "author": "Lio Marsh",
                "published": "2031-04",
                "url": "https://gazette.example/gates",
                "language": "en",
                "inferred": {"published": "the file name"},
                "reliability": "C",
                "reliability_by": "the desk",
                "reliability_why": "often right",
            },
            "herald": {"file": "articles/herald.txt", "outlet": "Orlo Herald"},
        },
        "actors": {
            "ada-veld": {
                "name": "Ada Veld",
                "type": "person",
                "affiliations": ["harbour"],
                "roles": [{"role": "harbour minister", "source": "gazette"}],
            },
            "harbour": {"name": "Harbour Ministry", "type": "organization"},
            "tam-osk": {"name": "Tam Osk", "type": "person"},
        },
        "quotes": [
            quote("q-1", "the gates stay shut"),
            quote(
                "q-2",
                "",
                said=[each["said"] for each in split],
                at=[each["at"] for each in split],
                audience={"described": "the Gazette"},
            ),
            quote(
                "q-3",
                "she had promised to resign if the dam failed",
                via=[{"described": "a clerk"}],
                form="indirect",
                review="draft",
            ),
            quote("q-9", "on Monday"),
        ],
        "claims": [
            {
                "id": "c-1",
                "claim": "The gates of the dam stay shut.",
                "kind": "pledge",
                "by": "ada-veld",
                "content_of": "harbour",
                "condition": "if nobody pays",
                "credibility": 3,
                "origins": 1,
                "evidence": ["q-1"],
            },
            {
                "id": "c-2",
                "claim": "The gates were open.",
                "kind": "allegation",
                "by": "tam-osk",
                "evidence": [place("herald", HERALD, "seen the gates open")],
            },
            {
                "id": "c-3",
                "claim": "The dam leaks.",
                "kind": "fact",
                "evidence": [place("gazette", GAZETTE, "The dam at Orlo leaks.")],
            },
            {"id": "c-4", "claim": "Nobody has paid", "kind": "fact", "denied": True, "review": "draft"},
        ],
        "relations": [
            {
                "claim": "c-2",
                "to": "c-1",
                "kind": "contradicts",
                "independent": True,
                "why": "Open is not shut.",
            }
        ],
        "timeline": [
            {
                "id": "t-1",
                "when": "2031-04-07",
                "what": "Veld speaks.",
                "evidence": ["q-1"],
                "basis": "the Monday before",
            },
            {
                "id": "t-2",
                "when": "2031",
                "until": "2032-02",
                "what": "The dam is mended.",
                "review": "draft",
            },
        ],
        "gaps": ["Who pays?", {"question": "Is the dam sound?", "why": "nobody has looked"}],
        "rejected": ["q-9"],
    }


def ready(data: dict[str, Any], texts: dict[str, str] | None = None) -> Prepared:
    articles = {"articles/orlo.txt": GAZETTE, "articles/herald.txt": HERALD, **(texts or {})}
    return prepare(
        Brief.model_validate(data), lambda source: Article(articles[source.file], path=source.file)
    )


def everywhere(words: str) -> Prepared:
    """A brief that has these words wherever words from outside can stand."""
    text = f"before {words} after"
    at = {"source": "s", "start": 7, "end": 7 + len(words)}
    party = {"described": words}
    source = dict.fromkeys(
        ("file", "title", "outlet", "author", "url", "language", "reliability_by", "reliability_why"), words
    )
    return prepare(
        Brief.model_validate(
            {
                "tearline": 1,
                "title": words,
                "marking": words,
                "tags": [words],
                "bottom_line": [{"judgement": words, "because": ["q-1"]}],
                "sources": {"s": {**source, "inferred": {"outlet": words, words: words}, "reliability": "B"}},
                "actors": {
                    words: {
                        "name": words,
                        "type": "person",
                        "roles": [{"role": words}],
                        "affiliations": [words],
                    }
                },
                "quotes": [
                    {
                        "id": "q-1",
                        "speaker": words,
                        "via": [party],
                        "audience": party,
                        "form": "direct",
                        "said": words,
                        "at": at,
                    }
                ],
                "claims": [
                    {
                        "id": name,
                        "claim": words,
                        "kind": "fact",
                        "by": party,
                        "content_of": words,
                        "condition": f"{words}!",
                        "evidence": ["q-1"],
                    }
                    for name in ("c-1", "c-2")
                ],
                "relations": [{"claim": "c-1", "to": "c-2", "kind": "restates", "why": words}],
                "timeline": [
                    {"id": "t-1", "when": "2031", "what": words, "basis": words, "evidence": ["q-1"]}
                ],
                "gaps": [words, {"question": words, "why": words}],
            }
        ),
        lambda source: Article(text, path=source.file),
    )


@pytest.fixture(name="dam", scope="session")
def dam_data() -> Callable[[], dict[str, Any]]:
    """`dam`."""
    return dam


@pytest.fixture(name="ready", scope="session")
def ready_maker() -> Callable[..., Prepared]:
    """`ready`."""
    return ready


@pytest.fixture(name="everywhere", scope="session")
def everywhere_maker() -> Callable[[str], Prepared]:
    """`everywhere`."""
    return everywhere
