"""When something of ours went wrong."""

from bot.lang import Lang
from bot.view import View


def trouble(lang: Lang, number: int) -> View:
    """An update had to be put aside; ``number`` finds it in the log."""
    return View(
        lang.say(
            "Something in me broke on that, and nothing was changed. Please try it another way. "
            "Whoever runs me can look up number {number}.",
            number=number,
        )
    )


def one_by_one(lang: Lang) -> View:
    """More came at once than is answered at once."""
    return View(
        lang.say(
            "That was a lot at once. I am doing it one after the other, and nothing is lost: there is no "
            "need to send it again."
        )
    )


def busy(lang: Lang) -> str:
    return lang.label("I cannot write just now. I keep your tap and do it as soon as I can.")
