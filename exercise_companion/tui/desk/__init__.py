"""The therapist's desk: the full screen in which programs are written."""
