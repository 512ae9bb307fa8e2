"""Builds the guide: a page of HTML for each page of Markdown, and a check that every link leads somewhere.

Run it from the root of the checkout: `make docs`. What it writes stands in site/, which git ignores.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import jinja2
from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(__file__).parent
ROOT = DOCS.parent
SITE = ROOT / "site"
# GitHub shows these beside the guide; their links are checked with its own.
BESIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


@dataclass(frozen=True)
class Page:
    """A page as it was read: its title, its headings with their anchors, and where its links lead."""

    path: Path
    tokens: list[Token]

    @property
    def headings(self) -> list[tuple[int, str, str]]:
        """Each heading's level, words and anchor; of two that read alike, the second has -1 behind."""
        found: list[tuple[int, str, str]] = []
        taken: dict[str, int] = {}
        for opened, inline in zip(self.tokens, self.tokens[1:], strict=False):
            if opened.type == "heading_open":
                words = "".join(part.content for part in inline.children or () if part.type != "image")
                anchor = slug(words)
                again = taken[anchor] = taken.get(anchor, -1) + 1
                found.append((int(opened.tag[1]), words, f"{anchor}-{again}" if again else anchor))
        return found

    @property
    def title(self) -> str:
        return next((words for level, words, _ in self.headings if level == 1), self.path.stem)

    @property
    def links(self) -> Iterator[tuple[int, str]]:
        """The line and the target of each link and picture."""
        for token in self.tokens:
            for part in token.children or ():
                target = part.attrGet("href") if part.type == "link_open" else part.attrGet("src")
                if target is not None:
                    yield (token.map or [0])[0] + 1, str(target)


def slug(words: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def read(path: Path) -> Page:
    return Page(path, reader().parse(path.read_text(encoding="utf-8")))


def pages() -> list[Page]:
    """The pages of the guide, in the order in which its first page names them, last mentions counting."""
    first = read(DOCS / "index.md")
    named = [DOCS / target for _, target in first.links if "/" not in target and target.endswith(".md")]
    rest = sorted(path for path in DOCS.glob("*.md") if path != first.path and path not in named)
    return [
        first,
        *(read(path) for path in (*reversed(dict.fromkeys(reversed(named))), *rest) if path.is_file()),
    ]


def broken_links(checked: list[Page], root: Path = ROOT) -> list[str]:
    """Every link to a file or a heading that is not there, as "docs/views.md:8: no heading #matrix"."""
    known = {page.path.resolve(): page for page in checked}
    found: list[str] = []
    for page in checked:
        for line, target in page.links:
            if re.match(r"[a-z]+:", target):
                continue
            where = f"{page.path.relative_to(root)}:{line}: "
            name, _, anchor = unquote(target).partition("#")
            path = (page.path.parent / name).resolve() if name else page.path.resolve()
            if not path.exists():
                found.append(f"{where}no file {name}")
            elif anchor and path.suffix == ".md":
                there = known.get(path) or read(path)
                if anchor not in {one for _, _, one in there.headings}:
                    found.append(f"{where}no heading #{anchor} in {path.name}")
    return found


def unnamed(guide: list[Page]) -> list[str]:
    """The pages that the first one does not lead to."""
    named = {target.partition("#")[0] for _, target in guide[0].links}
    return [page.path.name for page in guide[1:] if page.path.name not in named]


def rendered(page: Page) -> str:
    """The page's body as HTML: headings with anchors, links to pages as links to what is built of them."""
    anchors = iter(anchor for _, _, anchor in page.headings)
    for token in page.tokens:
        if token.type == "heading_open":
            token.attrSet("id", next(anchors))
        for part in token.children or ():
            if part.type == "link_open":
                part.attrSet("href", re.sub(r"^([\w-]+)\.md(?=#|$)", r"\1.html", str(part.attrGet("href"))))
    markdown = reader()
    html: str = markdown.renderer.render(page.tokens, markdown.options, {})
    return html


def build(target: Path = SITE) -> None:
    """Write the guide as a folder of HTML, which opens from disk and asks for nothing elsewhere."""
    guide = pages()
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        (DOCS / "page.html.j2").read_text(encoding="utf-8")
    )
    listed = [(page.path.with_suffix(".html").name, page.title) for page in guide]
    for place, page in enumerate(guide):
        html = template.render(
            title=page.title,
            body=rendered(page),
            pages=listed,
            here=listed[place][0],
            before=listed[place - 1] if place else None,
            after=listed[place + 1] if place + 1 < len(listed) else None,
            headings=[(words, anchor) for level, words, anchor in page.headings if level == 2],
        )
        (target / listed[place][0]).write_text(html, encoding="utf-8")
    for picture in (*DOCS.glob("*.svg"), *DOCS.glob("pictures/*.svg")):
        copied = target / picture.relative_to(DOCS)
        copied.parent.mkdir(exist_ok=True)
        shutil.copyfile(picture, copied)


if __name__ == "__main__":
    problems = broken_links([*pages(), *(read(ROOT / name) for name in BESIDE)])
    problems += [f"docs/index.md does not name {name}" for name in unnamed(pages())]
    if problems:
        sys.exit("\n".join(problems))
    build()
    told = (
        f"{SITE.relative_to(ROOT)}/index.html and {len(pages()) - 1} pages more; every link leads somewhere."
    )
    sys.stdout.write(f"{told}\n")
