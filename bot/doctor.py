"""What `daymark doctor` looks at."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.error import TelegramError

from bot.api import Api, Meaning, meaning
from bot.config import Config
from bot.transport import AiohttpRequest
from storage.errors import StorageError
from storage.migrate import revision
from storage.migrations import HEAD


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; ``words`` say what to do where it is not ``good``."""

    what: str
    good: bool
    words: str


async def examine(config: Config) -> list[Finding]:
    """Check everything; nothing is changed."""
    return [Finding("settings", True, "they can be read"), _database(config), await _token(config)]


def _database(config: Config) -> Finding:
    try:
        found = revision(config.database)
    except StorageError as error:
        return Finding("database", False, str(error))
    if found is None:
        return Finding("database", True, "none yet; the first start makes it")
    if found != HEAD:
        return Finding("database", True, f"at {found}; the next start brings it to {HEAD}")
    return Finding("database", True, f"at {HEAD}")


async def _token(config: Config) -> Finding:
    if config.token is None:
        return Finding("token", True, "none: `daymark run` starts the sandbox")
    request = AiohttpRequest()
    await request.initialize()
    api = Api(request, f"{config.telegram_url}/bot", config.token.get_secret_value())
    try:
        me = await api.call("getMe")
    except TelegramError as error:
        if meaning(error) in {Meaning.UNAUTHORIZED, Meaning.OTHER}:
            return Finding("token", False, "Telegram does not know it; BotFather shows yours")
        return Finding("token", False, "Telegram cannot be reached from here")
    finally:
        await request.shutdown()
    return Finding("token", True, f"it belongs to @{me['username']}")
