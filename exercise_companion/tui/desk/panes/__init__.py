"""The parts of the builder, one a file; they say what was done and know no service."""
