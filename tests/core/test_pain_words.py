"""The pain limits in words: each score in one band, as the rules would judge it."""

from __future__ import annotations

import pytest

from exercise_companion.core import pain_words
from exercise_companion.core.pain import before, during, limits
from exercise_companion.core.pain_words import bands_before, bands_during, rise_words
from exercise_companion.core.parameters import Parameters


@pytest.mark.parametrize("baseline", [None, 0, 3, 5.5, 7, 9])
@pytest.mark.parametrize("parameters", [Parameters(), Parameters(pain_mode="absolute")])
@pytest.mark.parametrize("site", ["back", "leg"])
def test_every_score_stands_in_one_band_with_what_the_rule_asks(
    baseline: float | None, parameters: Parameters, site: str
) -> None:
    at_site = limits(parameters, "leg" if site == "leg" else "back", baseline)
    for bands in (bands_before(at_site), bands_during(parameters, at_site)):
        scores = [score for band in bands for score in range(band.lowest, band.highest + 1)]
        assert scores == list(range(11))
    for band in bands_before(at_site):
        outcomes = {before(at_site, score) for score in range(band.lowest, band.highest + 1)}
        assert len(outcomes) == 1
    for band in bands_during(parameters, at_site):
        outcomes = {
            during(pain_pre=score, pain_during=score, limits=at_site, parameters=parameters)
            for score in range(band.lowest, band.highest + 1)
        }
        assert len(outcomes) == 1


def test_the_usual_limits_in_words() -> None:
    parameters = Parameters()
    at_back = limits(parameters, "back", 3)
    assert [(one.scores, one.words) for one in bands_during(parameters, at_back)] == [
        ("0 to 2", pain_words.GO_ON),
        ("3 to 5", pain_words.GO_SLOWER),
        ("6 to 7", pain_words.STOP_EXERCISE),
        ("8 to 10", pain_words.STOP_SESSION),
    ]
    assert [one.words for one in bands_before(at_back)] == [
        pain_words.BEGIN,
        pain_words.ONLY_EASIER,
        pain_words.TOO_HIGH,
    ]
    assert "by 3 or more" in rise_words(parameters)
