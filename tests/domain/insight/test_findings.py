"""What is told is what two re-tests in a row agree on."""

import pytest

from domain.insight.findings import LeftOut, Result, Standing, Together, standing
from domain.insight.progress import Counted, NotYet


def found(difference: float, clear: bool = True) -> Together:
    return Together(20, 20, difference, difference - 0.1, difference + 0.1, clear, either_way=False)


MONTHS: dict[str, Result] = {
    "+": found(0.5),
    "-": found(-0.5),
    "o": found(0.5, clear=False),
    "n": NotYet(Counted.DAYS, 12, 30),
    "x": LeftOut(5),
}


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ("", Standing.UNCLEAR),
        ("+", Standing.UNCLEAR),
        ("o+", Standing.UNCLEAR),
        ("++", Standing.TOLD),
        ("--", Standing.TOLD),
        ("o++", Standing.TOLD),
        ("+-", Standing.UNCLEAR),
        ("++o", Standing.FADED),
        ("++n", Standing.FADED),
        ("++x", Standing.FADED),
        ("++-", Standing.FADED),
        ("++--", Standing.TOLD),
        ("++oo", Standing.UNCLEAR),
        ("++o+", Standing.UNCLEAR),
        ("+o+", Standing.UNCLEAR),
        ("n+o", Standing.UNCLEAR),
        ("oo", Standing.UNCLEAR),
    ],
)
def test_what_is_said_follows_from_the_last_months(months: str, expected: Standing) -> None:
    results = [MONTHS[each] for each in months]
    assert standing(results) is expected
    assert standing(results[-3:]) is expected
