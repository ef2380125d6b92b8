"""The files under deploy/ run what there is, with settings that exist, and the guide shows them."""

import configparser
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from bot import cli
from bot.config import names
from tests.docs.documents import OPERATING, ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = {name: part for name, part in COMPOSE["services"].items() if part["image"] == "daymark"}
OF_THE_IMAGE = {"POSTGRES_USER", "POSTGRES_PASSWORD"}
"""What the image of PostgreSQL reads."""


def read(unit: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(unit.read_text())
    return parser["Service"]


def is_understood(words: list[str], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the command line takes these words; nothing is run."""
    monkeypatch.setattr(cli, "load", lambda _file: pytest.fail("it would run"))
    asked = CliRunner().invoke(cli.main, [*words, "--help"])
    return asked.exit_code == 0


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"\b(?:DAYMARK|POSTGRES)_[A-Z_]+", text))


def test_there_is_a_unit_for_a_process_and_one_for_any_number_of_senders() -> None:
    assert [unit.name for unit in UNITS] == ["daymark-sender@.service", "daymark.service"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_there_is(
    unit: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "daymark.toml"
    settings.touch()
    program, *words = shlex.split(read(unit)["ExecStart"])
    assert program.endswith("/bin/daymark")
    assert words[:2] == ["--config", "/etc/daymark/daymark.toml"]
    assert is_understood(["--config", str(settings), *words[2:]], monkeypatch)


def test_the_units_are_equally_careful() -> None:
    sender, process = map(read, UNITS)
    assert {key: process[key] for key in sender if key != "ExecStart"} == {
        key: text for key, text in sender.items() if key != "ExecStart"
    }


def test_a_unit_is_not_started_again_where_that_does_not_help() -> None:
    for unit in UNITS:
        assert read(unit)["RestartPreventExitStatus"] == f"{cli.BAD_SETTING} {cli.BAD_TOKEN}"


def test_the_containers_answer_once_and_send_several_times() -> None:
    assert {name: part["command"] for name, part in OURS.items()} == {
        "updates": ["run", "--role", "updates"],
        "sender": ["run", "--role", "sender"],
    }
    assert "deploy" not in OURS["updates"]
    replicas = OURS["sender"]["deploy"]["replicas"]
    each = float(OURS["sender"]["environment"]["DAYMARK_SENDS_PER_SECOND"])
    assert replicas * each <= 25


@pytest.mark.parametrize("name", OURS)
def test_a_container_runs_a_command_with_settings_that_there_are(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_understood(OURS[name]["command"], monkeypatch)
    assert set(OURS[name]["environment"]) <= {*names()}
    assert "database" in OURS[name]["depends_on"]


def test_no_file_names_a_setting_that_does_not_exist() -> None:
    for path in DEPLOY.iterdir():
        assert settings_in(path.read_text()) <= {*names(), *OF_THE_IMAGE}, path.name


def test_the_image_holds_every_package_and_nothing_else_of_a_checkout() -> None:
    allowed = set(re.findall(r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.M))
    packages = {"bot", "charts", "domain", "emulator", "scheduling", "storage"}
    assert allowed == {*packages, "LICENSE", "README.md", "constraints.txt", "pyproject.toml"}
    assert all((ROOT / name).exists() for name in allowed)
    recipe = (DEPLOY / "Dockerfile").read_text()
    assert 'ENTRYPOINT ["daymark"]' in recipe
    assert re.search(r"^USER daymark$", recipe, re.M)


@pytest.mark.parametrize("name", ["daymark.service", "compose.yaml"])
def test_the_guide_shows_the_file_as_it_is(name: str) -> None:
    assert f"\n{(DEPLOY / name).read_text()}```" in OPERATING.read_text()
