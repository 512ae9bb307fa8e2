"""Articles in, searchable articles out: reading, catalogue, search. Knows nothing of briefs or screens."""
