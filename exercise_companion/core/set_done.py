"""A set as it is recorded: done, or cut short by a skip or by a change to the easier version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core.records import ItemEndRecord, SetRecord, VariantRecord
from exercise_companion.core.session import may_be_eased, work

if TYPE_CHECKING:
    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.records import CountedBy, SessionEvent, SkipReason
    from exercise_companion.core.session import Session, SessionItem
    from exercise_companion.core.terms import VariantKind


@dataclass(frozen=True, slots=True)
class SetDone:
    """What the patient did; None means as much as the target asks."""

    reps: int | None = None
    seconds: int | None = None
    load_kg: float | None = None
    metres: int | None = None
    simulated: bool = False
    counted_by: CountedBy = "patient"
    left_reps: int | None = None
    """Where the sides alternate; None: as many as `reps` says of both."""
    right_reps: int | None = None

    def sides(self, target: SetTarget) -> tuple[int, int] | None:
        """How many on the left and on the right; None where the sides do not alternate (H-13)."""
        both = target.reps if self.reps is None else self.reps
        if target.side != "alternate" or both is None:
            return None
        left = both if self.left_reps is None else self.left_reps
        return left, both if self.right_reps is None else self.right_reps


def record_set(session: Session, entry: SessionItem, did: SetDone) -> SetRecord:
    """The next set of an exercise as done, its target beside it."""
    progress = work(session, entry)
    return set_record(entry, progress.variant, progress.remaining[0], did)


def set_record(
    entry: SessionItem, variant: VariantKind, target: SetTarget, did: SetDone
) -> SetRecord:
    """A set of an exercise as done, its target beside it.

    Where the sides alternate, each has its own count; as many as both have are done on each side.
    """
    sides = did.sides(target)
    reps = target.reps if did.reps is None else did.reps
    return SetRecord(
        item_id=entry.item.id,
        exercise_id=entry.exercise_id(variant),
        variant=variant,
        set_number=target.set_number,
        side=target.side,
        target_reps=target.reps,
        done_reps=reps if sides is None else min(sides),
        target_seconds=target.seconds,
        done_seconds=target.seconds if did.seconds is None else did.seconds,
        target_load_kg=target.load_kg,
        done_load_kg=target.load_kg if did.load_kg is None else did.load_kg,
        target_metres=target.metres,
        done_metres=target.metres if did.metres is None else did.metres,
        simulated=did.simulated,
        counted_by=did.counted_by,
        done_left_reps=None if sides is None else sides[0],
        done_right_reps=None if sides is None else sides[1],
    )


# --- cut short ----------------------------------------------------------------------------------


def left_out(
    session: Session, entry: SessionItem, reason: SkipReason, cut: SetDone | None
) -> tuple[SessionEvent, ...]:
    """An exercise that is left out, or what is left of it.

    Args:
        session: the session in progress.
        entry: its current exercise.
        reason: why.
        cut: what was done of the set that ran: it stays on record (H-17); None where none ran.

    """
    counted = _counted(session, entry, cut)
    begun = bool(counted) or work(session, entry).any_set_done
    return (*counted, ItemEndRecord(entry.item.id, "partly" if begun else "skipped", reason))


def eased(
    session: Session, entry: SessionItem, rule: str, cut: SetDone | None
) -> tuple[SessionEvent, ...]:
    """The easier version from here on; nothing where the therapist wrote none, or none is left.

    A set that ran counts as far as it came, as one of those the therapist wrote: begun anew in
    the easier version it would be more than that (H-17, rule PR-02c). After the last set no
    easier one is left, and the exercise is over with what was done.

    Args:
        session: the session in progress.
        entry: its current exercise.
        rule: "chosen", or the rule that asked for it.
        cut: what was done of the set that ran; None where none ran.

    """
    if not may_be_eased(entry, work(session, entry)):
        return ()
    counted = _counted(session, entry, cut)
    after = work(session.with_events(*counted), entry)
    if may_be_eased(entry, after):
        return (*counted, VariantRecord(entry.item.id, "easier", rule))
    return counted if after.is_finished else ()


def _counted(session: Session, entry: SessionItem, cut: SetDone | None) -> tuple[SessionEvent, ...]:
    return () if cut is None else (record_set(session, entry, cut),)
