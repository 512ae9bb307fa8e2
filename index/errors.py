"""The root of every error that is written for the person who reads it."""

from __future__ import annotations


class TearlineError(Exception):
    """Its text says what is wrong, where, and what to do; a front door prints it as it stands."""
