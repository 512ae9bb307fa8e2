"""Recognizes files that have another name since the last sync, also where they were edited at the same time.

What is gone and what came in one sync are compared. A file is taken for another only where nothing speaks
against it and no second one could be meant: to follow the wrong one is worse than to follow none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain

from tearline.index.article import Article
from tearline.index.similar import fingerprint, likeness

MOST = 1000  # files gone and files come that are compared
_RESEMBLING = 0.5  # of the runs of words of both, at least, that both have
# What a file says of its article and an edit of the text leaves alone.
_STEADY = ("outlet", "author", "published", "url")
_COMMON = 50  # articles that share a run of words without being alike


def renamed(gone: Mapping[str, Article], came: Mapping[str, Article]) -> dict[str, str]:
    """Where each file that is gone stands now, by their paths, as far as that is certain.

    `gone` and `came` are the single articles of files by path. The same text is the same file. A text that
    was changed is, where half of all its runs of words are the same, its title or its file is called the
    same, neither outlet, author, date nor address is another, and no other file that came or went is alike.
    """
    found: dict[str, str] = {}
    by_text: dict[str, list[str]] = defaultdict(list)
    for path, article in came.items():
        by_text[article.id].append(path)
    times = Counter(article.id for article in gone.values())
    for path, article in gone.items():
        if len(by_text[article.id]) == 1 and times[article.id] == 1:
            found[path] = by_text[article.id][0]
    left = {path: article for path, article in gone.items() if not by_text[article.id]}
    new = {path: article for path, article in came.items() if not times[article.id]}
    pairs = _alike(left, new)
    before, now = Counter(old for old, _ in pairs), Counter(path for _, path in pairs)
    certain = ((old, path) for old, path in pairs if before[old] == now[path] == 1)
    return found | {old: path for old, path in certain if _may_be(old, left[old], path, new[path])}


def _alike(gone: Mapping[str, Article], came: Mapping[str, Article]) -> list[tuple[str, str]]:
    """All pairs of files whose texts are alike."""
    if not gone or not came or max(len(gone), len(came)) > MOST:
        return []
    prints = {path: fingerprint(article) for path, article in came.items()}
    having: dict[int, list[str]] = defaultdict(list)
    for path, print_ in prints.items():
        for shingle in print_.hashes:
            having[shingle].append(path)
    pairs = []
    for old, article in gone.items():
        ours = fingerprint(article)
        lists = (having[shingle] for shingle in ours.hashes if shingle in having)
        candidates = set(chain.from_iterable(paths for paths in lists if len(paths) <= _COMMON))
        for path in candidates:
            bits = max(ours.bits, prints[path].bits)
            mine, other = ours.at(bits), prints[path].at(bits)
            if likeness(ours, prints[path]) and len(mine & other) >= _RESEMBLING * len(mine | other):
                pairs.append((old, path))
    return sorted(pairs)


def _may_be(old: str, before: Article, path: str, now: Article) -> bool:
    """Whether nothing that both say of themselves tells them apart, and a name says that they are one."""
    for name in _STEADY:
        said, says = getattr(before, name), getattr(now, name)
        if said and says and said != says:
            return False
    same_title = bool(before.title) and before.title == now.title
    return same_title or old.rpartition("/")[2] == path.rpartition("/")[2]
