"""The diagrams of the dialogs show exactly the steps there are, in the orders that are possible."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from bot.dialogs.goal_often import WAYS
from bot.dialogs.steps import ONLY, REVIEW, Dialog
from bot.handlers.dialogs import DIALOGS
from domain.kinds import Daily, Once, Yearly, to_plain
from tests.docs.documents import DIAGRAMS

BORDER = "[*]"
PREFIX = "ask_"
Arrow = tuple[str, str]

LEFT_BY_AN_ANSWER: dict[str, set[Arrow]] = {
    "goal": {("title", "kind"), ("description", REVIEW)},
    "zone": {("right", "place"), ("which", "which"), ("which", BORDER), ("which", "when")},
    "label": {("word", BORDER)},
    "scale": {("name", BORDER)},
    "adopt": {("other", "other")},
    "import": {("level", "level")},
    "erase": {("word", "word")},
}
"""Ways out of the usual order that an answer takes: a first goal said with a rhythm; "That is all", "No,
another", another city typed where several were offered, and one of those chosen by its time; a word or a
scale that is there already; the next goal whose name is taken; the next word for a mood; another word than
the one asked for."""


def answers() -> Iterator[Mapping[str, Any]]:
    """What may have been answered, as far as the order of questions depends on it."""
    schedules = [to_plain(one) for one in (Daily(), Yearly(2, 29), Once())]
    for schedule, chosen, zones in product(schedules, (None, "nth", *WAYS), (1, 2)):
        yield {"schedule": schedule, "chosen": chosen, "zones": ["UTC"] * zones, "ask": "what"}
        yield {"schedule": schedule, "zones": ["UTC"] * zones, "moves": True, "ask": "what"}
    yield {"schedule": to_plain(Once()), "target": "20260304", "ask": "what"}
    for ways, unknown in product(({}, {"day": {}}), ([], [["meh", 1]])):
        yield {"schedule": schedules[0], "ways": ways, "unknown": unknown, "ask": "what"}
    for asks in (True, False):
        yield {"schedule": schedules[0], "asks": asks, "ask": "what"}
    for asked, what in product(("which", "rhythm", "what"), (None, "note")):
        yield {"ask": asked, "what": what if asked == "what" else None, "schedule": schedules[0]}


def walk(dialog: Dialog, data: Mapping[str, Any], around: str) -> Iterator[Arrow]:
    """The arrows of one way through; ``around`` is where it comes from and returns to."""
    step = dialog.first(data)
    yield around, step.name
    while following := dialog.after(step, data):
        yield step.name, following.name
        step = following
    yield step.name, around


def possible(dialog: Dialog) -> set[Arrow]:
    """Every arrow that the order of the steps allows."""
    arrows = set(LEFT_BY_AN_ANSWER.get(dialog.kind, ()))
    groups = {step.group for step in dialog.steps if step.name != REVIEW}
    can_review = dialog.step(REVIEW) is not None
    for data in answers():
        if dialog.kind != "edit":
            arrows |= set(walk(dialog, data, BORDER))
        for group in groups if can_review or dialog.kind == "edit" else ():
            if any(step.group == group and step.applies(data) for step in dialog.steps):
                around = REVIEW if can_review else BORDER
                arrows |= set(walk(dialog, {**data, ONLY: group}, around))
    return arrows


def drawn(kind: str) -> list[Arrow]:
    """The arrows of a diagram. Its states have a prefix, since "note" is a word of the drawing language."""
    lines = (DIAGRAMS / f"{kind}.mmd").read_text()
    arrows = re.findall(r"^ +(\S+) --> (\S+?)(?: : .+)?$", lines, re.M)
    return [(start.removeprefix(PREFIX), end.removeprefix(PREFIX)) for start, end in arrows]


def test_every_dialog_has_a_diagram_and_no_other_exists() -> None:
    assert {path.stem for path in DIAGRAMS.iterdir()} == set(DIALOGS)


@pytest.mark.parametrize("kind", DIALOGS)
def test_a_diagram_shows_exactly_the_steps_of_its_dialog(kind: str) -> None:
    shown = {name for arrow in drawn(kind) for name in arrow} - {BORDER}
    assert shown == {step.name for step in DIALOGS[kind].steps}


@pytest.mark.parametrize("kind", DIALOGS)
def test_a_diagram_has_exactly_the_arrows_that_the_steps_allow(kind: str) -> None:
    arrows = drawn(kind)
    assert set(arrows) == possible(DIALOGS[kind])
    assert len(arrows) == len(set(arrows))


@pytest.mark.parametrize("kind", DIALOGS)
def test_a_diagram_names_the_steps_that_can_be_skipped(kind: str) -> None:
    text = (DIAGRAMS / f"{kind}.mmd").read_text()
    note = re.search(r"^%% Skip: (.+)$", text, re.M)
    dialog = DIALOGS[kind]
    # Where a single thing is changed, to skip it would be to cancel.
    can_skip = dialog.step(REVIEW) is not None
    skippable = [step.name for step in dialog.steps if step.skip is not None and can_skip]
    assert (note[1].split(", ") if note else []) == skippable
