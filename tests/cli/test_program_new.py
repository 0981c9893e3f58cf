"""`program new`: wrong input changes nothing, what is missing is asked, the result is checked."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from exercise_companion.canonical import content_hash
from exercise_companion.cli import program_new
from exercise_companion.cli.faults import guarded
from exercise_companion.cli.program import program
from exercise_companion.core.dose_line import with_line, with_line_taken
from exercise_companion.core.draft import Draft, value_at
from exercise_companion.programs import default_tables, read
from exercise_companion.programs.writing import formatted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.core.problem import JsonPath

DAY = date(2026, 11, 22)
NOW = ["--now", "2026-11-22T09:00"]
TEMPLATE = ["--template", "a-spinal-stenosis"]
FOUR = [
    "--exercise", "bridge=2 x 8, mon wed fri", "--exercise", "clamshell=2 x 8",
    "--exercise", "walk=10 min", "--exercise", "sit-to-stand=2 x 8, rest 60 s",
]  # fmt: skip
PLAN = [
    "--set", "title=Back program", "--set", "time_budget_minutes=30",
    "--set", "phases.phase-1.title=Weeks 1 to 6", "--set", "phases.phase-1.aim=Learn the moves",
    "--set", "phases.0.starts_on=2026-11-22", "--set", "phases.0.ends_on=2027-01-02",
    "--set", "valid_until=2027-01-02",
]  # fmt: skip
BRIDGE_DOSE = "phases.weeks-1-6.items.0.dose"
SURE = ["--confirm-doses"]
RISKS = (
    "anticoagulant", "steroid", "osteoporosis", "previous_fracture", "cancer",
    "immunosuppressed", "diabetes", "iv_drug_use", "aaa", "cardiac", "falls", "depression",
    "hip_replacement",
)  # fmt: skip
RECORDED = (*RISKS, "spinal_injection_date", "spinal_surgery_date")
PATIENT: dict[str, Any] = {
    "patient": {"patient_id": "p-7", "display_name": "Ana Novak", "birth_date": "1957-03-04"},
    "diagnosis_label": "low back pain",
    "baseline_pain": {"back": 3},
    "risk": dict.fromkeys(RECORDED, "no"),
    "goals": [
        {"id": "shop", "activity": "Walk to the shop", "start_score": 3, "target_score": 7,
         "target_date": "+41d"},
    ],
    "reviews": [{"date": "+41d", "kind": "visit", "label": "Review"}],
}  # fmt: skip
THERAPIST: dict[str, Any] = {
    "region": "GB",
    "prescriber": {
        "name": "Ruth Hall", "profession": "Physiotherapist", "regulator": "HCPC",
        "licence_no": "PH-104233", "clinic": "Hill Road Clinic", "phone": "020 7946 0123",
    },
    "contacts": {
        "therapist": {
            "name": "Ruth Hall", "phone": "020 7946 0123", "tested_on": "2026-11-19",
        },
        "emergency_number": "999",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in an empty folder, with a therapist's folder of its own beside it."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EXERCISE_COMPANION_THERAPIST", str(tmp_path / "therapist"))
    return folder


@pytest.fixture
def facts(tmp_path: Path) -> list[str]:
    """The options that name a patient's and a therapist's file."""
    patient, therapist = tmp_path / "patient.json", tmp_path / "therapist.json"
    patient.write_text(json.dumps(PATIENT))
    therapist.write_text(json.dumps(THERAPIST))
    return ["--patient", str(patient), "--prescriber", str(therapist)]


def run(*words: str, typed: Sequence[str] = ()) -> tuple[int, Result]:
    """Exit code and output; errors become a code and a sentence as in the real program."""
    seen: list[Result] = []
    lines = "".join(f"{line}\n" for line in typed)

    def work() -> int:
        result = CliRunner().invoke(program, ["new", *NOW, *words], input=lines)
        seen.append(result)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code

    code = guarded(work)
    return code, seen[0]


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_new, "_is_terminal", lambda: True)


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def only_draft() -> dict[str, Any]:
    (path,) = Path().glob("*.draft.json")
    return json.loads(path.read_bytes())


# --- wrong input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing to begin with"),
        (["--template", "nope"], 'no template "nope"'),
        (["--template", "\x1b[2J"], "no template"),
        (["--exercise", "moonwalk"], 'no exercise "moonwalk"'),
        (["--exercise", "bridge=lots"], '"lots" is not a dose'),
        ([*TEMPLATE, "--exercise", "bridge"], "both asked for"),
        ([*TEMPLATE, "--set", "title"], "not a place and a value"),
        ([*TEMPLATE, "--set", "phases.never.title=x"], 'no "never" among weeks-1-6'),
        ([*TEMPLATE, "--set", "phases.0.items.11.dose.sets=1"], "no place"),
        ([*TEMPLATE, "--set", "title.inside=1"], "no place"),
        ([*TEMPLATE, "--set", ".=1"], "not a place"),
        ([*TEMPLATE, "--set", "title=a\x1b[2Jb"], "hidden or control character (U+001B)"),
        ([*TEMPLATE, "--set", "title=a [b]c[/b]"], '"a [b]c[/b]" holds a tag ([b]).'),
        ([*TEMPLATE, "--set", 'title="\\u202e"'], "hidden or control character"),
        (
            [*TEMPLATE, "--set", "title=One", "--set", "title=Two"],
            'for one place: "title=One" and "title=Two"',
        ),
        (
            [*TEMPLATE, "--set", "phases.0.title=One", "--set", "phases.weeks-1-6.title=Two"],
            'for one place: "phases.0.title=One" and "phases.weeks-1-6.title=Two"',
        ),
        (
            [*TEMPLATE, "--set", f"{BRIDGE_DOSE}.sets=3", "--set", f"{BRIDGE_DOSE}=2 x 8"],
            "for one place",
        ),
        ([*TEMPLATE, "--set", "integrity.sha256=abc"], '"integrity.sha256=abc" cannot be given'),
        ([*TEMPLATE, "--patient", "nowhere.json"], "nowhere.json cannot be used."),
        (["--from", "nowhere.json"], "nowhere.json cannot be used."),
        (["--continue", "nowhere.draft.json"], "nowhere.draft.json cannot be used."),
        ([*TEMPLATE, "--continue", "x.draft.json"], "both asked for"),
    ],
)
def test_wrong_input_is_said_and_writes_nothing(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(*words)
    shown = capsys.readouterr().err
    assert code == 2
    assert said in shown
    assert "\x1b" not in shown
    assert files() == []


def test_each_of_several_entries_is_set_and_taken_out_once(facts: list[str]) -> None:
    """A part after its whole refines it; what moved up in a list is another place."""
    whole, part = "phases.0.items.bridge.dose=3 x 10", "phases.0.items.bridge.dose.rest_seconds=45"
    gone = [word for _ in range(2) for word in ("--set", "phases.0.items.1=null")]
    run(*FOUR, *PLAN, *facts)
    kept = ["--continue", "p-7-v1.draft.json", *SURE]
    code, result = run(*kept, "--set", whole, "--set", part, *gone)
    assert code == 0, result.stderr
    items = json.loads(Path("p-7-v1.json").read_bytes())["phases"][0]["items"]
    assert [item["exercise"] for item in items] == ["bridge", "sit-to-stand"]
    assert items[0]["dose"]["reps"] == 10
    assert items[0]["dose"]["rest_seconds"] == 45


def test_a_file_with_a_field_that_does_not_belong_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "patient.json"
    path.write_text(json.dumps(PATIENT | {"phases": []}))
    code, _ = run(*TEMPLATE, "--patient", str(path))
    assert code == 2
    assert '"phases" does not belong into "patient.json"' in capsys.readouterr().err
    assert files() == []


@pytest.mark.parametrize(
    ("option", "field", "part"),
    [("--prescriber", "licence_no", "prescriber"), ("--patient", "birth_date", "patient")],
)
def test_a_field_that_stands_too_high_is_told_where_it_belongs(
    option: str, field: str, part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "flat.json"
    path.write_text(json.dumps({field: "x"}))
    assert run(*TEMPLATE, option, str(path))[0] == 2
    assert f'{{"{part}": {{"{field}": …}}}}' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"risk": {"falls": "no"}\n "goals": []}', "patient.json:2:2 · the file · A comma"),
        ('{"baseline_pain": {"back": 1e999}}', "patient.json:1:28 · baseline_pain / back · 1e999"),
        ('{"diagnosis_label": "\\u001b[2J"}', "control character"),
        ("[1]", "not a prescription"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "patient.json"
    path.write_text(text)
    code, result = run(*TEMPLATE, "--patient", str(path))
    assert code == 2
    assert said in result.stderr
    assert files() == []


@pytest.mark.parametrize("born", ["2026-11-22", "2062-03-04", "1857-03-04"])
def test_a_birth_date_that_nobody_living_has_is_refused_at_once(
    born: str, tmp_path: Path, facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = f"The birth date {born} cannot be right."
    assert run(*TEMPLATE, "--set", f"patient.birth_date={born}")[0] == 2
    assert told in capsys.readouterr().err
    wrong = PATIENT | {"patient": PATIENT["patient"] | {"birth_date": born}}
    (tmp_path / "patient.json").write_text(json.dumps(wrong))
    assert run(*FOUR, *PLAN, *facts, *SURE)[0] == 2
    assert told in capsys.readouterr().err
    assert files() == []
    assert run(*FOUR, *PLAN, *facts, *SURE, "--set", "patient.birth_date=1957-03-04")[0] == 0


def test_a_draft_that_was_kept_with_such_a_birth_date_waits_for_the_right_one(
    facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(*TEMPLATE, *facts)
    (path,) = Path().glob("*.draft.json")
    path.write_text(path.read_text().replace("1957-03-04", "2057-03-04"))
    before = path.read_bytes()
    assert run("--continue", str(path), "--confirm-doses")[0] == 2
    assert "2057-03-04 cannot be right" in capsys.readouterr().err
    assert path.read_bytes() == before
    right = ["--set", "patient.birth_date=1957-03-04"]
    assert run("--continue", str(path), "--confirm-doses", *right)[0] == 0


def test_a_damaged_profile_is_said_and_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "therapist").mkdir()
    profile = tmp_path / "therapist" / "profile.json"
    profile.write_text('{"prescriber": ')
    code, _ = run(*TEMPLATE)
    assert code == 2
    assert "profile.json cannot be used." in capsys.readouterr().err
    assert profile.read_text() == '{"prescriber": '


def test_a_file_that_is_there_is_not_written_over(facts: list[str]) -> None:
    Path("mine.json").write_text("mine")
    words = [*FOUR, *PLAN, *facts, *SURE, "--out", "mine.json"]
    assert run(*words)[0] == 2
    assert Path("mine.json").read_text() == "mine"
    assert files() == ["mine.json"]
    assert run(*words, "--force")[0] == 0
    assert Path("mine.json").read_text() != "mine"


def test_another_draft_is_not_written_over() -> None:
    Path("mine.draft.json").write_text("{}")
    assert run(*TEMPLATE, "--out", "mine.json")[0] == 2
    assert Path("mine.draft.json").read_text() == "{}"


# --- scripts ------------------------------------------------------------------------------------


def test_a_script_from_the_library_to_a_checked_program(facts: list[str]) -> None:
    code, result = run(*FOUR, *PLAN, *facts, *SURE)
    assert (code, result.stdout) == (0, "p-7-v1.json\n")
    assert files() == ["p-7-v1.json"]
    path = Path("p-7-v1.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    loaded = read(path.read_bytes(), anchor=DAY, tables=default_tables())
    assert loaded.program.integrity is not None
    assert loaded.program.integrity.sha256 == content_hash(loaded.tree)
    assert path.read_text() == formatted(loaded.tree)
    assert loaded.tree["$schema"] == "program.schema.json"
    assert [exercise.id for exercise in loaded.program.exercises] == [
        "bridge", "clamshell", "walk", "sit-to-stand",
    ]  # fmt: skip
    assert loaded.program.prescriber.signed_on == DAY
    assert len(loaded.program.clearance_key or "") == 32


def test_the_same_exercise_twice_is_remarked_on(facts: list[str]) -> None:
    code, result = run(*FOUR, "--exercise", "bridge=3 x 9, mon", *PLAN, *facts, *SURE)
    assert code == 0, result.stderr
    assert "R-26" in result.stderr


def test_the_doses_of_a_template_have_to_be_confirmed(
    facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*TEMPLATE, *facts)[0] == 1
    assert "not confirmed" in capsys.readouterr().err
    assert files() == ["p-7-v1.draft.json"]
    assert run("--continue", "p-7-v1.draft.json")[0] == 1
    assert run("--continue", "p-7-v1.draft.json", "--confirm-doses")[0] == 0
    assert files() == ["p-7-v1.json"]
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert (tree["valid_from"], tree["valid_until"]) == ("2026-11-22", "2027-01-03")
    assert "$comment" not in tree
    assert "demo" not in tree


def test_a_start_date_moves_every_date(facts: list[str]) -> None:
    words = ["--template", "b-chronic-back-pain", *facts, "--start", "2026-12-01"]
    assert run(*words, "--confirm-doses")[0] == 0
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert [phase["starts_on"] for phase in tree["phases"]] == [
        "2026-12-01", "2026-12-15", "2027-01-12",
    ]  # fmt: skip
    assert tree["goals"][0]["target_date"] == "2027-01-11"
    assert "+" not in json.dumps([tree["phases"], tree["reviews"]])


def test_what_is_missing_is_said_and_the_rest_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    code, result = run("--exercise", "bridge=2 x 8", "--set", "patient.patient_id=p-9")
    assert code == 1
    assert '"birth_date" is missing.' in result.stderr
    assert "program new --continue p-9-v1.draft.json" in capsys.readouterr().err
    draft = only_draft()
    assert draft["phases"][0]["items"][0]["dose"]["reps"] == 8
    assert draft["exercises"][0]["id"] == "bridge"
    assert "integrity" not in draft


@pytest.mark.parametrize("held", ["{}", '{"kind": "prescription"}', '{"title": "Back program"}'])
def test_a_draft_that_holds_next_to_nothing_says_what_to_give_and_takes_it(
    held: str, facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("p.draft.json").write_text(held)
    code, result = run("--continue", "p.draft.json")
    assert code == 1
    for line in (
        'exercises: --exercise "bridge=2 x 8, mon wed fri", as often as you like',
        "--patient FILE: JSON with patient, diagnosis_label, baseline_pain, goals, reviews",
        "--prescriber FILE: JSON with prescriber, contacts, region",
        "--set time_budget_minutes=…",
        "--set phases.phase-1.ends_on=…",
    ):
        assert f"  {line}\n" in result.stderr
    code, result = run(
        "--continue", "p.draft.json", *FOUR, *PLAN, *facts, "--confirm-doses",
    )  # fmt: skip
    assert (code, result.stdout) == (0, "p.json\n"), result.stderr
    assert files() == ["p.json"]


def test_a_dose_that_was_typed_and_not_taken_is_told_to_a_script_with_both_ways_on(
    facts: list[str],
) -> None:
    run(*TEMPLATE, *facts, "--out", "p.json")
    at, first = place_of_the_first_item()
    run("--continue", "p.draft.json", "--set", f"{at}.typed_dose=2 x 1")
    code, result = run("--continue", "p.draft.json", "--confirm-doses")
    assert code == 1
    assert f'  --set {at}.dose="2 x 8, rest 60 s", with the dose' in result.stderr
    assert f"  or --set {at}.typed_dose=null, to leave the dose as it was" in result.stderr
    code, _ = run("--continue", "p.draft.json", "--set", f"{at}.typed_dose=null")
    assert code == 1
    assert only_draft()["phases"][0]["items"][0] == first
    run("--continue", "p.draft.json", "--set", f"{at}.typed_dose=2 x 1")
    done = ["--set", f"{at}.dose=2 x 12, rest 45 s", "--confirm-doses"]
    code, result = run("--continue", "p.draft.json", *done)
    assert code == 0, result.stderr
    item = json.loads(Path("p.json").read_bytes())["phases"][0]["items"][0]
    assert (item["dose"]["reps"], item["dose"]["rest_seconds"]) == (12, 45)
    assert "typed_dose" not in item


def place_of_the_first_item() -> tuple[str, dict[str, Any]]:
    """How the first exercise of the only draft is named in an option, and what it is."""
    phase = only_draft()["phases"][0]
    return f"phases.{phase['id']}.items.{phase['items'][0]['id']}", phase["items"][0]


def test_a_line_that_is_no_dose_is_refused(
    facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(*TEMPLATE, *facts, "--out", "p.json")
    at, first = place_of_the_first_item()
    assert run("--continue", "p.draft.json", "--set", f"{at}.dose=a few")[0] == 2
    assert "A dose looks like one of these" in capsys.readouterr().err
    assert only_draft()["phases"][0]["items"][0] == first


@pytest.mark.parametrize(("line", "typed"), [("2 x 12", ""), ("2 x", "3 x 8")])
def test_a_dose_that_was_typed_and_not_taken_is_asked_about_at_a_terminal(
    line: str, typed: str, monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    run(*TEMPLATE, *facts, "--out", "p.json")
    at, _ = place_of_the_first_item()
    run("--continue", "p.draft.json", "--set", f"{at}.typed_dose={line}")
    at_a_terminal(monkeypatch)
    code, result = run("--continue", "p.draft.json", typed=[typed, "", "", "yes"])
    assert f'"{line}" was typed at the desk and not taken' in result.stderr
    assert code == 0, result.stderr
    item = json.loads(Path("p.json").read_bytes())["phases"][0]["items"][0]
    wanted = [int(part) for part in (typed or line).split(" x ")]
    assert [item["dose"]["sets"], item["dose"]["reps"]] == wanted


def test_exercises_added_to_a_draft_have_to_be_confirmed_with_what_stood_in_it(
    facts: list[str],
) -> None:
    run(*TEMPLATE, *facts, "--out", "p.json")
    before = only_draft()["phases"][0]["items"]
    assert run("--continue", "p.draft.json", "--exercise", "clamshell=1 x 6")[0] == 1
    after = only_draft()["phases"][0]["items"]
    assert after[:-1] == before
    assert (after[-1]["exercise"], after[-1]["dose"]["reps"]) == ("clamshell", 6)


def test_what_cannot_be_gone_on_with_is_said_and_left_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for held, said in (
        ('{"patient": 3}', '"patient" in "p.draft.json" holds something else.'),
        ('{"phases": "x"}', '"phases" in "p.draft.json" holds something else.'),
        ('{"kind": "template"}', '"p.draft.json" is a template.'),
    ):
        Path("p.draft.json").write_text(held)
        assert run("--continue", "p.draft.json", "--set", "region=GB")[0] == 2
        assert said in capsys.readouterr().err
        assert Path("p.draft.json").read_text() == held


def test_no_amount_is_in_a_draft_that_nobody_gave() -> None:
    run("--exercise", "bridge", "--exercise", "walk")
    doses = [item["dose"] for item in only_draft()["phases"][0]["items"]]
    assert doses == [
        {"side": "both_together", "type": "reps"},
        {"side": "none", "type": "duration", "mode": "walk"},
    ]


def test_the_next_version_says_what_came_before(facts: list[str]) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    first = json.loads(Path("p-7-v1.json").read_bytes())
    changes = [
        "--set", "version_note=More bridges", "--set", "phases.phase-1.items.bridge.dose.sets=3",
    ]  # fmt: skip
    code, result = run("--from", "p-7-v1.json", "--start", "2026-12-06", *changes, *SURE)
    assert (code, result.stdout) == (0, "p-7-v2.json\n")
    assert "It holds from 2026-12-06 on. Another day: --start." in result.stderr
    second = json.loads(Path("p-7-v2.json").read_bytes())
    assert second["version"] == 2
    assert second["supersedes"] == {"program_id": first["program_id"], "version": 1}
    assert second["history"] == [{"version": 1, "date": "2026-11-22", "note": "First version."}]
    assert second["program_id"] == first["program_id"]
    assert second["clearance_key"] == first["clearance_key"]
    assert second["valid_from"] == "2026-12-06"
    assert second["integrity"] != first["integrity"]
    assert second["phases"][0]["items"][0]["dose"]["sets"] == 3


NEXT = ["--from", "p-7-v1.json", "--set", "version_note=More bridges"]


@pytest.mark.parametrize("change", ["dose.sets=3", "dose=3 x 8", "when.times_per_day=2"])
def test_another_dose_in_the_next_version_has_to_be_confirmed(
    facts: list[str], change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    assert run(*NEXT, "--set", f"phases.phase-1.items.bridge.{change}")[0] == 1
    assert "The doses are not confirmed" in capsys.readouterr().err
    assert "p-7-v2.json" not in files()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("patient.display_name=Ana Nowak", "Patient, name: Ana Novak becomes Ana Nowak."),
        ("patient.birth_date=1957-03-05", "Patient, birth date: 1957-03-04 becomes 1957-03-05."),
    ],
)
def test_what_is_corrected_of_the_person_in_the_next_version_is_said(
    facts: list[str], change: str, said: str
) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    code, result = run(*NEXT, "--set", change)
    assert code == 0, result.stderr
    assert said in result.stderr
    assert "A next version is for the same patient." in result.stderr
    _, as_before = run(*NEXT, "--out", "again.json")
    assert "Patient," not in as_before.stderr


@pytest.mark.parametrize(
    "patient",
    [
        {"patient_id": "p-8"},
        {"display_name": "Bob Ray", "birth_date": "1960-01-02"},
    ],
    ids=["another id", "another name and birth date"],
)
def test_a_next_version_for_somebody_else_is_refused(
    facts: list[str], patient: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    by_option = [word for name in patient for word in ("--set", f"patient.{name}={patient[name]}")]
    Path("bob.json").write_text(json.dumps({"patient": patient}), "utf-8")
    for words in (by_option, ["--patient", "bob.json"]):
        assert run(*NEXT, *words)[0] == 2
        said = capsys.readouterr().err
        assert 'That is not the patient of "p-7-v1.json".' in said
        assert "leave out --from" in said
    assert files() == ["bob.json", "p-7-v1.json"]


@pytest.mark.parametrize(
    "patient",
    [
        {"patient_id": "p-8"},
        {"display_name": "Bob Ray", "birth_date": "1960-01-02"},
        {"display_name": None},
    ],
    ids=["another id", "another name and birth date", "nobody"],
)
def test_a_next_version_that_is_gone_on_with_is_for_the_same_patient(
    facts: list[str], patient: dict[str, str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    run("--from", "p-7-v1.json")
    before = Path("p-7-v2.draft.json").read_bytes()
    sets = {f"patient.{name}": json.dumps(value) for name, value in patient.items()}
    by_option = [word for place in sets for word in ("--set", f"{place}={sets[place]}")]
    Path("bob.json").write_text(json.dumps({"patient": patient}), "utf-8")
    note = ["--set", "version_note=More", *SURE]
    for words in (by_option, ["--patient", "bob.json"], [*by_option, "--set", "version=1"]):
        assert run("--continue", "p-7-v2.draft.json", *words, *note)[0] == 2
        said = capsys.readouterr().err
        assert 'That is not the patient of "p-7-v2.draft.json".' in said
        assert "begins anew: leave out --from and --continue." in said
    assert Path("p-7-v2.draft.json").read_bytes() == before
    corrected = ["--set", "patient.display_name=Ana Nowak"]
    code, result = run("--continue", "p-7-v2.draft.json", *corrected, *note)
    assert code == 0, result.stderr
    assert "Patient, name: Ana Novak becomes Ana Nowak." in result.stderr


def test_a_first_version_that_is_gone_on_with_may_be_for_somebody_else(facts: list[str]) -> None:
    run(*FOUR, *PLAN, *facts)
    bob = [word for change in ("patient_id=p-8", "display_name=Bob Ray", "birth_date=1960-01-02")
           for word in ("--set", f"patient.{change}")]  # fmt: skip
    code, result = run("--continue", "p-7-v1.draft.json", *bob, *SURE)
    assert code == 0, result.stderr
    assert "Patient," not in result.stderr


def test_a_demonstration_is_dated_as_well(facts: list[str]) -> None:
    demo = ["demo=true", "prescriber.licence_no=DEMO-000", "patient.patient_id=demo-ana"]
    words = [word for change in demo for word in ("--set", change)]
    code, result = run(*FOUR, *PLAN, *facts, *SURE, *words)
    assert code == 0, result.stderr
    (written,) = files()
    tree = json.loads(Path(written).read_bytes())
    assert tree["prescriber"]["signed_on"] == "2026-11-22"


def test_a_next_version_without_a_note_is_a_draft(facts: list[str]) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    code, result = run("--from", "p-7-v1.json")
    assert code == 1
    assert '"version_note" is missing.' in result.stderr


def test_the_next_stage_keeps_the_person(facts: list[str]) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    words = ["--from", "p-7-v1.json", *TEMPLATE, "--set", "version_note=The walking plan"]
    assert run(*words, "--confirm-doses")[0] == 0
    tree = json.loads(Path("p-7-v2.json").read_bytes())
    assert tree["patient"] == PATIENT["patient"]
    assert tree["title"] == "Low back stenosis, weeks 1 to 6"
    assert tree["phases"][0]["id"] == "weeks-1-6"


def test_a_template_is_no_earlier_version_and_a_program_no_template(
    facts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(*FOUR, *PLAN, *facts, *SURE)
    assert run("--template", "p-7-v1.json")[0] == 2
    assert "use --from" in capsys.readouterr().err
    template = Path(__file__).parents[2] / "programs/templates/a-spinal-stenosis.template.json"
    assert run("--from", str(template))[0] == 2
    assert "use --template" in capsys.readouterr().err


def test_the_templates_are_listed() -> None:
    code, result = run("--list")
    assert code == 0
    assert "a-spinal-stenosis        Low back stenosis, weeks 1 to 6" in result.stdout
    assert "No clinician has signed them off" in result.stderr


# --- at a terminal ------------------------------------------------------------------------------

ABOUT_THE_PATIENT = [
    "Ana Novak", "4 March 1957", "low back pain", "back 3", "none", "",
    "Walk to the shop, 3, 7; Cook a meal, 4, 8", "",
]  # fmt: skip
ABOUT_THE_THERAPIST = [
    "Ruth Hall", "Physiotherapist", "HCPC", "PH-104233", "Hill Road Clinic", "020 7946 0123",
    "gb", "mon-fri 9-17; sat 9:30-12", "19 November 2026",
]  # fmt: skip


def test_a_template_asks_ten_things_once_the_therapist_is_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at_a_terminal(monkeypatch)
    (tmp_path / "therapist").mkdir()
    (tmp_path / "therapist" / "profile.json").write_text(json.dumps(THERAPIST))
    code, result = run(*TEMPLATE, typed=[*ABOUT_THE_PATIENT, "", "yes"])
    assert code == 0
    assert "(9 left)" in result.stderr
    assert "(10 left)" not in result.stderr
    assert "Bend forward on a chair: 1 × 5, hold 10 s, let go 3 s, every day" in result.stderr
    tree = json.loads(Path(result.stdout.strip()).read_bytes())
    assert tree["risk"] == dict.fromkeys(RECORDED, "no")
    assert tree["reviews"] == [{"date": "2027-01-03", "kind": "visit", "label": "Review"}]
    assert len(tree["goals"]) == 2


def test_the_first_program_of_all_asks_for_everything_and_keeps_the_therapist(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at_a_terminal(monkeypatch)
    plan = ["Back program", "Learn the moves", "6", "30", "2 x 8", "10 min, 5 days a week"]
    typed = [*plan, *ABOUT_THE_PATIENT, *ABOUT_THE_THERAPIST, "", "yes", "yes"]
    code, result = run("--exercise", "bridge", "--exercise", "walk", typed=typed)
    assert code == 0, result.stderr
    kept = tmp_path / "therapist" / "profile.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    profile = json.loads(kept.read_bytes())
    assert profile["prescriber"]["licence_no"] == "PH-104233"
    assert "signed_on" not in profile["prescriber"]
    assert profile["contacts"]["therapist"]["tested_on"] == "2026-11-19"
    assert profile["contacts"]["therapist"]["hours"][1] == {
        "days": ["sat"], "opens": "09:30", "closes": "12:00",
    }  # fmt: skip
    assert files() == [result.stdout.strip()]


def test_with_nothing_to_begin_with_the_templates_are_offered(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    code, result = run(*facts, typed=["", "0", "99", "the first", "5", "", "", "yes"])
    assert code == 0, result.stderr
    assert "  5  Hip pain, 12 weeks in three steps" in result.stderr
    assert result.stderr.count("none of them") == 4
    assert "Is every dose right" in result.stderr
    assert json.loads(Path("p-7-v1.json").read_bytes())["title"].startswith("Hip pain")


NEW_NUMBER = {"phone": "020 7946 0999"}


@pytest.mark.parametrize(
    "words",
    [
        ["--set", "prescriber.phone=020 7946 0999"],
        ["--set", f"prescriber={json.dumps(THERAPIST['prescriber'] | NEW_NUMBER)}"],
    ],
)
def test_another_number_of_the_prescriber_is_the_one_to_call_as_well(
    facts: list[str], words: list[str]
) -> None:
    patient = ["--set", "prescriber.signed_on=2026-11-22"]
    code, result = run(*FOUR, *PLAN, *facts, *words, *patient, "--confirm-doses")
    assert code == 0, result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert tree["prescriber"]["phone"] == "020 7946 0999"
    assert tree["contacts"]["therapist"] == {"name": "Ruth Hall", "phone": "020 7946 0999"}


def test_a_file_with_another_number_changes_both(facts: list[str], tmp_path: Path) -> None:
    assert run(*FOUR, *PLAN, *facts, "--confirm-doses")[0] == 0
    moved = tmp_path / "moved.json"
    moved.write_text(json.dumps({"prescriber": NEW_NUMBER}))
    words = ["--from", "p-7-v1.json", "--prescriber", str(moved), "--set", "version_note=New phone"]
    code, result = run(*words, "--confirm-doses")
    assert code == 0, result.stderr
    tree = json.loads(Path("p-7-v2.json").read_bytes())
    assert tree["prescriber"]["phone"] == "020 7946 0999"
    assert tree["contacts"]["therapist"] == {"name": "Ruth Hall", "phone": "020 7946 0999"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "3 x 8, tue thu",
            (
                "Understood, bridge: 3 × 8, Tue, Thu, morning and evening, at least 4 hours apart. "
                "Kept: 2 times a day, morning and evening, at least 4 hours apart."
            ),
        ),
        (
            "3 x 8, twice a day",
            (
                "Understood, bridge: 3 × 8, Mon, Wed, Fri, morning and evening, "
                "at least 4 hours apart. "
                "Kept: Mon Wed Fri, morning and evening, at least 4 hours apart."
            ),
        ),
        (
            "3 x 8, once a day",
            (
                "Understood, bridge: 3 × 8, Mon, Wed, Fri. "
                "Kept: Mon Wed Fri. Left out: morning and evening, at least 4 hours apart."
            ),
        ),
    ],
)
def test_h17_a_dose_by_option_and_at_the_desk_keeps_the_same_and_says_so(
    line: str, said: str, facts: list[str]
) -> None:
    item: JsonPath = ("phases", 0, "items", 0)
    dose = "2 x 8, mon wed fri, morning and evening, at least 4 hours apart"
    code, result = run("--exercise", f"bridge={dose}", *PLAN, *facts, *SURE)
    assert code == 0, result.stderr
    before = json.loads(Path("p-7-v1.json").read_bytes())
    changes = ["--set", "version_note=More", "--set", f"phases.phase-1.items.bridge.dose={line}"]
    code, result = run("--from", "p-7-v1.json", *changes, *SURE)
    assert code == 0, result.stderr
    assert said in " ".join(result.stderr.split())
    at_the_desk = with_line_taken(with_line(Draft(before), item, line), item)
    after = Draft(json.loads(Path("p-7-v2.json").read_bytes()))
    for part in ("dose", "when"):
        assert value_at(after, (*item, part)) == value_at(at_the_desk, (*item, part))


@pytest.mark.parametrize("phone", ["(((", "- - -", "9-17", "1 2"])
def test_h09_a_number_that_nobody_can_dial_is_refused(phone: str, facts: list[str]) -> None:
    place = f"contacts.therapist.phone={phone}"
    code, result = run(*FOUR, *PLAN, *facts, "--set", place, "--confirm-doses")
    assert code == 1
    assert f'"{phone}" is not a phone number.' in result.stderr
    assert "Type digits, like 020 7946 0123" in result.stderr


def test_of_whom_to_call_a_line_is_understood_whole_and_said_back(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    operation = json.dumps({"active": True, "procedure": "Decompression", "date": "2026-11-01"})
    words = [*FOUR, *PLAN, *facts, "--set", f"post_op={operation}"]
    wrong = ["Ward 4, 020 7946 0100, 9-17", "A, 020 7946 0100, B, 020 7946 0101"]
    code, result = run(*words, typed=[*wrong, "Ward 4, 020 7946 0100", "", "", "yes"])
    assert code == 0, result.stderr
    assert result.stderr.count("That is not one name, a comma and one phone number.") == 2
    assert "Understood: Ward 4, phone 020 7946 0100." in result.stderr


def test_a_bad_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch, facts: list[str]) -> None:
    at_a_terminal(monkeypatch)
    again = ["soon", "", "44-13-2020", "1957-03-04"]
    words = [*FOUR, *PLAN, *facts, "--set", "patient.birth_date=null"]
    code, result = run(*words, typed=[*again, "", "", "yes"])
    assert code == 0, result.stderr
    assert (
        result.stderr.count(
            "That is not a date, such as 4 March 1957 or 1957-03-04. Please type it again."
        )
        == 2
    )
    assert "Nothing was typed." in result.stderr


def test_what_was_understood_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    words = ["--exercise", "bridge", *PLAN, *facts, "--set", "patient.birth_date=null"]
    words += ["--set", "contacts.therapist=null"]
    typed = [
        "3 sets of 10, left, right", "3 sets of 10, mon/wed", "12/03/1957", "12 March 1957", "",
        "mon-thu, sat 9-17", "", "", "yes",
    ]  # fmt: skip
    code, result = run(*words, typed=typed)
    assert code == 0, result.stderr
    said = [line.strip() for line in result.stderr.splitlines() if "nderstood" in line]
    assert said == [
        "Understood: 3 × 10, Mon, Wed.",
        "Understood: 12 March 1957.",
        "Understood: Mon, Tue, Wed, Thu, Sat 09:00 to 17:00.",
    ]
    assert '"left" and "right" both say which side. Type only one of them.' in result.stderr


def test_what_the_checker_refuses_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    words = [*FOUR, *PLAN, *facts, "--set", "baseline_pain=null"]
    code, result = run(*words, typed=["elbow 3", "back 11", "back 3", "", "", "yes"])
    assert code == 0, result.stderr
    assert "11 is out of bounds" in result.stderr


def test_doses_that_are_not_right_stop_it(
    monkeypatch: pytest.MonkeyPatch, facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch)
    assert run(*TEMPLATE, *facts, typed=["", "", "no"])[0] == 1
    assert files() == ["p-7-v1.draft.json"]


def test_leaving_keeps_what_was_answered_and_says_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    at_a_terminal(monkeypatch)
    (tmp_path / "therapist").mkdir()
    (tmp_path / "therapist" / "profile.json").write_text(json.dumps(THERAPIST))
    result = CliRunner().invoke(program, ["new", *NOW, *TEMPLATE], input="Ana Novak\n1957-03-04\n")
    assert result.exit_code == 1
    (name,) = files()
    assert f"What you answered is kept: {name}" in result.stderr
    assert only_draft()["patient"]["birth_date"] == "1957-03-04"
    code, _ = run("--continue", name, typed=[*ABOUT_THE_PATIENT[2:], "", "yes"])
    assert code == 0
    assert files() == [name.replace(".draft.json", ".json")]


def test_a_draft_without_an_exercise_asks_which(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    Path("p.draft.json").write_text("{}")
    typed = [
        "Back program", "Learn the moves", "6", "30",
        "Small bridge, moonwalk", "balance", "Small bridge, , walk",
        "small BRIDGE, rest, legs on a chair, walk",
        "2 x 8, mon wed fri", "5 min", "10 min", "", "", "yes",
    ]  # fmt: skip
    code, result = run("--continue", "p.draft.json", *facts, typed=typed)
    assert code == 0, result.stderr
    assert 'There is no exercise "moonwalk" in the library.' in result.stderr
    assert '"balance" is in more than one: Heel raise · ' in result.stderr
    tree = json.loads(Path("p.json").read_bytes())
    assert [item["exercise"] for item in tree["phases"][0]["items"]] == [
        "small-bridge", "legs-on-chair-rest", "walk",
    ]  # fmt: skip


def test_none_of_the_templates_begins_with_exercises_of_the_library(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    typed = ["9", "8", "Back program", "Learn", "6", "30", "bridge", "2 x 8", "", "", "yes"]
    code, result = run(*facts, typed=typed)
    assert code == 0, result.stderr
    assert "  8  None of them: exercises from the library\n" in result.stderr
    assert "Please type a number from 1 to 8." in result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert [item["exercise"] for item in tree["phases"][0]["items"]] == ["bridge"]
    assert tree["version_note"] == "First version."


def test_high_usual_pain_is_asked_about(monkeypatch: pytest.MonkeyPatch, facts: list[str]) -> None:
    at_a_terminal(monkeypatch)
    words = [*FOUR, *PLAN, *facts, "--set", 'baseline_pain={"back": 6}']
    code, result = run(*words, typed=["Talked through, and wanted.", "", "", "yes"])
    assert code == 0, result.stderr
    assert "That is high." in result.stderr


def test_an_operation_asks_whom_to_call_about_it(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    ward = ["Ward 4, 020 7946 0100", "20.11.2026"]
    typed = ["Decompression L4/5, 2026-11-19", *ward, "", "yes"]
    words = ["--template", "c-after-decompression", *facts, "--set", "reviews=null"]
    code, result = run(*words, typed=[typed[0], "", *typed[1:]])
    assert code == 0, result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert tree["post_op"]["date"] == "2026-11-19"
    assert tree["contacts"]["surgical_team"] == {
        "name": "Ward 4", "phone": "020 7946 0100", "tested_on": "2026-11-20",
    }  # fmt: skip


# --- what the plan asks before a session ----------------------------------------------------------


def test_what_a_template_asks_stays_and_one_line_changes_it(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    template = Path(__file__).parents[2] / "programs/templates/a-spinal-stenosis.template.json"
    brought = json.loads(template.read_bytes())
    at_a_terminal(monkeypatch)
    code, result = run(*TEMPLATE, *facts, typed=["", "", "yes"])
    assert code == 0, result.stderr
    assert "Now: activities 1 week," in result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert (tree["outcomes"], tree["check_ins"]) == (brought["outcomes"], brought["check_ins"])
    line = 'mood 2 weeks; sleep never; "Which chair did you use?" choice of low / high, 2 weeks'
    code, result = run(*TEMPLATE, *facts, "--force", typed=["", "every now and then", line, "yes"])
    assert code == 0, result.stderr
    assert '"every now and then" is no measure with how often.' in result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    asked = {one["measure"]: one["every_days"] for one in tree["outcomes"]}
    assert asked["mood"] == 14
    assert "sleep" not in asked
    assert tree["check_ins"][-1] == {
        "id": "own-2", "question": "Which chair did you use?", "kind": "choice",
        "choices": ["low", "high"], "every_days": 14,
    }  # fmt: skip


def test_a_script_sets_what_is_asked(facts: list[str]) -> None:
    own = {"id": "chair", "question": "How was your chair?", "kind": "text", "every_days": 7}
    words = [
        "--set", 'outcomes=[{"measure": "mood", "every_days": 7}]',
        "--set", "outcomes.mood.every_days=14", "--set", f"check_ins=[{json.dumps(own)}]",
    ]  # fmt: skip
    code, result = run(*FOUR, *PLAN, *facts, *SURE, *words)
    assert code == 0, result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert tree["outcomes"] == [{"measure": "mood", "every_days": 14}]
    assert tree["check_ins"] == [own]
    assert run(
        *FOUR, *PLAN, *facts, *SURE, *words, "--set", "outcomes.mood.every_days=999", "--force"
    )[0]


# --- what speaks against an exercise --------------------------------------------------------------

BALANCE = ["--template", "balance-after-a-fall", "--set", "risk.falls=yes"]


def test_a_script_with_a_contraindication_gets_a_draft_with_the_fault(facts: list[str]) -> None:
    code, result = run(*BALANCE, *facts, "--confirm-doses")
    assert code == 1
    assert "is not for people with falls" in result.stderr
    assert files() == ["p-7-v1.draft.json"]


def test_a_reason_is_asked_once_for_all_that_is_marked_against_a_risk(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    code, result = run(*BALANCE, *facts, typed=["", "Her daughter is there each time.", "", "yes"])
    assert code == 0, result.stderr
    assert "weight-shift, walk-the-corridor" in result.stderr
    assert "marked against falls" in result.stderr
    items = json.loads(Path("p-7-v1.json").read_bytes())["phases"][0]["items"]
    reasons = {item["id"]: item.get("clash_accepted_reason") for item in items}
    assert reasons["weight-shift"] == "Her daughter is there each time."
    assert reasons["seated-march"] is None


def test_what_is_marked_against_a_risk_can_be_left_out(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    code, result = run(*BALANCE, *facts, typed=["", "Leave out", "", "yes"])
    assert code == 0, result.stderr
    tree = json.loads(Path("p-7-v1.json").read_bytes())
    assert [item["id"] for item in tree["phases"][1]["items"]] == [
        "seated-march",
        "knee-extension",
    ]
    assert tree["flare_plan"]["items"] == ["seated-march", "knee-extension"]


@pytest.mark.parametrize(
    ("typed", "exercise"), [("Bridge", "bridge"), ("Sit to  stand", "sit-to-stand")]
)
def test_an_exercise_is_named_as_the_library_calls_it(
    typed: str, exercise: str, facts: list[str]
) -> None:
    _, _ = run("--exercise", f"{typed}=2 x 8", "--out", "p.json", *facts)
    (item,) = json.loads(Path("p.draft.json").read_bytes())["phases"][0]["items"]
    assert item["exercise"] == exercise


@pytest.mark.parametrize(
    ("typed", "name", "advice"),
    [
        ("brige=2 x 8", "brige", "Did you mean bridge or low-bridge? "),
        ("clam=2 x 8", "clam", "Did you mean clamshell? "),
        ("bridge 2 x 8", "bridge 2 x 8", 'exercise and its dose: --exercise "bridge=2 x 8".'),
        ("zzz", "zzz", "`exercise-companion exercises` lists them."),
    ],
)
def test_an_unknown_exercise_gets_the_names_that_may_be_meant(
    typed: str, name: str, advice: str, facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--exercise", typed, *facts)[0] == 2
    said = capsys.readouterr().err
    assert f'There is no exercise "{name}" in the library.' in said
    assert advice in said


def test_a_copied_draft_gets_ids_of_its_own(facts: list[str], tmp_path: Path) -> None:
    assert run("--exercise", "bridge=2 x 8", "--out", "p.json", *facts, *PLAN, *SURE)[0] == 0
    ana = json.loads(Path("p.json").read_bytes())
    copied = {name: value for name, value in ana.items() if name != "integrity"}
    copied["patient"] = ana["patient"] | {"display_name": "Bob Hale", "birth_date": "1970-01-02"}
    Path("bob.draft.json").write_text(json.dumps(copied))
    code, result = run("--continue", "bob.draft.json", "--confirm-doses")
    assert code == 1
    assert "The ids of this draft are those of " in result.stderr
    named = {"display_name": "Bob Hale", "birth_date": "1970-01-02"}
    (tmp_path / "bob-facts.json").write_text(json.dumps(PATIENT | {"patient": named}))
    again = ("--continue", "bob.draft.json", "--confirm-doses", "--new-ids")
    assert run(*again, "--patient", str(tmp_path / "bob-facts.json"))[0] == 0
    bob = json.loads(Path("bob.json").read_bytes())
    for name in ("program_id", "clearance_key"):
        assert bob[name] != ana[name]
    assert bob["patient"]["patient_id"] != ana["patient"]["patient_id"]


def test_nothing_recorded_of_the_person_before_is_kept_for_somebody_else(
    facts: list[str], tmp_path: Path
) -> None:
    assert run("--exercise", "bridge=2 x 8", "--out", "p.json", *facts, *PLAN, *SURE)[0] == 0
    ana = json.loads(Path("p.json").read_bytes())
    hers: dict[str, Any] = {
        "fitness_note": "Walks a mile.",
        "pain_sides": {"back": "left"},
        "usual_morning": {"back": 4},
        "known_baseline": [{"flag": "RF-CES-01", "note": "Old.", "recorded_on": "2026-11-01"}],
        "post_op": {"active": True, "procedure": "Fusion", "date": "2026-11-02"},
        "override_reason": {"pain_limit": "Hers."},
        "left_open": ["post_op"],
    }
    theirs = {"surgical_team": {"name": "Ward", "phone": "020 7946 0300"}}
    copied = ana | hers | {"contacts": ana["contacts"] | theirs}
    copied.pop("integrity")
    accepted = ana["phases"][0]["items"][0] | {"clash_accepted_reason": "Hers, and agreed."}
    copied["phases"] = [ana["phases"][0] | {"items": [accepted]}]
    Path("c.draft.json").write_text(json.dumps(copied))
    bob = tmp_path / "bob.json"
    bob.write_text(json.dumps({"patient": {"display_name": "Bob", "birth_date": "1960-01-02"}}))
    line = ("--continue", "c.draft.json", "--new-ids", "--patient", str(bob), *SURE)
    code, result = run(*line, "--out", "b.json")
    assert code == 1, "what is missing keeps it a draft"
    for missing in ("baseline_pain", "diagnosis_label", "goals", "reviews"):
        assert f"{missing} · " in result.stderr
    kept = json.loads(Path("b.draft.json").read_bytes())
    assert set(kept["patient"]) == {"patient_id", "display_name", "birth_date"}
    assert "surgical_team" not in kept["contacts"]
    gone = {*hers, "risk", "baseline_pain", "diagnosis_label", "goals", "reviews"}
    assert gone.isdisjoint(kept)
    assert kept["phases"] == ana["phases"]
    assert kept["prescriber"]["name"] == "Ruth Hall"


def test_with_new_ids_somebody_at_a_terminal_is_asked_for_the_name_anew(
    facts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--exercise", "bridge=2 x 8", "--out", "p.json", *facts, *PLAN)[0] == 1
    at_a_terminal(monkeypatch)
    _, result = run("--continue", "p.draft.json", "--new-ids", typed="")
    assert "The patient's name?" in result.stderr


def test_new_ids_are_for_a_draft(facts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--exercise", "bridge=2 x 8", "--new-ids", *facts)[0] == 2
    assert "--continue" in capsys.readouterr().err
