"""A page of HTML as a PDF, through a browser on this computer that never reaches the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from exercise_companion.errors import Refused

BROWSERS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""All of one family: they print with the same options."""

TIMEOUT_SECONDS: Final = 60

OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name leads anywhere
    "--no-pdf-header-footer",
)

PRINT_IT_YOURSELF: Final = "Open the page in any browser and print it to a PDF there."


def find_browser() -> str | None:
    """A browser that can print by itself; None without one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def pdf_of(page: str) -> bytes:
    """The page as a PDF.

    The browser gets a folder of its own, private to this user, and leaves nothing behind.

    Raises:
        Refused: there is no browser that can, or it did not.

    """
    browser = find_browser()
    if browser is None:
        what_happened = "There is no browser here that makes a PDF by itself."
        raise Refused(what_happened, PRINT_IT_YOURSELF)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "sheet.html", folder / "sheet.pdf"
        source.write_text(page, encoding="utf-8")
        _print(browser, folder / "profile", source, target)
        if not target.is_file():
            what_happened = "The browser made no PDF."
            raise Refused(what_happened, PRINT_IT_YOURSELF)
        return target.read_bytes()


def _print(browser: str, profile: Path, source: Path, target: Path) -> None:
    # A browser of this family does not start as root with its sandbox; the page holds no script.
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command = [browser, *OPTIONS, *as_root, f"--user-data-dir={profile}"]
    try:
        subprocess.run(  # noqa: S603 - a fixed command, and two paths of our own
            [*command, f"--print-to-pdf={target}", source.as_uri()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        what_happened = "The browser made no PDF."
        raise Refused(what_happened, PRINT_IT_YOURSELF) from error
