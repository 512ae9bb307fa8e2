"""Identifiers of what an export holds: worked out from content, so that the same brief has the same ones."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

# All identifiers of exports are made within this one.
_TEARLINE = uuid5(NAMESPACE_DNS, "tearline.invalid")


def fixed_id(kind: str, *content: Any) -> UUID:
    """A UUID of version 5 for something of that kind with that content, which is anything JSON can hold."""
    return uuid5(_TEARLINE, json.dumps([kind, *content], sort_keys=True))
