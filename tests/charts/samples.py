"""Every sample of every chart, by its chart and what it is a sample of."""

from typing import Final

from tests.charts.samples_days import DAYS
from tests.charts.samples_levels import LEVELS

SAMPLES: Final[dict[str, object]] = {**DAYS, **LEVELS}


def slug(name: str) -> str:
    """A sample's name as that of a file."""
    return name.replace(", ", "-").replace(" ", "-")
