"""A panel with an accent bar on its left: one thing that belongs together."""

from __future__ import annotations

from textual.containers import Vertical


class Card(Vertical):
    """A panel; the classes `-danger` and `-caution` colour its bar and ground."""
