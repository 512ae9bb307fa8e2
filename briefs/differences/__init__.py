"""What is otherwise between two states of a brief."""
