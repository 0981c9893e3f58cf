"""Reads the shipped reference data: warning signs, daily topics, emergency numbers by country.

The files are data with the package and are checked by hand into the types of `core.flags`: a
file that is damaged is refused whole, in plain words, because half a list of warning signs is
worse than none.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

from exercise_companion.catalogue.fields import Fields
from exercise_companion.core.flags import (
    AskedWhen,
    Catalogue,
    ContactRole,
    FlagItem,
    FollowUpText,
    Region,
    Topic,
)
from exercise_companion.core.follow_ups import FollowUp
from exercise_companion.core.terms import Action, Tier
from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTACT_ROLES: Final[tuple[ContactRole, ...]] = get_args(ContactRole)
ASKED_WHEN: Final[tuple[AskedWhen, ...]] = get_args(AskedWhen)
CLEARED_BY: Final[tuple[Literal["M+T", "M/T", "T", "none"], ...]] = ("M+T", "M/T", "T", "none")
TOPIC_WHEN: Final[tuple[Literal["daily", "weekly", "fortnightly", "post_op"], ...]] = (
    "daily",
    "weekly",
    "fortnightly",
    "post_op",
)
UNKNOWN_REGION: Final = ""
"""The code of the row for a country that is not in the table (clinical-spec 7.7)."""


class CatalogueFault(CompanionError):
    """A file of the shipped reference data is missing or damaged."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            f"A part of this program is missing or damaged ({file_name}).",
            "Install the program again. If something is wrong with you now, "
            "do not wait for that: call your local emergency number.",
        )


@cache
def load() -> Catalogue:
    """The catalogue of warning signs with its topics and follow-ups.

    Source: clinical-spec 1.2 and decisions A and B.

    Raises:
        CatalogueFault: a file is missing or damaged.

    """
    flags = read_table("red_flags.json")
    topics = read_table("topics.json")
    follow_ups = read_table("follow_ups.json")
    try:
        items = tuple(_flag_item(row) for row in flags.rows("items"))
        known = {item.id for item in items}
        if len(known) < len(items):
            raise CatalogueFault(flags.place)
        return Catalogue(
            version=flags.text("version"),
            items=items,
            topics=tuple(_topic(row, sorted(known)) for row in topics.rows("topics")),
            repeat_question=topics.text("repeat_question"),
            follow_ups=_follow_ups(follow_ups),
        )
    except ValueError as cause:
        raise CatalogueFault(str(cause)) from cause


def red_flags() -> tuple[FlagItem, ...]:
    """Every warning sign, asked or worked out, in the catalogue's order.

    Raises:
        CatalogueFault: a file is missing or damaged.

    """
    return load().items


@cache
def regions() -> Mapping[str, Region]:
    """Emergency and crisis numbers by ISO country code (clinical-spec 7.7).

    Countries that share a row map to the same `Region`; the code "" holds the row for every other
    country.

    Raises:
        CatalogueFault: the file is missing or damaged, or has no row for other countries.

    """
    table = read_table("regions.json")
    rows: dict[str, Region] = {}
    try:
        for row in table.rows("regions"):
            region = _region(row)
            rows |= dict.fromkeys((region.code, *row.texts("countries")), region)
    except ValueError as cause:
        raise CatalogueFault(str(cause)) from cause
    if UNKNOWN_REGION not in rows:
        raise CatalogueFault(table.place)
    return MappingProxyType(rows)


def region(code: str) -> Region:
    """The row of a country; for an unknown code the generic row, never a blank (H-08).

    Raises:
        CatalogueFault: the file is missing or damaged.

    """
    rows = regions()
    return rows.get(code.strip().upper(), rows[UNKNOWN_REGION])


def read_table(file_name: str) -> Fields:
    """A file of the shipped reference data, for the module that knows what is in it.

    Raises:
        CatalogueFault: the file is missing or is no JSON object.

    """
    import json  # noqa: PLC0415 - the bare command never needs it

    try:
        data: object = json.loads((files(__package__) / file_name).read_text(encoding="utf-8"))
        return Fields.of(data, file_name)
    except (OSError, ValueError) as cause:
        raise CatalogueFault(file_name) from cause


def _flag_item(row: Fields) -> FlagItem:
    computed = row.flag("computed")
    if computed and row.text("question", empty=True):
        raise ValueError(row.place)
    return FlagItem(
        id=row.text("id"),
        group=row.text("group"),
        question=row.text("question", empty=computed),
        example_yes=row.text("example_yes", empty=computed),
        example_no=row.text("example_no", empty=computed),
        say=row.text("say"),
        therapist_note=row.text("therapist_note"),
        tier=row.word("tier", of=tuple(Tier)),
        when=row.words("when", of=ASKED_WHEN),
        action=row.word("action", of=tuple(Action)),
        contact=row.words("contact", of=CONTACT_ROLES),
        cleared_by=row.word("cleared_by", of=CLEARED_BY),
        sensitive=row.flag("sensitive"),
    )


def _topic(row: Fields, known: Sequence[str]) -> Topic:
    items = row.words("items", of=known)
    if not items:
        raise ValueError(row.place)
    return Topic(
        id=row.text("id"),
        title=row.text("title"),
        question=row.text("question"),
        items=items,
        when=row.word("when", of=TOPIC_WHEN),
    )


def _follow_ups(table: Fields) -> tuple[FollowUpText, ...]:
    """The words of every follow-up; half of them is worse than none."""
    texts = tuple(_follow_up(row) for row in table.rows("follow_ups"))
    if sorted(text.id for text in texts) != sorted(FollowUp):
        raise ValueError(table.place)
    return texts


def _follow_up(row: Fields) -> FollowUpText:
    return FollowUpText(
        id=row.word("id", of=tuple(FollowUp)),
        title=row.text("title"),
        question=row.text("question"),
        example_yes=row.text("example_yes"),
        example_no=row.text("example_no"),
    )


def _region(row: Fields) -> Region:
    return Region(
        code=row.text("code", empty=True),
        name=row.text("name"),
        emergency=row.text("emergency"),
        also=row.texts("also"),
        urgent_name=row.text("urgent_name"),
        urgent_phone=row.text_or_none("urgent_phone"),
        crisis_name=row.text("crisis_name"),
        crisis_phone=row.text_or_none("crisis_phone"),
        text_relay=row.text_or_none("text_relay"),
        confirmed_by=row.text_or_none("confirmed_by"),
    )
