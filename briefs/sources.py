"""Finds the article that a brief's source names, also after its file was renamed, moved or replaced."""

from __future__ import annotations

from dataclasses import replace

from tearline.briefs.checking.evidence import ArticleOf
from tearline.briefs.model import Source
from tearline.index.article import Article
from tearline.index.desk import ArticleCard, Desk, UnknownArticle


def article_of(desk: Desk, following: bool = False) -> ArticleOf:
    """A function from a source to its article as it stands on the desk now, None where it stands nowhere.

    The text that the anchors were made on wins, whatever file holds it; then whatever the named file
    holds. `path` of the article is the source's `file` where that is still its place, else its new one.
    What only the desk's private folder remembers counts for nothing: a brief holds or fails alike on every
    machine that has the articles. To bring a brief up to date, `following` goes by that too: a file that was
    renamed and edited on this desk is found under its new name.
    """

    def find(source: Source) -> Article | None:
        anchored = (source.text or "").removeprefix("sha256:")
        if card := _standing(desk, anchored):
            return _at(desk, card, source.file)
        there = desk.article_at(source.file)
        card = _standing(desk, there.id) if there else None
        if card is None and following and (moved := desk.article_moved_from(source.file)):
            card = _standing(desk, moved.id)
        return _at(desk, card, source.file) if card else None

    return find


def _standing(desk: Desk, article_id: str) -> ArticleCard | None:
    """The card of an article that a file of the desk holds now."""
    try:
        card = desk.card(article_id)
    except UnknownArticle:
        return None
    return None if card.gone else card


def _at(desk: Desk, card: ArticleCard, file: str) -> Article:
    return replace(desk.article(card.id), path=file if file in card.paths else card.path)
