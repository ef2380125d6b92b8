"""Log lines: useful, and without the token or a person's words. Each story is a process of its own:
setting up logs is done once in a life."""

import json
import subprocess
import sys

import pytest

TOKEN = "123:canary-token"

STORY = """
import logging, sys
import structlog
from bot import logs
logs.set_up(sys.argv[1], sys.argv[2])
log = structlog.get_logger()
token = sys.argv[2]
log.info("running", bot="daymark_bot", address=f"http://x/bot{token}/getMe", number=7)
log.debug("never seen")
logging.getLogger("library").info("never seen")
logging.getLogger("library.deep").warning("address %s", f"http://x/bot{token}/getMe")
try:
    raise ValueError(token)
except ValueError:
    logging.getLogger("library").exception("it failed")
"""


def told(style: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STORY, style, TOKEN], capture_output=True, text=True, check=True
    )


@pytest.mark.parametrize("style", ["text", "json"])
def test_the_token_is_cut_out_wherever_it_shows_up(style: str) -> None:
    story = told(style)
    assert TOKEN not in story.stdout + story.stderr
    assert story.stderr.count("<token>") == 3
    assert "never seen" not in story.stderr
    assert story.stdout == ""


def test_lines_for_machines_are_json() -> None:
    line = json.loads(told("json").stderr.splitlines()[0])
    assert line["event"] == "running"
    assert line["number"] == 7
    assert line["address"] == "http://x/bot<token>/getMe"


def test_lines_for_people_begin_with_when_and_how_bad() -> None:
    line = told("text").stderr.splitlines()[0]
    assert line.startswith("timestamp=")
    assert "level='info' event='running'" in line
