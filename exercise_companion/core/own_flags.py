"""The warning signs a therapist adds for one patient, or raises: never removed, never lowered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.flags import Catalogue, FlagItem, Topic
from exercise_companion.core.terms import TIER_RANK, Action, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.core.flags import ContactRole
    from exercise_companion.core.program import ExtraFlag

OWN_TOPIC: Final = "TX"
"""The daily topic that holds the therapist's own questions."""

_SAY: Final = "there is a sign my therapist asked me to watch for"

_CONTACTS: Final[dict[Tier, tuple[ContactRole, ...]]] = {
    Tier.EMERGENCY_CALL: ("emergency",),
    Tier.EMERGENCY_GO: ("emergency_department", "emergency"),
    Tier.URGENT: ("clinic", "out_of_hours"),
    Tier.SOON: ("therapist",),
}


def with_own_flags(catalogue: Catalogue, extras: Sequence[ExtraFlag]) -> Catalogue:
    """The catalogue with a program's own flags (clinical-spec 1.3, rule V-20).

    A flag that names another raises that one's tier; a tier is never lowered, and of two that name
    the same one the higher holds. Every other becomes a question of one more daily topic.
    """
    by_rank = sorted(extras, key=lambda extra: TIER_RANK[Tier(extra.tier)])
    raised = {extra.replaces_tier_of: Tier(extra.tier) for extra in by_rank}
    own = tuple(_item(extra) for extra in extras if extra.replaces_tier_of is None)
    items = tuple(_raised(item, raised.get(item.id)) for item in catalogue.items)
    return replace(catalogue, items=(*items, *own), topics=(*catalogue.topics, *_topic(own)))


def _raised(item: FlagItem, tier: Tier | None) -> FlagItem:
    if tier is None or TIER_RANK[tier] <= TIER_RANK[item.tier]:
        return item
    return replace(
        item,
        tier=tier,
        action=_action(tier),
        contact=_CONTACTS[tier],
        cleared_by="T" if tier is Tier.SOON else "M+T",
    )


def _item(extra: ExtraFlag) -> FlagItem:
    tier = Tier(extra.tier)
    return FlagItem(
        id=extra.id,
        group="OWN",
        question=extra.question,
        example_yes="",
        example_no="",
        say=_SAY,
        therapist_note="",
        tier=tier,
        when=("D",),
        action=_action(tier),
        contact=_contact(extra, tier),
        cleared_by="T" if tier is Tier.SOON else "M+T",
    )


def _action(tier: Tier) -> Action:
    return Action.HOLD if tier is Tier.SOON else Action.LOCK


def _contact(extra: ExtraFlag, tier: Tier) -> tuple[ContactRole, ...]:
    if tier is Tier.URGENT and extra.contact == "surgical_team":
        return ("surgical_team", "out_of_hours")
    return _CONTACTS[tier]


def _topic(own: Sequence[FlagItem]) -> tuple[Topic, ...]:
    if not own:
        return ()
    question = " ".join(item.question for item in own)
    ids = tuple(item.id for item in own)
    return (Topic(OWN_TOPIC, "From your therapist", question, ids, "daily"),)
