"""What a patient reads, above all in an emergency, is plain (H-05, SI-18, clinical-spec 7.9)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from texts import PACKAGE, literals, page_templates, template_texts

from exercise_companion import catalogue
from exercise_companion.core import advice, emergency
from exercise_companion.core.calling import Reach
from exercise_companion.core.readability import grade
from exercise_companion.core.records import AlertRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from texts import Literal

HARDEST: Final = 7.0
"""Clinical-spec 7.9: fail above."""

WORDS_A_LINE: Final = 15
"""SI-18, on average."""

NAMES: Final = {
    "emergency department": "ward",
    "emergency number": "number",
    "emergency": "help",
    "exercise-companion": "type",
    "EXERCISE_COMPANION_DATA": "X",
    "therapist": "nurse",
}
"""Names that stand on a door or a keyboard: they are long, and cannot be said in other words."""

NOT_THE_PATIENTS: Final = re.compile(
    r"core/(checks\w*|clinicians|vector\w*|wording)\.py|tui/routes\.py"
)
"""What a therapist reads about a prescription, and lists of names and patterns."""

SPOKEN: Final = (
    *(
        path
        for package in ("core", "companion", "plain", "tui", "cli", "reports")
        for path in sorted((PACKAGE / package).rglob("*.py"))
        if not NOT_THE_PATIENTS.fullmatch(path.relative_to(PACKAGE).as_posix())
    ),
    PACKAGE / "errors.py",
    PACKAGE / "speech.py",
)
MORNING: Final = datetime(2026, 11, 23, 9, 14, tzinfo=ZoneInfo("Europe/London"))


def in_short_names(text: str) -> str:
    for name, short in NAMES.items():
        text = text.replace(name, short)
    return text


def is_a_sentence(text: str) -> bool:
    """Whether it is said to someone: no list of names, no SQL, no shell."""
    words = max(len(re.findall(r"[A-Za-z']+", line)) for line in text.split("\n"))
    said = words >= 4 and re.search(r"[.?!:]|^[A-Z]", text)
    return bool(said) and not re.search(r"\b(SELECT|INSERT|CREATE|Add-Type)\b|\n {2}", text)


def hard_to_read(source: str) -> list[tuple[int, float, str]]:
    """Every sentence of a source file above the grade, with its line."""
    return hard_among(literals(source))


def hard_among(texts: Iterable[Literal]) -> list[tuple[int, float, str]]:
    """Every sentence among some texts above the grade, with its line."""
    found = [
        (line, round(grade(in_short_names(text)), 1), text)
        for line, text in texts
        if is_a_sentence(text)
    ]
    return [sentence for sentence in found if sentence[1] > HARDEST]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_sentence_of_the_program_is_plain(path: Path) -> None:
    assert hard_to_read(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", page_templates(), ids=lambda path: path.name)
def test_every_sentence_of_a_printed_page_is_plain(path: Path) -> None:
    assert hard_among(template_texts(path)) == []


def test_a_hard_sentence_is_found() -> None:
    hard = "Immediate deterioration necessitates contacting the responsible practitioner."
    assert [line for line, *_ in hard_to_read(f"A = 1\nTEXT = '{hard}'\n")] == [2]


# --- whole screens --------------------------------------------------------------------------------


def told(item_id: str, region: str) -> advice.Advice:
    """The advice for one sign, of a program that names nobody to call."""
    known = catalogue.load()
    item = known.item(item_id)
    return advice.advise(
        (AlertRecord(item.id, (item.id,), item.tier, item.action),),
        items={each.id: each for each in known.items},
        reach=Reach(None, catalogue.region(region), MORNING),
        risk=None,
        share_label=False,
        diagnosis_label="",
        since="this morning",
    )


def lines_of(shown: advice.Advice) -> tuple[str, ...]:
    first = (shown.title, *shown.do_now, shown.number_label, *shown.avoid, *shown.closing)
    return tuple(line for line in (*first, shown.say) if line)


def mean_words(lines: tuple[str, ...]) -> float:
    return sum(len(line.split()) for line in lines) / len(lines)


@pytest.mark.parametrize("region", ["GB", "US", ""])
@pytest.mark.parametrize("item_id", [item.id for item in catalogue.red_flags()])
def test_every_advice_is_plain(item_id: str, region: str) -> None:
    lines = lines_of(told(item_id, region))
    assert grade("\n".join(lines)) <= HARDEST
    assert mean_words(lines) <= WORDS_A_LINE


def test_emergency_words_do_not_say_should() -> None:
    """SI-18: an order, not an opinion."""
    calls = [item for item in catalogue.red_flags() if item.tier.is_emergency]
    lines = [line for item in calls for line in lines_of(told(item.id, "GB"))]
    lines += [*emergency.card("999"), *advice.cannot_call_lines(catalogue.region("GB"))]
    assert len(lines) > 100
    assert [line for line in lines if re.search(r"\bshould\b", line)] == []


@pytest.mark.parametrize("number", ["999", None])
def test_the_emergency_card_is_plain(number: str | None) -> None:
    lines = emergency.card(number)
    assert grade("\n".join(lines)) <= HARDEST
    assert mean_words(lines) <= WORDS_A_LINE


def test_the_crisis_screens_are_plain() -> None:
    said = advice.crisis_advice(catalogue.region("GB"), None)
    first = (*said.opening, said.question, said.closing)
    for lines in (first, (*said.if_not_no, said.closing), (*said.if_no, said.say, said.closing)):
        assert grade("\n".join(lines)) <= HARDEST


def test_what_to_do_when_one_cannot_call_is_plain() -> None:
    for code in ("GB", "US", ""):
        lines = advice.cannot_call_lines(catalogue.region(code))
        assert grade("\n".join(lines)) <= HARDEST
