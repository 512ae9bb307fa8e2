"""The two front doors: the command line and the Textual app. Thin: they call tearline.index and tearline.briefs."""
