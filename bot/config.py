"""Settings: from the environment (``DAYMARK_…``) or a TOML file, each with its unit and default."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from scheduling.pacer import ALL_PER_SECOND, CHAT_PER_SECOND, GROUP_PER_MINUTE

PREFIX = "DAYMARK_"
TELEGRAM = "https://api.telegram.org"
NOT_SETTINGS = {"DAYMARK_CRASH_AT"}
"""Names of the environment that are read elsewhere."""


class ConfigError(Exception):
    """A setting is wrong; the message names it and says what it should be."""


def default_database(name: str = "daymark") -> str:
    """An SQLite file in the user's data folder."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return f"sqlite:///{Path(home) / 'daymark' / name}.db"


class Config(BaseModel):
    """Everything that can be set. The descriptions are the reference in README.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr | None = Field(
        default=None, description="The bot's token from BotFather. Without one, the sandbox runs."
    )
    telegram_url: str = Field(
        default=TELEGRAM, description="Address of the Bot API, without `/bot…`."
    )
    database: str = Field(
        default_factory=default_database,
        description="SQLAlchemy URL: `sqlite:////path/daymark.db` or `postgresql://user:pw@host/name`.",
    )
    sandbox_port: int = Field(
        default=8080, ge=0, le=65535, description="Port of the sandbox, on 127.0.0.1 only."
    )
    operator: str = Field(
        default="", description="Who runs this server, named in the privacy texts."
    )
    log: Literal["text", "json"] = Field(default="text", description="How log lines look.")
    sends_per_second: float = Field(
        default=ALL_PER_SECOND,
        ge=0.1,
        le=1000,
        allow_inf_nan=False,
        description="So many reminders leave in a second at most, from this process.",
    )
    chat_sends_per_second: float = Field(
        default=CHAT_PER_SECOND,
        ge=0.1,
        le=30,
        allow_inf_nan=False,
        description="Of these, so many to one person.",
    )
    group_sends_per_minute: float = Field(
        default=GROUP_PER_MINUTE,
        ge=1,
        le=600,
        allow_inf_nan=False,
        description="And so many in a minute to one group.",
    )
    clock_file: Path | None = Field(
        default=None, description="Clock offset of the sandbox; refused with Telegram itself."
    )

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise ValueError("a token looks like 123456:ABC-DEF; BotFather shows yours")
        return token

    @field_validator("telegram_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if not re.match(r"https?://[^/\s]+", url):
            raise ValueError("an address begins with http:// or https://")
        return url.rstrip("/")


def load(file: Path | None = None) -> Config:
    """Read the settings; the environment wins over the file. Raises ConfigError with one line per
    mistake."""
    _refuse_unknown_names()
    try:
        config = Config(**{**_of_file(file), **_of_environment()})
    except ValidationError as error:
        raise ConfigError("\n".join(map(_mistake, error.errors()))) from None
    if config.clock_file and config.telegram_url == TELEGRAM:
        raise ConfigError("DAYMARK_CLOCK_FILE is for the sandbox; with Telegram time is not a toy.")
    return config


def names() -> list[str]:
    """Every environment variable that is read."""
    return [PREFIX + name.upper() for name in Config.model_fields]


def _of_file(file: Path | None) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8")) if file else {}
    except ValueError as error:  # TOML's mistakes, and bytes that are no text
        raise ConfigError(f"{file} cannot be read as TOML: {error}.") from None


def _of_environment() -> dict[str, str]:
    given = {name: os.environ.get(PREFIX + name.upper()) for name in Config.model_fields}
    return {name: value for name, value in given.items() if value is not None}


def _refuse_unknown_names() -> None:
    known = {*names(), *NOT_SETTINGS}
    for name in os.environ:
        if name.startswith(PREFIX) and name not in known:
            raise ConfigError(_unknown(name))


def _unknown(name: str) -> str:
    # The prefix is common to all and would make any two names look alike.
    endings = [known.removeprefix(PREFIX) for known in names()]
    near = difflib.get_close_matches(name.removeprefix(PREFIX), endings, n=1)
    hint = f" Did you mean {PREFIX}{near[0]}?" if near else ""
    return f"There is no setting {name}.{hint}"


def _mistake(error: Any) -> str:  # noqa: ANN401 - pydantic's dict of details, never its input
    name = PREFIX + "_".join(str(part) for part in error["loc"]).upper()
    if error["type"] == "extra_forbidden":
        return _unknown(name)
    return f"{name}: {error['msg'].removeprefix('Value error, ')}."
