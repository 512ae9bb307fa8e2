"""Makes desks of invented articles of any size, for the benches of the screen.

    python tests/bench/made_desk.py FOLDER ARTICLES [--unread]

The files are real, and read in as any others. Drafting a hundred thousand of them takes hours, so that a few
dozen are drafted, and the others differ from these in words of the same length alone: their findings are the
same at the same places, and are kept in the desk's cache as drafting would keep them.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tearline.briefs.drafting import draft_article, extractor_version
from tearline.briefs.findings import Findings
from tearline.briefs.findings_cache import FILE_NAME, FindingsCache
from tearline.briefs.findings_json import findings_from_json, findings_to_json
from tearline.index.desk import Desk

PATTERNS = 48  # articles that are drafted
A_FOLDER = 1000  # files in one folder
PEOPLE = 3000  # surnames on a desk
_SLOT = re.compile(r"\b(?:Xq|xq)\w{3}\b")

# In each, xq… stands for some word of five letters, Xq… for a surname. Eight of them make an article.
_PARAGRAPHS = (
    "“The {w} of the {w} will {w} before winter, and no {w} in the {w} will stop it,” {0} told reporters.",
    "{0} said that the {w} would not sign the {w} treaty unless the {w} left the {w} at {w}.",
    "“We have {w} enough of {w},” said {1}, who leads the {w} union. “The {w} must {w} at once.”",
    "According to {1}, the {w} on the {w} border was {w} by {w} on Monday, while the {w} kept to the {w}.",
    "{0} accused {1} of {w} the {w}. “She has {w} the {w} of every {w} here,” {0} said.",
    "The {w} at {w} was closed in March after a {w} had {w} its {w}, and the {w} pays for the {w}.",
    "“It is {w}, it is {w}, and the {w} knows it,” {2} told the {w}. {2} denied that the {w} was {w}.",
    "On 4 May {2} met {1} in {w}; both {w} the {w} plan, which the {w} had called “a {w} of {w}”.",
    "{1} warned that the {w} could {w} within weeks if the {w} did not {w} the {w} of {w}.",
    "The {w} ministry said in a statement that it “would {w} the {w} by June”, as the {w} had {w} it.",
)


@dataclass(frozen=True)
class Pattern:
    """An article with slots, and its findings as they are stored."""

    text: str
    findings: str


def _word(choose: random.Random) -> str:
    consonants, vowels = "bdfgklmnprstvz", "aeiou"
    return "".join(choose.choice(consonants if place % 2 == 0 else vowels) for place in range(5))


def _patterns(choose: random.Random) -> Iterator[str]:
    slots = [f"{a}{b}{c}" for a in "bdgkl" for b in "aeiou" for c in "bdgkl"]
    for _ in range(PATTERNS):
        free = choose.sample(slots, len(slots))
        people = [f"Mira Xq{free.pop()}", f"Osk Xq{free.pop()}", f"Ada Xq{free.pop()}"]
        lines = []
        for number, pattern in enumerate(choose.choices(_PARAGRAPHS, k=8)):
            line = pattern
            # In full when first named, by surname from then on.
            names = people if number < 2 else [name.split()[1] for name in people]
            while "{w}" in line:
                line = line.replace("{w}", f"xq{free.pop() if free else 'bab'}", 1)
            lines.append(line.format(*names))
        yield "\n\n".join(lines) + "\n"


def write_articles(root: Path, count: int, seed: int = 7) -> list[Path]:
    """Write `count` articles below `root`; the same ones for the same seed."""
    return [path for path, _, _ in _written(root, count, seed)]


def _written(root: Path, count: int, seed: int) -> Iterator[tuple[Path, str, dict[str, str]]]:
    choose = random.Random(seed)  # noqa: S311 - a made corpus
    texts = list(_patterns(choose))
    people = [_word(choose).capitalize() for _ in range(PEOPLE)]
    for number in range(count):
        folder = root / f"{number // A_FOLDER:03}"
        folder.mkdir(parents=True, exist_ok=True)
        text = texts[number % PATTERNS]
        filled: dict[str, str] = {}
        for slot in dict.fromkeys(_SLOT.findall(text)):
            filled[slot] = choose.choice(people) if slot[0] == "X" else _word(choose)
        body = _SLOT.sub(lambda match, filled=filled: filled[match[0]], text)  # type: ignore[misc]
        date = f"20{10 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        path = folder / f"{number:06}.md"
        title = body.strip("“")[:40].strip(" ,”")
        head = f"---\ntitle: {title}\noutlet: Outlet {number % 300:03}\ndate: {date}\n---\n"
        path.write_text(head + body, encoding="utf-8")
        yield path, texts[number % PATTERNS], filled


def make_desk(root: Path, count: int, seed: int = 7) -> None:
    """A desk of `count` articles, read in, with the findings of each in its cache."""
    slots: dict[str, dict[str, str]] = {}
    first: dict[str, str] = {}
    for path, pattern, filled in _written(root, count, seed):
        name = path.relative_to(root).as_posix()
        slots[name] = filled
        first.setdefault(pattern, name)
    with Desk(root) as desk, FindingsCache(desk.state) as cache:
        desk.sync()
        by_path = {card.path: card.id for card in desk.articles()}
        drafted: dict[int, tuple[dict[str, str], str]] = {}
        for number, name in enumerate(first.values()):
            findings = draft_article(desk.article(by_path[name]))
            drafted[number] = (slots[name], findings_to_json(findings))
        for number, (name, filled) in enumerate(slots.items()):
            article = desk.article(by_path[name])
            before, stored = drafted[number % PATTERNS]
            cache.keep(article, _with(stored, before, filled, article.id, len(article.text)))


def renew_desk(root: Path) -> None:
    """Bring a desk that was made before up to date: what readers and rules would find anew stays as it is."""
    with Desk(root) as desk, FindingsCache(desk.state):
        desk.sync()
        connection = sqlite3.connect(desk.state / FILE_NAME)
        connection.execute("UPDATE OR REPLACE findings SET version = ?", (extractor_version(),))
        connection.commit()
        connection.close()


def _with(stored: str, before: dict[str, str], now: dict[str, str], article: str, chars: int) -> Findings:
    """Findings with other words in the slots."""
    words = {before[slot].lower(): now[slot].lower() for slot in before}
    words |= {before[slot].capitalize(): now[slot].capitalize() for slot in before}
    changed = re.sub(r"(?<![A-Za-z])[A-Za-z]{5}(?![A-Za-z])", lambda m: words.get(m[0], m[0]), stored)
    return replace(findings_from_json(changed), article=article, chars=chars)


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("articles", type=int)
    arguments.add_argument("--unread", action="store_true", help="write the files alone")
    given = arguments.parse_args()
    if given.folder.exists():
        renew_desk(given.folder)
    else:
        (write_articles if given.unread else make_desk)(given.folder, given.articles)


if __name__ == "__main__":
    main()
