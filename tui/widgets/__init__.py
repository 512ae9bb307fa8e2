"""What draws: one file for each widget of the screen."""
