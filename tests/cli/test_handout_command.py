"""`program handout`: private files, never over another one, a PDF where a browser makes one."""

from __future__ import annotations

import csv
import stat
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, changed, make_program, make_template

from exercise_companion.cli import run
from exercise_companion.reports import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.paper import LineKind

TODAY = ["--today", "2026-11-23"]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(make_program()))
    return str(path)


def handout(*words: str) -> int:
    return run(["program", "handout", *words, *TODAY])


def test_the_page_stands_beside_you_for_your_eyes_only(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert handout(file) == 0
    page = tmp_path / "plan-sheet.html"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Written: plan-sheet.html\n"


def test_nothing_is_replaced_unless_it_is_told_to_be(file: str, tmp_path: Path) -> None:
    page, grid = tmp_path / "mine.html", tmp_path / "grid.csv"
    grid.write_text("mine")
    command = [file, "--out", str(page), "--grid", str(grid)]
    assert handout(*command) == 2
    assert grid.read_text() == "mine"
    assert not page.exists()
    assert handout(*command, "--force") == 0
    assert grid.read_text().startswith("program_id,")


def test_a_file_with_problems_makes_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(as_bytes(changed(make_program(), "region", to="ZZ")))
    out = tmp_path / "page.html"
    assert handout(str(bad), "--out", str(out)) == 2
    assert not out.exists()
    assert "No emergency number" in capsys.readouterr().err
    assert handout(str(tmp_path / "nowhere.json"), "--out", str(out)) == 2


def test_markup_in_a_file_is_refused_before_it_is_printed(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(as_bytes(changed(make_program(), "title", to="<script>alert(1)</script>")))
    assert handout(str(bad), "--out", str(tmp_path / "page.html")) == 2


def test_without_a_browser_the_page_is_there_and_the_way_is_said(
    file: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    assert handout(file, "--pdf") == 1
    assert (tmp_path / "plan-sheet.html").exists()
    assert not (tmp_path / "plan-sheet.pdf").exists()
    assert "print it to a PDF" in capsys.readouterr().err


def test_a_name_that_ends_in_pdf_is_the_name_of_the_pdf(
    file: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert handout(file, "--out", "sheet.pdf") == 2
    assert "would be a page of HTML" in capsys.readouterr().err
    assert list(tmp_path.glob("sheet*")) == []
    monkeypatch.setattr("exercise_companion.reports.pdf.pdf_of", lambda _page: b"%PDF")
    assert handout(file, "--pdf", "--out", "sheet.pdf") == 0
    assert (tmp_path / "sheet.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "sheet.html").exists()


def test_a_browser_gets_a_folder_of_its_own_and_no_network(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, seen = tmp_path / "chromium", tmp_path / "seen"
    browser.write_text(
        "#!/bin/sh\n"
        f'printf "%s\\n" "$@" > {seen}\n'
        'for one in "$@"; do case "$one" in'
        ' --print-to-pdf=*) printf "%%PDF-1" > "${one#--print-to-pdf=}";; esac; done\n'
    )
    browser.chmod(0o755)
    monkeypatch.setattr(
        pdf.shutil, "which", lambda name: str(browser) if name == "chrome" else None
    )
    assert handout(file, "--pdf") == 0
    printed = tmp_path / "plan-sheet.pdf"
    assert printed.read_bytes() == b"%PDF-1"
    assert stat.S_IMODE(printed.stat().st_mode) == 0o600
    given = seen.read_text().splitlines()
    assert "--headless" in given
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in given
    assert [one for one in given if one.startswith("--user-data-dir=")]


def test_a_browser_that_fails_is_said(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "msedge"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda _: str(broken))
    assert handout(file, "--pdf") == 1
    assert (tmp_path / "plan-sheet.html").exists()


def test_the_empty_grid_has_the_lines_of_the_printed_one(file: str, tmp_path: Path) -> None:
    grid = tmp_path / "grid.csv"
    assert handout(file, "--grid", str(grid), "--days", "3") == 0
    rows = list(csv.DictReader(grid.read_text(encoding="utf-8").splitlines()))
    assert {row["day"] for row in rows} == {"2026-11-23", "2026-11-24", "2026-11-25"}
    kinds: list[LineKind] = ["pain_before", "sets", "pain_after", "effort", "next_morning", "note"]
    assert list(dict.fromkeys(row["line"] for row in rows)) == kinds
    assert {row["written"] for row in rows} == {""}
    assert stat.S_IMODE(grid.stat().st_mode) == 0o600


def test_a_template_has_no_grid(tmp_path: Path) -> None:
    path = tmp_path / "template.json"
    path.write_bytes(as_bytes(make_template()))
    out = ["--out", str(tmp_path / "page.html")]
    assert handout(str(path), *out, "--grid", str(tmp_path / "grid.csv")) == 2
    assert not (tmp_path / "page.html").exists()
    assert handout(str(path), *out) == 0
