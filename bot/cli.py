"""The command line: ``daymark run`` and what an operator needs beside it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from pydantic import SecretStr

from bot import logs, sandbox
from bot.collector import spared
from bot.config import Config, ConfigError, default_database, load
from bot.errors import TokenRefused
from bot.roles import Role
from domain.clock import Clock, ShiftedClock, SystemClock
from storage import backup as backups
from storage.engine import is_postgres, parse_url, sqlite_path
from storage.errors import StorageError
from storage.migrate import migrate as bring_up_to_date
from storage.migrations import HEAD

P = ParamSpec("P")

BAD_SETTING = 2
BAD_DATABASE = 3
BAD_TOKEN = 4
BAD_PORT = 5


def explained(command: Callable[P, None]) -> Callable[P, None]:
    """What an operator can mend is one line and an exit code, never a stack trace."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ConfigError as error:
            fail(str(error), BAD_SETTING)
        except StorageError as error:
            fail(str(error), BAD_DATABASE)
        except TokenRefused as error:
            fail(str(error), BAD_TOKEN)
        except sandbox.NoEmulator as error:
            fail(str(error), BAD_PORT)

    return wrapped


def fail(message: str, code: int) -> None:
    click.echo(f"daymark: {message}", err=True)
    sys.exit(code)


@click.group()
@click.option(
    "--config",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file with settings; the environment wins over it.",
)
@click.version_option(package_name="daymark")
@click.pass_context
def main(context: click.Context, file: Path | None) -> None:
    """Goals, daily ticks and moods, as a Telegram bot of your own."""
    context.obj = file


@main.command()
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.ALL.value,
    show_default=True,
    help="Of several processes on one PostgreSQL: answer updates, send what is due, or both.",
)
@click.pass_obj
@explained
def run(file: Path | None, role: str) -> None:
    """Run the bot: on Telegram with DAYMARK_TOKEN set, in the sandbox without."""
    config = load(file)
    _check_role(config, Role(role))
    if config.token is None:
        _play(config, "No DAYMARK_TOKEN is set: this is the sandbox, Telegram is not involved.")
    else:
        _run(config, _clock(config), role=Role(role))


@main.command("sandbox")
@click.pass_obj
@explained
def play(file: Path | None) -> None:
    """Chat with the bot in a browser; no Telegram and no token needed."""
    _play(load(file), "This is the sandbox: Telegram is not involved.")


@main.command()
@click.pass_obj
@explained
def migrate(file: Path | None) -> None:
    """Bring the database to this version. `run` does so by itself."""
    config = load(file)
    _make_folder(config)
    before = bring_up_to_date(config.database)
    click.echo(
        f"The database is at {HEAD}; it was {'empty' if before is None else f'at {before}'}."
    )


@main.command("doctor")
@click.pass_obj
@explained
def look_over(file: Path | None) -> None:
    """Check settings, database and token, and say what to do about each."""
    from bot import doctor  # noqa: PLC0415 - it brings the library along, which few commands need

    findings = asyncio.run(doctor.examine(load(file)))
    for finding in findings:
        click.echo(f"{'ok ' if finding.good else 'BAD'}  {finding.what}: {finding.words}")
    sys.exit(0 if all(finding.good for finding in findings) else 1)


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_obj
@explained
def backup(file: Path | None, target: Path) -> None:
    """Write a backup to TARGET while the bot goes on running."""
    backups.backup(load(file).database, target)
    click.echo(f"Backed up to {target}. It holds everything people told the bot: keep it safe.")


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Over what is there: a file is kept aside, a PostgreSQL is overwritten.",
)
@click.pass_obj
@explained
def restore(file: Path | None, source: Path, replace: bool) -> None:
    """Bring a backup back. Stop the bot first."""
    config = load(file)
    _make_folder(config)
    kept = backups.restore(source, config.database, replace)
    click.echo(f"Restored from {source}." + (f" What was there is now {kept}." if kept else ""))


@main.command()
@click.option("--port", type=int, default=None, help="Default: DAYMARK_SANDBOX_PORT.")
@click.pass_obj
@explained
def emulator(file: Path | None, port: int | None) -> None:
    """Only the Telegram emulator with its chat page, for a bot started elsewhere."""
    chosen = load(file).sandbox_port if port is None else port
    sys.exit(subprocess.call([sys.executable, "-m", "emulator", "--port", str(chosen)]))  # noqa: S603


def _check_role(config: Config, role: Role) -> None:
    """Part of the work alone makes sense only where another process can do the rest."""
    if role is Role.ALL:
        return
    if config.token is None:
        raise ConfigError(f"The sandbox does everything itself: --role {role} needs DAYMARK_TOKEN.")
    if not is_postgres(parse_url(config.database)):
        raise ConfigError(
            f"SQLite serves one process, which does everything: --role {role} needs PostgreSQL."
        )


def _play(config: Config, reason: str) -> None:
    """The bot against the emulator: nothing else about it differs from real life."""
    if "database" not in config.model_fields_set:
        # Alice of the sandbox has no business among real people, should a token once be missing.
        config = config.model_copy(update={"database": default_database("sandbox")})
    _make_folder(config)
    with sandbox.emulator(config) as (address, clock_file):
        click.echo(reason)
        local = config.model_copy(
            update={
                "token": SecretStr(sandbox.TOKEN),
                "telegram_url": address,
                "clock_file": clock_file,
            }
        )
        _run(local, _clock(local), lambda _name: click.echo(f"Chat with the bot at {address}"))


def _run(
    config: Config,
    clock: Clock,
    ready: Callable[[str], None] = lambda _name: None,
    role: Role = Role.ALL,
) -> None:
    logs.set_up(config.log, config.token.get_secret_value() if config.token else "")
    _make_folder(config)
    # Side by side: the one reads the whole file and the other a hundred modules.
    with ThreadPoolExecutor(max_workers=1) as beside, spared():
        brought = beside.submit(bring_up_to_date, config.database)
        from bot import runner  # noqa: PLC0415 - not before the line above
    if brought.result() is None:
        where = parse_url(config.database).render_as_string(hide_password=True)
        click.echo(f"A new, empty database was made: {where}")
    asyncio.run(runner.run(config, clock, ready, role))


def _clock(config: Config) -> Clock:
    return ShiftedClock(config.clock_file) if config.clock_file else SystemClock()


def _make_folder(config: Config) -> None:
    """The folder of the default database is ours to make; one that somebody named is not."""
    if "database" in config.model_fields_set:
        return
    url = parse_url(config.database)
    if not is_postgres(url):
        sqlite_path(url).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
