"""Daymark as people run it, with somebody who looks how late its event loop is."""

import asyncio
import gc
import sys
from pathlib import Path

gc.disable()  # as bot/__main__.py does, or the collector's pauses would be measured

from bot import runner  # noqa: E402
from bot.config import load  # noqa: E402
from domain.clock import SystemClock  # noqa: E402
from tests.bench.lag import Watch  # noqa: E402

gc.freeze()
gc.enable()


async def main(file: str) -> None:
    """Run until told to stop; its settings come from the environment."""
    watch = Watch(Path(file))
    watch.start()
    await runner.run(load(None), SystemClock())
    watch.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
