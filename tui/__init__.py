"""The two front doors, the command line and the Textual app. Thin: they call index/ and briefs/."""
