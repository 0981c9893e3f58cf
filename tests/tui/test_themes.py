"""Text can be read in both themes (platform trap 16)."""

from __future__ import annotations

import pytest
from textual.color import Color

from exercise_companion.tui.themes import DAY_TOKENS, NIGHT_TOKENS, Tokens

GROUNDS = ("ground", "card", "bar", "danger_ground", "caution_ground")
TEXTS = ("ink", "ink_soft", "accent", "danger", "caution", "number", "good")


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [NIGHT_TOKENS, DAY_TOKENS], ids=["night", "day"])
def test_every_text_has_a_contrast_of_seven_on_every_ground(tokens: Tokens) -> None:
    weak = {
        (text, ground): round(contrast(getattr(tokens, text), getattr(tokens, ground)), 2)
        for text in TEXTS
        for ground in GROUNDS
        if contrast(getattr(tokens, text), getattr(tokens, ground)) < 7
    }
    assert weak == {}
    assert contrast(tokens.accent_ink, tokens.accent) >= 7
    assert contrast(tokens.danger_ink, tokens.danger) >= 7
    assert contrast(tokens.ground, tokens.ink) >= 7
    assert contrast(tokens.ground, tokens.caution) >= 7
