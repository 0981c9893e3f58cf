"""Two validators that share no code with ours or each other: of one mind with the model.

Each part of the format is changed in every field, in every way a hand can slip: what the model
refuses both refuse, and what it takes both take. What JSON Schema cannot say is listed with why.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jsonschema_rs
import pytest
from builders import TODAY, make_program, make_template
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from exercise_companion.clinic.schema import schema_text
from exercise_companion.core.program import Program, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builders import Tree

    from exercise_companion.canonical import JsonValue

FOLDER: Final = Path(__file__).parents[2] / "programs"
SHIPPED: Final = sorted(
    path for path in FOLDER.rglob("*.json") if not path.name.endswith(".schema.json")
)

SLIPS: Final[dict[str, JsonValue]] = {
    "null": None,
    "true": True,
    "nought": 0,
    "minus one": -1,
    "one": 1,
    "two": 2,
    "seven": 7,
    "two and a half": 2.5,
    "a thousand million": 10**9,
    "a whole number with a point": 2.0,
    "an empty text": "",
    "a blank": " ",
    "a blank of another kind": "\u00a0",
    "a sign": "!",
    "a word nobody knows": "nonsense",
    "capitals": "RIGHT",
    "digits of another script": "\uff12",
    "5,000 letters": "x" * 5000,
    "a line break at the end": "GB\n",
    "a day that is not in the calendar": "2026-02-30",
    "the day first": "22.11.2026",
    "25 o'clock": "25:00",
    "days from loading": "+5d",
    "an empty list": [],
    "a list of nothing": [None],
    "a range": [1, 2],
    "200 texts": ["x"] * 200,
    "an empty object": {},
    "an object of something else": {"x": 1},
    "a name with a blank": {"a b": "x"},
}

BEYOND: Final[dict[str, str]] = {
    "a whole number with a point": "JSON Schema knows one kind of number: 2.0 is an integer",
    "a day that is not in the calendar": "a pattern cannot count the days of a month",
    "a line break at the end": "some validators let `$` stand before a last line break; V-16 "
    "refuses the character before the model is asked",
}
"""Where a validator may take what the model refuses, with the reason."""


# --- the validators -------------------------------------------------------------------------------


def of_part(name: str) -> Tree:
    """The schema of one part of the format."""
    schema = json.loads(schema_text())
    return {"$schema": schema["$schema"], "$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}


class Both:
    """Two independent validators of one schema."""

    def __init__(self, schema: Tree) -> None:
        self._one = Draft202012Validator(schema)
        self._other = jsonschema_rs.Draft202012Validator(schema)

    def verdicts(self, tree: JsonValue) -> tuple[bool, bool]:
        return self._one.is_valid(tree), self._other.is_valid(tree)


@pytest.fixture(scope="module")
def whole() -> Both:
    return Both(json.loads(schema_text()))


def model_takes(model: type[BaseModel], tree: JsonValue) -> bool:
    """Whether each field can be read, in a file that may count its days."""
    try:
        model.model_validate_json(
            json.dumps(tree), context={"anchor": TODAY}, by_alias=True, by_name=False
        )
    except ValidationError:
        return False
    return True


# --- whole files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_both_take_every_shipped_program_and_template(path: Path, whole: Both) -> None:
    assert whole.verdicts(json.loads(path.read_text(encoding="utf-8"))) == (True, True)


@pytest.mark.parametrize("tree", [make_program(), make_template()], ids=["program", "template"])
def test_both_judge_whole_files_as_the_model_does(tree: Tree, whole: Both) -> None:
    model = Template if tree["kind"] == "template" else Program
    assert whole.verdicts(tree) == (True, True)
    assert whole.verdicts(tree | {"unknown": 1}) == (False, False)
    for name in tree:
        shorter = {key: value for key, value in tree.items() if key != name}
        assert whole.verdicts(shorter) == (model_takes(model, shorter),) * 2, name
        for slip in ("null", "seven", "a word nobody knows", "an empty list", "an empty object"):
            other = tree | {name: SLIPS[slip]}
            assert whole.verdicts(other) == (model_takes(model, other),) * 2, (name, slip)


# --- every part, every field, every slip ----------------------------------------------------------


def parts(value: object, tree: JsonValue) -> Iterator[tuple[type[BaseModel], Tree]]:
    """Every part of a plan, with its tree."""
    if isinstance(value, BaseModel):
        yield type(value), tree
        for name, field in type(value).model_fields.items():
            if (field.alias or name) in tree:
                yield from parts(getattr(value, name), tree[field.alias or name])
    elif isinstance(value, tuple) and isinstance(tree, list):
        for inner, node in zip(value, tree, strict=True):
            yield from parts(inner, node)


@cache
def fullest_parts() -> dict[type[BaseModel], Tree]:
    """Of each part of the format the example with the most fields, from the reference file."""
    tree = json.loads((FOLDER / "reference.json").read_text(encoding="utf-8"))
    program = Program.model_validate_json(
        json.dumps(tree), context={"anchor": TODAY}, by_alias=True, by_name=False
    )
    found: dict[type[BaseModel], Tree] = {Template: make_template()}
    for model, node in parts(program, tree):
        if len(node) > len(found.get(model, {})):
            found[model] = node
    return {model: shortened(node) for model, node in found.items()}


def shortened(tree: Tree) -> Tree:
    """One of each list is enough, and quick."""
    return {
        key: value[:1] if isinstance(value, list) and isinstance(value[0], dict) else value
        for key, value in tree.items()
    }


def slipped(model: type[BaseModel], tree: Tree) -> Iterator[tuple[str, str, Tree]]:
    """The part with one thing wrong, or merely different: field, what was done, the outcome."""
    yield "unknown", "added", tree | {"unknown": 1}
    for name, field in model.model_fields.items():
        key = field.alias or name
        yield key, "left out", {other: value for other, value in tree.items() if other != key}
        for slip, value in SLIPS.items():
            yield key, slip, tree | {key: value}


def test_the_reference_has_every_part_of_the_format() -> None:
    named = {model.__name__ for model in fullest_parts()}
    assert named == set(json.loads(schema_text())["$defs"])


@pytest.mark.parametrize("model", fullest_parts(), ids=lambda model: model.__name__)
def test_both_refuse_what_the_model_refuses_and_nothing_else(model: type[BaseModel]) -> None:
    both, tree = Both(of_part(model.__name__)), fullest_parts()[model]
    assert model_takes(model, tree)
    assert both.verdicts(tree) == (True, True)
    apart, refused = [], 0
    for field, slip, other in slipped(model, tree):
        taken = model_takes(model, other)
        refused += not taken
        verdicts = both.verdicts(other)
        more_than_the_model = not taken and slip in BEYOND
        if verdicts != (taken, taken) and not more_than_the_model:
            apart.append((field, slip, taken, verdicts))
    assert apart == []
    assert refused >= len(model.model_fields)


@pytest.mark.parametrize("slip", BEYOND)
def test_what_json_schema_cannot_say_is_still_true(slip: str) -> None:
    """Else it could be taken off the list."""
    seen = []
    for model, tree in fullest_parts().items():
        both = Both(of_part(model.__name__))
        for field, done, other in slipped(model, tree):
            if done == slip and not model_takes(model, other) and any(both.verdicts(other)):
                seen.append((model.__name__, field))
    assert seen
