"""Reads the shipped exercise library; a damaged file is refused whole, in plain words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.catalogue import CatalogueFault, read_table
from exercise_companion.core.library import BODY_PARTS, Library, LibraryExercise, OtherVersion
from exercise_companion.core.terms import (
    CATEGORIES,
    POSITIONS,
    HelperNeeded,
    RiskCode,
    Side,
)

if TYPE_CHECKING:
    from exercise_companion.catalogue.fields import Fields

SIDES: Final[tuple[Side, ...]] = get_args(Side)
HELPERS: Final[tuple[HelperNeeded, ...]] = get_args(HelperNeeded)
RISK_CODES: Final[tuple[RiskCode, ...]] = get_args(RiskCode)


@cache
def library() -> Library:
    """The exercise library.

    Raises:
        CatalogueFault: the file is missing or damaged, or names an exercise that is not in it.

    """
    table = read_table("exercises.json")
    try:
        found = Library(
            version=table.text("version"),
            exercises=tuple(_exercise(row) for row in table.rows("exercises")),
        )
    except ValueError as cause:
        raise CatalogueFault(str(cause)) from cause
    _require_sound_ids(found, table.place)
    return found


def _exercise(row: Fields) -> LibraryExercise:
    media = row.row("media")
    return LibraryExercise(
        id=row.text("id"),
        name=row.text("name"),
        category=row.word("category", of=CATEGORIES),
        body_parts=row.words("body_parts", of=BODY_PARTS),
        position=row.word("position", of=POSITIONS),
        side=row.word("side", of=SIDES),
        purpose=row.text("purpose"),
        setup=row.text("setup"),
        steps=_some(row, "steps"),
        cues=_some(row, "cues"),
        common_mistakes=_some(row, "common_mistakes"),
        watch_for=_some(row, "watch_for"),
        stop_signs=_some(row, "stop_signs"),
        equipment=row.texts("equipment"),
        space=row.text_or_none("space"),
        support_needed=row.text_or_none("support_needed"),
        helper_needed=row.word("helper_needed", of=HELPERS),
        contraindications=row.words("contraindications", of=RISK_CODES),
        easier=_other_version(row.row_or_none("easier")),
        harder=_other_version(row.row_or_none("harder")),
        alt_text=media.text("alt_text"),
        figure=media.text("figure"),
        source=row.text_or_none("source"),
    )


def _some(row: Fields, name: str) -> tuple[str, ...]:
    """A list with at least one text: half of the words of an exercise is worse than none."""
    texts = row.texts(name)
    if not texts:
        message = f"{row.place}, {name}"
        raise ValueError(message)
    return texts


def _other_version(row: Fields | None) -> OtherVersion | None:
    if row is None:
        return None
    return OtherVersion(words=row.text("words"), exercise=row.text_or_none("exercise"))


def _require_sound_ids(found: Library, place: str) -> None:
    """Each id names one exercise, and each exercise that is named is there."""
    ids = {exercise.id for exercise in found.exercises}
    named = {
        version.exercise
        for exercise in found.exercises
        for version in (exercise.easier, exercise.harder)
        if version is not None and version.exercise is not None
    }
    if len(ids) < len(found.exercises) or not named <= ids:
        raise CatalogueFault(place)
