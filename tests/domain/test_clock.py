import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.clock import LONGEST_SHIFT, FakeClock, ShiftedClock, SystemClock

HOUR = timedelta(hours=1)


def shift_of(clock: ShiftedClock) -> timedelta:
    """How far a clock runs ahead of the machine, to the hour: a test may take a while."""
    ahead = clock.now() - SystemClock().now()
    return HOUR * round(ahead / HOUR)


def write(path: Path, text: str, version: int) -> None:
    """Write a file with an mtime of its own, however fast the test runs."""
    path.write_text(text)
    os.utime(path, ns=(version, version))


def test_the_system_clock_tells_utc():
    assert SystemClock().now().tzinfo is UTC


def test_a_fake_clock_moves_only_when_told():
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    clock = FakeClock(noon)
    assert clock.now() == clock.now() == noon
    clock.advance(HOUR)
    assert clock.now() == noon + HOUR
    clock.set(noon)
    assert clock.now() == noon


def test_a_shifted_clock_without_a_file_tells_the_machines_time(tmp_path: Path):
    clock = ShiftedClock(tmp_path / "absent.json")
    assert shift_of(clock) == timedelta(0)
    assert clock.now().tzinfo is UTC


def test_a_shifted_clock_follows_its_file_forward_and_never_back(tmp_path: Path):
    path = tmp_path / "clock.json"
    clock = ShiftedClock(path)
    write(path, '{"offset_seconds": 86400}', 1)
    assert shift_of(clock) == 24 * HOUR
    write(path, '{"offset_seconds": 3600}', 2)
    assert shift_of(clock) == 24 * HOUR
    write(path, '{"offset_seconds": 172800.0}', 3)
    assert shift_of(clock) == 48 * HOUR


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path):
    path = tmp_path / "clock.json"
    write(path, '{"offset_seconds": 3600}', 1)
    clock = ShiftedClock(path)
    assert shift_of(clock) == HOUR
    write(path, '{"offset_seconds": 7200}', 1)
    assert shift_of(clock) == HOUR
    write(path, '{"offset_seconds": 7200}', 2)
    assert shift_of(clock) == 2 * HOUR


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"offset_sec',
        "[]",
        "{}",
        '{"offset_seconds": "7200"}',
        '{"offset_seconds": -1}',
        '{"offset_seconds": NaN}',
        '{"offset_seconds": Infinity}',
        '{"offset_seconds": 1e300}',
        '{"offset_seconds": 3155760001}',
    ],
)
def test_an_unreadable_file_leaves_the_last_known_offset(tmp_path: Path, text: str):
    path = tmp_path / "clock.json"
    write(path, '{"offset_seconds": 3600}', 1)
    clock = ShiftedClock(path)
    assert shift_of(clock) == HOUR
    write(path, text, 2)
    assert shift_of(clock) == HOUR


def test_a_clock_can_be_shifted_by_a_century(tmp_path: Path):
    path = tmp_path / "clock.json"
    write(path, '{"offset_seconds": 3155760000}', 1)
    assert shift_of(ShiftedClock(path)) == LONGEST_SHIFT == timedelta(days=36_525)


def test_a_removed_file_leaves_the_last_known_offset(tmp_path: Path):
    path = tmp_path / "clock.json"
    write(path, '{"offset_seconds": 3600}', 1)
    clock = ShiftedClock(path)
    assert shift_of(clock) == HOUR
    path.unlink()
    assert shift_of(clock) == HOUR


def test_a_file_caught_half_written_is_read_once_it_is_whole(tmp_path: Path):
    path = tmp_path / "clock.json"
    write(path, '{"offset_seconds": 36', 1)
    clock = ShiftedClock(path)
    assert shift_of(clock) == timedelta(0)
    write(path, '{"offset_seconds": 3600}', 1)
    assert shift_of(clock) == HOUR
