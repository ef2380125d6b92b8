"""Several things said at once: one by one, in one act."""

from dataclasses import replace

from domain.entries import Reading, State
from domain.errors import NotFound, Reason, Refused
from domain.quick import Done
from domain.said_mood import MoodSaid
from storage import goals, histories, moods, several, undo
from storage.database import Database
from storage.goal_views import GoalView, titles
from storage.goals import Wish
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from storage.said import Told
from storage.several import Meant
from tests.databases import dump_of
from tests.storage.acts import act
from tests.storage.test_goals import RUN, TODAY

WALK = replace(RUN, title="Walk")


def lines(goal_id: int) -> list[tuple[int, Meant]]:
    """A tick, a mood, a goal of a taken name, a goal that is not there, and a new goal."""
    taken: Wish = RUN
    return [
        (1, Done(goal_id, TODAY, State.DONE, "rain")),
        (2, MoodSaid(4, ("work",))),
        (4, taken),
        (5, Done(404, TODAY, State.DONE)),
        (7, WALK),
    ]


def test_each_line_is_done_or_told_why_not(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    outcomes = database.run_now(several.carry_out, alice, "lines 1", lines(goal.id))
    done, mood, taken, unknown, made = (one.result for one in outcomes)
    assert [one.number for one in outcomes] == [1, 2, 4, 5, 7]
    assert isinstance(done, Told)
    assert (done.entry.reading, done.entry.note) == (Reading.DONE, "rain")
    assert isinstance(mood, MoodView)
    assert (mood.level, mood.reasons) == (4, ("work",))
    assert isinstance(taken, Refused)
    assert taken.reason is Reason.TAKEN
    assert isinstance(unknown, NotFound)
    assert isinstance(made, GoalView)
    assert [title for _, title in database.read_now(titles, alice)] == ["Run", "Walk"]


def test_two_lines_of_one_name_are_one_goal(database: Database, alice: Acquaintance) -> None:
    twice: list[tuple[int, Meant]] = [(1, WALK), (2, WALK)]
    _, second = database.run_now(several.carry_out, alice, "lines 1", twice)
    assert isinstance(second.result, Refused)
    assert [title for _, title in database.read_now(titles, alice)] == ["Walk"]


def test_trying_out_tells_the_same_and_leaves_nothing(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    before = dump_of(url)
    tried = database.run_now(several.try_out, alice, "", lines(goal.id))
    after = dump_of(url)
    assert {**after, "numbering": None} == {**before, "numbering": None}
    done = database.run_now(several.carry_out, alice, "lines 1", lines(goal.id))
    assert [type(one.result) for one in tried] == [type(one.result) for one in done]


def test_all_lines_are_one_act_to_take_back(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    act(database, alice, several.carry_out, "lines 1", lines(goal.id))
    database.run_now(undo.take_back, alice)
    entry = database.read_now(histories.entry, alice, goal.id, TODAY, 0)
    assert (entry.reading, entry.note) == (Reading.OPEN, None)
    assert database.read_now(moods.page, alice, 0, 9).moods == ()
    assert [title for _, title in database.read_now(titles, alice)] == ["Run"]
