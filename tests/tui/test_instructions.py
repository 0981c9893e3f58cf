"""An exercise in single instructions: every word of it, in order, none to be misread alone."""

from __future__ import annotations

import pytest
from session_harness import PLACE, an_item

from exercise_companion.core.cues import SPEAKING_PACE, of_intro
from exercise_companion.core.instructions import LONGEST, Instruction, instructions_of, page_heard
from exercise_companion.core.prompts import ShowIntro


def words_of(*titles: str, **item: object) -> list[str]:
    return [one.words for one in instructions_of(an_item(**item)) if one.title in titles]


def test_what_is_needed_comes_first_then_how_it_is_done_and_when_to_stop() -> None:
    titles = [one.title for one in instructions_of(an_item())]
    assert titles == [
        "You need",
        "Get into place",
        "Step 1 of 3",
        "Step 2 of 3",
        "Step 3 of 3",
        "Stop signs",
        "Keep in mind",
        "Common mistake",
        "Watch for",
        "What it is for",
    ]


def test_a_sentence_that_could_be_taken_for_an_instruction_says_what_it_is() -> None:
    assert words_of("Common mistake") == ["Common mistake: Lifting too high."]
    assert words_of("Watch for") == ["Watch for: Cramp in the thigh."]
    assert words_of("Stop signs") == ["Stop sign: Pain goes further down your leg than usual."]
    authored = "Stop if your leg goes weak."
    assert words_of("Stop signs", stop_signs=(authored,)) == [authored]


def test_short_sentences_stay_together_and_long_ones_stand_alone() -> None:
    assert words_of("Step 1 of 1", steps=("Hold it. Keep breathing.",)) == [
        "Hold it. Keep breathing."
    ]
    long = "Bend forward until your hands reach the middle of your shins."
    assert len(long) > LONGEST
    assert words_of("Step 1 of 1", steps=(f"Hold it. {long} Wait.",)) == ["Hold it.", long, "Wait."]


def test_no_word_of_the_therapist_is_left_out() -> None:
    item = an_item(
        note="Slowly at first. No hurry.",
        support_needed="A firm chair.",
        variant="easier",
        variant_instruction="Lift half as high.",
    )
    said = " ".join(one.words for one in instructions_of(item))
    for text in (item.note, item.support_needed, item.variant_instruction, item.setup, *item.cues):
        for word in text.split():
            assert word in said
    for line in (*item.steps, *item.stop_signs, *item.common_mistakes, *item.watch_for):
        assert line in said
    assert item.purpose in said
    assert item.equipment[0] in said


def test_only_what_is_authored_is_there() -> None:
    bare = an_item(setup="", cues=(), common_mistakes=(), watch_for=(), equipment=(), purpose="")
    assert {one.title.split()[0] for one in instructions_of(bare)} == {"Step", "Stop"}


# --- read out -------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["as_written", "easier"])
def test_what_is_read_out_comes_in_the_order_it_is_read(version: str) -> None:
    item = an_item(variant=version, variant_instruction="Half as high." * (version == "easier"))
    cue = of_intro(ShowIntro(item, PLACE, 0, sets=2))
    heard = [one for one in instructions_of(item) if one.heard]
    spoken = " ".join(one.words.removeprefix("Stop sign: ") for one in heard)
    assert cue.say.endswith(spoken)
    assert sum(one.heard for one in heard) == len(spoken.split())


def test_the_instruction_shown_is_the_one_a_voice_has_come_to() -> None:
    item = an_item()
    instructions = instructions_of(item)
    cue = of_intro(ShowIntro(item, PLACE, 0, sets=2))
    before = len(cue.say.split()) - sum(one.heard for one in instructions)
    assert page_heard(cue, instructions, 0) == 0
    assert page_heard(cue, instructions, (before - 1) / SPEAKING_PACE) == 0
    at = before
    for page, one in enumerate(instructions, 1):
        if one.heard:
            assert page_heard(cue, instructions, (at + 0.5) / SPEAKING_PACE) == page
            at += one.heard
    last = max(page for page, one in enumerate(instructions, 1) if one.heard)
    assert page_heard(cue, instructions, 600) == last


def test_nothing_is_followed_where_nothing_is_read_out() -> None:
    cue = of_intro(ShowIntro(an_item(), PLACE, 0, sets=2))
    assert page_heard(cue, (Instruction("Keep in mind", "Breathe."),), 30) == 0
