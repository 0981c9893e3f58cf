"""Every drawing of a screen on one page, beside pictures to compare with, to be looked at.

    DRAW_SCREENS=drawn python -m pytest tests/tui -k "every_screen or desk_pictures"
    python tests/harness/screen_sheet.py drawn [picture.png ...]

Ask of each: is it plain at a glance what this is and what to press? The page is `drawn/sheet.html`;
a browser shows it, with the font Fira Code if it is to look as in a terminal.
"""

from __future__ import annotations

import sys
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE = """
body { font: 14px sans-serif; margin: 8px; background: #777 }
section { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px; margin: 0 0 24px }
h2 { width: 100%; margin: 0 }
img { width: 720px }
img.small { width: 360px }
"""
SMALL = "40x12"


def page(folder: Path, beside: list[Path]) -> str:
    """The drawings of a folder, those of one screen in one row; what to compare with comes first.

    Raises:
        SystemExit: there is no drawing.

    """
    drawings = sorted(folder.glob("*.svg"))
    if not drawings:
        raise SystemExit(f"There is no drawing in {folder}. DRAW_SCREENS makes them.")
    rows = [_row("to compare with", [path.resolve().as_uri() for path in beside])]
    for name, its in groupby(drawings, lambda drawing: drawing.name.split(".")[0]):
        rows.append(_row(name, [drawing.name for drawing in its]))
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(rows)}"


def _row(title: str, sources: list[str]) -> str:
    return f"<section><h2>{escape(title)}</h2>{''.join(_images(sources))}</section>"


def _images(sources: list[str]) -> Iterator[str]:
    for source in sources:
        small = " class=small" if SMALL in source else ""
        yield f'<img src="{escape(source)}" alt="{escape(source)}"{small}>'


def main(arguments: list[str]) -> None:
    folder, *beside = map(Path, arguments)
    (folder / "sheet.html").write_text(page(folder, beside), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
