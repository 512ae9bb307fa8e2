"""A brief's YAML as a document: read with its places, changed by splices, undone, merged, saved."""
