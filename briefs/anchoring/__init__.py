"""Words tied to their place in a text, and found again where the text has changed."""
