"""Articles in, searchable articles out: reading, the catalogue, the search engine. Knows nothing of briefs or screens."""
