"""Every sentence passes through gettext: what a translator cannot find cannot be translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir

import bot
from bot import commands
from bot.texts import refusals

BOT = Path(bot.__file__).parent
KEYWORDS = {"say": None, "label": None, "count": (1, 2), "gettext": None, "N_": None}
SPEAKING = sorted(
    path
    for folder in ("texts", "dialogs", "handlers", "charting")
    for path in (BOT / folder).glob("*.py")
    if path.name != "__init__.py"
)
PASSED_ON = {"sentence", "what", "field", "COMMANDS[command]"}
"""What may stand where a sentence does: names of ones that N_ marked elsewhere."""


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module, by the last part of the name that is called."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
                yield name, node


def letters(node: ast.expr) -> str:
    """The letters that a literal puts into what is shown."""
    match node:
        case ast.Constant(value=str(words)):
            return "".join(filter(str.isalpha, re.sub("<[^>]*>", "", words)))
        case ast.JoinedStr(values=values):
            return "".join(letters(value) for value in values)
    return ""


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.stem)
def test_every_sentence_is_one_that_can_be_found(path: Path) -> None:
    for name, call in calls(path):
        if name in {"say", "label"} and call.args:
            first = call.args[0]
            found = isinstance(first, ast.Constant) or ast.unparse(first) in PASSED_ON
            assert found, f"{path.name}:{call.lineno}: {ast.unparse(first)}"


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.stem)
def test_no_words_go_out_past_the_translator(path: Path) -> None:
    for name, call in calls(path):
        if name in {"Button", "Text", "bold", "esc", "quote", "choice", "leaf"} and call.args:
            bare = letters(call.args[0])
            assert bare in {"", "findahelplinecom"}, f"{path.name}:{call.lineno}: {bare}"


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.stem)
def test_every_placeholder_is_filled_and_every_value_used(path: Path) -> None:
    for name, call in calls(path):
        if name in {"say", "label"} and call.args and isinstance(call.args[0], ast.Constant):
            template = str(call.args[0].value)
            wanted = {field for _, field, _, _ in Formatter().parse(template) if field}
            given = {keyword.arg for keyword in call.keywords}
            assert wanted == given, f"{path.name}:{call.lineno}"


def test_what_is_marked_for_later_is_found_too() -> None:
    found = {message for _, _, message, _, _ in extract_from_dir(BOT, keywords=KEYWORDS)}
    assert set(commands.COMMANDS.values()) <= found
    marked = {
        str(call.args[0].value)
        for name, call in calls(Path(refusals.__file__))
        if name == "N_" and isinstance(call.args[0], ast.Constant)
    }
    assert marked
    assert marked <= found
