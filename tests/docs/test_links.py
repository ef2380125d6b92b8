"""Links lead somewhere, pictures are light, and nothing tells of the machine it was written on."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.docs.documents import DIAGRAMS, ROOT, documents

LARGEST_PICTURE = 300_000
HOSTS = {
    "127.0.0.1:8080",
    "api.telegram.org",
    "core.telegram.org",
    "t.me",
}
FOLDERS = ("/etc/", "/opt/daymark", "/path/", "/run/daymark", "/usr/sbin/", "/var/")
"""Of an operator's machine, not of ours."""
BEFORE = (r"(?:^|(?<=[\s(\"'=:]))", "`", "sqlite:///", "file://")
"""What a path from the root may stand behind."""

named = pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))


def links(path: Path) -> list[str]:
    text = path.read_text()
    return [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]


def anchors(path: Path) -> set[str]:
    """The headings as a web page spells them in addresses."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.M)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


@named
def test_every_link_between_documents_resolves(path: Path) -> None:
    for link in links(path):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (path.parent / parts.path).resolve() if parts.path else path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not parts.fragment or parts.fragment in anchors(target), link


@named
def test_a_document_names_no_foreign_address(path: Path) -> None:
    hosts = re.findall(r"https?://([^/\s`)<>\"]+)", path.read_text())
    assert set(hosts) <= HOSTS


@named
def test_a_document_names_no_folder_of_the_machine_it_was_written_on(path: Path) -> None:
    folder = r"(/[a-z][\w.-]*/[\w./-]*)"
    text = path.read_text()
    found = [one for before in BEFORE for one in re.findall(before + folder, text)]
    assert [one for one in found if not one.startswith(FOLDERS)] == []


def test_every_decision_is_a_page_at_most_and_numbered_without_a_gap() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:3] for path in decisions] == [
        f"{number:03}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        assert path.read_text().startswith(f"# {path.name[:3]} ")
        assert len(path.read_text().splitlines()) <= 60


def test_every_shipped_picture_is_shown_and_light() -> None:
    shown = {(path.parent / link).resolve() for path in documents() for link in links(path)}
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture in shown, picture.name
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name


def test_every_diagram_is_linked_from_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text()
    assert set(re.findall(r"\(dialogs/([a-z_]+\.mmd)\)", text)) == {
        path.name for path in DIAGRAMS.iterdir()
    }
