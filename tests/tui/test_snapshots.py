"""The desk as it looks, on findings made by hand, so that only a change of the screen changes a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tearline.briefs.board.rows import ActorRow, ArticleRow, Board, ClaimRow, QuoteRow
from tearline.index.article import Article, Span, Zone
from tearline.index.catalog import ArticleCard
from tearline.tui.app import TearlineApp
from tearline.tui.narrowing import Found
from tearline.tui.open_brief import OpenBrief
from tearline.tui.session import Session
from tearline.tui.workspace import Contents, Show, Tell, Workspace
from tests.tui.conftest import settled

FERRY = Article(
    "PORT ANSEL, Veldania — The ferry will sail again in May, Mira Dolan, the transport minister, said.\n"
    "“We will not close the crossing,” Dolan told reporters. “The harbour is open.”\n"
    "Osk Varga, head of the Dockers' Union, said that Dolan had promised the crews “a contract, "
    "in writing”.\n"
    "Veldania has run the crossing at a loss since the bridge at Tarn was closed in March.",
    path="ferry.md",
    title="Ferry talks resume",
    outlet="The Ansel Courier",
    author="Lio Marsh",
    published="2031-04-02",
    zones=(Zone("dateline", 0, 22),),
)
STRIKE = Article(
    "Crews of the Port Ansel ferry will strike on Monday unless wages are paid, Osk Varga said.",
    path="strike.md",
    title="Crews plan a strike",
    outlet="Veldan Wire",
    published="2031-04-05",
)


def at(article: Article, words: str) -> tuple[Span, ...]:
    start = article.text.index(words)
    return ((start, start + len(words)),)


def card(article: Article) -> ArticleCard:
    return ArticleCard(
        id=article.id,
        path=article.path,
        paths=(article.path,),
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=article.published,
        language="en",
        inferred={},
        chars=len(article.text),
    )


def listed(article: Article, *, in_brief: bool = False) -> ArticleRow:
    told = (
        article.path,
        article.title or "",
        article.outlet or "",
        article.author or "",
        article.published or "",
    )
    return ArticleRow(article.id, "source", *told, article.id, in_brief)


def quote(key: str, words: str, form: Any, speaker: str, name: str, **more: Any) -> QuoteRow:
    given = {"precision": 0.9} | more
    return QuoteRow(key, FERRY.id, words, form, at(FERRY, words), speaker, name, **given)


BOARD = Board(
    actors=(
        ActorRow(
            "mira-dolan",
            "Mira Dolan",
            "person",
            quotes=2,
            status="accepted",
            articles=frozenset({FERRY.id}),
            spans={FERRY.id: at(FERRY, "Mira Dolan")},
        ),
        ActorRow(
            "osk-varga",
            "Osk Varga",
            "person",
            articles=frozenset({FERRY.id, STRIKE.id}),
            quotes=1,
            claims=2,
            spans={FERRY.id: at(FERRY, "Osk Varga"), STRIKE.id: at(STRIKE, "Osk Varga")},
        ),
        ActorRow("veldania", "Veldania", "state", claims=1),
        ActorRow("dockers-union", "Dockers' Union", "organization", status="draft"),
    ),
    quotes=(
        quote(
            "q-1",
            "We will not close the crossing,",
            "direct",
            "mira-dolan",
            "Mira Dolan",
            audience="reporters",
            status="accepted",
        ),
        quote("q-2", "The harbour is open.", "direct", "mira-dolan", "Mira Dolan", status="draft"),
        quote(
            "q-3",
            "Dolan had promised the crews “a contract, in writing”",
            "mixed",
            "osk-varga",
            "Osk Varga",
            about=("mira-dolan",),
            precision=0.6,
        ),
    ),
    claims=(
        ClaimRow(
            "c-1",
            FERRY.id,
            "The ferry will sail again in May",
            "pledge",
            at(FERRY, "The ferry will sail again in May"),
            "mira-dolan",
            "Mira Dolan",
            score=0.8,
        ),
        ClaimRow(
            "c-2",
            STRIKE.id,
            "Crews of the Port Ansel ferry will strike on Monday unless wages are paid",
            "pledge",
            at(STRIKE, "Crews of the Port Ansel ferry will strike on Monday unless wages are paid"),
            "osk-varga",
            "Osk Varga",
            origins=2,
            status="accepted",
        ),
        ClaimRow(
            "c-3",
            FERRY.id,
            "Veldania has run the crossing at a loss",
            "fact",
            at(FERRY, "Veldania has run the crossing at a loss"),
            status="rejected",
        ),
    ),
    articles=(listed(STRIKE), listed(FERRY, in_brief=True)),
    texts={FERRY.id: FERRY, STRIKE.id: STRIKE},
)


class Fixed(Workspace):
    """A desk that is read at once and always holds the same."""

    def __init__(self) -> None:
        root = Path("ferry-desk")
        super().__init__(root, OpenBrief(root))

    def read(self, tell: Tell, show: Show, cancelled: Callable[[], bool]) -> None:
        self.contents = Contents((card(STRIKE), card(FERRY)), BOARD)
        show(self.contents)

    @property
    def warnings(self) -> tuple[str, ...]:
        return ()

    def keep_session(self, session: Session) -> None:
        pass

    def search(self, text: str, cards: Sequence[ArticleCard]) -> Found:
        raise NotImplementedError


def fixed_app(*, theme: str = "tearline-dark") -> TearlineApp:
    app = TearlineApp(Path("ferry-desk"))
    app.workspace = Fixed()
    app.theme = theme
    return app


def doing(*keys: str) -> Callable[[Pilot[None]], Any]:
    async def run(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await settled(pilot)

    return run


@pytest.mark.parametrize("theme", ["tearline-dark", "tearline-light"])
def test_wide_with_an_actor_chosen(snap_compare: Any, theme: str) -> None:
    app = fixed_app(theme=theme)
    assert snap_compare(app, terminal_size=(160, 45), run_before=doing("enter", "2", "j"))


def test_small_with_quotes_over_the_reader(snap_compare: Any) -> None:
    assert snap_compare(fixed_app(), terminal_size=(80, 24), run_before=doing("2", "j", "j"))


def test_small_with_rejected_claims(snap_compare: Any) -> None:
    assert snap_compare(fixed_app(), terminal_size=(80, 24), run_before=doing("R", "3", "G", "space"))
