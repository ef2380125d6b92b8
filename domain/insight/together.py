"""Goal and mood: the re-test of one month for one person (docs/decisions/017).

Few tests, chosen by how many days there are and never by what they show; chance by rotation; what
stands of all of them at once; an interval that leaves out 0; and three findings at most.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from domain.insight.bootstrap import difference, likely
from domain.insight.findings import LeftOut, Result, Together
from domain.insight.limits import (
    EITHER_FROM,
    FALSE_SHARE,
    FINDINGS_MOST,
    PAIRED_FROM,
    PAIRED_PER_TEST,
    TESTS_MOST,
)
from domain.insight.pairs import Paired
from domain.insight.progress import Counted, NotYet, first_lacking
from domain.insight.rotation import Numbers, agreement, chance, discoveries

Subject = TypeVar("Subject", bound=Hashable)
Pairs = Sequence[Paired]
Span = tuple[float, float]


def retest(
    subjects: Mapping[Subject, Pairs], seed: int, first: Collection[Subject] = ()
) -> dict[Subject, Result]:
    """What each goal or reason comes to, by its days in their order. Those in ``first`` go before all
    others, and of two with as many days the one named first. The same seed gives the same intervals,
    whoever else is tested."""
    series = {subject: _series(subjects[subject]) for subject in chosen(subjects, first)}
    spans = {
        subject: likely(done, mood, np.random.default_rng(seed))
        for subject, (done, mood) in series.items()
    }
    clear = _clear(series, spans)
    return {
        subject: _together(pairs, spans[subject], subject in clear)
        if subject in spans
        else _untested(pairs, len(spans))
        for subject, pairs in subjects.items()
    }


def chosen(subjects: Mapping[Subject, Pairs], first: Collection[Subject] = ()) -> list[Subject]:
    """Those that are tested, most days first. A reason has every day with a mood, and a goal those alone
    on which it was due: without ``first`` reasons would leave no test to goals. Each further test asks
    more days of all of them: with fewer than ten a test, not even the rarest rotation would stand among
    so many."""
    tested: list[Subject] = []
    for subject in sorted(subjects, key=lambda each: (each not in first, -len(subjects[each]))):
        wanted = [*tested, subject]
        if len(wanted) <= TESTS_MOST and not any(
            _lacking(subjects[each], len(wanted)) for each in wanted
        ):
            tested = wanted
    return tested


def _lacking(pairs: Pairs, tests: int) -> NotYet | None:
    """What one of so many tests has too little of."""
    done = sum(pair.done for pair in pairs)
    return first_lacking(
        (Counted.DAYS, len(pairs), max(PAIRED_FROM, PAIRED_PER_TEST * tests)),
        (Counted.DONE, done, EITHER_FROM),
        (Counted.NOT_DONE, len(pairs) - done, EITHER_FROM),
    )


def _untested(pairs: Pairs, tests: int) -> NotYet | LeftOut:
    return _lacking(pairs, min(tests + 1, TESTS_MOST)) or LeftOut(tests)


def _series(pairs: Pairs) -> tuple[Numbers, Numbers]:
    """Done, as 1 and 0, and the moods."""
    done = np.array([pair.done for pair in pairs], dtype=np.float64)
    return done, np.array([pair.mood for pair in pairs], dtype=np.float64)


def _clear(
    series: Mapping[Subject, tuple[Numbers, Numbers]], spans: Mapping[Subject, Span]
) -> list[Subject]:
    """The findings, least likely to be chance first; of two alike the one that is surely larger."""
    if not series:
        return []
    chances = {subject: float(chance(*each)) for subject, each in series.items()}
    stands = discoveries(np.array([*chances.values()]), FALSE_SHARE)
    found = [
        subject
        for subject, stand in zip(series, stands, strict=True)
        if stand and _is_one_way(float(agreement(*series[subject])), spans[subject])
    ]
    surely = {subject: min(map(abs, span)) for subject, span in spans.items()}
    return sorted(found, key=lambda each: (chances[each], -surely[each]))[:FINDINGS_MOST]


def _is_one_way(agrees: float, span: Span) -> bool:
    """Whether all that is likely has the sign of what was tested. A finding "between -0.1 and 0.9"
    would say in one breath that it is there and that it may not be."""
    return min(agrees * end for end in span) > 0


def _together(pairs: Pairs, span: Span, clear: bool) -> Together:
    done, mood = _series(pairs)
    return Together(
        done=int(done.sum()),
        not_done=int((1 - done).sum()),
        difference=difference(done, mood),
        low=span[0],
        high=span[1],
        clear=clear,
        either_way=clear and _comes_first(pairs, span),
    )


def _comes_first(pairs: Pairs, span: Span) -> bool:
    """Whether the mood of the day before differs by as much as that of the day may. "By less" would
    take an interval that begins above it."""
    before = [(pair.done, pair.yesterday) for pair in pairs if pair.yesterday is not None]
    done = np.array([each for each, _ in before], dtype=np.float64)
    if min(done.sum(), len(done) - done.sum()) < EITHER_FROM:
        return False
    reverse = difference(done, np.array([mood for _, mood in before]))
    low, high = span
    return reverse >= low if low > 0 else reverse <= high
