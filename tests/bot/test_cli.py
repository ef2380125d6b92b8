"""The command line: one clear line and an exit code for everything an operator can mend."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import cli
from bot.config import Config, default_database, names
from bot.errors import TokenRefused
from bot.roles import Role
from bot.shift import Ready
from domain.clock import Clock, ShiftedClock, SystemClock
from storage import people
from storage.database import Database
from storage.migrations import HEAD


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("bot.cli.logs.set_up", lambda *_: None)


def daymark(*words: str) -> Result:
    return CliRunner().invoke(cli.main, words)


def test_migrating_makes_the_default_database_in_a_folder_of_its_own(tmp_path: Path) -> None:
    first, second = daymark("migrate"), daymark("migrate")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"The database is at {HEAD}; it was empty." in first.output
    assert f"it was at {HEAD}." in second.output
    folder = tmp_path / "data" / "daymark"
    assert (folder / "daymark.db").exists()
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DAYMARK_TOKN", "x", cli.BAD_SETTING),
        ("DAYMARK_LOG", "loud", cli.BAD_SETTING),
        ("DAYMARK_DATABASE", "mysql://host/db", cli.BAD_DATABASE),
        ("DAYMARK_DATABASE", "sqlite:////no/such/folder/daymark.db", cli.BAD_DATABASE),
    ],
)
def test_what_can_be_mended_is_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: int
) -> None:
    monkeypatch.setenv(name, value)
    result = daymark("migrate")
    assert result.exit_code == code
    assert result.stderr.startswith("daymark: ")
    assert "Traceback" not in result.output


def test_a_token_that_telegram_does_not_know_ends_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refused(*_: object) -> None:
        raise TokenRefused("Telegram does not know this token.")

    monkeypatch.setenv("DAYMARK_TOKEN", "1:x")
    monkeypatch.setattr("bot.runner.run", refused)
    result = daymark("run")
    assert result.exit_code == cli.BAD_TOKEN
    assert result.stderr.strip().endswith("Telegram does not know this token.")


def test_a_first_run_says_where_the_data_is(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks: list[Clock] = []

    async def ran(_config: Config, clock: Clock, _ready: object, _role: object) -> None:
        clocks.append(clock)

    monkeypatch.setenv("DAYMARK_TOKEN", "1:x")
    monkeypatch.setattr("bot.runner.run", ran)
    assert "A new, empty database was made: sqlite:///" in daymark("run").output
    assert "A new, empty database" not in daymark("run").output
    monkeypatch.setenv("DAYMARK_TELEGRAM_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("DAYMARK_CLOCK_FILE", "clock.json")
    daymark("run")
    assert [type(clock) for clock in clocks] == [SystemClock, SystemClock, ShiftedClock]


@pytest.mark.parametrize("command", ["run", "sandbox"])
def test_without_a_token_it_is_the_sandbox_and_says_so(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    async def ran(config: Config, _clock: Clock, ready: Ready, _role: Role) -> None:
        assert config.telegram_url.startswith("http://127.0.0.1:")
        ready("daymark_bot")

    monkeypatch.setenv("DAYMARK_SANDBOX_PORT", "0")
    monkeypatch.setattr("bot.runner.run", ran)
    result = daymark(command)
    assert result.exit_code == 0
    assert "Telegram is not involved" in result.output
    assert "Chat with the bot at http://127.0.0.1:" in result.output


@pytest.mark.parametrize(
    ("token", "words"),
    [("1:x", "SQLite serves one process"), ("", "The sandbox does everything itself")],
)
@pytest.mark.parametrize("role", ["updates", "sender"])
def test_a_part_of_the_work_alone_is_refused_where_nobody_does_the_rest(
    monkeypatch: pytest.MonkeyPatch, token: str, words: str, role: str
) -> None:
    if token:
        monkeypatch.setenv("DAYMARK_TOKEN", token)
    result = daymark("run", "--role", role)
    assert result.exit_code == cli.BAD_SETTING
    assert result.stderr.startswith(f"daymark: {words}")
    assert f"--role {role}" in result.stderr


def test_the_role_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    roles: list[Role] = []

    async def ran(_config: Config, _clock: Clock, _ready: Ready, role: Role) -> None:
        roles.append(role)

    monkeypatch.setenv("DAYMARK_TOKEN", "1:x")
    monkeypatch.setenv("DAYMARK_DATABASE", "postgresql://localhost/daymark")
    monkeypatch.setattr("bot.runner.run", ran)
    monkeypatch.setattr("bot.cli.bring_up_to_date", lambda _url: HEAD)
    for role in Role:
        assert daymark("run", "--role", role.value).exit_code == 0
    assert roles == [*Role]
    assert daymark("run", "--role", "boss").exit_code == cli.BAD_SETTING


def test_a_taken_port_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("DAYMARK_SANDBOX_PORT", str(port))
        result = daymark("sandbox")
    assert result.exit_code == cli.BAD_PORT
    assert f"Port {port} is taken." in result.stderr


def test_a_backup_is_written_and_brought_back(tmp_path: Path) -> None:
    daymark("migrate")
    file = tmp_path / "backup.db"
    database = Database(default_database(), SystemClock())
    database.run_now(people.meet, 101, 101, "en")
    database.close()
    assert f"Backed up to {file}." in daymark("backup", str(file)).output
    kept = daymark("restore", str(file))
    assert kept.exit_code == cli.BAD_DATABASE, "what is there is not overwritten unasked"
    replaced = daymark("restore", "--replace", str(file))
    assert replaced.exit_code == 0
    assert "What was there is now" in replaced.output


def test_the_doctor_looks_at_everything_and_changes_nothing(tmp_path: Path) -> None:
    result = daymark("doctor")
    assert result.exit_code == 0
    assert "ok   database: none yet" in result.output
    assert "ok   token: none" in result.output
    assert not (tmp_path / "data" / "daymark" / "daymark.db").exists()


def test_the_doctor_ends_badly_where_something_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYMARK_DATABASE", "mysql://host/db")
    result = daymark("doctor")
    assert result.exit_code == 1
    assert "BAD  database: " in result.output


def test_the_emulator_runs_as_a_process_with_the_port_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[list[str]] = []

    def call(command: list[str]) -> int:
        called.append(command[1:])
        return 7

    monkeypatch.setattr("bot.cli.subprocess.call", call)
    assert daymark("emulator").exit_code == 7
    assert daymark("emulator", "--port", "9").exit_code == 7
    assert [command[3] for command in called] == ["8080", "9"]


def test_a_settings_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "daymark.toml"
    file.write_text('log = "loud"\n')
    assert daymark("--config", str(file), "migrate").exit_code == cli.BAD_SETTING


def test_the_version_is_told() -> None:
    assert "version" in daymark("--version").output
