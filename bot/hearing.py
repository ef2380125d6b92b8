"""What must be known of a person to read what they type outside of any question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.turn import Turn
from domain.dates import ORDERS, Order
from domain.errors import Refused
from domain.oneline import Sketchy, parse_goal
from domain.quick import GoalSaid, Reading, Unclear, answer_to_mood, read_entry
from domain.said_mood import Levels, MoodSaid
from storage import goal_views, mood_labels


@dataclass(frozen=True, slots=True)
class Hearing:
    """How one person's words are read: their goals, what they say moods by, their days."""

    titles: Sequence[tuple[int, str]]
    levels: Levels
    today: date
    language: str
    week_start: int
    order: Order | None

    def entry(self, words: str) -> Reading:
        """What words to nobody mean. Refused as ``read_entry`` refuses."""
        return read_entry(
            words,
            self.titles,
            self.today,
            language=self.language,
            order=self.order,
            week_start=self.week_start,
            levels=self.levels,
        )

    def goal(self, words: str) -> Sketchy:
        """The goal that words sketch. Refused as ``parse_goal`` refuses."""
        return parse_goal(
            words,
            self.today,
            language=self.language,
            week_start=self.week_start,
            order=self.order,
        )

    def new_goal(self, words: str) -> Reading:
        """A line that is to be a goal, whether it says when or not."""
        return GoalSaid(self.goal(words))

    def line(self, words: str) -> Reading:
        """One line of several. What speaks of time and cannot be a goal is refused for that."""
        reading = self.entry(words)
        if isinstance(reading, Unclear):
            try:
                self.goal(words)
            except Refused as no:
                if no.field != "title":
                    raise
        return reading

    def answer_to_mood(self, words: str) -> MoodSaid | None:
        """What words would mean as an answer to "how are you"."""
        return answer_to_mood(words, self.today, language=self.language, levels=self.levels)

    def in_each_order(self) -> dict[Order, Hearing]:
        """With 3/4 read as the 3rd of April, and as the 4th of March."""
        return {order: replace(self, order=order) for order in ORDERS}


async def hearing(turn: Turn) -> Hearing:
    """How to read the person of this turn."""
    return Hearing(
        titles=await turn.look(goal_views.titles, turn.me),
        levels=await turn.look(mood_labels.levels, turn.me),
        today=turn.today,
        language=turn.lang.code,
        week_start=turn.me.first_weekday,
        order=turn.me.date_order,
    )
