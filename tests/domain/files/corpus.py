"""The example files, and what the tests of all formats share."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from domain.errors import Reason, Refused
from domain.files.plan import Home, Import
from domain.files.report import Note, Remark, Severity

EXAMPLES = Path(__file__).parent / "examples"
TODAY = date(2026, 11, 22)
HOME = Home(TODAY, "Europe/Berlin")


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


def loop_files() -> dict[str, bytes]:
    """The members of a Loop export, by name."""
    top = EXAMPLES / "loop"
    files = sorted(path for path in top.rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return packed.getvalue()


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def refusal(read: Callable[..., object], *arguments: object) -> Refused:
    with pytest.raises(Refused) as refused:
        read(*arguments)
    return refused.value


def said(made: Import) -> list[tuple[int, Severity, Reason | Remark, str]]:
    """The report without titles and data."""
    return [(note.item, note.severity, note.why, note.field) for note in made.report]


def note_about(made: Import, why: Reason | Remark, field: str) -> Note:
    """The one note of this sort."""
    [note] = [note for note in made.report if (note.why, note.field) == (why, field)]
    return note
