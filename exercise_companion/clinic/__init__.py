"""What a therapist can do, one file for each group of use cases."""
