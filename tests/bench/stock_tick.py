"""Baseline: ticking five goals as one writes it at first: handlers one by one, the ORM on the loop.

Nothing is made slow on purpose: the file is in WAL mode, a day is read by one query, and the card
has one button a goal.
"""

import sys
from datetime import UTC, date, datetime

from sqlalchemy import Engine, ForeignKey, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

from tests.bench.crowd import TITLES


class Base(DeclarativeBase):
    """The parent of the tables."""


class Goal(Base):
    """A goal of somebody's."""

    __tablename__ = "goals"
    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]


class Entry(Base):
    """One goal on one day."""

    __tablename__ = "entries"
    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    done: Mapped[bool]


class Ticks:
    """The handlers over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def today(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the card of somebody's day; who is new is given five goals."""
        assert update.effective_user is not None
        assert update.message is not None
        person = update.effective_user.id
        with Session(self._engine) as session:
            session.add_all(Goal(telegram_id=person, title=title) for title in TITLES)
            session.commit()
            text, markup = _card(session, person)
        await update.message.reply_text(text, reply_markup=markup)

    async def tick(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Turn one goal over, then answer and edit."""
        query = update.callback_query
        assert query is not None
        with Session(self._engine) as session:
            _turn_over(session, query)
            session.commit()
            text, markup = _card(session, query.from_user.id)
        await query.answer("Done")
        await query.edit_message_text(text, reply_markup=markup)


def _turn_over(session: Session, query: CallbackQuery) -> None:
    goal = session.get_one(Goal, int(query.data or ""))
    assert goal.telegram_id == query.from_user.id
    entry = session.get(Entry, (goal.id, _day()))
    if entry is None:
        session.add(Entry(goal_id=goal.id, day=_day(), done=True))
    else:
        entry.done = not entry.done


def _card(session: Session, person: int) -> tuple[str, InlineKeyboardMarkup]:
    todays = (Entry.goal_id == Goal.id) & (Entry.day == _day())
    found = select(Goal, Entry).outerjoin(Entry, todays).where(Goal.telegram_id == person)
    rows = [
        (f"{'✅' if entry and entry.done else '⬜'} {goal.title}", str(goal.id))
        for goal, entry in session.execute(found.order_by(Goal.id))
    ]
    buttons = [[InlineKeyboardButton(label, callback_data=data)] for label, data in rows]
    return "\n".join(["Today", *(label for label, _ in rows)]), InlineKeyboardMarkup(buttons)


def _day() -> date:
    return datetime.now(UTC).date()  # noqa: TID251 - a stock bot has no clock of ours


def main(url: str, token: str, database: str) -> None:
    """Poll as the examples do."""
    engine = create_engine(f"sqlite:///{database}")
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA journal_mode=WAL"))
    Base.metadata.create_all(engine)
    ticks = Ticks(engine)
    application = ApplicationBuilder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(CommandHandler("today", ticks.today))
    application.add_handler(CallbackQueryHandler(ticks.tick))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
