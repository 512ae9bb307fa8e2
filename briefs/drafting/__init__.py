"""From one article's text to its findings, by rules that name themselves: no clock, chance or network."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from tearline.briefs.findings import Findings
from tearline.index.article import Article

# The packages whose contents decide what is found, and the module that gives findings their shape.
_RULES = ("tearline.briefs.drafting", "tearline.briefs.lexicons")
_SHAPE = ("tearline.briefs", "findings.py")


def draft_article(article: Article) -> Findings:
    """All that the rules find in one article. The same article gives the same findings, in whatever company.

    Actors come first, because a speaker, an asserter and whoever acts on a date are all one of them. Nothing
    is looked for in another language than English: the rules would take every capital there for a name.
    """
    # The rules bring their lexicons with them: whoever only asks for the version does not load these.
    from tearline.briefs.drafting.actors import find_actors
    from tearline.briefs.drafting.claims import find_claims
    from tearline.briefs.drafting.dates import find_events
    from tearline.briefs.drafting.document import read_document
    from tearline.briefs.drafting.language import is_english
    from tearline.briefs.drafting.quotes import find_quotes

    document = read_document(article)
    if not is_english(document):
        return Findings(article=article.id, chars=len(article.text), english=False)
    actors = find_actors(article)
    quotes = find_quotes(document, actors)
    return Findings(
        article=article.id,
        chars=len(article.text),
        actors=actors,
        quotes=quotes,
        claims=find_claims(document, actors, quotes),
        events=find_events(document, actors, article.published),
    )


@cache
def extractor_version() -> str:
    """What names the rules as they are: 16 hexadecimal digits from the contents of the drafting package, the
    lexicons and the shape of findings. Findings made under another version are out of date.
    """
    digest = hashlib.sha256()
    files = [resources.files(_SHAPE[0]) / _SHAPE[1]]
    for package in _RULES:
        entries = [entry for entry in resources.files(package).iterdir() if entry.is_file()]
        files += sorted(entries, key=lambda entry: entry.name)
    for file in files:
        contents = file.read_bytes()
        digest.update(f"{file.name}\0{len(contents)}\0".encode())
        digest.update(contents)
    return digest.hexdigest()[:16]
