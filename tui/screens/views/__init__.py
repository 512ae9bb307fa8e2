"""The views over the desk, each a screen of its own."""
