"""What the views show beside the panes: a timeline, an actor, the sources, the bottom line."""
