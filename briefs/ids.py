"""Short ids derived from content, so that two people who add the same thing give it the same id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Literal, Protocol

# Crockford's base 32: no letter that can be taken for a digit, and no u, so no id spells a word by accident.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 6

# One quotation mark for every glyph, so that an id outlives a change of typography.
_GLYPHS = str.maketrans(dict.fromkeys("“”„‟«»‹›″＂", '"') | dict.fromkeys("‘’‚‛′＇`´", "'"))


class Published(Protocol):
    """What a source key is made from; an article has it, and so has its card in the desk's catalogue."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...


def slug(words: str) -> str:
    """The words as a key: "Yuri Ushakov" is "yuri-ushakov", "Élysée" is "elysee". Letters of any script stay.

    Empty where the words hold no letter and no digit.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept)).strip("-")


def source_key(article: Published) -> str:
    """An article's key among a brief's sources, "newsweek-94c8": its outlet and the start of its hash."""
    return f"{slug(article.outlet or '') or 'unknown'}-{article.id[:4]}"


def finding_id(kind: Literal["q", "c", "t"], source: str, words: str, nth: int = 0) -> str:
    """The id of a quote, claim or event: "q-2xk7ab", from its source's key and its words.

    White space and the glyphs of quotation marks do not count. `nth` tells apart the same words
    said several times in one source: 0 for the first.
    """
    normal = " ".join(words.translate(_GLYPHS).split())
    seed = "\0".join((kind, source, normal, str(nth)))
    return f"{kind}-{_digits(seed)}"


def relation_id(claim: str, to: str) -> str:
    """The id by which a suggested relation of two claims is accepted or rejected: "r-7q2mk3".

    It is the same in both directions and for every kind: who rejects a relation has decided on the pair.
    """
    return f"r-{_digits(chr(0).join(('r', *sorted((claim, to)))))}"


def _digits(seed: str) -> str:
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    digits = ""
    for _ in range(_ID_LENGTH):
        number, digit = divmod(number, 32)
        digits += _ALPHABET[digit]
    return digits
