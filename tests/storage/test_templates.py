"""Templates: goals written down without their life, and made anew by whoever has the link."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from domain.entries import State
from domain.errors import Gone, NotFound, Reason
from domain.goals import Criticality
from domain.kinds import EveryDays, Once, Period, Schedule, Slotted, TimesPer, Weekdays
from domain.patterns import Pattern
from storage import entries, goal_views, goals, moods, tags, templates
from storage.database import Database
from storage.goal_views import GoalView
from storage.people import Acquaintance
from storage.templates import GOALS_MAX, TEMPLATES_MAX
from tests.databases import dump_of, rows_of
from tests.storage.test_goals import DAY, RUN, TODAY, refusal

LONG_AGO = date(2019, 5, 17)
SWIM = replace(
    RUN,
    title="Swim",
    description="Since the accident",
    schedule=Weekdays(frozenset({1, 3})),
    start=LONG_AGO,
    target=date(2031, 7, 23),
    criticality=Criticality.HIGH,
    reminders=(420, 1200),
)


@pytest.fixture
def swim(database: Database, alice: Acquaintance) -> GoalView:
    goal = database.run_now(goals.create, alice, SWIM)
    database.run_now(tags.set_of_goal, alice, goal.id, ["body", "water"])
    return goal


def test_a_template_makes_the_goal_anew_from_today_on(
    database: Database, alice: Acquaintance, bob: Acquaintance, swim: GoalView
) -> None:
    saved = database.run_now(templates.save, alice, "Water", [swim.id], True)
    found = database.read_now(templates.by_token, bob, saved.token)
    (made,) = database.run_now(templates.use, bob, found.patterns, {})
    assert database.read_now(goals.wish_of, bob, made.id) == replace(SWIM, start=TODAY, target=None)
    assert database.read_now(goal_views.view, bob, made.id).tags == ("body", "water")


def test_a_description_goes_along_only_on_request(
    database: Database, alice: Acquaintance, swim: GoalView
) -> None:
    for words, expected in ((True, SWIM.description), (False, None)):
        saved = database.run_now(templates.save, alice, "Water", [swim.id], words)
        assert [pattern.description for pattern in saved.patterns] == [expected]


def test_what_is_kept_tells_nothing_of_a_person(
    database: Database, url: str, alice: Acquaintance, swim: GoalView
) -> None:
    grid = replace(RUN, title="Water plants", schedule=EveryDays(3, LONG_AGO), start=LONG_AGO)
    other = database.run_now(goals.create, alice, grid)
    database.run_now(entries.tick, alice, swim.id, date(2019, 5, 21), State.DONE)
    database.run_now(templates.save, alice, "Mine", [swim.id, other.id], False)
    ((body,),) = rows_of(url, "SELECT CAST(body AS TEXT) FROM templates")
    kept = json.loads(body)
    assert kept.keys() == {"goals"}
    assert {key for goal in kept["goals"] for key in goal} == {
        *("title", "description", "schedule", "criticality", "reminders", "tags")
    }
    assert "accident" not in body
    assert re.findall(r"20\d\d|19(?!70)\d\d", body) == []  # 1970 stands for no day at all


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (EveryDays(3, LONG_AGO), EveryDays(3, TODAY)),
        (
            Slotted(EveryDays(3, LONG_AGO), (480, 1200)),
            Slotted(EveryDays(3, TODAY), (480, 1200)),
        ),
        (TimesPer(3, Period.WEEK, 6), TimesPer(3, Period.WEEK, 0)),
        (Once(at=480), Once()),
    ],
)
def test_a_rhythm_is_counted_anew_in_another_life(
    database: Database,
    alice: Acquaintance,
    bob: Acquaintance,
    schedule: Schedule,
    expected: Schedule,
) -> None:
    wish = replace(RUN, schedule=schedule, start=LONG_AGO, target=TODAY + DAY)
    goal = database.run_now(goals.create, alice, wish)
    saved = database.run_now(templates.save, alice, "Mine", [goal.id], False)
    (made,) = database.run_now(templates.use, bob, saved.patterns, {})
    assert database.read_now(goal_views.view, bob, made.id).schedule == expected


def test_several_goals_are_made_or_none(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance, swim: GoalView
) -> None:
    database.run_now(goals.create, bob, RUN)
    patterns = [Pattern("Walk", RUN.schedule), Pattern("RUN", RUN.schedule)]
    assert database.read_now(templates.taken, bob, ["Walk", "RUN"]) == ("RUN",)
    before = dump_of(url)
    assert refusal(database, templates.use, bob, patterns, {}).reason is Reason.TAKEN
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}


def test_a_taken_name_is_replaced_or_left_out(database: Database, alice: Acquaintance) -> None:
    patterns = [Pattern(title, RUN.schedule) for title in ("One", "Two", "Three")]
    made = database.run_now(templates.use, alice, patterns, {0: "First", 2: None})
    assert [goal.title for goal in made] == ["First", "Two"]
    assert database.run_now(templates.use, alice, patterns[:1], {0: None}) == ()


def test_a_link_holds_22_signs_that_nobody_can_guess(
    database: Database, alice: Acquaintance, swim: GoalView
) -> None:
    saved = [database.run_now(templates.save, alice, "Same", [swim.id], False) for _ in range(3)]
    tokens = {one.token for one in saved}
    assert len(tokens) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_deleting_a_template_ends_its_link_and_leaves_what_it_made(
    database: Database, alice: Acquaintance, bob: Acquaintance, swim: GoalView
) -> None:
    saved = database.run_now(templates.save, alice, "Water", [swim.id], False)
    (made,) = database.run_now(templates.use, bob, saved.patterns, {})
    for _ in range(2):
        database.run_now(templates.remove, alice, saved.id)
    with pytest.raises(NotFound):
        database.read_now(templates.by_token, bob, saved.token)
    assert database.read_now(goal_views.view, bob, made.id).title == "Swim"


def test_a_tag_gives_its_goals_without_those_put_away(
    database: Database, alice: Acquaintance, swim: GoalView
) -> None:
    for title in ("Row", "Dive", "Surf"):
        goal = database.run_now(goals.create, alice, replace(RUN, title=title))
        database.run_now(tags.set_of_goal, alice, goal.id, ["water"])
    database.run_now(goals.remove, alice, 2)
    database.run_now(goals.archive, alice, 3)
    water = next(tag for tag in database.read_now(tags.every, alice) if tag.name == "water")
    assert database.read_now(templates.goals_under, alice, water.id) == (swim.id, 4)


def test_what_cannot_be_a_template_is_refused(
    database: Database, alice: Acquaintance, swim: GoalView
) -> None:
    many = [
        database.run_now(goals.create, alice, replace(RUN, title=f"Goal {n}")).id
        for n in range(GOALS_MAX)
    ]
    cases = (([], "x", Reason.EMPTY), ([swim.id, *many], "x", Reason.TOO_MANY))
    unfit = (([swim.id], " ", Reason.EMPTY), ([swim.id], "x" * 65, Reason.TOO_LONG))
    for ids, name, reason in (*cases, *unfit):
        assert refusal(database, templates.save, alice, name, ids, False).reason is reason
    database.run_now(goals.remove, alice, swim.id)
    with pytest.raises(Gone):
        database.run_now(templates.save, alice, "x", [swim.id], False)


def test_there_is_a_limit_to_templates(
    database: Database, alice: Acquaintance, swim: GoalView
) -> None:
    for n in range(TEMPLATES_MAX):
        database.run_now(templates.save, alice, f"Template {n}", [swim.id], False)
    error = refusal(database, templates.save, alice, "One more", [swim.id], False)
    assert error.data["limit"] == TEMPLATES_MAX
    assert len(database.read_now(templates.every, alice)) == TEMPLATES_MAX


def test_charlie_has_only_what_a_link_shows(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance, swim: GoalView
) -> None:
    database.run_now(moods.log, alice, "m1", 3)
    saved = database.run_now(templates.save, alice, "Water", [swim.id], False)
    before = dump_of(url)
    assert database.read_now(templates.every, charlie) == ()
    for id in (swim.id, 9999):
        with pytest.raises(NotFound, match="goal not found"):
            database.run_now(templates.save, charlie, "Stolen", [id], True)
        with pytest.raises(NotFound, match="tag not found"):
            database.read_now(templates.goals_under, charlie, id)
    for id in (saved.id, 9999):
        database.run_now(templates.remove, charlie, id)
        with pytest.raises(NotFound, match="template not found"):
            database.read_now(templates.find, charlie, id)
    found = database.read_now(templates.by_token, charlie, saved.token)
    assert not found.mine
    assert found.patterns == saved.patterns
    assert dump_of(url) == before
