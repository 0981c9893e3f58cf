"""No rule changes unnoticed: a change to what decides is a decision about its version (H-28).

Comments and docstrings do not count. After a change that was decided on, record it:

    RENEW_RULES=1 python -m pytest tests/core/test_rules_version.py
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import sys
from pathlib import Path

from exercise_companion import catalogue
from exercise_companion.core import rules_version

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "harness"))

from rule_modules import CORE, rule_modules  # noqa: E402 - beside the harness

RECORDED = Path(__file__).with_name("rules_version.txt")
NUMBERS = ("parameters",)
"""Hold numbers that rules look at."""
CHANGED = (
    "{name} was changed. If that changes what is asked, told, locked or offered, raise"
    " RULES_VERSION and say in docs/safety.md what changed. Then record it: RENEW_RULES=1."
)


def without_words(source: str) -> str:
    """What a module does, without what it says of itself."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_words(one)]  # type: ignore[attr-defined]
    return repr(_plain(tree))


def _plain(node: object) -> object:
    """The same in every version of Python: a field that is empty does not count."""
    if isinstance(node, ast.AST):
        fields = [(name, _plain(value)) for name, value in ast.iter_fields(node)]
        return type(node).__name__, [
            (name, value) for name, value in fields if value not in ([], None)
        ]
    return [_plain(one) for one in node] if isinstance(node, list) else node


def _is_words(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def now() -> dict[str, str]:
    """The version, and a short hash of everything it stands for."""
    modules = {
        name: digest(without_words((CORE / f"{name}.py").read_text(encoding="utf-8")))
        for name in (*rule_modules(), *NUMBERS)
    }
    signs = Path(catalogue.__file__).with_name("red_flags.json").read_text(encoding="utf-8")
    version = rules_version.named(catalogue.load().version)
    return {"version": version, "red_flags.json": digest(signs), **modules}


def recorded() -> dict[str, str]:
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)  # type: ignore[misc]


def test_every_change_to_a_rule_was_decided_on() -> None:
    found = now()
    if "RENEW_RULES" in os.environ:
        text = "".join(f"{name} {value}\n" for name, value in found.items())
        RECORDED.write_text(text, encoding="utf-8")
    before = recorded()
    assert before.keys() == found.keys()
    for name, value in found.items():
        assert before[name] == value, CHANGED.format(name=name)


def test_words_do_not_count_and_numbers_do() -> None:
    module = (
        '"""Says one thing."""\nLIMIT = 5\n"""Why."""\n\ndef f(x):\n    """Doc."""\n    return x\n'
    )
    reworded = module.replace("one thing", "another").replace("Why", "How").replace("Doc", "Words")
    assert without_words(reworded + "# a comment\n") == without_words(module)
    assert without_words(module.replace("5", "6")) != without_words(module)


def test_the_document_lists_every_version() -> None:
    text = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    section = text.split("## Versions of the rules")[1].split("\n## ")[0]
    listed = [int(number) for number in re.findall(r"^\| (\d+) \|", section, flags=re.MULTILINE)]
    assert listed == list(range(1, rules_version.RULES_VERSION + 1))
