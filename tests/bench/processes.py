"""The processes of the bench: the far end, and bots that talk to it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

STOP_SECONDS = 10.0
ROUND_SECONDS = 60.0
"""A round that takes longer means that a bot lost an update; nobody should wait for it."""

LOG = Path("build/bench.log")
"""What the processes say, which is worth reading only when a round does not end."""

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Control:
    """The bench's line to the far end."""

    url: str
    http: httpx.Client

    def ask(self, what: str, **params: Any) -> Any:  # noqa: ANN401 - any JSON
        """One request; what the far end measured."""
        answer = self.http.post(f"/control/{what}", json=params)
        return answer.json()["result"]


@dataclass(frozen=True)
class Bot:
    """A running bot. ``calls`` are the methods with which it ends an update."""

    name: str
    token: str
    sort: str
    calls: tuple[str, ...]
    process: subprocess.Popen[bytes]

    @property
    def resident_mib(self) -> float:
        """What it holds in memory now, in MiB."""
        return memory_mib(self.process.pid, "VmRSS")

    @property
    def peak_mib(self) -> float:
        """The most it ever held, in MiB."""
        return memory_mib(self.process.pid, "VmHWM")

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all its threads so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def memory_mib(pid: int, name: str) -> float:
    """What a process holds (VmRSS) or ever held (VmHWM), in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


@contextmanager
def far_end() -> Iterator[Control]:
    """The stand-in for the Bot API, for as long as the block runs."""
    process = start("-m", "tests.bench.far_end", stdout=subprocess.PIPE)
    assert process.stdout is not None
    port = int(process.stdout.readline().split()[-1])
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=ROUND_SECONDS, trust_env=False) as http:
            yield Control(url, http)
    finally:
        stop(process)


def start(
    *arguments: str,
    stdin: int | None = None,
    stdout: int = subprocess.DEVNULL,
    **env: str,
) -> subprocess.Popen[bytes]:
    """Our interpreter with these arguments; ``env`` is added to the environment. It may keep bytecode
    whatever the machine is set to: compiled at each start, ours would be twice as long."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *arguments],
            stdin=stdin,
            stdout=stdout,
            stderr=log,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **env},
        )


def start_daymark(
    control: Control, token: str, database: str, *program: str
) -> subprocess.Popen[bytes]:
    """The bot as people run it, or by a program of the bench's own."""
    return start(
        *(program or ("-m", "bot", "run")),
        DAYMARK_TOKEN=token,
        DAYMARK_TELEGRAM_URL=control.url,
        DAYMARK_DATABASE=database,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; insist after STOP_SECONDS."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
