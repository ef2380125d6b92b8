"""Every test, side by side, then what they covered: 100 % of the domain, 95 % of everything."""

import os
import subprocess
import sys

WORKERS = os.environ.get("TEST_WORKERS", "auto")
DOMAIN, ALL = 100, 95


def main() -> int:
    python = [sys.executable, "-m"]
    coverage = [*python, "coverage"]
    subprocess.run([*coverage, "erase"], check=True)
    chosen = sys.argv[1:]
    tests = subprocess.run(
        [*coverage, "run", "-m", "pytest", "-n", WORKERS, "--dist", "loadfile", *chosen]
    )
    if tests.returncode or chosen:
        return tests.returncode
    subprocess.run([*coverage, "combine", "--quiet"], check=True)
    checks = [
        [*coverage, "report", "--include=domain/*", f"--fail-under={DOMAIN}"],
        [*coverage, "report", "--skip-covered", f"--fail-under={ALL}"],
    ]
    return max(subprocess.run(check).returncode for check in checks)


if __name__ == "__main__":
    sys.exit(main())
