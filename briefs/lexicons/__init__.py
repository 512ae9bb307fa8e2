"""Word lists that the drafting rules stand on: facts, each file with a header saying what and whence."""
