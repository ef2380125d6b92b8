"""Settings: each mistake is one line that says what it should be."""

from pathlib import Path

import pytest

from bot.config import TELEGRAM, ConfigError, default_database, load, names


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)


def test_without_any_setting_the_sandbox_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    config = load()
    assert config.token is None
    assert config.telegram_url == TELEGRAM
    assert config.sandbox_port == 8080
    assert config.database == f"sqlite:///{tmp_path}/daymark/daymark.db"


def test_the_data_folder_is_the_user_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_database() == f"sqlite:///{tmp_path}/.local/share/daymark/daymark.db"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DAYMARK_TOKEN", "secret", "a token looks like 123456:ABC-DEF"),
        ("DAYMARK_TELEGRAM_URL", "telegram", "an address begins with http://"),
        ("DAYMARK_SANDBOX_PORT", "-1", "DAYMARK_SANDBOX_PORT: "),
        ("DAYMARK_SANDBOX_PORT", "many", "DAYMARK_SANDBOX_PORT: "),
        ("DAYMARK_LOG", "loud", "DAYMARK_LOG: "),
        ("DAYMARK_SENDS_PER_SECOND", "0", "DAYMARK_SENDS_PER_SECOND: Input should be greater than"),
        ("DAYMARK_SENDS_PER_SECOND", "1001", "DAYMARK_SENDS_PER_SECOND: Input should be less than"),
        ("DAYMARK_SENDS_PER_SECOND", "nan", "DAYMARK_SENDS_PER_SECOND: Input should be a finite"),
        ("DAYMARK_CHAT_SENDS_PER_SECOND", "-1", "DAYMARK_CHAT_SENDS_PER_SECOND: "),
        ("DAYMARK_GROUP_SENDS_PER_MINUTE", "many", "DAYMARK_GROUP_SENDS_PER_MINUTE: "),
    ],
)
def test_a_wrong_value_is_named_but_never_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refused:
        load()
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_every_mistake_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYMARK_LOG", "loud")
    monkeypatch.setenv("DAYMARK_SANDBOX_PORT", "-1")
    with pytest.raises(ConfigError) as refused:
        load()
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "hint"),
    [("DAYMARK_TOKN", " Did you mean DAYMARK_TOKEN?"), ("DAYMARK_XYZZYPLUGH", "")],
)
def test_an_unknown_setting_is_refused_with_the_nearest_name(
    monkeypatch: pytest.MonkeyPatch, name: str, hint: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(ConfigError) as refused:
        load()
    assert str(refused.value) == f"There is no setting {name}.{hint}"


def test_a_crash_point_is_no_unknown_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYMARK_CRASH_AT", "nowhere")
    assert load().log == "text"


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "daymark.toml"
    file.write_text('operator = "Olga"\nlog = "json"\n')
    monkeypatch.setenv("DAYMARK_LOG", "text")
    config = load(file)
    assert (config.operator, config.log) == ("Olga", "text")
    assert load().operator == "", "the file is not remembered"


def test_an_unknown_name_in_the_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "daymark.toml"
    file.write_text('tokn = "1:x"\n')
    with pytest.raises(ConfigError, match="DAYMARK_TOKN"):
        load(file)


def test_how_fast_reminders_leave_is_read_from_file_and_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "daymark.toml"
    file.write_text("sends_per_second = 8\ngroup_sends_per_minute = 10\n")
    monkeypatch.setenv("DAYMARK_CHAT_SENDS_PER_SECOND", "0.5")
    config = load(file)
    assert (config.sends_per_second, config.chat_sends_per_second) == (8, 0.5)
    assert (config.group_sends_per_minute, load().sends_per_second) == (10, 25)


def test_a_file_that_is_no_toml_is_refused_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "daymark.toml"
    file.write_text("operator: Olga\n")
    with pytest.raises(ConfigError, match=r"daymark\.toml cannot be read as TOML"):
        load(file)


def test_time_is_no_toy_with_telegram_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYMARK_CLOCK_FILE", "clock.json")
    with pytest.raises(ConfigError, match="with Telegram time is not a toy"):
        load()
    monkeypatch.setenv("DAYMARK_TELEGRAM_URL", "http://127.0.0.1:8081/")
    assert load().telegram_url == "http://127.0.0.1:8081"


def test_a_token_is_not_shown_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYMARK_TOKEN", "123:canary")
    assert "canary" not in f"{load()!r} {load()}"
