"""What is told while something graver is open: that leads, in the words of the lock (7.5, 7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_advice import ITEMS, REACH, advise, alert, every_line, phones

from exercise_companion import catalogue
from exercise_companion.core.advice_standing import TELL_IT, Standing, stands_beside
from exercise_companion.core.lock_words import first_to_call, whom_to_call
from exercise_companion.core.terms import TIER_RANK, Action, Tier

if TYPE_CHECKING:
    from exercise_companion.core.records import AlertRecord

SIGNS = [alert(one.id) for one in ITEMS.values() if one.tier is not Tier.CRISIS]
BLOCKING = [one for one in SIGNS if one.action in {Action.LOCK, Action.HOLD}]


def beside(told: AlertRecord, *others: AlertRecord, seen: bool = False) -> Standing:
    return Standing(stands_beside([told], others), seen=seen)


@pytest.mark.parametrize("told", SIGNS, ids=lambda one: one.flag_id)
@pytest.mark.parametrize("other", BLOCKING, ids=lambda one: one.flag_id)
def test_no_advice_is_milder_than_what_is_open(told: AlertRecord, other: AlertRecord) -> None:
    said = advise(told, standing=beside(told, other))
    highest = max(told.tier, other.tier, key=TIER_RANK.__getitem__)
    assert said.tier is highest
    if TIER_RANK[other.tier] > TIER_RANK[told.tier]:
        assert said.do_now[0] == whom_to_call([other], ITEMS, REACH, seen=False)
        assert (said.number_label, said.number) == first_to_call([other], ITEMS, REACH, seen=False)
        assert said.do_now[-1] == TELL_IT


def test_what_blocks_nothing_and_what_is_milder_does_not_stand_beside() -> None:
    told = alert("RF-NEU-03")
    assert stands_beside([told], [alert("RF-NEU-05"), alert("RF-PAIN-02")]) == ()
    assert stands_beside([alert("RF-PAIN-02")], [alert("RF-MED-04")]) == ()


def test_only_the_gravest_of_what_is_open_leads() -> None:
    told, go, call = alert("RF-PAIN-02"), alert("RF-CES-02"), alert("RF-CAR-01")
    assert stands_beside([told], [go, alert("RF-NEU-05"), call]) == (call, go)
    said = advise(told, standing=beside(told, go, call))
    assert said.tier is Tier.EMERGENCY_CALL


def test_two_emergencies_of_one_tier_have_each_their_own_words() -> None:
    told = alert("RF-CAR-01")
    assert beside(told, alert("RF-PE-01")).alerts == ()


def test_urgent_signs_told_one_after_the_other_are_called_in_together() -> None:
    told = alert("RF-NEU-03")
    apart = advise(told, standing=beside(told, alert("RF-OP-01")))
    together = advise(alert("RF-OP-01"), told)
    assert (apart.number, phones(apart)) == (together.number, phones(together))
    assert "wound" in apart.say


def test_once_seen_its_own_advice_follows_with_its_phone() -> None:
    told = alert("RF-PAIN-02")
    said = advise(told, standing=beside(told, alert("RF-CES-02"), seen=True))
    assert said.tier is Tier.SOON
    assert said.do_now[0].startswith("If it gets worse, or comes back: call 999")
    assert "Talk to Amir Rahman in the next few days." in said.do_now
    assert "01632 960002" in phones(said)
    assert [choice.ack for choice in said.choices] == ["seen"]
    assert "Exercise is locked." in said.closing


def test_of_a_serious_sign_that_was_seen_too_the_line_of_the_lock_is_all() -> None:
    told = alert("RF-NEU-03")
    said = advise(told, standing=beside(told, alert("RF-CES-02"), seen=True))
    assert len(said.do_now) == 2
    assert not any("today" in line for line in said.do_now)


def test_without_a_number_the_lead_says_in_words_whom_to_call() -> None:
    told = alert("RF-PAIN-02")
    from_nowhere = {"contacts": None, "region": catalogue.region("")}
    said = advise(told, standing=beside(told, alert("RF-CAR-01")), **from_nowhere)
    assert said.number is None
    assert "local emergency number" in said.do_now[0]
    assert all(every_line(said)[:3])
