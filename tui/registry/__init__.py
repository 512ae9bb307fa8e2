"""All that a user can do, one module for each group of actions."""
