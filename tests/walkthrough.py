"""A walk-through in a document, run as it stands: files, commands, what is typed and shown.

A `json` block after a line that ends in "save this as `NAME`:" is a file. In a `console` block `$ `
begins a command (`\\` at the end of a line goes on with it), `> ` is typed at the question above
it, and every other line is shown; `…` stands for what is left out, whole lines or a part of one.
Codes are made anew each time: one in the document stands for the one that was shown in its place.
A table with the heading "typed" says what is typed at questions that are left out.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from threading import Timer
from typing import TYPE_CHECKING, Final

from harness.terminal import PATIENCE_SECONDS, PROGRAM, ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT_OUT: Final = "…"

_BLOCK: Final = re.compile(
    r"(?:save this as `(?P<name>[\w.-]+)`:\n\n)?^```(?P<kind>json|console)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_CODE: Final = re.compile(r"\b[0-9A-Z]{4,5}(?:-[0-9A-Z]{4,5})+\b")
_ANSWER: Final = re.compile(r"^\| `([^`]+)` \| `([^`]*)` \|$", re.MULTILINE)
_EXPORT: Final = re.compile(r"export (\w+)=(\S+)")


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and the lines of the document below it."""

    command: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file the reader saves."""

    name: str
    content: str


def parts_of(text: str) -> Iterator[Step | SavedFile]:
    """Everything the reader does, in order."""
    for block in _BLOCK.finditer(text):
        if block["kind"] == "console":
            yield from _steps(block["body"].replace("\\\n", ""))
        else:
            assert block["name"], f"what is this block saved as?\n{block['body']}"
            yield SavedFile(block["name"], block["body"])


def _steps(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield Step(command, tuple(line for line in lines if line))


@dataclass(slots=True)
class Walk:
    """Runs a document in an empty folder.

    Args:
        text: the document.
        folder: where it is run.

    """

    text: str
    folder: Path
    told: list[str] = field(default_factory=list)
    """Everything that was run, typed and shown."""
    _env: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        """Run all of it.

        Raises:
            AssertionError: something else was shown than the document says.

        """
        self._env = _with_program(self.folder)
        for part in parts_of(self.text):
            if isinstance(part, SavedFile):
                (self.folder / part.name).write_text(part.content, encoding="utf-8")
            elif export := _EXPORT.fullmatch(part.command):
                self._env[export[1]] = export[2]
            else:
                _Run(self, part).to_the_end()

    def start(self, command: str) -> subprocess.Popen[str]:
        """The command in a shell, with the codes of this walk."""
        return subprocess.Popen(
            ["bash", "-c", self.filled_in(command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
            cwd=self.folder,
            env=self._env,
        )

    def filled_in(self, text: str) -> str:
        """A line of the document with the codes that were really shown."""
        return _CODE.sub(lambda code: self._codes.get(code[0], code[0]), text)

    def is_shown(self, line: str, shown: str) -> bool:
        """Whether a line of the document is what was shown; learns the codes in it."""
        new = [code for code in _CODE.findall(line) if code not in self._codes]
        pattern = ".*".join(re.escape(part) for part in self.filled_in(line).split(LEFT_OUT))
        for code in new:
            pattern = pattern.replace(re.escape(code), f"({_CODE.pattern})", 1)
        found = re.fullmatch(pattern, shown)
        if found is not None:
            self._codes.update(zip(new, found.groups(), strict=True))
        return found is not None

    def usual_answer(self, shown: str) -> str | None:
        """What the document's table says is typed at a question; None if it names none such."""
        return next((typed for asked, typed in _ANSWER.findall(self.text) if asked in shown), None)


class _Run:
    """One command, held against the document line by line."""

    def __init__(self, walk: Walk, step: Step) -> None:
        self.walk = walk
        self.step = step
        self.left = list(step.lines)
        self.process = walk.start(step.command)
        walk.told.append(f"$ {step.command}")

    def to_the_end(self) -> None:
        """Run it, answer it, compare it."""
        given_up = Timer(PATIENCE_SECONDS, self.process.kill)
        given_up.start()
        try:
            with self.process:
                self._compare()
        finally:
            given_up.cancel()
        assert self.left in ([], [LEFT_OUT]), self._trouble("never shown")

    def _compare(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if not any(line.startswith("> ") for line in self.left):
            self.process.stdin.close()
        try:
            for shown in self.process.stdout:
                self._take(shown.rstrip("\n"))
        except AssertionError:
            self.process.kill()
            raise

    def _take(self, shown: str) -> None:
        self.walk.told.append(shown)
        if not shown:
            return
        if self._matches(shown):
            while self.left and self.left[0].startswith("> "):
                self._type(self.left.pop(0).removeprefix("> "))
        elif (typed := self.walk.usual_answer(shown)) is not None:
            self._type(typed)

    def _matches(self, shown: str) -> bool:
        """Whether this line stands in the document; if not, it has to be one that is left out."""
        skipping = self.left[:1] == [LEFT_OUT]
        following = self.left[1 if skipping else 0 :]
        if following and self.walk.is_shown(following[0], shown):
            self.left = following[1:]
            return True
        assert skipping, self._trouble(f"shown instead: {shown}")
        return False

    def _type(self, line: str) -> None:
        assert self.process.stdin is not None
        self.walk.told.append(f"> {line}")
        self.process.stdin.write(self.walk.filled_in(line) + "\n")
        self.process.stdin.flush()

    def _trouble(self, what: str) -> str:
        return f"{what}\nexpected next: {self.left[:3]}\n" + "\n".join(self.walk.told[-60:])


def _with_program(folder: Path) -> dict[str, str]:
    """The environment of the walk; `exercise-companion` is the program under test."""
    programs = folder / ".bin"
    programs.mkdir()
    command = programs / "exercise-companion"
    command.write_text(f'#!/bin/sh\nexec {" ".join(PROGRAM)} "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    known = environment()
    path = f"{programs}{os.pathsep}{known['PATH']}"
    return known | {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
