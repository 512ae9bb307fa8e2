"""The cache drafts once, gives back what it kept, and is never a reason to fail."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tearline.briefs import findings_cache
from tearline.briefs.findings import Actor, Findings
from tearline.briefs.findings_cache import FILE_NAME, FindingsCache
from tearline.index.article import Article

ARTICLE = Article("Mara Vell spoke.", published="2031-05")


class Drafter:
    """Drafts one actor, and counts how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, article: Article) -> Findings:
        self.calls += 1
        return Findings(
            article.id, len(article.text), (Actor("mara-vell", "Mara Vell", "person", ((0, 9),)),)
        )


@pytest.fixture
def drafter() -> Drafter:
    return Drafter()


def test_an_article_is_drafted_once_even_across_runs(tmp_path: Path, drafter: Drafter) -> None:
    with FindingsCache(tmp_path, drafter) as cache:
        assert not cache.has(ARTICLE.id)
        first = cache.findings(ARTICLE)
        assert cache.has(ARTICLE.id)
    with FindingsCache(tmp_path, drafter) as cache:
        assert cache.findings(ARTICLE) == first
    assert drafter.calls == 1


def test_changed_rules_are_never_answered_from_an_old_cache(
    tmp_path: Path, drafter: Drafter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FindingsCache(tmp_path, drafter) as cache:
        cache.findings(ARTICLE)
    monkeypatch.setattr(findings_cache, "extractor_version", lambda: "another")
    with FindingsCache(tmp_path, drafter) as cache:
        assert not cache.has(ARTICLE.id)
        cache.findings(ARTICLE)
    assert drafter.calls == 2


def test_the_same_text_with_another_date_is_drafted_anew(tmp_path: Path, drafter: Drafter) -> None:
    with FindingsCache(tmp_path, drafter) as cache:
        cache.findings(ARTICLE)
        cache.findings(replace(ARTICLE, published="2030"))
        assert drafter.calls == 2
        cache.findings(replace(ARTICLE, published="2030", path="moved.txt"))
    assert drafter.calls == 2


@pytest.mark.parametrize("junk", [b"", b"not a database at all" * 300])
def test_a_file_that_is_no_cache_is_begun_anew(tmp_path: Path, drafter: Drafter, junk: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(junk)
    with FindingsCache(tmp_path, drafter) as cache:
        cache.findings(ARTICLE)
        assert cache.has(ARTICLE.id)


def test_a_database_of_another_shape_is_begun_anew(tmp_path: Path, drafter: Drafter) -> None:
    other = sqlite3.connect(tmp_path / FILE_NAME)
    other.execute("CREATE TABLE findings (other TEXT)")
    other.commit()
    other.close()
    with FindingsCache(tmp_path, drafter) as cache:
        cache.findings(ARTICLE)
        assert cache.has(ARTICLE.id)


def test_damaged_findings_are_drafted_again(tmp_path: Path, drafter: Drafter) -> None:
    with FindingsCache(tmp_path, drafter) as cache:
        cache.findings(ARTICLE)
    file = sqlite3.connect(tmp_path / FILE_NAME)
    file.execute("UPDATE findings SET findings = ?", (b"\x00",))
    file.commit()
    file.close()
    with FindingsCache(tmp_path, drafter) as cache:
        assert cache.findings(ARTICLE).actors[0].name == "Mara Vell"
    assert drafter.calls == 2


def test_findings_are_still_made_where_nothing_can_be_written(tmp_path: Path, drafter: Drafter) -> None:
    with FindingsCache(tmp_path / "missing" / "folder", drafter) as cache:
        assert cache.findings(ARTICLE).actors
        cache.findings(ARTICLE)
    assert drafter.calls == 1


def test_a_cache_that_another_window_holds_is_left_alone(tmp_path: Path, drafter: Drafter) -> None:
    with FindingsCache(tmp_path, drafter) as one, FindingsCache(tmp_path, drafter) as other:
        one.findings(ARTICLE)
        assert other.has(ARTICLE.id)
        assert other.findings(ARTICLE) == one.findings(ARTICLE)
    assert drafter.calls == 1


def test_threads_share_one_cache(tmp_path: Path, drafter: Drafter) -> None:
    articles = [Article(f"Mara Vell spoke {number} times.") for number in range(40)]
    with FindingsCache(tmp_path, drafter) as cache:
        threads = [
            threading.Thread(target=lambda part=part: [cache.findings(one) for one in articles[part::4]])
            for part in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(cache.has(article.id) for article in articles)
