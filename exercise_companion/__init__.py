"""Exercise Companion: serves a physical therapist's home exercise prescription to one patient."""

__version__ = "0.1.0"
