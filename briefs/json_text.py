"""JSON that reads back exactly and can be looked at on any terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

# What JSON leaves as it stands although a terminal, a log viewer or a UTF-8 encoder would not: DEL and C1
# controls, marks that reorder or hide text, line separators, lone surrogates, tag characters.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def json_text(data: Any, *, indent: int | None = 1, default: Callable[[Any], Any] | None = None) -> str:
    """The data as JSON text, keys in their own order; unsafe characters stand as escapes.

    `default` gives something JSON can hold for what it cannot, as in `json.dumps`.
    """
    return escaped(json.dumps(data, ensure_ascii=False, indent=indent, default=default))


def escaped(text: str) -> str:
    """JSON text with every unsafe character as an escape; it reads back the same."""
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text)
