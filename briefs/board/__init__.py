"""What the panes show: findings and the brief over them as rows, kept current, narrowed, put in order."""
