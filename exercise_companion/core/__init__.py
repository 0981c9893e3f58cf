"""What is true: pure rules and types. No files, clock, randomness, network or screen."""
