"""Two lines of keys: the parts and pages of a draft, and below them what is taken here."""

from __future__ import annotations

from typing import Final

from exercise_companion.tui.widgets.key_line import TIGHT, Hint, KeyLine

PAGE: Final = "page."
"""How the ids of bindings begin that lead to another part or page."""

_FINISH: Final = "app.finish"


class HereLine(KeyLine):
    """What the part with the focus takes."""

    def entries(self) -> list[Hint]:
        """Without what the line above says."""
        return [hint for hint in super().entries() if not _is_page(hint)]


class PagesLine(KeyLine):
    """The other parts and pages, and finish."""

    def entries(self) -> list[Hint]:
        """Nothing else, close together: there are many."""
        return [hint._replace(gap=TIGHT) for hint in super().entries() if _is_page(hint)]


def _is_page(hint: Hint) -> bool:
    return hint.id.startswith(PAGE) or hint.id == _FINISH


PAGE_LINES: Final = (PagesLine, HereLine)
"""What a page of a draft has; in a small window the first gives way."""
