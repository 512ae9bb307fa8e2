"""Which claims bear on each other: proposals with their reasons, how many origins stand behind a claim.

What agrees or differs is proposed, never a verdict on what is true.
"""

from __future__ import annotations

from tearline.index.similar import Origins, origins

__all__ = ["Origins", "origins"]
