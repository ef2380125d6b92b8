"""Crash points: named places at which a test may kill the process."""

import signal
from collections import Counter

import pytest

from storage import crash


@pytest.mark.parametrize(
    ("wanted", "passes", "killed_at"),
    [
        ("", ["here", "here"], None),
        ("here", ["there", "here", "here"], 1),
        ("here:2", ["here", "there", "here"], 2),
        ("elsewhere", ["here", "there"], None),
    ],
)
def test_the_process_is_killed_at_the_named_pass_only(
    monkeypatch: pytest.MonkeyPatch, wanted: str, passes: list[str], killed_at: int | None
) -> None:
    kills: list[int] = []
    monkeypatch.setattr(crash, "_WANTED", wanted)
    monkeypatch.setattr(crash, "_passed", Counter[str]())
    monkeypatch.setattr("os.kill", lambda _, sign: kills.append(sign))
    for n, name in enumerate(passes):
        crash.crash_point(name)
        assert kills == ([signal.SIGKILL] if killed_at is not None and n >= killed_at else [])
