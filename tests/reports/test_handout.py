"""The printed sheet: everything the patient needs is on it, in the words of the screen."""

from __future__ import annotations

import itertools
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import pytest
from builders import as_bytes, changed, make_dose, make_item, make_program, make_template
from harness.terminal import ROOT
from sheet_reading import Element, read

from exercise_companion import catalogue
from exercise_companion.catalogue import figures
from exercise_companion.catalogue.library import library
from exercise_companion.clinic.handout import days_of, page, read_plan
from exercise_companion.core.dose import set_targets
from exercise_companion.core.dose_words import describe
from exercise_companion.core.item_views import item_view
from exercise_companion.core.program import Program
from exercise_companion.core.schedule import planned_items
from exercise_companion.errors import UsageFault
from exercise_companion.reports.handout import Exercise, css_text

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.core.library import LibraryExercise
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.views import ItemView

TODAY = date(2026, 11, 23)
EXAMPLES = sorted((ROOT / "programs").glob("?-*.json"))


_DRAWN: dict[tuple[str, int | None, bool], str] = {}


def plan_of(tree: Tree, tmp_path: Path) -> Plan:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(tree))
    return read_plan(path, TODAY)


def sheet_of(plan: Plan, *, days: int | None = None, large: bool = False) -> str:
    """Drawing takes a while: each example is drawn once."""
    key = (plan.title, days, large)
    if plan.demo and key in _DRAWN:
        return _DRAWN[key]
    _DRAWN[key] = page(plan, days_of(plan, TODAY, None, None, days), large=large)
    return _DRAWN[key]


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Program:
    plan = read_plan(request.param, TODAY)
    assert isinstance(plan, Program)
    return plan


def shown(sheet: Element, text: str) -> bool:
    return " ".join(text.split()) in sheet.text


# --- which side a picture shows ------------------------------------------------------------------


def caption_of(exercise: LibraryExercise) -> str:
    figure = figures.figure(exercise.figure)
    return Exercise(1, cast("ItemView", None), exercise.side, "", figure).caption


@pytest.mark.parametrize("exercise", library().exercises, ids=lambda exercise: exercise.id)
def test_a_picture_says_which_side_it_shows_where_there_are_two(exercise: LibraryExercise) -> None:
    if exercise.side in {"each_side", "alternate"}:
        assert caption_of(exercise) == "Movement, RIGHT side"
    else:
        assert "RIGHT" not in caption_of(exercise)


def test_a_picture_that_shows_one_of_two_ways_says_so() -> None:
    (rolls,) = (one for one in library().exercises if one.id == "knee-rolls")
    assert caption_of(rolls) == "Movement, then the other way"


# --- what is on it ------------------------------------------------------------------------------


def test_every_exercise_is_there_in_the_words_of_the_screen(example: Program) -> None:
    sheet = read(sheet_of(example))
    days = days_of(example, TODAY, None, None, 14)
    phases = [
        phase
        for phase in example.phases
        if phase.starts_on <= days[-1] and days[0] <= phase.ends_on
    ]
    cards = list(sheet.all("article"))
    items = [item for phase in phases for item in phase.items]
    assert len(cards) == len(items)
    for card, item in zip(cards, items, strict=True):
        view = item_view(example, item, "as_written")
        assert card.one("h3").text == view.name
        assert card.one("p", kind="dose").text == view.dose == describe(item.dose, example.units)
        for text in (view.setup, *view.steps, *view.cues, *view.watch_for, *view.stop_signs):
            assert shown(card, text)
        assert shown(card, view.details)
        for text in ("Easier version:", *view.easier.lines) if view.easier else ():
            assert shown(card, text)
        picture = list(card.all("svg"))
        assert [one.attributes["aria-label"] for one in picture] == ["Start", view.alt_text]


def test_a_rest_between_sets_stands_in_the_table_and_at_its_exercise(tmp_path: Path) -> None:
    doses = (
        make_dose(sets=2, rest_seconds=60),
        make_dose(sets=1, rest_seconds=45),  # nothing to rest between
        make_dose(sets=1, rest_seconds=20, side="each_side"),
        make_dose(sets=3, rest_seconds=0),
    )
    items = [make_item(f"b-{number}", dose=dose) for number, dose in enumerate(doses)]
    tree = changed(make_program(), "phases", 0, "items", to=items)
    sheet = read(sheet_of(plan_of(tree, tmp_path)))
    wanted = ["60 s", "", "20 s", ""]
    table = sheet.one("section", kind="glance")
    assert [list(row.all("td"))[1].text for row in table.one("tbody").all("tr")] == wanted
    for card, rest in zip(sheet.all("article"), wanted, strict=True):
        assert shown(card, f"Rest {rest}") is bool(rest)
    without = changed(make_program(), "phases", 0, "items", to=items[3:])
    glance = read(sheet_of(plan_of(without, tmp_path))).one("section", kind="glance")
    assert "Rest" not in glance.one("thead").text


def test_times_of_day_stand_in_the_table_and_at_the_exercise(tmp_path: Path) -> None:
    when = {"times_per_day": 2, "slots": ["morning", "evening"]}
    tree = changed(make_program(), "phases", 0, "items", 0, "when", to=when)
    sheet = read(sheet_of(plan_of(tree, tmp_path)))
    row = next(sheet.one("section", kind="glance").one("tbody").all("tr"))
    assert row.text.endswith("every day, morning and evening")
    assert shown(next(sheet.all("article")), "Every day, morning and evening")


def test_the_grid_has_the_order_of_the_sheet(example: Program) -> None:
    sheet = read(sheet_of(example))
    days = days_of(example, TODAY, None, None, 14)
    phase = next(one for one in example.phases if one.starts_on <= days[0] <= one.ends_on)
    wanted = [example.exercise(item.exercise).name for item in phase.items]
    page = next(iter(sheet.all("table", kind="grid")))
    told = [head.text for body in page.all("tbody") for head in body.all("th")]
    found = [name for words in told for name in wanted if words.startswith(f"{name} ")]
    assert found == wanted


def test_a_grid_longer_than_its_page_breaks_between_exercises_under_a_heading_of_its_own(
    example: Program,
) -> None:
    text = sheet_of(example, large=True)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert ".grid thead, .grid tbody { break-inside: avoid; }" in style
    days = days_of(example, TODAY, None, None, 14)
    phase = next(one for one in example.phases if one.starts_on <= days[0] <= one.ends_on)
    sheet = read(text)
    first = next(iter(sheet.all("table", kind="grid")))
    heading = first.one("thead")  # a browser prints it again on each page of the table
    assert heading.one("h2").text.startswith("23 November 2026 to ")
    assert example.patient.display_name in heading.text
    assert "Mon 23 Nov" in heading.text
    before, *exercises, after = first.all("tbody")
    assert [body.text.startswith("Pain before") for body in (before, after)] == [True, False]
    assert after.text.startswith("Pain after")
    assert after.text.endswith("Notes")
    assert len(exercises) == len(phase.items)
    for body, item in zip(exercises, phase.items, strict=True):
        assert body.text.startswith(example.exercise(item.exercise).name)


@pytest.mark.parametrize("text", ["Hold the counter.", "If a new sign starts, press !"])
def test_a_key_that_a_text_names_is_explained_on_paper(text: str, tmp_path: Path) -> None:
    tree = changed(make_program(), "precautions", to=[{"text": text}])
    sheet = read(sheet_of(plan_of(tree, tmp_path)))
    assert shown(sheet, text)
    assert shown(sheet, "stop. Go to the page Warning signs.") is ("press !" in text)


def test_a_side_is_written_out_in_a_frame_of_its_own(example: Program) -> None:
    cards = list(read(sheet_of(example)).all("article"))
    for card in cards:
        dose = card.one("p", kind="dose").text
        assert bool(list(card.all("p", kind="side"))) == ("side" in dose)


def test_the_grid_has_a_box_for_each_set_that_is_due(example: Program) -> None:
    days = days_of(example, TODAY, None, None, 14)
    sheet = read(sheet_of(example))
    for day in days:
        boxes = [
            box
            for cell in sheet.all("td", **{"data-day": day.isoformat()})
            for box in cell.all("span", kind="tick")
        ]
        due = sum(
            len(set_targets(item.dose)) * item.when.times_per_day
            for item in planned_items(example, day)
        )
        assert len(boxes) == due
    for words in ("Pain before", "Pain after", "Next morning", "Effort, 0 to 10", "Notes"):
        assert shown(sheet, words)


def test_whom_to_call_with_the_emergency_number_first(example: Program) -> None:
    sheet = read(sheet_of(example))
    rows = list(sheet.one("table", kind="contacts").one("tbody").all("tr"))
    assert rows[0].text.startswith("Emergency 999")
    for contact in (example.contacts.therapist, example.contacts.clinic):
        if contact is not None:
            assert any(contact.phone in row.text for row in rows)
    assert "999" in sheet.one("p", kind="call").text
    for topic in catalogue.load().topics:
        if topic.when == "daily":
            assert shown(sheet, topic.question)


def test_the_plan_says_whose_it_is_how_long_and_when_it_is_reviewed(example: Program) -> None:
    sheet = read(sheet_of(example))
    for text in (
        example.patient.display_name,
        f"{example.prescriber.name}, {example.prescriber.profession}",
        f"Version {example.version}",
        *(one.label for one in example.reviews),
        *(one.text for one in (*example.precautions, *example.restrictions)),
    ):
        assert shown(sheet, text)
    assert "EXAMPLE ONLY" in sheet.text


def test_the_wound_is_asked_about_after_an_operation_only() -> None:
    wound = next(one.question for one in catalogue.load().topics if one.when == "post_op")
    asked = [shown(read(sheet_of(read_plan(path, TODAY))), wound) for path in EXAMPLES]
    assert asked == [False, False, True]


def test_the_flare_up_plan_with_its_small_doses() -> None:
    plan = read_plan(EXAMPLES[0], TODAY)
    sheet = read(sheet_of(plan))
    assert plan.flare_plan is not None
    assert shown(sheet, plan.flare_plan.text)
    doses = {item.id: item.flare_dose for phase in plan.phases for item in phase.items}
    for item_id in plan.flare_plan.items:
        dose = doses[item_id]
        assert dose is not None
        assert shown(sheet, describe(dose, plan.units))


def test_what_is_done_in_a_flare_up_stands_there_without_words_of_the_therapist_too(
    tmp_path: Path,
) -> None:
    tree = make_program()
    tree["phases"][0]["items"][0] |= {"flare_safe": True, "flare_dose": make_dose(sets=1, reps=3)}
    sheet = read(sheet_of(plan_of(tree, tmp_path)))
    assert shown(sheet, "1 × 3")
    assert not shown(sheet, "Leave the exercises today.")
    del tree["phases"][0]["items"][0]["flare_dose"]
    tree["phases"][0]["items"][0]["flare_safe"] = False
    assert shown(read(sheet_of(plan_of(tree, tmp_path))), "Leave the exercises today.")


def test_a_telephone_number_stays_on_one_line(tmp_path: Path) -> None:
    tree = changed(make_program(), "prescriber", "phone", to="020 7946 0123")
    assert ", 020\u00a07946\u00a00123" in sheet_of(plan_of(tree, tmp_path))


def test_a_plan_of_a_real_patient_has_no_stamp(tmp_path: Path) -> None:
    assert "EXAMPLE ONLY" not in sheet_of(plan_of(make_program(), tmp_path))


def test_a_template_names_nobody_and_has_no_grid(tmp_path: Path) -> None:
    plan = plan_of(make_template(), tmp_path)
    sheet = read(sheet_of(plan))
    assert "EXAMPLE ONLY" in sheet.text
    assert list(sheet.all("table", kind="grid")) == []
    with pytest.raises(UsageFault):
        days_of(plan, TODAY, None, None, 7)


def test_days_the_plan_does_not_have_are_refused(tmp_path: Path) -> None:
    plan = plan_of(make_program(), tmp_path)
    assert isinstance(plan, Program)
    for first, last in (
        (date(2020, 1, 1), None),
        (None, date(2030, 1, 1)),
        (TODAY, date(2026, 11, 1)),
    ):
        with pytest.raises(UsageFault):
            days_of(plan, TODAY, first, last, None)


# --- how it is made -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_reader_for_the_blind_finds_its_way(path: Path) -> None:
    sheet = read(sheet_of(read_plan(path, TODAY)))
    assert sheet.one("html").attributes["lang"] == "en-GB"
    levels = [int(one.name[1]) for one in sheet.all() if re.fullmatch("h[1-6]", one.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for cell in sheet.all("th"):
        assert cell.attributes["scope"] in {"col", "row", "rowgroup"}
    for picture in sheet.all("svg"):
        assert picture.attributes["role"] == "img"
        assert picture.attributes["aria-label"]
    for box in sheet.all("span", kind="tick"):
        assert box.attributes["aria-label"].endswith(("1", "2", "3", "4", "5"))


def test_it_needs_nothing_and_runs_nothing() -> None:
    text = sheet_of(read_plan(EXAMPLES[0], TODAY))
    sheet = read(text)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    known = b64encode(sha256(style.encode()).digest()).decode()
    policies = [one.attributes.get("content", "") for one in sheet.all("meta")]
    assert (
        f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
        in policies
    )
    names = {one.name for one in sheet.all()}
    assert not names & {"script", "link", "img", "iframe", "object", "a", "form", "input"}
    outside = re.sub(r'xmlns="http://www\.w3\.org/2000/svg"', "", text)
    assert not re.search(r"https?:|//|url\(|@import|javascript:", outside)
    for one in sheet.all():
        assert not [name for name in one.attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize(("region", "size"), [("GB", "A4"), ("US", "letter"), ("DE", "A4")])
def test_the_paper_is_that_of_the_region(region: str, size: str, tmp_path: Path) -> None:
    emergency = {"GB": "999", "US": "911", "DE": "112"}[region]
    tree = changed(make_program(region=region), "contacts", "emergency_number", to=emergency)
    text = sheet_of(plan_of(tree, tmp_path))
    assert f"size: {size};" in text
    assert emergency in read(text).one("p", kind="call").text


def test_type_is_never_small() -> None:
    plan = read_plan(EXAMPLES[0], TODAY)
    for large, least in ((False, 12), (True, 16)):
        style = re.findall("<style>(.*?)</style>", sheet_of(plan, large=large), re.DOTALL)[0]
        assert f"html {{ font: {least}pt" in style
        assert all(float(size) >= 12 for size in re.findall(r"([\d.]+)pt", style))
        assert all(float(size) >= 1 for size in re.findall(r"font-size: ([\d.]+)em", style))


HOSTILE = "A \"'&; } body { display: none } \\ */ --> {{ 7*7 }} {% raw %} %s"


def test_a_hostile_text_is_only_shown(tmp_path: Path) -> None:
    tree = changed(make_program(title=HOSTILE[:80]), "patient", "display_name", to=HOSTILE)
    tree = changed(tree, "exercises", 0, "name", to="\"' & </title")
    text = sheet_of(plan_of(tree, tmp_path))
    sheet = read(text)
    assert shown(sheet, HOSTILE)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert "display: none" not in style
    assert "49" not in sheet.one("p", kind="whom").text


def test_a_text_in_a_style_sheet_is_letters_and_numbers_only() -> None:
    hostile = "</style><script>\\\"';}*/\n\u202e\N{GRINNING FACE} Zo\u00eb 7"
    text = str(css_text(hostile))
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', text)
    back = re.sub(r"\\([0-9a-f]{1,6}) ", lambda found: chr(int(found[1], 16)), text[1:-1])
    assert back == hostile
