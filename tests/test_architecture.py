"""The house rules a reader relies on: what is loaded when, who imports whom, what stands where."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import pytest
from harness import visits
from harness.terminal import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

N = TypeVar("N", bound=ast.AST)

PACKAGE: Final = ROOT / "exercise_companion"
TUI: Final = PACKAGE / "tui"

HEAVY: Final = (
    "textual",
    "rich",
    "pydantic",
    "sqlite_utils",
    "sqlite3",
    "sqlcipher3",
    "cryptography",
)

MOST_LINES: Final = 400
LONGER: Final = {
    "core/program.py": "the format in one place, as the schema prints it",
}
"""Files that may be longer, each with its reason."""

APP_LINES: Final = 150

NETWORK: Final = frozenset(
    {
        "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
        "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets",
        "xmlrpc",
    }
)  # fmt: skip


# --- what is loaded when --------------------------------------------------------------------------


def loaded_by(code: str) -> set[str]:
    """Which of the heavy packages a fresh interpreter has loaded after running some code."""
    look = f"import json, sys; print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{look}"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=visits.PATIENCE_SECONDS,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def running(*arguments: str) -> str:
    """Code that runs a command as the shell does, and goes on after it."""
    return (
        f"from exercise_companion.cli import run\nassert run({list(arguments)!r}) == 0, 'it failed'"
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """A store with a plan, as options of a command."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    visits.load(folder)
    return ("--data", str(folder), "--now", visits.MONDAY)


def test_the_command_line_itself_loads_nothing_heavy() -> None:
    assert loaded_by("import exercise_companion.cli") == set()


@pytest.mark.parametrize("arguments", [("--help",), ("today", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(running(*arguments)) == set()


@pytest.mark.parametrize("arguments", [("today",), ("today", "--json"), (), ("settings",)])
def test_today_and_settings_read_with_the_standard_library_alone(
    arguments: tuple[str, ...], place: tuple[str, ...]
) -> None:
    assert loaded_by(running(*place, *arguments)) == {"sqlite3"}


@pytest.mark.parametrize("arguments", [("exercises",), ("exercises", "bridge", "--json")])
def test_the_exercise_library_needs_neither_the_model_nor_a_store(
    arguments: tuple[str, ...],
) -> None:
    assert loaded_by(running(*arguments)) == set()


def test_a_day_the_store_has_not_foreseen_loads_the_rules(place: tuple[str, ...]) -> None:
    far = (*place[:3], "2027-02-10T09:00")
    assert loaded_by(running(*far, "today")) == {"pydantic", "sqlite3", "sqlite_utils"}


def test_the_full_screen_is_painted_before_the_rules_are_loaded() -> None:
    assert loaded_by("import exercise_companion.tui.app") == {"textual", "rich"}


def test_checking_a_file_needs_the_model_and_no_store() -> None:
    assert loaded_by(running("program", "check", str(visits.PLAN))) == {"pydantic"}


# --- who imports whom -----------------------------------------------------------------------------


def test_every_import_contract_holds() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


def test_no_module_imports_the_network_not_even_on_demand() -> None:
    found = [
        f"{place}: {name}"
        for place, name in _imports()
        if name.partition(".")[0] in NETWORK and not name.startswith("exercise_companion")
    ]
    assert found == []


def test_nothing_is_typed_any() -> None:
    imported = [place for place, name in _imports() if name == "typing.Any"]
    assert imported == []
    assert [place for place, node in _nodes(ast.Attribute) if node.attr == "Any"] == []


# --- how it is written ----------------------------------------------------------------------------


def test_no_file_grows_beyond_one_idea() -> None:
    long = {name: lines for name, lines in _lines().items() if lines > MOST_LINES}
    assert set(long) <= set(LONGER), long


def test_every_exception_is_still_needed() -> None:
    assert [name for name in LONGER if _lines()[name] <= MOST_LINES] == []


def test_the_app_only_routes() -> None:
    assert _lines()["tui/app.py"] < APP_LINES


def test_every_module_says_what_it_is_for() -> None:
    without = [
        str(path.relative_to(PACKAGE))
        for path, tree in _trees().items()
        if tree.body and not ast.get_docstring(tree)
    ]
    assert without == []


# --- text from files is data ----------------------------------------------------------------------

PARSES_MARKUP: Final = frozenset(
    {"Static", "Label", "Button", "Checkbox", "OptionList", "RadioButton", "DataTable", "Markdown"}
)
"""Widgets of Textual that read `[...]` in a text as markup (platform traps 7 and 40)."""


def test_no_widget_reads_markup_in_a_text() -> None:
    assert [place for place, call in _calls(TUI) if _reads_markup(call)] == []


def test_every_widget_of_ours_on_a_text_widget_switches_markup_off() -> None:
    reading = [
        f"{path.name}: {node.name}"
        for path, tree in _trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and PARSES_MARKUP & {_name(base) for base in node.bases}
        and not any(_switches_off(call) for call in ast.walk(node))
    ]
    assert reading == []


def test_nothing_parses_markup_or_pops_up() -> None:
    banned = {"notify", "from_markup", "deliver_text"}
    assert [place for place, call in _calls(TUI) if _name(call.func) in banned] == []
    titles = {"border_title", "border_subtitle"}
    assert [place for place, node in _nodes(ast.Attribute) if node.attr in titles] == []


def _reads_markup(call: ast.Call) -> bool:
    return _name(call.func) in PARSES_MARKUP and not _switches_off(call)


def _switches_off(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and any(
        keyword.arg == "markup"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is False
        for keyword in node.keywords
    )


# --- colours --------------------------------------------------------------------------------------

COLOURED: Final = ("tui/themes.py", "reports/figure_svg.py")
"""The themes for the screen, and the inks of a figure on paper."""

HEX: Final = re.compile(r"(?<![\w-])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8}|[0-9a-fA-F]{3})(?![\w-])")


def test_colours_are_written_down_in_the_themes_only() -> None:
    styles = {path: path.read_text(encoding="utf-8") for path in TUI.rglob("*.tcss")}
    assert styles
    found = [f"{path.name}: {hexa}" for path, text in styles.items() for hexa in HEX.findall(text)]
    found += [
        place
        for place, node in _nodes(ast.Constant)
        if isinstance(node.value, str) and HEX.search(node.value) and not place.startswith(COLOURED)
    ]
    assert found == []


def test_a_hex_colour_would_be_found() -> None:
    assert HEX.search("color: #ff8800;")
    assert not HEX.search("#face-line { }")


# --- reading the source ---------------------------------------------------------------------------


@cache
def _trees() -> dict[Path, ast.Module]:
    paths = sorted(path for path in PACKAGE.rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def _lines() -> dict[str, int]:
    return {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in _trees()
    }


def _nodes(kind: type[N], below: Path = PACKAGE) -> Iterator[tuple[str, N]]:
    """Every node of a kind, with its place."""
    for path, tree in _trees().items():
        if path.is_relative_to(below):
            for node in ast.walk(tree):
                if isinstance(node, kind):
                    line = getattr(node, "lineno", 0)
                    yield f"{path.relative_to(PACKAGE).as_posix()}:{line}", node


def _calls(below: Path) -> Iterator[tuple[str, ast.Call]]:
    return _nodes(ast.Call, below)


def _imports() -> Iterator[tuple[str, str]]:
    """Every module or name that is imported anywhere, deferred and by name included."""
    for place, node in _nodes(ast.Import):
        for alias in node.names:
            yield place, alias.name
    for place, origin in _nodes(ast.ImportFrom):
        for alias in origin.names:
            yield place, f"{origin.module}.{alias.name}"
    for place, call in _nodes(ast.Call):
        if _name(call.func) in {"import_module", "__import__"} and call.args:
            named = call.args[0]
            yield place, str(named.value) if isinstance(named, ast.Constant) else ast.unparse(named)


def _name(node: ast.AST) -> str:
    """The last part of a dotted name."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
