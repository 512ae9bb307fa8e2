"""One module for each format that articles are kept in; docs/adding-a-format.md shows how one is added."""
