"""The first minutes, and coming back."""

from tests.bot.desk import Desk


def test_a_newcomer_is_told_who_keeps_what_before_anything_is_asked(desk: Desk) -> None:
    desk.alice.says("/start")
    assert "\u2068Olga\u2069" in desk.alice.last.text
    assert desk.alice.last.labels == ["Let's go", "Privacy", "Language"]
    assert desk.alice.me.agreed == frozenset()
