"""The screens of the desk, one a file; they do not know each other."""
