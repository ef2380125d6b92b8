"""Keep the bot's token out of the logs.

Our transport never shows it, but python-telegram-bot does: at DEBUG it logs the address, which
contains the token; `Bot.initialize` writes a rejected token into its error; `repr(bot)` is it.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

HIDDEN = "<token>"


class TokenFilter(logging.Filter):
    """Replaces the token in every record that passes.

    Add it to handlers, not to loggers: a logger's filters do not see what its children log.
    """

    def __init__(self, token: str) -> None:
        super().__init__()
        self._spellings = (token, quote(token, safe=""))
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.hidden(record.getMessage()), None
        if record.exc_info:
            # The handler's formatter prints exc_text and then leaves the exception alone.
            record.exc_text = self.hidden(self._formatter.formatException(record.exc_info))
            record.exc_info = None
        return True

    def hidden(self, text: str) -> str:
        for spelling in self._spellings:
            text = text.replace(spelling, HIDDEN)
        return text
