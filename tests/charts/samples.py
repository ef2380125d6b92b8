"""Every sample of every chart, by name."""

from typing import Final

from tests.charts.samples_days import DAYS

SAMPLES: Final[dict[str, object]] = {**DAYS}
