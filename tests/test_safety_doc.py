"""The document for clinicians says what the program does: its tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import pytest

from exercise_companion import catalogue
from exercise_companion.catalogue.library import library
from exercise_companion.core.combination import RULES
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.terms import RiskCode
from exercise_companion.core.vector_register import every_kind

if TYPE_CHECKING:
    from exercise_companion.core.flags import FlagItem, Topic
    from exercise_companion.core.vectors import Kind

ROOT = Path(__file__).parents[1]
DOC = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
KNOWN = catalogue.load()

HAZARDS: Final = tuple(f"H-{number:02}" for number in range(1, 29))

STRUCK: Final = frozenset({5, 6})
"""Rules of the first draft that decisions B struck."""

ASKING_AND_TELLING: Final = tuple(
    f"SI-{number:02}" for number in range(1, 22) if number not in STRUCK
)

RULE_FAMILIES: Final = (
    *(f"C-{number:02}" for number in range(1, 22) if number != 4),
    "PR-01a", "PR-01b", "PR-01c", "PR-02a", "PR-02b", "PR-02c", "PR-02d", "PR-02e",
    *(f"PR-{number:02}" for number in range(3, 10)),
    *(f"TR-{number}" for number in range(13)),
    *(f"NC-{number}" for number in range(1, 7)),
    *(f"FL-{number}" for number in range(1, 6)),
)  # fmt: skip
"""Every rule a clinician may ask about (clinical-spec 1.3, 2.3 to 2.7, decisions A7, A11)."""


def sign_row(item: FlagItem) -> str:
    """One warning sign as the document's table has it."""
    asked = item.question or "(worked out by the program)"
    contact = ", then ".join(role.replace("_", " ") for role in item.contact) or "nobody"
    return (
        f"| {item.id} | {asked} | {item.tier.value} | {item.action.value} | {contact}"
        f" | {item.cleared_by} |"
    )


def topic_row(topic: Topic) -> str:
    """One topic with its signs."""
    when, signs = topic.when.replace("_", " "), ", ".join(topic.items)
    return f"| {topic.id} | {topic.title} | {when} | {signs} |"


def parameter_row(name: str) -> str:
    """One number a therapist may set, with its default."""
    return f"| `{name}` | {getattr(Parameters(), name)} |"


@pytest.mark.parametrize("item", KNOWN.items, ids=lambda item: item.id)
def test_every_warning_sign_stands_there_as_it_is_asked(item: FlagItem) -> None:
    assert sign_row(item) in DOC


@pytest.mark.parametrize("topic", KNOWN.topics, ids=lambda topic: topic.id)
def test_every_topic_stands_there_with_its_signs(topic: Topic) -> None:
    assert topic_row(topic) in DOC


@pytest.mark.parametrize("name", Parameters.__slots__)
def test_every_number_stands_there_with_its_default(name: str) -> None:
    assert parameter_row(name) in DOC


@pytest.mark.parametrize("rule", [*RULE_FAMILIES, *ASKING_AND_TELLING, *HAZARDS])
def test_every_rule_and_hazard_has_a_line(rule: str) -> None:
    assert re.search(rf"^\|.*\b{re.escape(rule)}\b", DOC, re.MULTILINE)


@pytest.mark.parametrize(("name", "kind"), every_kind(KNOWN).items())
def test_every_kind_of_case_stands_there(name: str, kind: Kind) -> None:
    given = ", ".join(f"`{key}`" for key in sorted(kind.given_keys))
    expect = "; ".join(f"`{key}`: {one.in_words}" for key, one in kind.expect_keys.items())
    assert f"| `{name}` | {given} | {expect} |" in DOC


def test_every_follow_up_question_stands_there() -> None:
    for text in KNOWN.follow_ups:
        assert text.question in DOC


def test_the_combination_rules_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (C-\d\d) \|", DOC, re.MULTILINE)
    assert len(set(rows)) == len(RULES) + 1  # C-13 changes a tier: it stands beside them


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/.]+)`", DOC))))
def test_a_test_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("rule", [*RULE_FAMILIES, *ASKING_AND_TELLING, *HAZARDS])
def test_every_rule_can_be_found_in_the_code_and_in_a_test(rule: str) -> None:
    in_words = re.compile(rf"\b{re.escape(rule)}\b")
    in_a_name = re.compile(rf"_{re.escape(rule.replace('-', '').lower())}_")
    code = (ROOT / "exercise_companion").rglob("*.py")
    tests = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "tests" / "vectors").glob("*.jsonl")]
    assert any(in_words.search(path.read_text(encoding="utf-8")) for path in code)
    named = [path.read_text(encoding="utf-8") for path in tests if path != Path(__file__)]
    assert any(in_words.search(text) or in_a_name.search(text) for text in named)


def test_every_risk_fact_of_the_library_is_listed_with_its_exercises() -> None:
    table = DOC.split("## The exercise library\n")[1].split("\n## ")[0]
    told = dict(re.findall(r"^\| ([a-z_]+) \| (.+) \|$", table, re.MULTILINE))
    found = {
        code: [each.id for each in library().exercises if code in each.contraindications]
        for code in get_args(RiskCode)
    }
    assert {code: ids.split(", ") for code, ids in told.items()} == {
        code: ids for code, ids in found.items() if ids
    }
