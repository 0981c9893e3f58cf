"""The questions about the patient: who it is, what hurts, what speaks against an exercise."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core import typed
from exercise_companion.core.checks_safety import HIGH_BASELINE, HIGH_LEG_BASELINE
from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.draft_items import VERSIONS, without_item
from exercise_companion.core.draft_question import (
    Question,
    Setting,
    is_missing,
    is_open,
    text_question,
)
from exercise_companion.core.identity import birth_fault
from exercise_companion.core.phone_numbers import holds_phone
from exercise_companion.core.terms import LastDayCode, RiskCode
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.problem import JsonPath

_Fact = RiskCode | LastDayCode

RISKS: Final[dict[RiskCode, str]] = {
    "anticoagulant": "blood thinner",
    "steroid": "long-term steroids",
    "osteoporosis": "osteoporosis",
    "previous_fracture": "earlier fragility fracture",
    "cancer": "cancer, now or before",
    "immunosuppressed": "weak immune system",
    "diabetes": "diabetes",
    "iv_drug_use": "injected drugs",
    "aaa": "aortic aneurysm",
    "cardiac": "heart disease",
    "falls": "falls",
    "depression": "depression",
    "hip_replacement": "hip replacement",
}
"""Each risk fact of the format in a few words."""

LAST_DAYS: Final[dict[LastDayCode, str]] = {
    "spinal_injection_date": "spinal injection",
    "spinal_surgery_date": "surgery on the back",
}
"""Those that are recorded by the day of the last one, or "no"."""

NONE: Final = "none"
_NO: Final = frozenset({"no", NONE})
LEAVE_OUT: Final = "leave out"

assert set(RISKS) == set(get_args(RiskCode))  # noqa: S101 - one list of risk facts
assert set(LAST_DAYS) == set(get_args(LastDayCode))  # noqa: S101 - one list of these, too


def about_the_patient(draft: Draft, setting: Setting) -> Iterator[Question]:
    """Name, birth date, what for, usual pain, risk facts, an operation."""
    name: JsonPath = ("patient", "display_name")
    if is_open(draft, setting, name):
        yield Question(name, "The patient's name?", _NAME_EXAMPLE, _with_name)
    born: JsonPath = ("patient", "birth_date")
    if is_open(draft, setting, born):
        yield Question(born, "Born on?", _BORN_EXAMPLE, _with_birth_date(setting.today))
    asks = "What for, in your words?"
    yield from text_question(draft, setting, ("diagnosis_label",), asks, "such as: spinal stenosis")
    yield from _usual_pain(draft, setting)
    yield from _risk_facts(draft, setting)
    operation: JsonPath = ("post_op",)
    is_wrong = setting.refuses((*operation, "procedure"), (*operation, "date"))
    if is_missing(draft, operation) or is_wrong:
        yield Question(
            ("post_op",),
            "Does the plan follow an operation?",
            f"what and when: Decompression L4/5, {setting.today - timedelta(days=9)}; Enter: no",
            _with_operation(setting.today),
            may_stay_open=True,
        )
    yield from _last_days(draft, setting)


def _usual_pain(draft: Draft, setting: Setting) -> Iterator[Question]:
    pain: JsonPath = ("baseline_pain",)
    sides: JsonPath = ("pain_sides",)
    if is_missing(draft, pain) or setting.refuses(pain, sides):
        yield Question(
            pain,
            "Usual pain at rest, 0 to 10, and where?",
            "back 4, leg 3 left (back, leg, neck, shoulder, hip, knee, other)",
            _with_pains,
            also=(sides,),
        )
    reason: JsonPath = ("high_baseline_reason",)
    if _is_high(draft) or setting.refuses(reason):
        asks = "That is high. Why is exercise right all the same?"
        yield from text_question(draft, setting, reason, asks, "one sentence")


def _risk_facts(draft: Draft, setting: Setting) -> Iterator[Question]:
    """All at once; of what has a date, only whether there was one."""
    words = RISKS | LAST_DAYS
    missing = [name for name in words if is_open(draft, setting, ("risk", name))]
    if not RISKS.keys().isdisjoint(missing):
        listed = " · ".join(words[name] for name in missing)
        asks = "Which of these are so? The others are recorded as no."
        expects = f"the first letters are enough, with commas, or {NONE}: {listed}"
        yield Question(("risk",), asks, expects, _with_risks(missing))


def _last_days(draft: Draft, setting: Setting) -> Iterator[Question]:
    """When the last one was, of those that the risk facts named.

    An operation that the plan follows may be another than one on the back: it answers nothing.
    """
    if any(is_missing(draft, ("risk", code)) for code in RISKS):
        return  # one answer to all of them may settle it
    for name, words in LAST_DAYS.items():
        path: JsonPath = ("risk", name)
        if is_open(draft, setting, path):
            yield Question(
                path,
                f"When was the last {words}?",
                "its date, or no; Enter: not known, which counts as just now",
                _with_last_day(path),
                may_stay_open=True,
            )


def _with_last_day(path: JsonPath) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        return with_value(draft, path, "no" if _is_no(line) else typed.a_day(line))

    return answered


def _is_no(line: str) -> bool:
    return typed.plain(line).casefold() in _NO


def _with_name(draft: Draft, line: str) -> Draft:
    text = typed.plain(line)
    if holds_phone(text):
        raise NotUnderstoodError(what=f'"{text}" looks like a telephone number, not a name.')
    return with_value(draft, ("patient", "display_name"), text)


_NAME_EXAMPLE: Final = "as the patient types it to open the program"
_BORN_EXAMPLE: Final = "a date: 1957-03-04, or 4 March 1957"


def _with_birth_date(today: date) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        born = typed.a_day(line)
        if fault := birth_fault(date.fromisoformat(born), today):
            raise NotUnderstoodError(what=fault)
        return with_value(draft, ("patient", "birth_date"), born)

    return answered


def _with_pains(draft: Draft, line: str) -> Draft:
    scores, sides = typed.pains(line)
    written = with_value(draft, ("baseline_pain",), scores)
    old = value_at(draft, ("pain_sides",))
    kept = {site: old[site] for site in scores if site in old} if isinstance(old, dict) else {}
    return with_value(written, ("pain_sides",), kept | sides or None)


def _is_high(draft: Draft) -> bool:
    scores = value_at(draft, ("baseline_pain",))
    pairs = scores.items() if isinstance(scores, dict) else ()
    return any(
        isinstance(score, int | float)
        and score >= (HIGH_LEG_BASELINE if site == "leg" else HIGH_BASELINE)
        for site, score in pairs
    )


def _with_risks(asked: list[_Fact]) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        words = [] if _is_no(line) else [part.casefold() for part in typed.parts_of(line)]
        named = {_risk(word, asked) for word in words}
        old = value_at(draft, ("risk",))
        facts: JsonObject = {
            name: "yes" if name in named else "no"
            for name in asked
            if name in RISKS or name not in named  # the day of the last one is asked for itself
        }
        return with_value(draft, ("risk",), (old if isinstance(old, dict) else {}) | facts)

    return answered


def _risk(word: str, asked: list[_Fact]) -> _Fact:
    """The one risk fact whose code or words begin as typed.

    Raises:
        NotUnderstoodError: none does, or several do.

    """
    start, words = word.replace(" ", "_"), RISKS | LAST_DAYS
    found = [name for name in asked if name.startswith(start) or words[name].startswith(word)]
    exact = [name for name in found if start == name or word == words[name]]
    if len(exact or found) != 1:
        fault = "is none of them" if not found else "could be several"
        raise NotUnderstoodError(what=f'"{word}" {fault}.')
    return (exact or found)[0]


def _with_operation(today: date) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        if _is_no(line):
            return with_value(draft, ("post_op",), None)
        procedure, day = typed.dated(line, today)
        operation: JsonObject = {"active": True, "procedure": procedure, "date": day}
        old = value_at(draft, ("post_op",))
        return with_value(draft, ("post_op",), (old if isinstance(old, dict) else {}) | operation)

    return answered


def about_clashes(draft: Draft, known: Mapping[str, tuple[RiskCode, ...]]) -> Iterator[Question]:
    """Exercises that a risk fact speaks against (V-18): a reason of the therapist's, or out.

    Args:
        draft: with its risk facts; nothing is asked before they are recorded.
        known: what speaks against each exercise of the library, by id.

    """
    for code in RISKS:
        if value_at(draft, ("risk", code)) not in ("yes", "not_recorded"):
            continue
        places = list(_clashing(draft, code, known))
        if not places:
            continue
        names = ", ".join(
            dict.fromkeys(
                str(value_at(draft, ("phases", phase, "items", index, "exercise")))
                for phase, index in places
            )
        )
        asks = f"{names}: marked against {RISKS[code]}. Why are they right all the same?"
        expects = f'your reason in one sentence, or "{LEAVE_OUT}"'
        path = _reason_path(*places[0])
        yield Question(path, asks, expects, _with_reason(places))


def _clashing(
    draft: Draft, code: RiskCode, known: Mapping[str, tuple[RiskCode, ...]]
) -> Iterator[tuple[int, int]]:
    """Phase and number of the items that the risk fact speaks against, without a reason yet."""
    held = {str(each.get("id")): each for each in entries_at(draft, ("exercises",))}
    for phase in range(len(entries_at(draft, ("phases",)))):
        for index, item in enumerate(entries_at(draft, ("phases", phase, "items"))):
            ways = (item, *(item.get(version) for version in VERSIONS))
            named = {str(way.get("exercise")) for way in ways if isinstance(way, dict)}
            against = [
                held[name].get("contraindications", []) if name in held else known.get(name, ())
                for name in named
            ]
            if item.get("clash_accepted_reason") is None and any(
                code in one for one in against if isinstance(one, list | tuple)
            ):
                yield phase, index


def _with_reason(places: list[tuple[int, int]]) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        reason = typed.plain(line)
        for phase, index in reversed(places):
            if reason.casefold() == LEAVE_OUT:
                draft = without_item(draft, phase, index)
            else:
                draft = with_value(draft, _reason_path(phase, index), reason)
        return draft

    return answered


def _reason_path(phase: int, index: int) -> JsonPath:
    return ("phases", phase, "items", index, "clash_accepted_reason")
