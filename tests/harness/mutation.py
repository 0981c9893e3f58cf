"""Changes the rule modules in every small way there is, and sees whether a pure test notices.

    python tests/harness/mutation.py            all rule modules
    python tests/harness/mutation.py pain trend those

mutmut changes the bodies of plain functions only; here the tables, the thresholds and the enums
are what matters most. Each mutant is tried in a process of its own, forked from one that has loaded
everything but the rules. What survives and cannot be told from the original is listed, with why,
in `mutation_equivalents.txt`.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.mutants import Mutant, mutants
from harness.rule_modules import CORE, ROOT, pure_tests, rule_modules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

LEAST_SCORE: Final = 0.95
CPU_SECONDS: Final = 90
"""A mutant that runs for longer goes round in circles: noticed."""

EQUIVALENTS: Final = Path(__file__).with_name("mutation_equivalents.txt")
OPTIONS: Final = (
    *("-x", "-q", "-n", "0", "-p", "no:cacheprovider"),
    *("--assert=plain", "-o", "filterwarnings="),  # pytest is loaded already, and warns of that
)


class Tried(NamedTuple):
    """One mutant and what became of it."""

    module: str
    mutant: Mutant
    survived: bool


# --- one mutant -----------------------------------------------------------------------------------


class _Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads a changed source in place of a module's own."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """The module, if it is that one."""
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self._source, f"<{self._name}>", "exec"), vars(module))  # noqa: S102 - the point


def _try(module: str, mutant: Mutant, tests: Sequence[str]) -> int:
    """In the child: run the tests against the mutant. 0: nothing was noticed."""
    import pytest  # noqa: PLC0415 - loaded long ago

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, _Instead(f"exercise_companion.core.{module}", mutant.source))
    for test in tests:
        if code := int(pytest.main([*OPTIONS, test])):
            return code
    return 0


def _fork(module: str, mutant: Mutant, tests: Sequence[str]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 1
        with suppress(BaseException):
            code = _try(module, mutant, tests)
        os._exit(code)
    return pid


# --- all of them ----------------------------------------------------------------------------------


def _load_what_is_not_changed() -> None:
    """Loaded once, and by no mutant again."""
    import hypothesis  # noqa: PLC0415
    import hypothesis.strategies  # noqa: PLC0415
    import pydantic  # noqa: PLC0415, F401
    import pytest  # noqa: PLC0415, F401

    import exercise_companion.core.flags  # noqa: PLC0415
    import exercise_companion.core.program  # noqa: PLC0415, F401

    hypothesis.settings.register_profile(
        "mutation", max_examples=15, derandomize=True, database=None, deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutation")
    loaded = [name for name in rule_modules() if f"exercise_companion.core.{name}" in sys.modules]
    assert not loaded, f"{loaded} would not be changed"


def _quickest_first(name: str) -> list[str]:
    """The pure tests of a module in the order that notices most mutants soonest.

    Raises:
        AssertionError: one of them fails without any change.

    """
    unchanged = Mutant(0, "nothing", (CORE / f"{name}.py").read_text(encoding="utf-8"))
    seconds = {}
    for test in pure_tests(name):
        begun = time.monotonic()
        _, status = os.waitpid(_fork(name, unchanged, [test]), 0)
        assert status == 0, f"{test} fails without any change to {name}"
        seconds[test] = time.monotonic() - begun
    return sorted(seconds, key=lambda test: seconds[test])


def run(names: Sequence[str], jobs: int) -> Iterator[Tried]:
    """Try every mutant of these modules, so many at a time."""
    _load_what_is_not_changed()
    waiting = [
        (name, mutant, tests)
        for name, tests in [(name, _quickest_first(name)) for name in names]
        for mutant in mutants((CORE / f"{name}.py").read_text(encoding="utf-8"))
    ]
    running: dict[int, tuple[str, Mutant]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            name, mutant, tests = waiting.pop(0)
            running[_fork(name, mutant, tests)] = (name, mutant)
        pid, status = os.wait()
        name, mutant = running.pop(pid)
        yield Tried(name, mutant, survived=status == 0)


# --- what came of it ------------------------------------------------------------------------------


def _equivalents() -> dict[str, str]:
    """`module | change` to the reason why no test can tell."""
    lines = EQUIVALENTS.read_text(encoding="utf-8").splitlines() if EQUIVALENTS.exists() else []
    parts = [line.split(" | ") for line in lines if line.count(" | ") == 2]
    return {f"{module} | {what}": why for module, what, why in parts}


def report(tried: Sequence[Tried]) -> bool:
    """Print the scores and the survivors; whether every module is above the least score."""
    known = _equivalents()
    good = True
    for name in dict.fromkeys(one.module for one in tried):
        own = [one for one in tried if one.module == name]
        left = [one for one in own if one.survived]
        told = [one for one in left if _key(one) not in known]
        counted = len(own) - (len(left) - len(told))
        score = 1 - len(told) / counted
        good = good and score >= LEAST_SCORE
        print(
            f"{name}: {len(own)} mutants, {len(own) - len(left)} killed, {len(left)} survived"
            f" ({len(left) - len(told)} equivalent), score {score:.1%}"
        )
        for one in told:
            print(f"  {name}.py:{one.mutant.line}: {_change(one)}")
    return good


def _change(tried: Tried) -> str:
    return " ".join(tried.mutant.what.split()).replace(" | ", " or ")


def _key(tried: Tried) -> str:
    return f"{tried.module} | {_change(tried)}"


def main(*names: str) -> int:
    """From the command line; the exit code."""
    os.chdir(ROOT)
    wanted = names or rule_modules()
    begun = time.monotonic()
    tried = []
    for one in run(wanted, os.cpu_count() or 1):
        tried.append(one)
        if one.survived:
            print(f"survived  {one.module}.py:{one.mutant.line}  {_change(one)}", flush=True)
    good = report(tried)
    print(f"{len(tried)} mutants in {time.monotonic() - begun:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
