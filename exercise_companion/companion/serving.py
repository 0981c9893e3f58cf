"""Loading a prescription: checked, shown, matched to the patient, installed as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from exercise_companion import catalogue, programs
from exercise_companion.companion import dating, exercising, trusting, waiting
from exercise_companion.core.calling import emergency_words
from exercise_companion.core.changes import changes
from exercise_companion.core.day_words import day_words
from exercise_companion.core.identity import is_same_person, name_key, read_birth_date
from exercise_companion.core.schedule import standing
from exercise_companion.core.views import LoadView
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.store.kept import Clearance, TrustedKey

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import StoreKind
    from exercise_companion.programs import Loaded
    from exercise_companion.store import Store
    from exercise_companion.store.kept import BoundPatient, StoredProgram


@dataclass(frozen=True, slots=True)
class Offered:
    """A program file that was read and found whole."""

    loaded: Loaded
    view: LoadView
    named_key: str | None
    """The code of a key that is accepted on purpose, as typed."""


def read_offer(path: Path, clock: Clock, context: Context | None, named_key: str | None) -> Offered:
    """Read and check a program file, and say what it is and what it changes.

    Args:
        path: the file.
        clock: tells the day.
        context: the patient's; None before the first program.
        named_key: the code of a key that is accepted on purpose, as typed.

    Raises:
        ProgramProblems: the file is not a valid prescription; everything wrong is named.
        Refused: it is valid but cannot be installed here now.

    """
    loaded = programs.read_file(
        path, anchor=clock.when().local_day, tables=programs.default_tables()
    )
    trusting.refuse_wrong(loaded, str(path))
    current = context.program if context else None
    if context is not None:
        _refuse_what_does_not_fit(context, loaded)
    _refuse_expired(loaded.program, clock)
    store = context.store if context else None
    trust = trusting.weigh(store, loaded, named_key)
    ends = _what_it_ends(context, loaded.program) if context else ()
    is_known = store is not None and _kept_before(store, loaded) is not None
    view = replace(_view(loaded.program, current, ends), signature=trust.lines, is_known=is_known)
    return Offered(loaded, view, named_key)


def _what_it_ends(context: Context, program: Program) -> tuple[str, ...]:
    """What the clearances of this version do here; one that fits nothing is said."""
    is_open = {one.event_id for one in context.store.open_alerts()}
    known = {past.alert.event_id for past in context.store.alerts(date.min, context.day)}
    lines = []
    for clearance in program.clearances:
        if clearance.event_id in is_open:
            lines.append(f"{clearance.cleared_by} ends the lock or hold {clearance.event_id}.")
        elif clearance.event_id not in known:
            lines.append(
                f"It ends {clearance.event_id}, which is not on record here."
                " Please tell your therapist."
            )
    return tuple(lines)


def _view(program: Program, current: Program | None, ends: tuple[str, ...]) -> LoadView:
    region = catalogue.region(program.region)
    prescriber = program.prescriber
    return LoadView(
        title=program.title,
        prescriber=f"{prescriber.name}, {prescriber.profession}, {prescriber.clinic}",
        version=program.version,
        valid=f"{day_words(program.valid_from)} to {day_words(program.valid_until)}",
        demo=program.demo,
        is_first=current is None,
        changes=(*ends, *(changes(current, program) if current else ())),
        note=program.version_note,
        emergency_number=emergency_words(program.contacts, region),
        region_name=region.name,
    )


def store_kind(program: Program, clock: Clock) -> StoreKind:
    """What a new store for this program is, for good (decisions D6, D8)."""
    if program.demo:
        return "demo"
    return "test" if clock.is_shifted else "real"


def _refuse_what_does_not_fit(context: Context, loaded: Loaded) -> None:
    """Another kind, another person, an older version, or a session in progress."""
    program, store = loaded.program, context.store
    if program.demo != (store.kind == "demo"):
        _refuse_demo(program)
    if exercising.open_session(context) is not None:
        context.own_session()  # refused while another window runs it (decisions E5)
    bound = store.patient()
    if bound is not None and not _is_bound_patient(bound, program):
        raise other_person()
    stored = store.current_program()
    if stored is not None and not _brings_first_key(store, loaded):
        _refuse_older(stored, program, loaded.sha256)


def _brings_first_key(store: Store, loaded: Loaded) -> bool:
    """Whether it is the plan that is installed, and now signed, where no key is known yet."""
    is_same = _kept_before(store, loaded) is not None
    return is_same and store.trusted_key() is None and trusting.is_signed(loaded)


def _is_bound_patient(bound: BoundPatient, program: Program) -> bool:
    """V-08: same id and same birth date: ids of small clinics collide. A name may change."""
    same_id = name_key(bound.patient_id) == name_key(program.patient.patient_id)
    return same_id and bound.birth_date == program.patient.birth_date


def _refuse_demo(program: Program) -> None:
    """Rule V-22: a demonstration never meets a real patient's data."""
    if program.demo:
        what_happened = "This is an example plan. It cannot be used for a real patient."
        raise Refused(what_happened, "Ask your therapist for your own plan.")
    what_happened = "This data folder is for a demo."
    raise Refused(what_happened, "Use another data folder (--data) for your own plan.")


def _refuse_older(stored: StoredProgram, program: Program, sha256: str) -> None:
    """Rule V-23: same lineage, and the version rises (H-02, decisions D5)."""
    if stored.sha256 == sha256:
        what_happened = "This plan is already installed."
        raise Refused(what_happened, "Nothing needs to be done.")
    if stored.program_id != program.program_id:
        named = program.supersedes
        if named is not None and named.program_id == stored.program_id:
            return
        what_happened = "This is a different plan from the one installed, and does not replace it."
        raise Refused(what_happened, "Nothing was changed. Please ask your therapist (code V-23).")
    if program.version <= stored.version:
        what_happened = f"This is version {program.version}; version {stored.version} is installed."
        what_to_do = "Nothing was changed. Please ask your therapist for the newest (code V-23)."
        raise Refused(what_happened, what_to_do)


def _refuse_expired(program: Program, clock: Clock) -> None:
    if standing(program, clock.local(), ()) == "expired":
        what_happened = f"This plan ended on {day_words(program.valid_until)}."
        raise Refused(
            what_happened, "Nothing was changed. Please ask your therapist for a new one."
        )


def other_person() -> Refused:
    """The refusal of a plan that is not this person's (H-01)."""
    return Refused(
        "This plan was written for one person, like a medicine. It is not yours.",
        "Please use only your own. Nothing was changed.",
    )


def confirm_identity(program: Program, name: str, born: str) -> None:
    """Compare what the patient typed with whom the plan is for (H-01, decisions D4).

    Raises:
        UsageFault: the birth date cannot be read.
        Refused: name or date are not the patient's; it is not said which.

    """
    born_on = read_birth_date(born, month_first=program.locale == "en-US")
    if born_on is None:
        what_happened = "That birth date cannot be read."
        raise UsageFault(what_happened, "Type it like 14 March 1958 or 1958-03-14.")
    if not is_same_person(program.patient, name, born_on):
        what_happened = "The name or birth date is not the one this plan was written for."
        what_to_do = (
            "Check the spelling and try again. This plan was written for one person, like a "
            "medicine: please use only your own."
        )
        raise Refused(what_happened, what_to_do)


def install(context: Context, offered: Offered, clock: Clock) -> None:
    """Bind the patient and keep the program with its clearances, all or nothing.

    Of the plan that is installed already only the key is new: it changes nothing else.
    """
    loaded, store = offered.loaded, context.store
    with store.transaction():
        _refuse_what_does_not_fit(context, loaded)
        trust = trusting.weigh(store, loaded, offered.named_key)
        row = _kept_before(store, loaded)
        kept = _keep_version(context, loaded, clock) if row is None else row
        if trust.key is not None:
            key = TrustedKey(trust.key.key_id, trust.key.hexadecimal, trust.reason)
            store.trust_key(kept, key)
        context.refresh()
        if row is None:
            waiting.weigh_anew(context)
            dating.settle(context)


def _keep_version(context: Context, loaded: Loaded, clock: Clock) -> int:
    """Keep a new version; it ends the memory of a clock that once ran ahead, too (decisions D9)."""
    program, patient, store = loaded.program, loaded.program.patient, context.store
    store.bind_patient(patient.patient_id, patient.display_name, patient.birth_date)
    row = store.install_program(
        program_id=program.program_id,
        version=program.version,
        sha256=loaded.sha256,
        document=loaded.document,
        anchor_day=clock.when().local_day,
        demo=program.demo,
    )
    _apply_clearances(store, program)
    store.reset_latest_seen()
    return row


def _kept_before(store: Store, loaded: Loaded) -> int | None:
    """The row of the plan where it is the one installed, and only its signature is new."""
    stored = store.current_program()
    return stored.id if stored is not None and stored.sha256 == loaded.sha256 else None


def _apply_clearances(store: Store, program: Program) -> None:
    """A new version may carry the therapist's clearances (clinical-spec 7.5)."""
    for clearance in program.clearances:
        store.clear_by_program(
            clearance.event_id,
            Clearance(
                "program",
                clearance.cleared_by,
                clearance.role,
                clearance.date,
                licence_no=clearance.licence_no,
                note=clearance.note,
                conditions=", ".join(clearance.skip_items),
            ),
        )
