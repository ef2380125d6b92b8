"""The four bots of the bench, side by side on one far end; those without work cost nothing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import Popen

from tests.bench.crowd import PEOPLE
from tests.bench.processes import Bot, Control, start, start_daymark, stop
from tests.bench.rounds import deal

ONE_MESSAGE = ("sendMessage",)
ANSWER_AND_EDIT = ("answerCallbackQuery", "editMessageText")


@dataclass(frozen=True)
class Fleet:
    """Stock bots are python-telegram-bot as its examples use it."""

    stock_echo: Bot
    stock_tick: Bot
    our_echo: Bot
    daymark: Bot


@contextmanager
def fleet(control: Control, folder: Path, database: str) -> Iterator[Fleet]:
    """Start all four; ``database`` is our seeded one, the stock bot makes its own in ``folder``."""
    url, stock_database = control.url, str(folder / "stock.db")
    with ExitStack() as stack:

        def bot(name: str, token: str, process: Popen[bytes]) -> Bot:
            stack.callback(stop, process)
            return Bot(name, token, "hello", ONE_MESSAGE, process)

        stock = bot("stock echo", "1:a", start("-m", "tests.bench.stock_echo", url, "1:a"))
        ours = bot("our echo", "2:b", start("-m", "tests.bench.our_echo", url, "2:b"))
        daymark = bot("tick-off", "3:c", start_daymark(control, "3:c", database))
        ticking = start("-m", "tests.bench.stock_tick", url, "4:d", stock_database)
        yield Fleet(stock, bot("stock tick-off", "4:d", ticking), ours, daymark)


def warmed(control: Control, bots: Fleet) -> Fleet:
    """Everybody has said hello once, and has a card where there are cards to tap."""
    for bot in (bots.stock_echo, bots.our_echo):
        deal(control, bot, PEOPLE)
    return replace(
        bots,
        stock_tick=with_cards(control, bots.stock_tick),
        daymark=with_cards(control, bots.daymark),
    )


def with_cards(control: Control, bot: Bot) -> Bot:
    """A bot whose people have a card to tap, and have tapped it once."""
    deal(control, replace(bot, sort="/today", calls=ONE_MESSAGE), PEOPLE)
    tapping = replace(bot, sort="tap", calls=ANSWER_AND_EDIT)
    deal(control, tapping, PEOPLE)
    return tapping
