"""What holds of a brief, and what does not: its words in their sources, and the craft of its statements."""
