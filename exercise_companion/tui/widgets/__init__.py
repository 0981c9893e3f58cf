"""The parts screens are built from; none of them knows a service."""
