"""What the analyst does to a brief: taking in, rejecting, editing, adding, deciding who is who."""
