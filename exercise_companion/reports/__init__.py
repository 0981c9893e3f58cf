"""What a therapist reads at the visit: pure builders over what the service has gathered.

Nothing is smoothed, no gap is filled, alerts come first (H-26).
"""
