"""What buttons carry: it comes back as it went, fits, and is never trusted."""

import string
from contextlib import suppress
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes.day import ShowDay
from bot.codes.dialogs import DialogCode, Discard
from bot.codes.goals import ShowGoal
from bot.handlers.dialogs import DIALOGS
from bot.router import handled
from bot.wire import LARGEST, SMALL_LIMIT, Code, Small, Unreadable, Word, decode
from domain.days import FIRST_DAY, LAST_DAY
from domain.zones import ZONES

WORD = st.text(string.ascii_letters + string.digits + "_:+-", max_size=8).map(Word)
LONGEST_BUTTON = 64


def values_of(kind: Any) -> st.SearchStrategy[object]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return {
        int: st.integers(0, LARGEST),
        Small: st.integers(0, SMALL_LIMIT - 1),
        bool: st.booleans(),
        date: st.dates(FIRST_DAY, LAST_DAY),
        Word: WORD,
    }[kind]


def codes_of(family: type[Code]) -> st.SearchStrategy[Code]:
    kinds = get_type_hints(family, include_extras=True)
    return st.builds(family, *(values_of(kinds[field.name]) for field in fields(family)))  # type: ignore[arg-type]


EVERY = st.sampled_from(list(Code.families.values())).flatmap(codes_of)


@given(EVERY)
def test_every_code_comes_back_as_it_went(code: Code) -> None:
    assert decode(code.wire) == code


@given(EVERY)
def test_no_code_is_too_long_for_a_button(code: Code) -> None:
    assert len(code.wire.encode()) <= LONGEST_BUTTON


@given(st.text() | st.text("1.tdgmq0z-_:+").map(lambda rest: f"1.{rest}"))
def test_whatever_is_sent_is_a_code_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert decode(text).wire


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "0.td",
        "2.td",
        "1.nope",
        "1.g",
        "1.g.",
        "1.g.1.2",
        "1.g.-1",
        "1.g.1_0",
        "1.g.٣",
        "1.g. 7",
        "1.g.G",
        "1.g." + "z" * 13,
        "1.d.20260231.0",
        "1.d.99990101.0",
        "1.t.1.20260304.x.0",
        "1.t.1.20260304.d.zzz",
        "1.gn.2",
        "1.gf.1.<b>",
        "1.gf.1." + "x" * 41,
    ],
)
def test_what_was_never_written_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable):
        decode(text)


def test_every_family_leads_somewhere() -> None:
    for family in Code.families.values():
        assert family in handled() or issubclass(family, DialogCode)


@pytest.mark.parametrize("kind", DIALOGS)
def test_the_longest_answers_of_a_dialog_fit_a_button(kind: str) -> None:
    longest = {
        "zone": max((zone.replace("/", ":") for zone in ZONES), key=len),
        "goal": "description",
        "edit": "20260304",
    }
    family = Code.families["qa"]
    for step in DIALOGS[kind].steps:
        code = family(Word(kind), LARGEST, Word(step.name), Word(longest.get(kind, "none")))  # type: ignore[call-arg]
        assert len(code.wire.encode()) <= LONGEST_BUTTON


def test_a_code_that_would_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="too long for a button"):
        _ = Discard(Word("x" * 60), 1).wire


@pytest.mark.parametrize(
    ("code", "error"),
    [(ShowGoal(-1), ValueError), (ShowGoal(1.5), TypeError)],  # type: ignore[arg-type]
)
def test_what_a_button_cannot_carry_is_refused(code: Code, error: type[Exception]) -> None:
    with pytest.raises(error):
        _ = code.wire


def test_a_family_s_name_is_never_given_twice() -> None:
    with pytest.raises(TypeError, match="taken"):
        type("Impostor", (Code,), {}, family=ShowDay.family)
