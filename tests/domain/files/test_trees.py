import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason
from domain.files.guard import MAX_BYTES
from domain.files.trees import DEPTH_MAX, VALUES_MAX, items, read_json
from tests.domain.files.corpus import as_json, refusal

keys = st.text(st.characters(exclude_characters="\0"), max_size=5)
scalars = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | keys
trees = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20
)


@given(trees)
def test_json_is_read_as_it_is(tree: object):
    assert read_json(json.dumps(tree).encode()) == tree


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[1,]", 1, 4),
        ('[\n{"a" 1}]', 2, 6),
        ("[1] trailing", 1, 5),
        ("not json", 1, 1),
        ("[٣]", 1, 2),
        ("[01]", 1, 3),
        ('["a\nb"]', 1, 4),
        ('["open', 1, 2),
        ('["\\', 1, 2),
        ("]", 1, 1),
        ("\ufeff\ufeff[]", 1, 1),
    ],
)
def test_what_is_not_json_is_refused_with_its_place(text: str, line: int, column: int):
    no = refusal(read_json, text.encode())
    assert (no.reason, no.data) == (Reason.NOT_JSON, {"line": line, "column": column})


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_only_python_knows_are_not_json(word: str):
    assert refusal(read_json, f"[{word}]".encode()).reason is Reason.NOT_JSON


def test_nesting_is_bounded_however_deep_it_is():
    assert read_json(b"[" * DEPTH_MAX + b"]" * DEPTH_MAX) is not None
    for text in ("[" * (DEPTH_MAX + 1), "[" * 5_000_000, '{"a":' * 100_000, "[{}," * 100_000):
        no = refusal(read_json, text.encode())
        assert (no.reason, no.data) == (Reason.WRONG_SHAPE, {"limit": DEPTH_MAX})


def test_brackets_in_texts_do_not_nest():
    tree = ["[" * 100, '\\"[{' * 100]
    assert read_json(as_json(tree)) == tree


def test_values_are_counted_before_one_is_made(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(json, "loads")
    no = refusal(read_json, b"[" + b"[]," * (MAX_BYTES // 3 - 2) + b"[]]")
    assert (no.reason, no.data["limit"]) == (Reason.TOO_MANY, VALUES_MAX)


@pytest.mark.parametrize("char", ['"', "\\", '\\"', '"\\'])
def test_texts_that_never_end_are_passed_over_once(char: str):
    # From each quote anew to the end of the file this would take hours.
    assert refusal(read_json, (char * (MAX_BYTES // 2)).encode()).reason is Reason.NOT_JSON


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0", 0),
        ("1" + "0" * 30, 10**30),
        ("1" + "0" * 32, math.inf),
        ("1e999", math.inf),
        ("0." + "1" * 40, math.inf),
        ("2.5", 2.5),
    ],
)
def test_numbers_are_read_up_to_a_size_and_are_infinite_beyond(text: str, value: float):
    assert read_json(text.encode()) == value


def test_a_million_digits_are_not_computed():
    assert read_json(b"[" + b"9" * 1_000_000 + b"]") == [math.inf]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ('{"a":1,"a":1}', 1),
        ('[{"a":1},{"a":1,"b":2,"a":3}]', 2),
        ('[[{"a":1}],[{"b":[{"c":1,"c":2}]}]]', 2),
    ],
)
def test_an_object_that_names_a_key_twice_is_refused_with_the_item(text: str, item: int):
    no = refusal(read_json, text.encode())
    assert (no.reason, no.data) == (Reason.TWICE, {"item": item})


def test_items_are_those_of_arrays_within_arrays():
    assert list(items([[1, [2]], {"a": [3]}, [], "x"])) == [1, 2, {"a": [3]}, "x"]
    assert list(items({"a": 1})) == [{"a": 1}]
