"""`assistant.language.cues`: patterns that are looked for where one of their words is."""

from __future__ import annotations

import re

import pytest

from assistant.language.cues import Cue

OF_RAIN = Cue(("rain", "snow"), r"(?i)\b(?:rain|snow)s?\b")


def test_a_cue_is_found_in_whatever_case() -> None:
    found = OF_RAIN.search("When it RAINS, it snows")
    assert found is not None
    assert found[0] == "RAINS"


def test_a_cue_is_matched_where_a_text_begins() -> None:
    assert OF_RAIN.match("Snow in May")
    assert OF_RAIN.match("In May, snow") is None


def test_a_word_within_another_is_no_cue_yet() -> None:
    assert OF_RAIN.search("a train") is None


def test_a_pattern_is_not_even_compiled_for_a_text_without_its_words() -> None:
    broken = Cue(("rain",), "(")
    assert broken.search("sun") is None
    assert broken.match("sun") is None
    with pytest.raises(re.error):
        broken.search("rain")
