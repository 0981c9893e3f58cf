"""The line-by-line session: prompts in plain words, for a screen reader, a script, any terminal."""
