"""Whatever an analyst does in whatever order: the brief stays whole, undo is exact, drafting respects it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation import assessing
from tearline.briefs.curation.by_hand import add_claim, add_claim_on, add_event, add_quote
from tearline.briefs.curation.choice import choose, folded
from tearline.briefs.curation.curating_actors import plan_forbid, plan_merge, plan_rename, plan_split
from tearline.briefs.curation.editing import attribute, edit
from tearline.briefs.curation.plans import apply, changes_between
from tearline.briefs.curation.take_in import extend
from tearline.briefs.curation.verdicts import accept, decide, reject, restore
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import items_of
from tearline.briefs.document.brief_text import read_brief
from tearline.briefs.drafting import draft_article
from tearline.briefs.findings import Findings
from tearline.briefs.model import Source
from tearline.briefs.problems import EditError
from tearline.index.article import Article
from tearline.index.reading import read_article

DESK = Path(__file__).parents[1] / "desk"
SMALL = [
    "Mara Vell, the minister of ports, said: “We will sign.” Tarnia was silent in May 2031.",
    "Vell said on 4 June 2031 that Tarnia would pay. Jon Vell, a pilot, called it “a leap”.",
    "Tarnia will pay, the ministry said. “We will sign,” said Mara Vell. Ida Sorrel denied it.",
]

Step = tuple[int, int, int, int]
Operation = Callable[[BriefFile, Board, int, int, int], Any]


@pytest.fixture(name="pool", scope="module")
def drafted() -> list[tuple[Article, Findings]]:
    paths = sorted((DESK / "articles").iterdir())
    articles = [read_article(DESK, path) for path in paths]
    articles += [replace(Article(text), path=f"small/{n}.txt") for n, text in enumerate(SMALL)]
    return [(article, draft_article(article)) for article in articles]


def nth(things: Any, n: int) -> Any:
    everything = list(things)
    if not everything:
        raise EditError("there is none")
    return everything[n % len(everything)]


def row_id(board: Board, n: int) -> str:
    return str(nth([*board.quotes, *board.claims, *board.events], n).id)


def claim_id(board: Board, n: int) -> str:
    return str(nth(board.claims, n).id)


def actor_id(board: Board, n: int) -> str:
    return str(nth(board.actors, n).id)


def words_of(board: Board, n: int, m: int) -> tuple[str, list[tuple[int, int]]]:
    article = nth(board.articles, n)
    text = board.texts[article.id].text
    start = m * 37 % max(1, len(text) - 60)
    return article.id, [(start, min(len(text), start + 8 + m % 50))]


def split(file: BriefFile, board: Board, a: int, b: int, c: int) -> None:
    key = nth(file.brief.actors, a)
    actor = file.brief.actors[key]
    aliases = [nth([*actor.aliases, *actor.merged], b)] if b % 2 else []
    naming = [item.id for item in items_of(file.brief) if key in str(item)]
    apply(
        file,
        plan_split(file, board, key, aliases, [nth(naming, c)] if c % 3 else [], name=f"Ada Marl {c % 4}"),
    )


def change(file: BriefFile, board: Board, a: int, b: int, c: int) -> None:
    item = row_id(board, a)
    row = board.item(item)
    key = nth(["note", "speaker", "via", "about", "claim", "credibility", "said", "actors", "when", "by"], b)
    values = {
        "note": f"Seen {c} times: # not a comment",
        "claim": f"It is said {c} times.",
        "credibility": str(c % 6 + 1),
        "when": f"203{c % 10}",
        "said": (row.words.split(" … ")[0][c % 5 :] if row else "") or "x",
    }
    edit(file, board, item, key, values.get(key, actor_id(board, c)))


OPERATIONS: dict[str, Operation] = {
    "accept": lambda f, b, x, y, z: accept(f, b, row_id(b, x)),
    "accept actor": lambda f, b, x, y, z: accept(f, b, actor_id(b, x)),
    "accept many": lambda f, b, x, y, z: decide(f, b, [row_id(b, x + n) for n in range(y % 9)], accept),
    "reject": lambda f, b, x, y, z: reject(f, b, row_id(b, x)),
    "reject own": lambda f, b, x, y, z: reject(f, b, nth(items_of(f.brief), x).id),
    "reject actor": lambda f, b, x, y, z: reject(f, b, actor_id(b, x)),
    "restore": lambda f, b, x, y, z: restore(f, b, nth(f.brief.rejected, x)),
    "edit": change,
    "attribute": lambda f, b, x, y, z: attribute(
        f, b, row_id(b, x), actor_id(b, y), None if z % 3 else [actor_id(b, z)]
    ),
    "quote": lambda f, b, x, y, z: add_quote(f, b, *words_of(b, x, y)),
    "claim": lambda f, b, x, y, z: add_claim(f, b, *words_of(b, x, y)),
    "claim on": lambda f, b, x, y, z: add_claim_on(f, b, [row_id(b, x), row_id(b, y)], f"Seen {z}."),
    "event": lambda f, b, x, y, z: add_event(f, b, *words_of(b, x, y), "2031"),
    "merge": lambda f, b, x, y, z: apply(f, plan_merge(f, b, actor_id(b, x), actor_id(b, y))),
    "merge own": lambda f, b, x, y, z: apply(
        f, plan_merge(f, b, nth(f.brief.actors, x), nth(f.brief.actors, y))
    ),
    "split": split,
    "rename": lambda f, b, x, y, z: apply(
        f, plan_rename(f, b, actor_id(b, x), f"Oda Quill {y % 3}", keep_old=bool(z % 2))
    ),
    "forbid": lambda f, b, x, y, z: apply(
        f, plan_forbid(f, b, actor_id(b, x), actor_id(b, y), lift=not z % 3)
    ),
    "grade": lambda f, b, x, y, z: assessing.grade_claim(f, b, claim_id(b, x), y % 6 + 1),
    "grade source": lambda f, b, x, y, z: assessing.grade_source(
        f, b, nth(b.articles, x).path, nth("ABCDEF", y), why="so"
    ),
    "link": lambda f, b, x, y, z: assessing.link(
        f, b, claim_id(b, x), nth(["corroborates", "contradicts"], z), claim_id(b, y)
    ),
    "cite": lambda f, b, x, y, z: assessing.cite(f, b, claim_id(b, x), [row_id(b, y)]),
    "judge": lambda f, b, x, y, z: assessing.judge(f, b, f"It will snow {x} times.", because=[row_id(b, y)]),
    "withdraw": lambda f, b, x, y, z: assessing.withdraw(f, x % 3 + 1),
    "gap": lambda f, b, x, y, z: assessing.ask(f, f"Who paid {x % 5}?"),
}
NAMES = list(OPERATIONS)


def errors(file: BriefFile, texts: dict[str, Article]) -> set[str]:
    def article_of(source: Source) -> Article | None:
        return texts.get((source.text or "").removeprefix("sha256:"))

    return {f"{one.key} {one.message}" for one in check_brief(file, article_of) if one.severity == "error"}


def redrafted(live: LiveBoard, bare: LiveBoard, file: BriefFile) -> None:
    """Draft again, and hold it to what it promises."""
    brief = file.brief
    before = {item.id: item for item in items_of(brief)}
    refused = {folded(row.words) for row in rows(live.board()) if row.status == "rejected"}
    extend(file, live.board(), choose(bare.board()))
    after = {item.id: item for item in items_of(file.brief)}
    assert {key: after.get(key) for key in before} == before
    assert not after.keys() & set(brief.rejected)
    assert file.brief.rejected == brief.rejected
    assert {key: file.brief.actors.get(key) for key in brief.actors} == brief.actors
    assert {key: file.brief.sources.get(key) for key in brief.sources} == brief.sources
    assert all(item.review == "draft" for key, item in after.items() if key not in before)
    live.set_brief(file.brief)
    new = [row for row in rows(live.board()) if row.id in after.keys() - before.keys()]
    assert not [row.id for row in new if folded(row.words) in refused]


def rows(board: Board) -> list[Any]:
    return [*board.quotes, *board.claims, *board.events]


STEPS = st.lists(
    st.tuples(st.integers(0, len(NAMES)), st.integers(0, 999), st.integers(0, 999), st.integers(0, 999)),
    min_size=4,
    max_size=24,
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(19)), st.integers(1, 4), STEPS)
def test_any_history_leaves_a_whole_brief_that_drafting_respects(
    tmp_path_factory: pytest.TempPathFactory,
    pool: list[tuple[Article, Findings]],
    order: list[int],
    first: int,
    steps: list[Step],
) -> None:
    file = BriefFile.new(tmp_path_factory.getbasetemp() / "never-saved.yaml", "The harbour")
    texts = {article.id: article for article, _ in pool}
    waiting = [pool[n] for n in order]
    live, bare = LiveBoard(), LiveBoard()

    def arrive(count: int) -> None:
        for _ in range(count):
            if waiting:
                article, found = waiting.pop()
                live.add(article, found)
                bare.add(article, found)

    arrive(first)
    for which, x, y, z in steps:
        live.set_brief(file.brief)
        if which == len(NAMES):
            arrive(1)
            redrafted(live, bare, file)
            continue
        before, text, known = file.brief, file.text, errors(file, texts)
        try:
            OPERATIONS[NAMES[which]](file, live.board(), x, y, z)
        except EditError:
            assert file.text == text, NAMES[which]
            continue
        assert read_brief("again", file.text).brief == file.brief
        assert errors(file, texts) <= known, NAMES[which]
        assert (file.text != text) == bool(list(changes_between(before, file.brief)))
        changed = file.text
        if changed != text:
            assert file.undo(), NAMES[which]
            assert file.text == text, NAMES[which]
            assert file.redo()
            assert file.text == changed
    live.set_brief(file.brief)
    redrafted(live, bare, file)
    # What is merged or split holds whichever way the board came to be.
    anew = LiveBoard(file.brief)
    for article, found in pool:
        if article.id in live.board().texts:
            anew.add(article, found)
    assert {row.id for row in rows(anew.board())} == {row.id for row in rows(live.board())}
    merged = {one for actor in file.brief.actors.values() for one in actor.merged}
    assert not merged & {row.id for row in live.board().actors}
