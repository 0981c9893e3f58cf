"""What lets the diary find a day at once: the twelfth step of the schema."""

from __future__ import annotations

from typing import Final

SQL: Final = "CREATE INDEX talk_by_day ON talk (local_day);"
"""Every other table of the diary has its index already."""
