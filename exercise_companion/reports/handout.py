"""The printed sheet: one page of HTML that needs nothing but itself, opened or printed anywhere."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exercise_companion.core.day_words import DAY_NAMES
from exercise_companion.core.figure_motion import differs_by_side, posture_at
from exercise_companion.reports.figure_svg import picture, still

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jinja2 import Template

    from exercise_companion.core.figure import Figure
    from exercise_companion.core.pain_words import Band
    from exercise_companion.core.paper import PaperRow
    from exercise_companion.core.terms import Side
    from exercise_companion.core.views import ContactView, ItemView

LETTER_REGIONS: Final = frozenset({"US", "CA", "MX", "PH"})
"""Where a sheet of paper is US Letter; everywhere else it is A4."""

SIDE_WORDS: Final[dict[Side, str]] = {
    "left": "Your LEFT side",
    "right": "Your RIGHT side",
    "each_side": "LEFT side, then RIGHT",
    "alternate": "LEFT and RIGHT in turn",
    "both_together": "",
    "none": "",
}
"""A side stands in a frame of its own, written out (H-13)."""

FONTS: Final = Markup(
    '"Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
)
HEADING_FONTS: Final = Markup('"Iowan Old Style", Charter, Georgia, "Liberation Serif", serif')


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the sheet."""

    number: int
    view: ItemView
    """In the words of the screen."""
    dose_side: Side
    rest: str
    """Between its sets: "30 s"; empty without one."""
    figure: Figure | None

    @property
    def side(self) -> str:
        """The side in words; empty where there is none to mind."""
        return SIDE_WORDS[self.dose_side]

    @property
    def needs(self) -> str:
        """What has to be at hand, in a list; empty when nothing."""
        support = (self.view.support_needed.rstrip("."),) if self.view.support_needed else ()
        return "; ".join((*self.view.equipment, *support))

    @property
    def start(self) -> Markup:
        """Where the movement starts, as SVG; empty without a figure."""
        if self.figure is None:
            return Markup()
        posture = posture_at(self.figure, 0.0, mirrored=self._mirrored)
        return Markup(still(self.figure, posture, "Start"))  # noqa: S704 - its words are escaped

    @property
    def end(self) -> Markup:
        """The movement with its arrow, as SVG, with the picture in words."""
        if self.figure is None:
            return Markup()
        drawn = picture(self.figure, self.view.alt_text, mirrored=self._mirrored)
        return Markup(drawn)  # noqa: S704 - its words are escaped

    @property
    def caption(self) -> str:
        """What the second picture shows."""
        if self.figure is None:
            return "Movement"
        if self.dose_side in {"each_side", "alternate"} and differs_by_side(self.figure):
            return "Movement, RIGHT side"
        if self.dose_side == "both_together" and self.figure.alternates:
            return "Movement, then the other way"
        return "Movement"

    @property
    def _mirrored(self) -> bool:
        return self.dose_side == "left"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the plan with its exercises."""

    title: str
    aim: str
    days: str
    """From when to when; empty where the plan has one stretch only."""
    exercises: tuple[Exercise, ...]

    @property
    def rests(self) -> bool:
        """Whether there is a rest to be told."""
        return any(one.rest for one in self.exercises)


@dataclass(frozen=True, slots=True)
class PainRule:
    """What pain asks for, at sites with the same limits."""

    sites: str
    before: tuple[Band, ...]
    during: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row of the grid, over the days of its page."""

    side: str
    """Written out where each side has a row of its own; else empty."""
    days: tuple[PaperRow | None, ...]
    """None: not planned on that day."""


@dataclass(frozen=True, slots=True)
class GridExercise:
    """An exercise in the grid: one line, or one for each side."""

    name: str
    dose: str
    times: int
    """How often a day."""
    lines: tuple[GridLine, ...]
    writes: tuple[tuple[str, str], ...] = ()
    """What is written down under it besides, and how; empty where that is plain."""


@dataclass(frozen=True, slots=True)
class GridPage:
    """The days that stand on one page."""

    title: str
    days: tuple[date, ...]
    exercises: tuple[GridExercise, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A group of warning signs and the question that asks for them."""

    title: str
    question: str


KEY_WORDS: Final = "press !"
"""How texts for the patient name the key of the safety check."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the sheet is for."""

    name: str
    born: str


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything on the sheet."""

    title: str
    example: bool
    """Stamped on every page: not to be exercised from."""
    person: Person | None
    """None on the sheet of a template."""
    plan: tuple[tuple[str, str], ...]
    """Prescriber, version, dates: a name and what stands beside it."""
    keep_to: tuple[str, ...]
    """Precautions."""
    not_allowed: tuple[str, ...]
    """Restrictions, the surgeon's among them."""
    phases: tuple[Phase, ...]
    pain: tuple[PainRule, ...]
    rise: str
    flare: tuple[str, ...]
    flare_doses: tuple[tuple[str, str], ...]
    """Exercise and dose of what is done in a flare-up."""
    emergency: tuple[str, ...]
    """The emergency card."""
    emergency_number: str
    """What to call, or the generic words for it (H-08)."""
    contacts: tuple[ContactView, ...]
    signs: tuple[Sign, ...]
    reviews: tuple[tuple[str, str], ...]
    """The day and what it is."""
    grid: tuple[GridPage, ...]
    sites: tuple[str, ...]
    region: str
    locale: str

    @property
    def names_a_key(self) -> bool:
        """Whether a text speaks of the key that opens the safety check: paper has no keys."""
        views = [one.view for phase in self.phases for one in phase.exercises]
        texts = (
            *self.keep_to,
            *self.not_allowed,
            *self.flare,
            *(text for view in views for text in (*view.steps, *view.cues, *view.watch_for)),
            *(text for view in views for text in (*view.stop_signs, view.setup, view.note)),
        )
        return any(KEY_WORDS in text for text in texts)

    @property
    def paper(self) -> str:
        """The size of the sheet."""
        return "letter" if self.region in LETTER_REGIONS else "A4"

    @property
    def emergency_is_number(self) -> bool:
        """Whether it can be dialled."""
        return self.emergency_number[:1].isdigit()

    @property
    def card(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The emergency card below its heading: running words, and the points under them."""
        said: list[str] = []
        points: list[str] = []
        for line in self.emergency[1:]:
            if line.startswith("- "):
                points.append(line[2:])
            elif points:
                yield " ".join(said), tuple(points)
                said, points = [line], []
            else:
                said.append(line)
        yield " ".join(said), tuple(points)

    @property
    def running(self) -> str:
        """The line on top of every page."""
        if self.person is None:
            return self.title
        return f"{self.person.name}, born {self.person.born}"

    @property
    def footing(self) -> str:
        """The line at the foot of every page."""
        return " · ".join(value for name, value in self.plan if name in {"Version", "Valid"})


def page(sheet: Handout, *, large: bool = False) -> str:
    """The sheet as HTML. Every text in it is data: it is shown and can do nothing.

    Args:
        sheet: what stands on it.
        large: in type that is half as large again, for weak eyes.

    """
    look = _template("handout.css").render(
        sheet=sheet, large=large, fonts=FONTS, heading_fonts=HEADING_FONTS
    )
    style = Markup(look)  # noqa: S704 - ours; texts in it went through `css_text`
    return _template("handout.html").render(sheet=sheet, style=style, style_hash=_hash(look))


def css_text(text: str) -> Markup:
    """A text as a string of a style sheet: all but plain letters, digits and blanks by number."""
    plain = "".join(
        one if one == " " or (one.isascii() and one.isalnum()) else f"\\{ord(one):x} "
        for one in text
    )
    return Markup(f'"{plain}"')  # noqa: S704 - letters, digits and numbers only


def _hash(style: str) -> str:
    """What the page's policy knows its one style sheet by."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("exercise_companion", "reports/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_text"] = css_text
    environment.filters["weekday"] = _weekday
    environment.filters["day_month"] = _day_month
    environment.filters["sentence"] = _sentence
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)


def _weekday(day: date) -> str:
    return DAY_NAMES[day.weekday()][:3]


def _day_month(day: date) -> str:
    return f"{day.day} {day:%b}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
