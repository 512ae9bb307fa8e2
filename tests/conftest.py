"""How property tests draw: the same cases each time, or with `--hypothesis-profile explore` new ones."""

from hypothesis import settings

# What lands must not depend on luck; looking for what nobody thought of is a run of its own.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("same")
