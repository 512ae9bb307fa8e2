"""What is said in the articles, and the brief made of it: drafting, anchors, the YAML, checking, export."""
