"""Word lists that the drafting rules stand on: facts, one file a kind, each with a header saying what and whence."""
