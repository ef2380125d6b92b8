"""The documents, and ways to look into them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
OPERATING = ROOT / "docs" / "operating.md"
DIAGRAMS = ROOT / "docs" / "dialogs"


def documents() -> list[Path]:
    """Every Markdown file that a reader may open."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def everything() -> str:
    """All documents as one text."""
    return "\n".join(path.read_text() for path in documents())


def section(path: Path, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", path.read_text(), re.M | re.S)
    assert found, f"{path.name} has no section {heading!r}"
    return found[1]


def table(path: Path, heading: str) -> dict[str, str]:
    """The rows of the one table in a section: first column without backticks to the rest of the row."""
    rows = re.findall(r"^\| `([^`]+)` \|(.+)\|$", section(path, heading), re.M)
    assert rows, f"{path.name}, {heading!r} has no table"
    return dict(rows)


def spans(text: str) -> list[str]:
    """Everything in backticks, in lines and in fences, where commands are written."""
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return [*re.findall(r"`([^`\n]+)`", rest), *"\n".join(fences).splitlines()]
