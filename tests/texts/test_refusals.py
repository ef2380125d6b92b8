"""No, kindly: whatever the domain refuses has a sentence."""

from datetime import date

import pytest

from bot.lang import lang
from bot.texts.refusals import old_button, refusal, refused
from bot.texts.trouble import busy, trouble
from domain import errors
from domain.errors import DomainError, Gone, NotFound, Reason, Refused, Stale
from tests.bot.telegram_html import read

TODAY = date(2026, 3, 4)
EXAMPLES: list[DomainError] = [
    NotFound("goal"),
    Gone("goal", 1),
    Gone("mood", 1),
    Stale(),
    *(Refused("title", reason) for reason in Reason),
]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    sentence = read(refused(lang("en"), TODAY, Refused("field", reason, title="Read")).html)
    assert sentence.lstrip("\u2068")[0].isupper()
    assert sentence.rstrip()[-1] in ".?"


def test_no_two_reasons_sound_alike() -> None:
    said = [refused(lang("en"), TODAY, Refused("field", reason)).html for reason in Reason]
    assert len(set(said)) == len(Reason)


@pytest.mark.parametrize("error", EXAMPLES, ids=str)
def test_every_error_of_the_domain_is_answered(error: DomainError) -> None:
    view = refusal(lang("en"), TODAY, error).view
    assert view is not None
    assert read(view.text.html)


def test_every_kind_of_error_is_among_the_examples() -> None:
    kinds = {each for each in vars(errors).values() if isinstance(each, type)}
    kinds = {each for each in kinds if issubclass(each, DomainError)} - {DomainError}
    assert {type(error) for error in EXAMPLES} == kinds


def test_an_error_nobody_thought_of_is_not_hidden() -> None:
    with pytest.raises(DomainError):
        refusal(lang("en"), TODAY, DomainError("new"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("title", Reason.TOO_LONG, length=256, limit=255), "256 characters; 255 fit"),
        (Refused("d", Reason.NOT_A_DATE, nearest=date(2026, 2, 28)), "Saturday 28 February"),
        (Refused("d", Reason.NOT_A_DATE, nearest=None), "There is no such day."),
        (
            Refused("d", Reason.AMBIGUOUS_DATE, candidates=(date(2026, 12, 5), date(2026, 5, 12))),
            "Saturday 5 December / Tuesday 12 May",
        ),
        (Refused("start", Reason.PAST_STAYS), "It has begun already"),
        (Refused("target", Reason.PAST_STAYS), "It can end today at the earliest"),
        (Refused("day", Reason.NOT_DUE, title="<b>", day=date(2026, 3, 5)), "Thursday 5 March"),
    ],
)
def test_a_sentence_says_what_helps(error: Refused, words: str) -> None:
    assert words in read(refused(lang("en"), TODAY, error).html)


def test_trouble_is_told_with_a_number_and_without_details() -> None:
    assert "number 77" in read(trouble(lang("en"), 77).text.html)
    assert 0 < len(busy(lang("en"))) <= 200
    view = old_button(lang("en")).view
    assert view is not None
    assert view.rows
