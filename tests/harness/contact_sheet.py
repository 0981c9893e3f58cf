"""Every pose of every figure on one page, to be looked at.

    python tests/harness/contact_sheet.py sheet.html [figure ...]

Ask of each: could someone who never saw this exercise do it from the picture? The page shows the
picture for print, the poses on the way for each side, and what the terminal draws.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_companion.catalogue import figures
from exercise_companion.core.figure_drawing import draw
from exercise_companion.core.figure_motion import posture_at
from exercise_companion.core.figure_shape import frame_of
from exercise_companion.reports.figure_svg import picture, still

if TYPE_CHECKING:
    from exercise_companion.core.figure import Figure

STYLE = """
body { font: 13px sans-serif; margin: 8px; background: #fff }
section { display: flex; align-items: flex-end; gap: 8px; border-bottom: 1px solid #aaa;
          padding: 4px }
h2 { width: 120px; font-size: 14px; overflow-wrap: anywhere }
svg { height: 130px; max-width: 230px }
pre { font: 11px/1.0 "Fira Code", "DejaVu Sans Mono", monospace; background: #0f1716;
      color: #86d5cb; padding: 4px; margin: 0 }
"""


def row(figure: Figure) -> str:
    shares = sorted({pose.share for pose in figure.poses} | {0.5})
    poses = [posture_at(figure, share) for share in shares]
    mirrored = posture_at(figure, 1.0, mirrored=True)
    dots = [
        draw(figure, posture_at(figure, share), frame_of(figure), 44, 11).text()
        for share in (0.0, 1.0)
    ]
    return "".join(
        (
            f"<section><h2>{escape(figure.id)}</h2>",
            picture(figure, figure.id),
            *(still(figure, posture, figure.id) for posture in (*poses, mirrored)),
            *(f"<pre>{text}</pre>" for text in dots),
            "</section>",
        )
    )


def main(arguments: list[str]) -> None:
    target, *names = arguments
    rows = (row(figures.figure(name)) for name in names or figures.ids())
    page = f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(rows)}"
    Path(target).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
