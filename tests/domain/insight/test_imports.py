"""Which modules cost the memory of numpy: those that test, and no other."""

import subprocess
import sys
from pathlib import Path

import domain.insight

TESTING = {"bootstrap", "rotation", "together", "weekdays"}


def test_what_the_bot_shows_findings_with_does_not_load_numpy() -> None:
    modules = {path.stem for path in Path(domain.insight.__file__).parent.glob("*.py")}
    light = sorted(modules - TESTING - {"__init__"})
    imports = "; ".join(f"import domain.insight.{name}" for name in light)
    listing = f"{imports}; import sys; print('numpy' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    )
    assert modules > TESTING
    assert ended.stdout.strip() == "False"
