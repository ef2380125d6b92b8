"""Reading a PDF back, as far as Daymark writes one: its pages and the words on them.

A word is found by the table that a reader's search uses, so what is read here can be searched and copied.
"""

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_RANGE = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)|(\bET\b)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r"}


@dataclass(frozen=True)
class Page:
    """Width and height in points, each line of text, and all that draws it."""

    size: tuple[float, float]
    lines: list[str]
    content: bytes


def pages(pdf: bytes) -> list[Page]:
    """The pages in their order."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    tree = next(body for body in objects.values() if b"/Type /Pages" in body)
    letters = _letters(objects)
    return [_page(objects, letters, number) for number in _references(tree, b"Kids")]


def _page(objects: dict[int, bytes], letters: dict[bytes, dict[int, str]], number: int) -> Page:
    body = objects[number]
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", body)
    assert box
    (contents,) = _references(body, b"Contents")
    content = _stream(objects[contents])
    return Page((float(box[1]), float(box[2])), _lines(content, letters), content)


def _lines(content: bytes, letters: dict[bytes, dict[int, str]]) -> list[str]:
    lines, font, line = [], b"", ""
    for found in _SHOWN.finditer(content):
        if found[1]:
            font = found[1]
        elif found[3]:
            lines.append(line)
            line = ""
        else:
            codes = _ESCAPED.sub(lambda part: _CONTROLS.get(part[1], part[1]), found[2])
            pairs = zip(codes[::2], codes[1::2], strict=True)
            line += "".join(letters[font][high * 256 + low] for high, low in pairs)
    return lines


def _letters(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    """By font, which letters each code stands for: two where they are joined to one shape."""
    (fonts,) = _references(next(body for body in objects.values() if b"/ProcSet" in body), b"Font")
    found = {}
    for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", objects[fonts]):
        (table,) = _references(objects[int(number)], b"ToUnicode")
        found[name] = dict(_codes(_stream(objects[table])))
    return found


def _codes(table: bytes) -> list[tuple[int, str]]:
    return [
        (int(first, 16) + nth, bytes.fromhex(letters.decode()).decode("utf-16-be"))
        for first, row in _RANGE.findall(table)
        for nth, letters in enumerate(re.findall(rb"<([0-9a-f]+)>", row))
    ]


def _references(body: bytes, key: bytes) -> list[int]:
    found = re.search(rb"/" + key + rb" (\[[^\]]*\]|\d+ 0 R)", body)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found[1])] if found else []


def _stream(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body.partition(b"stream\n")[2])
