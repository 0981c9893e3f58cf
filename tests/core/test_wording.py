"""Which phrases are banned, and which plain words may stand (SI-16 - 21, decisions E1)."""

from __future__ import annotations

import pytest

from exercise_companion.core.wording import banned_phrases


@pytest.mark.parametrize(
    "text",
    [
        "You are fine.",
        "You\N{RIGHT SINGLE QUOTATION MARK}re fine",
        "All clear!",
        "It is SAFE TO go on.",
        "No red flags today",
        "Nothing wrong here",
        "That\nis normal.",
        "Don't worry",
        "You passed.",
        "Good to go",
        "This will cure it",
        "Fix your back",
        "No pain, no gain",
        "Push through it",
        "Doctor's orders",
        "We diagnose this",
        "Your diagnosis",
        "This is probably a strain.",
        "Well done!",
        "You missed 3 sessions.",
        "Stop taking your tablets.",
        "Your pain is nothing to worry about.",
        "It is safe to keep going through pain.",
        "Keep going through the pain.",
        "Your nerves are pinched by a bulging disc.",
        "You have a slipped disc.",
        "A pinched nerve",
        "You must push through.",
        "PUSH\N{NON-BREAKING HYPHEN}THROUGH the pain in your foot",
        "Push through heel pain.",
        "Ignore the pain.",
        "You are perfectly fine.",
        "It is fine to carry on.",
        "No cause for alarm",
        "This will not harm your back.",
        "This will fix you.",
        "You will soon recover.",
        "You were diagnosed with it.",
        "Your pain is due to your posture.",
        "You are slower than most people.",
        "Congratulations",
        "You should have called.",
        "It is your own fault.",
        "Skip your tablets.",
        "Take two more painkillers first.",
        "This is not a diagnosis. All clear.",
        "You are on a 5 day streak!",
        "Keep your streak",
        "A new badge for you",
        "You earned 3 points.",
        "Win bonus points",
        "It is most likely a strain.",
        "It is unlikely to be serious.",
        "There is a low risk of that.",
        "Your tablets are working.",
        "Do not take your tablets today.",
        "Take your painkillers before you start.",
        "You can come off your tablets.",
        "You no longer need painkillers.",
    ],
)
def test_the_lint_finds_what_it_looks_for(text: str) -> None:
    assert banned_phrases(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("SI-16", "No red flags, all clear."),
        ("SI-19", "This is probably a slipped disc."),
        ("SI-19", "You are slower than most people of your age."),
        ("SI-19", "Well done, less pain with your tablets!"),
        ("SI-20", "You can stop taking your tablets now."),
        ("SI-21", "Keep your streak: you earned 3 points."),
    ],
)
def test_each_rule_about_words_finds_its_own(rule: str, text: str) -> None:
    assert banned_phrases(text), rule


def test_si20_the_one_sentence_about_medicines_may_stand() -> None:
    assert banned_phrases("Take your medicines as you were told.") == ()


def test_each_phrase_is_named_once_in_the_order_of_the_text() -> None:
    text = "Push through. It is\nSafe  to go on. It is safe to go on."
    assert banned_phrases(text) == ("push through", "safe to")


@pytest.mark.parametrize(
    "text",
    [
        "This is not a diagnosis.",
        "diagnosis_label",
        "normal",
        "A doctor or nurse told you to stop exercise.",
        "Take your medicines as you were told.",
        "Breathe at your normal pace.",
        "Put the chair in a safe place.",
        "Hold on to something safe.",
        "Push through both heels.",
        "Push through the balls of your feet.",
        "Push your hands into the floor.",
        "Walk through the door.",
        "Call if you passed out.",
        "If you missed a day, go on with the next.",
        "Rest until you are well.",
        "Lift your leg and keep it up for 5 seconds.",
        "You should have a wall behind you.",
        "It is good to go for a walk.",
        "Fix the band to the door.",
        "Fix your back foot to the floor.",
        "Do not ignore the pain.",
        "Stop if this causes your pain to rise.",
        "Clear the floor of all rugs.",
        "The pillow must not slip.",
        "Tell your therapist what you worry about.",
        "Are there red streaks on your leg?",
        "Your pain rose by 2 points.",
        "Point your toes.",
        "Ask before you change how you take them.",
    ],
)
def test_the_lint_leaves_plain_words_alone(text: str) -> None:
    assert banned_phrases(text) == ()
