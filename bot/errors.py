"""What ends the bot and an operator can mend."""


class TokenRefused(Exception):
    """Telegram does not know this token; the message says it to the operator."""
