"""What the documents say there is, there is; and what there is, they say."""

import re

import pytest

from bot.cli import main
from bot.commands import COMMANDS, LEADS_TO
from bot.config import NOT_SETTINGS, Config, names
from tests.docs.documents import (
    CONTRIBUTING,
    README,
    ROOT,
    everything,
    section,
    spans,
    table,
)


def targets() -> set[str]:
    """The Makefile's targets that do something."""
    rules = re.findall(r"^([a-z0-9]+):.*\n\t", (ROOT / "Makefile").read_text(), re.M)
    return set(rules)


def test_the_readme_lists_every_setting_and_no_other() -> None:
    assert list(table(README, "Settings")) == names()


@pytest.mark.parametrize("name", Config.model_fields)
def test_a_setting_is_explained_in_the_words_of_the_code(name: str) -> None:
    words = Config.model_fields[name].description
    assert words
    assert words in table(README, "Settings")[f"DAYMARK_{name.upper()}"]


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    named, made = _settings_in(everything()), _settings_in((ROOT / "Makefile").read_text())
    assert named <= {*names(), *NOT_SETTINGS} | made


def _settings_in(text: str) -> set[str]:
    return set(re.findall(r"DAYMARK_[A-Z_]+[A-Z]", text))


def test_the_readme_lists_every_command_line_command_and_no_other() -> None:
    listed = {row.split()[1] for row in table(README, "The command line")}
    assert listed == set(main.commands)


def test_no_document_tells_anybody_to_run_a_command_that_does_not_exist() -> None:
    lines = [line for line in spans(everything()) if "http" not in line]
    written = re.findall(r"(?:^|[/ ])daymark ((?:--config \S+ )?)([a-z]+)", "\n".join(lines), re.M)
    assert {command for _, command in written} == set(main.commands)


def test_the_readme_lists_every_chat_command_and_no_other() -> None:
    listed = table(README, "In the chat")
    assert set(listed) == {f"/{name}" for name in COMMANDS}


def test_every_listed_chat_command_leads_somewhere() -> None:
    assert set(COMMANDS) == {*LEADS_TO, "cancel"}


def test_contributing_lists_every_make_target_and_no_other() -> None:
    listed = {row.removeprefix("make ") for row in table(CONTRIBUTING, "Make targets")}
    assert listed == targets()


def test_no_document_names_a_make_target_that_does_not_exist() -> None:
    named = re.findall(r"(?:^| )make ([a-z0-9]+)$", "\n".join(spans(everything())), re.M)
    assert {"run", "test"} <= set(named) <= targets()


def test_the_readme_says_what_is_still_to_come_as_long_as_it_is() -> None:
    words = section(README, "In the chat")
    chat = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    assert ("stored but not sent yet" in words) is ("sending reminders is still to come" in chat)
    assert ("no charts yet" in words) is ("stats" not in COMMANDS)
