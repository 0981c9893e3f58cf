"""Rules about the person's risks, warning signs, pain and safety numbers (clinical-spec 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.mood import MOOD_FLAG
from exercise_companion.core.noticed import WORSENING
from exercise_companion.core.plan_parts import exercises_by_id, items, repeated
from exercise_companion.core.problem import advised, found
from exercise_companion.core.terms import TIER_RANK, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import ExtraFlag, Program, SafetyParameters

HIGH_BASELINE: Final = 6
HIGH_LEG_BASELINE: Final = 5
VERY_HIGH_BASELINE: Final = 7
ABSOLUTE_BASELINE: Final = 4
"""From this usual pain on, one fixed limit would stop most sessions (clinical-spec 2.8)."""
MOST_SESSIONS_COUNTED: Final = 14

RISKS_TO_RECORD: Final = (
    "anticoagulant",
    "steroid",
    "osteoporosis",
    "previous_fracture",
    "cancer",
    "immunosuppressed",
    "cardiac",
    "aaa",
)
"""Risk facts a real program answers with yes or no (V-28)."""

WORKED_OUT: Final = frozenset({WORSENING, MOOD_FLAG})
"""Signs that no question is behind. They ask for a contact and never hold or lock, so that a tier
which does has nothing to raise (decisions A8, rule C-19)."""

_PARAMETERS: Final = "safety_parameters"


def v12_goals_look_up(program: Program) -> Iterator[Problem]:
    """V-12: a goal is more than what the patient can do at the start (0 cannot, 10 as before)."""
    for number, goal in enumerate(program.goals):
        if goal.target_score <= goal.start_score:
            yield found(
                "V-12",
                ("goals", number, "target_score"),
                f"The goal ({goal.target_score}) is not above the start ({goal.start_score}).",
                "Scores go from 0, cannot, to 10, as before. Correct one of them.",
            )


def v17_goal_ids_unique(program: Program) -> Iterator[Problem]:
    """V-17: each goal has an id of its own."""
    for number, value in repeated([goal.id for goal in program.goals]):
        yield found(
            "V-17",
            ("goals", number, "id"),
            f'The id "{value}" is used twice.',
            "Give each goal an id of its own.",
        )


def v18_contraindications(program: Program) -> Iterator[Problem]:
    """V-18: an exercise against a risk fact needs a reason; not recorded counts as yes."""
    exercises = exercises_by_id(program)
    for placed in items(program):
        if placed.item.clash_accepted_reason is not None:
            continue
        for exercise_id in sorted(placed.exercise_ids() & exercises.keys()):
            for code in exercises[exercise_id].contraindications:
                answer: str = getattr(program.risk, code)
                if answer != "no":
                    yield found(
                        "V-18",
                        placed.path,
                        f'"{exercise_id}" is not for people with {code}, '
                        f'and risk.{code} is "{answer}".',
                        "Choose another exercise, or give clash_accepted_reason in the item.",
                    )


def v20_extra_flags(program: Program, flag_tiers: Mapping[str, str]) -> Iterator[Problem]:
    """V-20: the therapist can add warning signs or raise them, never remove or lower one."""
    for number, value in repeated([flag.id for flag in program.extra_flags]):
        yield found(
            "V-20",
            ("extra_flags", number, "id"),
            f'The id "{value}" is used twice.',
            "Give each warning sign an id of its own.",
        )
    for number, flag in enumerate(program.extra_flags):
        path: JsonPath = ("extra_flags", number)
        if flag.id in flag_tiers:
            yield found(
                "V-20",
                (*path, "id"),
                f'"{flag.id}" is already a warning sign of the program.',
                "Choose another id. To raise that sign, name it in replaces_tier_of.",
            )
        if flag.replaces_tier_of is not None:
            yield from _tier_only_raised(path, flag, flag_tiers.get(flag.replaces_tier_of))


def v20_known_baseline(program: Program, flag_tiers: Mapping[str, str]) -> Iterator[Problem]:
    """V-20: a long-standing sign is one of the warning signs that are asked."""
    own = {flag.id for flag in program.extra_flags}
    for number, known in enumerate(program.known_baseline):
        if known.flag_id not in own and known.flag_id not in flag_tiers:
            yield found(
                "V-20",
                ("known_baseline", number, "flag_id"),
                f'There is no warning sign "{known.flag_id}".',
                "Correct the id; the catalogue lists them.",
            )


def v21_parameter_order(plan: Plan) -> Iterator[Problem]:
    """V-21: the pain limits keep their order, so that each rule can still be reached (2.8)."""
    for name, order in out_of_order(plan.safety_parameters):
        yield found(
            "V-21",
            (_PARAMETERS, name),
            "The safety numbers are out of order.",
            f"This must hold: {order}.",
        )


def out_of_order(p: SafetyParameters) -> Iterator[tuple[str, str]]:
    """Each number that breaks the order of V-21, with what must hold."""
    orders = (
        ("pain_limit", p.green_max < p.pain_limit, "green_max < pain_limit"),
        ("limit_cap", p.pain_limit <= p.limit_cap, "pain_limit <= limit_cap"),
        ("hard_cap", p.limit_cap < p.hard_cap, "limit_cap < hard_cap"),
        ("exercise_hard", p.pain_limit < p.exercise_hard, "pain_limit < exercise_hard"),
        ("exercise_hard", p.exercise_hard <= p.hard_cap, "exercise_hard <= hard_cap"),
        ("pre_easy", p.pre_easy < p.pre_block, "pre_easy < pre_block"),
        ("pre_block", p.pre_block <= p.pre_block_cap, "pre_block <= pre_block_cap"),
        ("next_amber", p.next_amber < p.next_red, "next_amber < next_red"),
        (
            "relief_expected_min",
            p.relief_expected_min < p.relief_alarm_min,
            "relief_expected_min < relief_alarm_min",
        ),
        ("stop_sessions", _counts(p.stop_sessions), "1 <= first <= second <= 14"),
        ("red_mornings", _counts(p.red_mornings), "1 <= first <= second <= 14"),
    )
    yield from ((name, order) for name, holds, order in orders if not holds)


def v21_overrides_explained(plan: Plan) -> Iterator[Problem]:
    """V-21: every changed safety number has its reason, and every reason its changed number."""
    parameters = plan.safety_parameters
    standard = type(parameters)()
    names = set(type(parameters).model_fields) - {"comment"}
    changed = {name for name in names if getattr(parameters, name) != getattr(standard, name)}
    for name in sorted(changed - plan.override_reason.keys()):
        yield found(
            "V-21",
            (_PARAMETERS, name),
            f"{name} is {_shown(getattr(parameters, name))} instead of "
            f"{_shown(getattr(standard, name))}, and no reason is given.",
            f"Say why in override_reason.{name}, or take the change out.",
        )
    for name in sorted(plan.override_reason.keys() - changed):
        fault = "has its usual value" if name in names else "is not a safety number"
        yield found(
            "V-21",
            ("override_reason", name),
            f"A reason is given for {name}, but it {fault}.",
            "Take the reason out, or correct the name.",
        )


def v21_absolute_limit(program: Program) -> Iterator[Problem]:
    """V-21: with one fixed limit and usual pain of 4 or more, most sessions are stopped (2.8)."""
    highest = max(program.baseline_pain.values())
    if program.safety_parameters.pain_mode == "absolute" and highest >= ABSOLUTE_BASELINE:
        yield advised(
            "V-21",
            (_PARAMETERS, "pain_mode"),
            f"With a fixed pain limit and usual pain {highest:g}, most sessions would be stopped.",
            'Consider pain_mode "relative".',
        )


def v21_item_limits_below_cap(plan: Plan) -> Iterator[Problem]:
    """V-21: an item's own pain limit does not exceed the cap (decisions C1)."""
    cap = plan.safety_parameters.limit_cap
    for placed in items(plan):
        own = placed.item.pain_limit
        if own is not None and own > cap:
            yield found(
                "V-21",
                (*placed.path, "pain_limit"),
                f"The pain limit {own} is above limit_cap, {cap}.",
                f"Set it to {cap} or lower.",
            )


def v28_risk_recorded(program: Program) -> Iterator[Problem]:
    """V-28: in a real program the risk facts that decide escalation are answered."""
    if program.demo:
        return
    for name in RISKS_TO_RECORD:
        if getattr(program.risk, name) == "not_recorded":
            yield found(
                "V-28",
                ("risk", name),
                f"Whether the patient has the risk {name} is not recorded.",
                f'Ask, and set risk.{name} to "yes" or "no".',
            )


def v29_high_baseline(program: Program) -> Iterator[Problem]:
    """V-29: high usual pain needs a reason; from 7 on, every item its own limit (2.3)."""
    for site, score in program.baseline_pain.items():
        high = HIGH_LEG_BASELINE if site == "leg" else HIGH_BASELINE
        if score >= high and program.high_baseline_reason is None:
            yield found(
                "V-29",
                ("baseline_pain", site),
                f"Usual pain {score:g} is high, and no reason is given.",
                "Say in high_baseline_reason why exercise is right all the same.",
            )
    if max(program.baseline_pain.values()) < VERY_HIGH_BASELINE:
        return
    for placed in items(program):
        if placed.item.pain_limit is None:
            yield found(
                "V-29",
                placed.path,
                f"Usual pain is {VERY_HIGH_BASELINE} or more, "
                "so no pain limit can be worked out for this item.",
                "Set the item's pain_limit by hand.",
            )


def v29_sites_asked(program: Program) -> Iterator[Problem]:
    """V-29: what is recorded for a site belongs to a site where pain is asked."""
    for name, sites in (
        ("usual_morning", program.usual_morning),
        ("pain_sides", program.pain_sides),
    ):
        for site in sites:
            if site not in program.baseline_pain:
                yield found(
                    "V-29",
                    (name, site),
                    f'Pain is not asked for "{site}".',
                    f"Add {site} to baseline_pain, or take it out here.",
                )


def _tier_only_raised(path: JsonPath, flag: ExtraFlag, current: str | None) -> Iterator[Problem]:
    at: JsonPath = (*path, "replaces_tier_of")
    if current is None:
        yield found(
            "V-20",
            at,
            f'There is no warning sign "{flag.replaces_tier_of}".',
            "Correct the id; the catalogue lists them.",
        )
    elif Tier(current) is Tier.CRISIS:
        yield found(
            "V-20",
            at,
            "The questions about mood and safety keep their own way.",
            "Take replaces_tier_of out.",
        )
    elif flag.replaces_tier_of in WORKED_OUT:
        yield found(
            "V-20",
            at,
            f'"{flag.replaces_tier_of}" is worked out, not asked: it asks for a contact, '
            "and cannot hold or lock.",
            "Take replaces_tier_of out: your question is then asked every day.",
        )
    elif TIER_RANK[Tier(flag.tier)] < TIER_RANK[Tier(current)]:
        yield found(
            "V-20",
            (*path, "tier"),
            f'"{flag.replaces_tier_of}" is "{current}" and cannot be lowered to "{flag.tier}".',
            "A warning sign can be raised, never lowered.",
        )


def _counts(pair: tuple[int, int]) -> bool:
    return 1 <= pair[0] <= pair[1] <= MOST_SESSIONS_COUNTED


def _shown(value: object) -> str:
    return " of ".join(map(str, value)) if isinstance(value, tuple) else str(value)
