"""A client's text can't command Rasa."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage

from bot.engine.safe_text import LONGEST_READ, safe_text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("/restart", "restart"),
        ('/inform{"leeftijdsgroep":"55_plus"}', "inform"),
        (" /stop", "stop"),
        ("\u200b/stop", "stop"),
        ("\ufeff \u200e//\u2060/ restart", "restart"),
        ("\n\t/session_start", "session_start"),
        ("\u200d/back", "back"),
        ("\u00a0/stop\u00a0", "stop"),
        ("ik werk 24/7 en/of in het weekend", "ik werk 24/7 en/of in het weekend"),
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("eerste regel\ntweede regel", "eerste regel\ntweede regel"),
        ("", ""),
        ("///", ""),
    ],
)
def test_no_text_reaches_rasa_as_a_command(text: str, safe: str) -> None:
    assert safe_text(text) == safe


def test_a_family_emoji_stays_whole() -> None:
    assert safe_text("mijn gezin 👨\u200d👩\u200d👧") == "mijn gezin 👨\u200d👩\u200d👧"


def test_a_very_long_text_is_cut() -> None:
    assert len(safe_text("woord " * 5000)) <= LONGEST_READ


@given(st.text())
def test_whatever_is_typed_does_not_begin_with_a_slash(text: str) -> None:
    safe = safe_text(text)
    assert not (UserMessage(safe).text or "").lstrip().startswith("/")
    assert safe_text(safe) == safe
