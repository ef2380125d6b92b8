"""Templates: saved from goals, used, shared by a link."""

import re
from datetime import date

import pytest

from bot.codes.templates import DeleteTemplate, NameTemplate, ShowTemplate, UseTemplate
from bot.wire import Code, Word
from domain.kinds import Daily, Period, TimesPer, Weekdays
from storage import goal_views, goals, tags, templates
from storage.templates import GOALS_MAX, TemplateView
from tests.bot.desk import Desk, Player
from tests.bot.homes import TODAY, a_goal, goal, titles
from tests.databases import dump_of


def a_template(desk: Desk, *names: str) -> TemplateView:
    """A template of Alice's with these goals, which she has."""
    ids = [a_goal(desk, name).id for name in names]
    return desk.do(templates.save, desk.alice.me, "Mine", ids, False)


def titles_of(desk: Desk, player: Player) -> list[str]:
    return [line.title for line in desk.look(goal_views.page, player.me, 0, 100).lines]


def follows_link(player: Player, token: str) -> None:
    player.says(f"/start g_{token}")


def test_a_goal_is_saved_under_its_own_name_with_a_link_to_share(home: Desk) -> None:
    a_goal(home, "Swim", schedule=Weekdays(frozenset({1, 3})))
    home.alice.says("/goals")
    for label in ("Swim", "Save as template", "Swim"):
        home.alice.taps(label)
    assert "Swim: every Tue, Thu" in home.alice.last.words
    link = re.search(r"https://t\.me/daymark_bot\?start=g_[A-Za-z0-9_-]{22}$", home.alice.last.text)
    assert link
    share = next(
        button["url"] for row in home.alice.last.buttons for button in row if "url" in button
    )
    assert share.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fdaymark_bot%3Fstart")


@pytest.mark.parametrize(("label", "kept"), [("With", "After the fall"), ("Without", None)])
def test_a_description_goes_along_only_on_request(home: Desk, label: str, kept: str | None) -> None:
    a_goal(home, "Swim", description="After the fall")
    home.alice.says("/help")
    home.alice.makes_up(NameTemplate(goal=1))
    home.alice.taps(label)
    home.alice.says("Water")
    (saved,) = home.look(templates.every, home.alice.me)
    assert (saved.name, saved.patterns[0].description) == ("Water", kept)
    assert ("with its description" in home.alice.last.words) is (kept is not None)


def test_all_goals_of_a_tag_are_saved_together(home: Desk) -> None:
    for title in ("Cook", "Clean"):
        made = a_goal(home, title)
        home.do(tags.set_of_goal, home.alice.me, made.id, ["home"])
    home.alice.says("/goals")
    for label in ("Tags", "#home", "Save as template", "home"):
        home.alice.taps(label)
    assert "Cook: every day\nClean: every day" in home.alice.last.words


def test_a_name_that_is_none_is_asked_again(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.makes_up(NameTemplate(goal=1))
    home.alice.says("x" * 65)
    assert "That is 65 characters; 64 fit here." in home.alice.last.words
    home.alice.says("Books")
    assert "Books" in home.alice.last.words


def test_a_name_too_long_for_a_template_is_not_offered(home: Desk) -> None:
    a_goal(home, "x" * 65)
    home.alice.says("/help")
    home.alice.makes_up(NameTemplate(goal=1))
    assert home.alice.last.labels == ["Cancel"]


def test_a_link_shows_what_it_would_make_before_it_makes_it(home: Desk) -> None:
    saved = a_template(home, "Swim", "Row")
    home.bob.settles_in()
    follows_link(home.bob, saved.token)
    assert "Mine\n\nSwim: every day\nRow: every day" in home.bob.last.words
    assert home.bob.last.labels == ["Use", "No", "Templates"]
    assert titles_of(home, home.bob) == []
    home.bob.taps("Use")
    assert "Made, from today on:\n\nSwim\nRow" in home.bob.last.words
    assert titles_of(home, home.bob) == ["Swim", "Row"]
    home.bob.taps("Undo")
    assert titles_of(home, home.bob) == []


def test_a_no_makes_nothing_and_shows_the_day(home: Desk) -> None:
    saved = a_template(home, "Swim")
    home.bob.settles_in()
    follows_link(home.bob, saved.token)
    home.bob.taps("No")
    assert "Today, Wednesday 4 March" in home.bob.last.words
    assert titles_of(home, home.bob) == []


def test_a_newcomer_comes_back_to_the_template_after_the_consent(home: Desk) -> None:
    saved = a_template(home, "Swim")
    follows_link(home.bob, saved.token)
    assert "I am Daymark." in home.bob.last.words
    for label in ("Let's go", "Only goals, no moods"):
        home.bob.taps(label)
    assert "Swim: every day" in home.bob.last.words
    home.bob.taps("Use")
    assert titles_of(home, home.bob) == ["Swim"]


ZONE = "For that I need your time zone."


def comes_by_link(player: Player, token: str) -> None:
    follows_link(player, token)
    for label in ("Let's go", "Only goals, no moods"):
        player.taps(label)


def test_a_newcomer_who_took_a_template_goes_on_with_the_zone_and_ends_at_the_card(
    home: Desk,
) -> None:
    comes_by_link(home.bob, a_template(home, "Swim").token)
    home.bob.taps("Use")
    assert "Made, from today on:\n\nSwim" in home.bob.last.words
    assert ZONE in home.bob.last.words
    assert home.bob.last.labels == ["Set my time zone", "Later", "Undo"]
    for label in ("Set my time zone", "Tokyo", "Yes"):
        home.bob.taps(label)
    assert home.bob.me.zone == "Asia/Tokyo"
    assert "⬜ Swim" in home.bob.last.labels


def test_a_newcomer_may_leave_the_zone_for_later(home: Desk) -> None:
    comes_by_link(home.bob, a_template(home, "Swim").token)
    for label in ("Use", "Later"):
        home.bob.taps(label)
    assert "⬜ Swim" in home.bob.last.labels
    assert "UTC" in home.bob.last.words


def test_a_newcomer_who_leaves_the_template_goes_on_all_the_same(home: Desk) -> None:
    comes_by_link(home.bob, a_template(home, "Swim").token)
    home.bob.taps("No")
    assert ZONE in home.bob.last.words
    home.restart()
    home.bob.taps("Later")
    assert "What would you like to do more often?" in home.bob.last.words


@pytest.mark.parametrize("taken", [True, False])
def test_a_newcomer_who_wanders_off_from_a_template_is_asked_at_the_next_start(
    home: Desk, taken: bool
) -> None:
    comes_by_link(home.bob, a_template(home, "Swim").token)
    if taken:
        home.bob.taps("Use")
    home.bob.says("/start")
    assert ZONE in home.bob.last.words


def test_a_newcomer_whose_link_ended_goes_on(home: Desk) -> None:
    saved = a_template(home, "Swim")
    home.do(templates.remove, home.alice.me, saved.id)
    comes_by_link(home.bob, saved.token)
    assert "This link leads nowhere any more." in home.bob.last.words
    home.bob.taps("Continue")
    assert ZONE in home.bob.last.words


def test_a_newcomer_who_says_no_gets_nothing(home: Desk) -> None:
    saved = a_template(home, "Swim")
    follows_link(home.bob, saved.token)
    for label in ("Let's go", "No, keep nothing of that"):
        home.bob.taps(label)
    assert "I keep nothing more of that" in home.bob.last.words
    home.bob.makes_up(UseTemplate(Word(saved.token)))
    assert "May I store what you tell me?" in home.bob.last.words
    home.bob.taps("Yes, goals and moods")
    assert home.bob.last.labels[0] == "Use"
    assert titles_of(home, home.bob) == []


@pytest.mark.parametrize(
    "payload", ["g_", "g_" + "x" * 60, "g_<b>", "g_a.b", "m", "c_secret", "1.ju.morning"]
)
def test_whatever_else_stands_behind_start_is_a_start(home: Desk, payload: str) -> None:
    a_goal(home)
    home.alice.says(f"/start {payload}")
    assert "Everything is where you left it." in home.alice.last.words


def test_a_link_that_ended_gets_a_kind_sentence(home: Desk) -> None:
    saved = a_template(home, "Swim")
    home.alice.says("/goals")
    for label in ("Templates", "Mine", "Delete"):
        home.alice.taps(label)
    assert "The template is gone, and its link with it." in home.alice.last.words
    home.bob.settles_in()
    follows_link(home.bob, saved.token)
    assert "This link leads nowhere any more." in home.bob.last.words
    home.alice.taps("Undo")
    follows_link(home.bob, saved.token)
    assert "Swim: every day" in home.bob.last.words


def test_the_maker_of_a_deleted_template_keeps_the_goals(home: Desk) -> None:
    saved = a_template(home, "Swim")
    home.alice.says("/help")
    home.alice.makes_up(DeleteTemplate(saved.id))
    assert titles(home) == ["Swim"]


def test_a_taken_name_is_asked_for_another_and_all_are_made_at_once(home: Desk) -> None:
    saved = a_template(home, "Swim", "Row", "Dive")
    home.do(goals.remove, home.alice.me, 2)
    home.alice.says("/help")
    home.alice.makes_up(UseTemplate(Word(saved.token)))
    assert "You have a goal called Swim already." in home.alice.last.words
    for taken in ("dive", "row", "SWIM"):
        home.alice.says(taken)
        assert "You have a goal with that name already." in home.alice.last.words
    home.alice.says("Swim more")
    assert "You have a goal called Dive already." in home.alice.last.words
    assert titles(home) == ["Swim", "Dive"]
    home.alice.taps("Leave it out")
    assert titles(home) == ["Swim", "Dive", "Swim more", "Row"]
    home.alice.taps("Undo")
    assert titles(home) == ["Swim", "Dive"]


def test_everything_somebody_has_can_be_left_out(home: Desk) -> None:
    saved = a_template(home, "Swim", "Row")
    home.alice.says("/help")
    home.alice.makes_up(UseTemplate(Word(saved.token)))
    home.alice.taps("Leave out all I have")
    assert "No goal was made." in home.alice.last.words
    assert titles(home) == ["Swim", "Row"]


def test_a_template_deleted_while_names_are_asked_for_makes_nothing(home: Desk) -> None:
    saved = a_template(home, "Swim")
    home.alice.says("/help")
    home.alice.makes_up(UseTemplate(Word(saved.token)))
    home.do(templates.remove, home.alice.me, saved.id)
    home.alice.says("Swim more")
    assert "I cannot find that any more." in home.alice.last.words
    assert titles(home) == ["Swim"]


def test_a_second_tap_on_use_doubles_nothing(home: Desk) -> None:
    home.alice.says("/help")
    home.alice.makes_up(UseTemplate(Word("morning")))
    made = titles(home)
    home.alice.makes_up(UseTemplate(Word("morning")))
    assert "already. What shall the new one be called?" in home.alice.last.words
    assert titles(home) == made


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("Morning", "Drink a glass of water"),
        ("Sleep well", "No coffee after 15:00"),
        ("Moving", "Take a walk"),
    ],
)
def test_ready_made_ones_are_there_for_who_has_no_goal_yet(
    home: Desk, label: str, first: str
) -> None:
    home.alice.says("/goals")
    for tap in ("Templates", label, "Use"):
        home.alice.taps(tap)
    assert len(titles(home)) == 3
    assert titles(home)[0] == first
    assert goal(home).plan.start == TODAY


def test_weeks_are_counted_as_the_person_counts_them(home: Desk) -> None:
    home.alice.says("/settings")
    for label in ("Week begins", "Sunday"):
        home.alice.taps(label)
    home.alice.makes_up(UseTemplate(Word("moving")))
    assert goal(home, 3).schedule == TimesPer(3, Period.WEEK, 6)


def test_the_largest_template_fits_a_message(home: Desk) -> None:
    ids = [a_goal(home, f"{n}" + "😀" * 253).id for n in range(GOALS_MAX)]
    saved = home.do(templates.save, home.alice.me, "😀" * 64, ids, False)
    home.bob.settles_in()
    follows_link(home.bob, saved.token)
    home.bob.taps("Use")
    follows_link(home.alice, saved.token)
    assert "Use" in home.alice.last.labels


@pytest.mark.parametrize(
    "code", [NameTemplate(goal=1), NameTemplate(tag=1), DeleteTemplate(1)], ids=str
)
def test_charlie_makes_nothing_of_alices_by_id(home: Desk, code: Code) -> None:
    a_template(home, "Swim")
    home.do(tags.set_of_goal, home.alice.me, 1, ["body"])
    home.charlie.settles_in()
    home.charlie.says("/goals")
    before = dump_of(home.url)
    home.charlie.makes_up(code)
    after = dump_of(home.url)
    assert {name: after[name] for name in ("templates", "drafts", "goals", "acts")} == {
        name: before[name] for name in ("templates", "drafts", "goals", "acts")
    }
    assert "Swim" not in " ".join(message.words for message in home.charlie.chat.values())


def test_a_link_tells_nothing_of_its_maker(home: Desk) -> None:
    a_goal(home, "Swim", start=date(2026, 1, 2), description="After the fall")
    saved = home.do(templates.save, home.alice.me, "Water", [1], False)
    home.charlie.settles_in()
    home.charlie.says("/help")
    home.charlie.makes_up(ShowTemplate(Word(saved.token)))
    assert home.charlie.last.words == "Water\n\nSwim: every day"
    home.charlie.taps("Use")
    (line,) = home.look(goal_views.page, home.charlie.me, 0, 9).lines
    theirs = home.look(goal_views.view, home.charlie.me, line.id)
    assert (theirs.plan.start, theirs.description) == (TODAY, None)
    assert isinstance(theirs.schedule, Daily)
