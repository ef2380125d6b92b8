"""Every test, side by side, then what they covered: 100 % of the domain, 95 % of everything."""

import os
import subprocess
import sys

WORKERS = os.environ.get("TEST_WORKERS", "auto")
DOMAIN, ALL = 100, 95

WALKS = (
    "tests/bot/test_every_step.py",
    "tests/crash/test_every_pass.py",
    "tests/crash/test_reminding_soak.py",
    "tests/crash/test_soak.py",
    "tests/crash/test_after_an_absence.py",
    "tests/crash/test_every_reminder.py",
    "tests/bot/test_fuzz.py",
    "tests/crash",
)
"""They take the same ways over and over, which others take as well: what they cover is not measured, as
that would be a third of their time. The longest come first, so that all workers end at once."""

PYTHON = (sys.executable, "-m")
COVERAGE = (*PYTHON, "coverage")
PYTEST = ("pytest", "-n", WORKERS, "--dist", "loadfile")


def main() -> int:
    chosen = sys.argv[1:]
    if chosen:
        return _failed(*PYTHON, *PYTEST, *chosen)
    measured = (*COVERAGE, "run", "-m", *PYTEST, *(f"--ignore={walk}" for walk in WALKS))
    subprocess.run([*COVERAGE, "erase"], check=True)
    walks = (*PYTEST, "--no-loadscope-reorder", *WALKS)
    failed = max(_failed(*measured), _failed(*PYTHON, *walks))
    if failed:
        return failed
    subprocess.run([*COVERAGE, "combine", "--quiet"], check=True)
    return max(
        _failed(*COVERAGE, "report", "--include=domain/*", f"--fail-under={DOMAIN}"),
        _failed(*COVERAGE, "report", "--skip-covered", f"--fail-under={ALL}"),
    )


def _failed(*command: str) -> int:
    return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
