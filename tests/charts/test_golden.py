"""Charts as they looked when somebody last said they look right.

Another release of matplotlib moves letters by parts of a pixel, and the kept pictures have fewer colours:
together that is up to 0.5 of 255 in the mean. A cell or a bar elsewhere is more than 0.7.
"""

from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from charts.drawing.render import FORMS
from charts.values import Cell, Theme
from tests.charts.golden import CHOSEN, difference, kept, small
from tests.charts.samples import SAMPLES

TOLERATED = 0.6


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("name", CHOSEN)
def test_a_chart_looks_as_it_did(name: str, theme: Theme):
    now, then = small(name, theme), Image.open(kept(name, theme))
    assert now.size == then.size
    assert difference(now, then) < TOLERATED, "python -m tests.charts.golden draws it anew"


def test_every_form_has_a_picture_to_compare_with():
    assert {type(SAMPLES[name]) for name in CHOSEN} == set(FORMS)


def test_one_cell_of_a_month_that_is_another_one_is_seen(monkeypatch: pytest.MonkeyPatch):
    month: Any = SAMPLES["month, rich"]
    days = (replace(month.days[0], cell=Cell(5, 5)), *month.days[1:])
    monkeypatch.setitem(SAMPLES, "month, rich", replace(month, days=days))
    now = small("month, rich", Theme.LIGHT)
    assert difference(now, Image.open(kept("month, rich", Theme.LIGHT))) > TOLERATED
