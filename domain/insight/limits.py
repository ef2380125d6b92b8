"""From how many records on something may be said. Below, it would be chance told as news.

The literature behind the figures, and what simulation added, stand in docs/decisions/017.
"""

from typing import Final

SHARES_FROM: Final = 5
"""Days, for a share; under that only the counts."""

MIDDLE_FROM: Final = 5
"""Days, for a median, quartiles and a mean beside its n."""

COMPARISON_FROM: Final = 14
"""Days in each of two spans that are compared: about as many as a person's mean takes to settle."""

SPREAD_FROM: Final = 42
"""Days, for a standard deviation; under that only "from 2 to 5"."""

CONSECUTIVE_SHARE: Final = 0.75
"""Of the steps from one recorded day to the next, how many must be of one day, so that a figure of
change from day to day is not one of change over gaps."""

ACUTE: Final = 2.0
"""Levels between two adjacent days that count as an acute change."""

TREND_FROM: Final = 14
TREND_WITHIN: Final = 28
"""A line is drawn from so many days within so many."""

WINDOW: Final = 7
WINDOW_FROM: Final = 4
"""The line is the median of so many days, where so many of them have a value."""

WEEKS_FROM: Final = 6
EACH_WEEKDAY_FROM: Final = 4
"""Weeks, and days of each weekday, for a pattern of the week."""

MOMENTS_FROM: Final = 60
BLOCK_FROM: Final = 8
"""Moments logged on time, and of those in one part of the day, for a pattern of the day."""

CELL_FROM: Final = 4
"""Days in one cell of weekday by part of the day; under that only its n."""

USES_FROM: Final = 5
"""Uses of a reason, for the middle of its days; under that it is among the others."""

TOP_REASONS: Final = 3
"""Reasons named under one level."""

PAIRED_FROM: Final = 30
PAIRED_PER_TEST: Final = 10
EITHER_FROM: Final = 8
"""Due days with a mood, for goal and mood together: the more of 30 and ten for each test; and of those
so many done, and so many not."""

SLOW: Final = 60
"""Days of a wave from which on it is a season, and no part of what goal and mood are tested by."""

TESTS_MOST: Final = 5
FINDINGS_MOST: Final = 3
"""Subjects that are tested for one person in a month, and that are told of."""

FALSE_SHARE: Final = 0.10
"""Of what is found, how much may be chance: the rate of Benjamini and Hochberg."""

LIKELY: Final = 0.90
"""How much of the bootstrap lies within "likely between"."""

BOOTSTRAP_BLOCK: Final = 7
"""Days drawn together, so that what lasts a few days stays together."""

LOOK_BACK: Final = 365
"""Days before a month's re-test that it looks at."""

HEATMAP_FROM: Final = 14
"""Days, for a line of strength under a goal's grid."""

SHUFFLE_CHANCE: Final = 0.05
"""How many of the shuffled weeks may have as large a gap between weekdays as the real ones, for it to
be put in words."""
