"""The results: a table for people and JSON for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path("build/bench.json")


@dataclass(frozen=True)
class Line:
    """One figure. ``baseline`` is the other side's figure in the same unit; ``ratio`` is the median
    of the rounds' own ratios and so need not be the quotient of the two medians."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None

    def __str__(self) -> str:
        baseline = "" if self.baseline is None else f"{self.baseline:.4g}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}×"
        return f"{self.name:<58} {self.value:>8.4g} {self.unit:<10} {baseline:>8} {ratio:>8}"


def show(lines: Iterable[Line]) -> None:
    """Print the table."""
    print(f"{'':<58} {'value':>8} {'unit':<10} {'baseline':>8} {'ratio':>8}")
    for line in lines:
        print(line, flush=True)


def save(lines: Iterable[Line], file: Path = FILE) -> None:
    """Write what `show` prints as a list of {name, value, unit, baseline, ratio}."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(line) for line in lines], indent=2) + "\n")
