"""The published JSON Schema of the format, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pydantic.json_schema import models_json_schema

from exercise_companion.core.program import Program, Template

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def closed(schema: JsonValue) -> JsonValue:
    """The schema, where an object of named reasons takes no name but those of its pattern."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: closed(part) for name, part in schema.items()}
    return parts | {"additionalProperties": False} if "patternProperties" in parts else parts


def schema_text() -> str:
    """The JSON Schema (Draft 2020-12) of prescriptions and templates, for editors."""
    refs, parts = models_json_schema(
        [(Program, "validation"), (Template, "validation")],
        by_alias=True,
        title="Exercise Companion prescription",
        description="One version of one patient's home exercise program, or a template for one.",
    )
    schema = {
        "$schema": DIALECT,
        "title": parts["title"],
        "description": parts["description"],
        "oneOf": [refs[Program, "validation"], refs[Template, "validation"]],
        "$defs": closed(parts["$defs"]),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
