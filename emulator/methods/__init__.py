"""The Bot API's methods by lower-case name: Telegram does not care about case."""

from collections.abc import Mapping

from emulator.methods import callbacks, commands, editing, looking, profile, receiving, sending
from emulator.methods.call import Handler

_BY_NAME: Mapping[str, Handler] = {
    **receiving.METHODS,
    **sending.METHODS,
    **editing.METHODS,
    **callbacks.METHODS,
    **profile.METHODS,
    **commands.METHODS,
    **looking.METHODS,
}
HANDLERS: dict[str, Handler] = {name.lower(): handler for name, handler in _BY_NAME.items()}
OFFICIAL_NAMES = {name.lower(): name for name in _BY_NAME}
