"""On which page of the desk each part of a draft is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from exercise_companion.core.problem import JsonPath

Page = Literal["items", "person", "dates", "limits", "questions"]
"""Where a therapist mends a problem."""

PAGE_NAMES: Final[dict[Page, str]] = {
    "items": "Items",
    "person": "Person",
    "dates": "Dates and contacts",
    "limits": "Limits",
    "questions": "Questions",
}

_PAGES: Final[dict[str, Page]] = {
    "patient": "person",
    "title": "person",
    "diagnosis_label": "person",
    "share_label": "person",
    "fitness_note": "person",
    "time_budget_minutes": "person",
    "risk": "person",
    "baseline_pain": "person",
    "pain_sides": "person",
    "usual_morning": "person",
    "high_baseline_reason": "person",
    "goals": "person",
    "precautions": "person",
    "restrictions": "person",
    "post_op": "person",
    "known_baseline": "person",
    "safety_parameters": "limits",
    "override_reason": "limits",
    "progression": "limits",
    "flare_plan": "limits",
    "outcomes": "questions",
    "check_ins": "questions",
    "phases": "items",
    "exercises": "items",
}


def in_order_from(page: Page) -> tuple[Page, ...]:
    """The pages in the order of the desk, beginning with this one and going round."""
    pages = tuple(PAGE_NAMES)
    at = pages.index(page)
    return (*pages[at:], *pages[:at])


ITEM_DEPTH: Final = 4
"""An item's place has so many steps: phases, number, items, number."""


def page_of(path: JsonPath) -> Page:
    """The page on which the value at a path is edited."""
    first = str(path[0]) if path else "title"
    if first == "phases" and len(path) < ITEM_DEPTH and path[2:3] not in {(), ("items",)}:
        return "dates"
    return _PAGES.get(first, "dates")
