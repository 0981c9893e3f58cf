"""What README and its companions say is so: commands, exit codes, files, the version."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from typing import TYPE_CHECKING, Final

import click
import pytest
from harness.terminal import ROOT

from exercise_companion import __version__, errors
from exercise_companion.cli.commands import main
from exercise_companion.cli.place import NOW_VARIABLE
from exercise_companion.paths import DATA_VARIABLE, KEYS_VARIABLE, PASSPHRASE_VARIABLE
from exercise_companion.plain import session as plain_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAMS: Final = ROOT / "programs"

NAME: Final = "exercise-companion"
DOCUMENTS: Final = (
    "README.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
)


def section(title: str) -> str:
    """The text under a heading of README."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def code_lines(text: str) -> list[str]:
    """The indented lines of a text: what the reader copies."""
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


# --- the two commands -----------------------------------------------------------------------------


def test_one_line_tries_it_and_one_line_tests_it() -> None:
    tries, tests = code_lines(section("Try it")), code_lines(section("Set up and test"))
    assert len(tries) == len(tests) == 1
    assert tries[0].startswith("python3 -m venv .venv && ")
    assert tests[0].startswith("python3 -m venv .venv && ")
    assert tries[0].endswith("&& .venv/bin/exercise-companion demo")
    assert tests[0].endswith("&& .venv/bin/python -m pytest")


def test_ci_runs_the_test_command_as_it_stands_in_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extracting = next(line for line in ci.splitlines() if line.startswith("test_command="))
    found = subprocess.run(
        ["bash", "-c", f'{extracting}\nprintf "%s" "$test_command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [found] == code_lines(section("Set up and test"))
    assert 'bash -c "$test_command"' in ci


def test_the_long_runs_are_marked_and_left_out_by_default() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pytest_settings = settings["tool"]["pytest"]["ini_options"]
    assert "-m 'not harness'" in pytest_settings["addopts"]
    assert any(line.startswith("harness:") for line in pytest_settings["markers"])
    assert "pytest -m harness" in section("Set up and test")


# --- commands -------------------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    """Every command by its path: `today`, `program check`."""
    return dict(_below(main, ""))


def _below(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from _below(command, f"{path}{name} ")


def named_in_tables() -> set[str]:
    """Commands named in the first column of README's tables, without options and arguments."""
    cells = re.findall(r"^\| `([^`]+)`", README, re.MULTILINE)
    return {re.sub(r"(?: [A-Z.\[-].*)?$", "", cell) for cell in cells} - {NAME}


def test_readme_names_every_command_and_no_other() -> None:
    known = commands()
    named = named_in_tables()
    assert named <= set(known)
    not_named = set(known) - named
    assert not [path for path in not_named if not _is_covered(path, named)]


def _is_covered(path: str, named: set[str]) -> bool:
    """Whether its group is named (`log`), or all of its parts are (`program`)."""
    group = path.rpartition(" ")[0]
    return group in named or any(other.startswith(f"{path} ") for other in named)


@pytest.mark.parametrize("path", commands())
def test_every_help_has_an_example_that_is_understood(path: str) -> None:
    command = commands()[path]
    examples = [example for example in _examples(command) if path in example]
    assert examples or isinstance(command, click.Group)
    for example in examples:
        _parse(shlex.split(example)[1:])


def test_the_first_help_has_examples_that_are_understood() -> None:
    examples = _examples(main)
    assert examples
    for example in examples:
        _parse(shlex.split(example)[1:])


@pytest.mark.parametrize("cell", re.findall(r"^\| `([^`]+)`", README, re.MULTILINE))
def test_options_in_readme_are_known(cell: str) -> None:
    words = cell.removeprefix(NAME).replace("[", "").replace("]", "").replace("...", "")
    _parse(shlex.split(words))


def _examples(command: click.Command) -> list[str]:
    return re.findall(r"exercise-companion(?: [^\n]*)?", command.help or "")


def _parse(words: list[str]) -> None:
    """Read words as click does, without running anything.

    Raises:
        click.UsageError: there is no such command or option.

    """
    command: click.Command = main
    while True:
        context = click.Context(command)
        _, rest, _ = command.make_parser(context).parse_args(list(words))
        if not isinstance(command, click.Group) or not rest:
            return
        following = command.get_command(context, rest[0])
        assert following is not None, rest
        command, words = following, rest[1:]


# --- exit codes and variables ---------------------------------------------------------------------


def test_exit_codes_are_those_of_the_errors_and_of_a_session() -> None:
    table = re.search(r"Exit codes: (.*?)\n\n", README, re.DOTALL)
    assert table is not None
    told = {int(code) for code in re.findall(r"(?:^|· )(\d+) ", table[1].replace("\n", " "))}
    family = [errors.CompanionError, *errors.CompanionError.__subclasses__()]
    session = {
        plain_session.COMPLETE,
        plain_session.NOT_COMPLETE,
        plain_session.STORE,
        plain_session.BLOCKED,
    }
    assert told == session | {error.exit_code for error in family}


def test_the_variables_for_folders_are_named() -> None:
    assert f"`{DATA_VARIABLE}`" in README
    assert f"`{KEYS_VARIABLE}`" in README
    assert f"`{PASSPHRASE_VARIABLE}`" in README
    assert NOW_VARIABLE not in README


# --- files and version ----------------------------------------------------------------------------


def test_programs_readme_names_every_file_and_no_other() -> None:
    text = (PROGRAMS / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./*-]+\.json)`", text))
    for name in named:
        assert list(PROGRAMS.glob(name)), name
    covered = {path for name in named for path in PROGRAMS.glob(name)}
    assert set(PROGRAMS.rglob("*.json")) - covered == {PROGRAMS / "program.schema.json"} - covered


@pytest.mark.parametrize("document", [*DOCUMENTS, "programs/README.md", "data/README.md"])
def test_links_lead_to_files(document: str) -> None:
    path = ROOT / document
    for target in _links(path):
        assert (path.parent / target).exists(), target


def _links(document: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    return [target for target in targets if "://" not in target]


def test_files_named_in_readme_exist() -> None:
    named = re.findall(r"`((?:programs|data|\.ci)/[\w./-]*)`", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changelog_has_this_version_first() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+?),? ", changes, re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__
