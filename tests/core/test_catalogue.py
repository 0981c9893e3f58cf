"""The shipped warning signs, topics and regions: complete, readable, refused when damaged."""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exercise_companion import catalogue
from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.core.mood import MOOD_FLAG
from exercise_companion.core.readability import grade
from exercise_companion.core.screening import FALL_FOLLOW_UPS
from exercise_companion.core.terms import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.flags import Topic

# id, tier, action, when, cleared by, contact: clinical-spec 1.2 as amended by decisions A
PUBLISHED = """
RF-CES-01   E-go   X D   M+T  emergency_department emergency
RF-CES-02   E-go   X D   M+T  emergency_department emergency
RF-CES-03   E-go   X D   M+T  emergency_department emergency
RF-CES-04   E-go   X D   M+T  emergency_department emergency
RF-CES-05   E-go   X D   M+T  emergency_department emergency
RF-CES-06   E-go   X D   M+T  emergency_department emergency
RF-CES-07   U      X D   M+T  clinic out_of_hours
RF-NEU-01   U      X D   M+T  clinic out_of_hours
RF-NEU-02   U      X D   M+T  clinic out_of_hours
RF-NEU-03   U      X D   M+T  clinic out_of_hours
RF-NEU-04   U      X D   M+T  clinic out_of_hours
RF-NEU-05   S      H W   T    therapist
RF-PAIN-01  U      X D   M/T  clinic out_of_hours emergency_department
RF-PAIN-02  S      C W   T    therapist
RF-PAIN-03  S      H A   T    therapist
RF-PAIN-04  S      H W   T    therapist
RF-FX-01    U      X D   M+T  clinic out_of_hours
RF-FX-02    S      H D   T    therapist
RF-FALL-01  U      X F   M+T  clinic out_of_hours
RF-FALL-02  E-call X F   M+T  emergency
RF-FALL-03  Mo     L D   none
RF-FALL-04  U      X F   M/T  clinic out_of_hours
RF-FALL-05  U      X F   M+T  clinic out_of_hours
RF-INF-01   U      X D   M+T  clinic out_of_hours
RF-INF-02   E-call X D   M+T  emergency
RF-CA-01    S      H W   T    therapist
RF-CA-02    U      X W   M+T  clinic out_of_hours
RF-AAA-01   E-call X D   M+T  emergency
RF-AAA-02   U      X W   M+T  clinic out_of_hours
RF-DVT-01   U      X D   M+T  clinic out_of_hours
RF-PE-01    E-call X D   M+T  emergency
RF-PAD-01   E-call X D   M+T  emergency
RF-PAD-02   S      H W   T    therapist
RF-CAR-01   E-call X D,X M+T  emergency
RF-CAR-02   E-call X D,X M+T  emergency
RF-CAR-03   E-call X D,X M+T  emergency
RF-CAR-04   U      X D,X M/T  clinic out_of_hours
RF-CAR-05   U      X D,X M+T  clinic out_of_hours
RF-CAR-06   U      X D,X M+T  clinic out_of_hours
RF-STR-01   E-call X D,X M+T  emergency
RF-STR-02   E-call X D,X M+T  emergency
RF-STR-03   E-call X D,X M+T  emergency
RF-STR-04   E-call X D,X M+T  emergency
RF-MH-01    MH     K B   none crisis_line emergency
RF-MH-02    S      L B   T    doctor therapist
RF-MED-01   S      H W   T    therapist
RF-MED-02   S      H W   T    therapist
RF-MED-03   Mo     Z D   none
RF-MED-04   S      C W   T    therapist
RF-OP-01    U      X P   M+T  surgical_team out_of_hours
RF-OP-02    U      X P   M+T  surgical_team out_of_hours
RF-OP-03    E-call X P   M+T  emergency
RF-OP-04    E-go   X P   M+T  emergency_department emergency
RF-GEN-01   Mo     Z D   none
RF-GEN-02   S      H D   T    therapist
RF-GEN-03   S      H D   T    therapist
RF-GEN-04   U      X D   M/T  clinic out_of_hours
"""

TOPICS = {
    "T1": ("daily", "CES-01 CES-02 CES-03 CES-04 CES-05 CES-06"),
    "T2": ("daily", "CES-07 NEU-01 NEU-02 NEU-03 NEU-04"),
    "T3": ("daily", "CAR-01 CAR-02 CAR-03 CAR-04 CAR-05 CAR-06 PE-01"),
    "T4": ("daily", "STR-01 STR-02 STR-03 STR-04"),
    "T5": ("daily", "PAIN-01 AAA-01 FX-01 FX-02 FALL-03"),
    "T6": ("daily", "DVT-01 PAD-01"),
    "T7": ("daily", "INF-01 INF-02 GEN-01 MED-03"),
    "T8": ("daily", "GEN-02 GEN-03 GEN-04"),
    "T9": ("post_op", "OP-01 OP-02 OP-03 OP-04"),
    "W1": ("weekly", "PAIN-02 PAIN-04 CA-01 CA-02 AAA-02"),
    "W2": ("weekly", "NEU-05 PAD-02"),
    "W3": ("weekly", "MED-01 MED-02 MED-04"),
    "M1": ("fortnightly", "MH-02"),
    "B1": ("fortnightly", "MH-01"),
}

# For every item of a topic with several items: words of its sign that the topic must name.
NAMED = {
    "RF-CES-01": "hard to pee|cannot pee",
    "RF-CES-02": "leaks|rushing|pads",
    "RF-CES-03": "feel your bladder fill|the pee come",
    "RF-CES-04": "feel or control of poo or wind",
    "RF-CES-05": "numb|tingly|odd|bottom|private parts|between your legs",
    "RF-CES-06": "sex changed",
    "RF-CES-07": "both legs|sitting bent forward",
    "RF-NEU-01": "drop|drag|slap|catch",
    "RF-NEU-02": "weak|giving way|stairs",
    "RF-NEU-03": "numbness new|spreading|staying at rest",
    "RF-NEU-04": "much less steady",
    "RF-CAR-01": "chest pain|tightness|pressure|arm, neck or jaw",
    "RF-CAR-02": "badly|breathless",
    "RF-CAR-03": "fainted",
    "RF-CAR-04": "dizzy|near fainting",
    "RF-CAR-05": "racing|pounding|skipping|not settling",
    "RF-CAR-06": "newly breathless|lying flat",
    "RF-PE-01": "suddenly|sharp pain breathing in|coughing blood",
    "RF-STR-01": "face drop|even if better now",
    "RF-STR-02": "arm or leg suddenly go weak or numb|on one side",
    "RF-STR-03": "speak, see or follow people",
    "RF-STR-04": "sudden, very bad headache",
    "RF-PAIN-01": "cannot rest, sleep or move|even with pain relief",
    "RF-AAA-01": "sudden very bad tummy or back pain|faint, clammy or sick",
    "RF-FX-01": "crash or hard knock",
    "RF-FX-02": "sudden sharp back pain after something small",
    "RF-FALL-03": "any fall",
    "RF-DVT-01": "newly swollen, sore or warm|colour",
    "RF-PAD-01": "cold, pale, blue, numb or very painful",
    "RF-INF-01": "fever|chills|night sweats|worse back pain",
    "RF-INF-02": "confused|breathing fast|cold and blotchy",
    "RF-GEN-01": "too ill to exercise",
    "RF-MED-03": "too sleepy or wobbly",
    "RF-GEN-02": "told you to stop exercise",
    "RF-GEN-03": "surgery|hospital|new illness",
    "RF-GEN-04": "worry you a lot|badly wrong",
    "RF-OP-01": "red|hot|swollen|smelly|open|pus",
    "RF-OP-02": "clear fluid|headache when you sit up",
    "RF-OP-03": "bleeding that will not stop",
    "RF-OP-04": "much worse since your operation",
    "RF-PAIN-02": "wake you and not ease",
    "RF-PAIN-04": "high in your back|like a band",
    "RF-CA-01": "lost weight without trying|3 months",
    "RF-CA-02": "had cancer|new or different pain",
    "RF-AAA-02": "pulse in your tummy|back ache",
    "RF-NEU-05": "hands newly clumsy or numb",
    "RF-PAD-02": "calf cramp|ease as soon as you just stand still",
    "RF-MED-01": "steroid tablets|for longer",
    "RF-MED-02": "blood thinner",
    "RF-MED-04": "more pain tablets",
}

EU_CODES = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE"


def damaged_copy(tmp_path: Path, name: str, text: str | None) -> Path:
    """The catalogue's files with one of them replaced, or left out."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for data in Path(str(files("exercise_companion.catalogue"))).glob("*.json"):
        shutil.copy(data, folder)
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shipped(name: str) -> dict[str, list[dict[str, object]]]:
    return json.loads((files("exercise_companion.catalogue") / name).read_text("utf-8"))


def edited(name: str, rows: str, number: int, field: str, value: object) -> str:
    data = shipped(name)
    data[rows][number][field] = value
    return json.dumps(data)


def doubled(name: str, rows: str) -> str:
    data = shipped(name)
    data[rows].append(data[rows][0])
    return json.dumps(data)


def without_last(name: str, rows: str) -> str:
    data = shipped(name)
    data[rows].pop()
    return json.dumps(data)


@pytest.fixture
def fresh_catalogue() -> Iterator[None]:
    """Nothing read before or after is remembered."""
    catalogue.load.cache_clear()
    catalogue.regions.cache_clear()
    yield
    catalogue.load.cache_clear()
    catalogue.regions.cache_clear()


@pytest.mark.usefixtures("fresh_catalogue")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("red_flags.json", None),
        ("red_flags.json", ""),
        ("red_flags.json", "{"),
        ("red_flags.json", "[]"),
        ("red_flags.json", '{"version": "1", "items": []}'),
        ("red_flags.json", '{"version": "1", "items": ["RF-CES-01"]}'),
        ("red_flags.json", edited("red_flags.json", "items", 0, "tier", "E-perhaps")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "action", "")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "question", "")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "question", " ")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "question", None)),
        ("red_flags.json", edited("red_flags.json", "items", 0, "when", "D")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "contact", ["nobody"])),
        ("red_flags.json", edited("red_flags.json", "items", 0, "cleared_by", "time")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "sensitive", "yes")),
        ("red_flags.json", edited("red_flags.json", "items", 0, "computed", value=True)),
        ("red_flags.json", doubled("red_flags.json", "items")),
        ("red_flags.json", without_last("red_flags.json", "items")),
        ("topics.json", edited("topics.json", "topics", 0, "items", [])),
        ("topics.json", edited("topics.json", "topics", 0, "items", ["RF-CES-99"])),
        ("topics.json", edited("topics.json", "topics", 0, "when", "sometimes")),
        ("topics.json", edited("topics.json", "topics", 0, "question", 7)),
        ("regions.json", without_last("regions.json", "regions")),
        ("regions.json", edited("regions.json", "regions", 0, "emergency", "")),
        ("regions.json", edited("regions.json", "regions", 0, "also", [112])),
        ("regions.json", edited("regions.json", "regions", 0, "crisis_phone", "")),
    ],
)
def test_a_damaged_file_is_refused_whole_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None
) -> None:
    folder = damaged_copy(tmp_path, name, text)
    monkeypatch.setattr(catalogue, "files", lambda _package: folder)
    with pytest.raises(catalogue.CatalogueFault) as fault:
        catalogue.regions() if name == "regions.json" else catalogue.load()
    assert ".json" in fault.value.what_happened
    assert "local emergency number" in fault.value.what_to_do


def test_every_item_is_as_published() -> None:
    found = [
        [
            item.id,
            str(item.tier),
            str(item.action),
            ",".join(item.when),
            item.cleared_by,
            *item.contact,
        ]
        for item in catalogue.red_flags()
    ]
    assert found == [line.split() for line in PUBLISHED.split("\n") if line]
    assert len(found) == 57


def test_fifty_one_items_of_the_three_blocking_tiers_are_asked() -> None:
    not_blocking = {Tier.MONITOR, Tier.CRISIS}
    asked = [item for item in catalogue.red_flags() if item.is_asked]
    assert len([item for item in asked if item.tier not in not_blocking]) == 51
    computed = [item.id for item in catalogue.red_flags() if not item.is_asked]
    assert computed == ["RF-PAIN-03", "RF-MH-02"]


def test_topics_hold_the_published_items_in_order() -> None:
    found = {topic.id: (topic.when, list(topic.items)) for topic in catalogue.load().topics}
    assert found == {
        key: (when, [f"RF-{word}" for word in items.split()])
        for key, (when, items) in TOPICS.items()
    }
    assert list(found) == list(TOPICS)


def test_every_asked_item_is_in_one_topic_or_follows_a_fall() -> None:
    placed = [flag_id for topic in catalogue.load().topics for flag_id in topic.items]
    asked = {item.id for item in catalogue.red_flags() if item.is_asked}
    assert len(placed) == len(set(placed))
    assert set(placed) | set(FALL_FOLLOW_UPS) == asked | {MOOD_FLAG}
    assert not set(placed) & set(FALL_FOLLOW_UPS)


@pytest.mark.parametrize("topic", catalogue.load().topics, ids=lambda topic: topic.id)
def test_a_topic_names_every_sign_of_its_items_in_45_words(topic: Topic) -> None:
    assert len(topic.question.split()) <= 45
    if topic.items == (MOOD_FLAG,):
        assert {"low", "joy"} <= set(topic.question.replace(",", "").split())
        return
    if len(topic.items) == 1:
        assert topic.question == catalogue.load().item(topic.items[0]).question
        return
    asked = topic.question.lower()
    missing = [
        sign for item_id in topic.items for sign in NAMED[item_id].split("|") if sign not in asked
    ]
    assert missing == []


def test_the_repeat_question_says_since_when_and_names_its_signs() -> None:
    question = catalogue.load().repeat_question
    shown = question.format(since="09:12")
    assert "Since 09:12" in shown
    for sign in ("bladder or bowel", "numbness", "weak leg", "chest or breath", "face or speech",
                 "a fall", "anything else"):  # fmt: skip
        assert sign in shown.lower()
    assert grade(shown) <= 7


@pytest.mark.parametrize(
    "text",
    [
        *(item.question for item in catalogue.red_flags() if item.is_asked),
        *(topic.question for topic in catalogue.load().topics),
        *(text for item in catalogue.red_flags() for text in (item.example_yes, item.example_no)),
        *(item.say for item in catalogue.red_flags()),
    ],
)
def test_patient_text_is_easy_to_read(text: str) -> None:
    assert grade(text) <= 7.0


def test_every_asked_item_has_an_example_of_yes_and_of_no() -> None:
    for item in catalogue.red_flags():
        if item.is_asked:
            assert item.question.count("?") >= 1
            assert item.example_yes.endswith(".")
            assert item.example_no.endswith(".")
            assert item.example_yes != item.example_no


def test_what_to_say_fits_into_a_sentence() -> None:
    for item in catalogue.red_flags():
        assert not re.search(r"[.;!?]", item.say), item.id
        assert item.say[0].islower() or item.say.startswith("I "), item.id


def test_private_questions_are_marked() -> None:
    private = {item.id for item in catalogue.red_flags() if item.sensitive}
    assert private == {f"RF-CES-0{n}" for n in range(1, 7)} | {"RF-MH-01", "RF-MH-02"}


def test_every_anchor_of_decision_a2_is_in_its_question() -> None:
    for flag_id in ("RF-CAR-03", "RF-STR-01", "RF-STR-02", "RF-STR-03", "RF-STR-04", "RF-FX-02"):
        assert "since your last check" in catalogue.load().item(flag_id).question.lower()
    assert "in the last 3 months" in catalogue.load().item("RF-CA-01").question.lower()


@pytest.mark.parametrize(
    ("code", "emergency", "also", "urgent", "crisis"),
    [
        ("US", "911", (), None, "988"),
        ("CA", "911", (), "811", "988"),
        ("GB", "999", ("112",), "111", "116 123"),
        ("IE", "112", ("999",), None, "116 123"),
        ("DE", "112", (), None, "116 123"),
        ("AU", "000", ("112",), "1800 022 222", "13 11 14"),
        ("NZ", "111", (), "0800 611 116", "1737"),
        ("IN", "112", (), None, "14416"),
        ("ZA", "112", ("10177",), None, "0800 567 567"),
        ("SG", "995", (), None, "1767"),
        ("JP", "119", (), "#7119", "0120-279-338"),
    ],
)
def test_region_numbers(
    code: str, emergency: str, also: tuple[str, ...], urgent: str | None, crisis: str
) -> None:
    region = catalogue.region(code)
    assert (region.emergency, region.also) == (emergency, also)
    assert (region.urgent_phone, region.crisis_phone) == (urgent, crisis)


def test_every_eu_country_but_ireland_shares_the_common_row() -> None:
    assert {code for code, row in catalogue.regions().items() if row.code == "EU"} == {
        "EU",
        *EU_CODES.split(),
    }


@pytest.mark.parametrize("code", ["", "BR", "XX", "  ", "GBR", "é"])
def test_an_unknown_region_has_generic_words_and_is_never_blank(code: str) -> None:
    region = catalogue.region(code)
    assert region.code == ""
    assert region.emergency == NO_NUMBER
    assert region.urgent_name == "your clinic"
    assert region.crisis_name == "your local crisis line"


def test_a_code_may_be_typed_in_any_case() -> None:
    assert catalogue.region(" gb ").code == "GB"


def test_no_row_claims_to_have_been_confirmed() -> None:
    assert {row.confirmed_by for row in catalogue.regions().values()} == {None}
