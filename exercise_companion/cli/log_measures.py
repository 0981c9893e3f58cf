"""`log walk`, `log activities`, `log medicine`: what is measured away from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.entry import diary_at
from exercise_companion.cli.leg_words import TellsOfLeg
from exercise_companion.cli.options import with_place
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


WALK_WORDS: Final = ("walk", "treadmill", "bike", "other")
STOP_WORDS: Final = ("legs", "back", "breath", "tired", "done", "other")
SUPPORT_WORDS: Final = ("none", "stick", "poles", "walker", "trolley")
SYMPTOM_WORDS: Final = ("pain", "heavy", "numb", "tingle", "weak")
SIDE_WORDS: Final = ("left", "right", "both")
RELIEF_WORDS: Final = ("sat", "bent", "lay", "stood", "nothing")


@click.command(cls=TellsOfLeg)
@click.option("--mode", type=click.Choice(WALK_WORDS), help="Default: walk.")
@click.option("--minutes", "total", help="Minutes in all.")
@click.option("--first-symptom", help="Minutes until the legs bothered you. Default: they did not.")
@click.option("--bouts", type=int, help="Parts, with rests between them. Default: 1.")
@click.option("--leg-pain", type=int, help="Worst leg pain, 0 to 10.")
@click.option("--stopped", type=click.Choice(STOP_WORDS), help="Why it ended. Default: done.")
@click.option("--support", type=click.Choice(SUPPORT_WORDS), help="What you held on to.")
@click.option("--symptom", type=click.Choice(SYMPTOM_WORDS), help="What the legs felt most.")
@click.option("--side", type=click.Choice(SIDE_WORDS), help="Which leg.")
@click.option("--relief", type=click.Choice(RELIEF_WORDS), help="What eased it.")
@click.option("--eased-after", help="Minutes of rest until it eased.")
@click.option("--still-there", is_flag=True, help="It has not eased yet.")
@click.option("--calf/--not-calf", default=None, help="Whether it was in the calf.")
@click.option("--gave-way", is_flag=True, help="A leg gave way.")
@click.option("--metres", help="How far, in metres.")
@with_place
def walk(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    mode: str | None,
    total: str | None,
    first_symptom: str | None,
    bouts: int | None,
    leg_pain: int | None,
    stopped: str | None,
    support: str | None,
    symptom: str | None,
    side: str | None,
    relief: str | None,
    eased_after: str | None,
    still_there: bool,
    calf: bool | None,
    gave_way: bool,
    metres: str | None,
) -> None:
    """A walk or ride outside a session.

    Example: exercise-companion log walk --minutes 12 --stopped legs
    """
    from exercise_companion.core.leg_told import LegTold  # noqa: PLC0415 - on demand
    from exercise_companion.core.records import WalkRecord  # noqa: PLC0415 - on demand
    from exercise_companion.plain import diary  # noqa: PLC0415 - on demand

    words = (mode, total, first_symptom, bouts, leg_pain, stopped, support, symptom, side, relief)
    given = (*words, eased_after, calf, metres)
    with diary_at(place) as (companion, questions):
        if all(one is None for one in given) and not (still_there or gave_way):
            companion.log_walk(questions.walk())
            return
        with companion.leg_first((LegTold(),) if gave_way else ()):
            companion.log_walk(
                WalkRecord(
                    mode=diary.MODES[mode or "walk"],
                    minutes_total=_number("--minutes", total or ""),
                    minutes_to_first_symptom=_number_or_none("--first-symptom", first_symptom),
                    bouts=1 if bouts is None else bouts,
                    leg_pain_max=leg_pain,
                    stop_reason=diary.STOPS[stopped or "done"],
                    support=diary.SUPPORTS[support] if support else None,
                    symptom=diary.SYMPTOMS[symptom] if symptom else None,
                    side=diary.SIDES[side] if side else None,
                    relief_action=diary.RELIEFS[relief] if relief else None,
                    minutes_to_relief=_number_or_none("--eased-after", eased_after),
                    still_there=still_there,
                    in_calf=calf,
                    gave_way=gave_way,
                    distance_metres=_number_or_none("--metres", metres),
                )
            )


def _number_or_none(option: str, text: str | None) -> float | None:
    return None if text is None else _number(option, text)


def _number(option: str, text: str) -> float:
    from exercise_companion.core import walk_typed  # noqa: PLC0415 - on demand

    found = walk_typed.number(text)
    if found is None:
        unit = "metres" if option == "--metres" else "minutes"
        what_happened = f"{option} needs a number of {unit}."
        raise UsageFault(what_happened, "Give it like 12 or 12.5.")
    return found


@click.command()
@click.argument("scores", nargs=-1)
@with_place
def activities(place: Place, scores: tuple[str, ...]) -> None:
    """How well the activities of your goals go now: 0 cannot, 10 as before.

    Example: exercise-companion log activities walk=5
    """
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, questions):
        given = typed.activity_scores(scores) if scores else questions.activities()
        companion.log_activities(given)


@click.command()
@click.option("--days", type=int, help="Days of the last 14 with medicine for bad pain.")
@click.option("--strong", type=int, help="Those of them with a strong medicine.")
@with_place
def medicine(place: Place, *, days: int | None, strong: int | None) -> None:
    """On how many of the last 14 days you took medicine for bad pain.

    Example: exercise-companion log medicine --days 3
    """
    from exercise_companion.core.records import MedicineRecord  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, questions):
        if days is None and strong is None:
            companion.log_medicine(questions.medicine())
            return
        if days is None:
            what_happened = "The days in all are missing."
            raise UsageFault(what_happened, "Give --days.")
        companion.log_medicine(MedicineRecord(days, strong))
