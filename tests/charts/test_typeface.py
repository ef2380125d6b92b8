"""Which letters are drawn, which left out, and when a name needs its stand-in."""

import pytest
from matplotlib import font_manager

from charts.drawing import typeface
from charts.drawing.typeface import FAMILY, fitted, name_of, width, written
from charts.values import Named

UNKNOWN = "\U00013000"
"""A hieroglyph; a private letter would do as well, were it not that some fonts have those."""


def with_fonts(monkeypatch: pytest.MonkeyPatch, *others: tuple[str, str]) -> None:
    """Beside the bundled one there are these, by name and file; what was found before is forgotten."""
    monkeypatch.setattr(typeface, "_others", lambda: others)
    for cached in (typeface.families, typeface._path_for):
        monkeypatch.setattr(typeface, cached.__name__, cached.__wrapped__)


@pytest.fixture
def bundled_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a single font of its own."""
    with_fonts(monkeypatch)


@pytest.mark.parametrize("text", ["Läufe", "Читать", "قراءة يومية", "ακρόαση", "save $x_{$ now"])
def test_the_bundled_font_writes_most_of_europe_and_arabic(text: str):
    assert (typeface.families(text), written(text)) == ((FAMILY,), text)


@pytest.mark.usefixtures("bundled_only")
def test_letters_that_no_font_has_are_not_written():
    assert written("読書") is None
    assert written("read 読書") is None
    assert typeface.families("読書") == (FAMILY,)


@pytest.mark.usefixtures("bundled_only")
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("💧 Water 🧘", "Water"),
        ("🏃🏽\u200d♀️ Run", "Run"),
        ("1️⃣ first", "1 first"),
        ("🇩🇪 Deutsch", "Deutsch"),
        ("👨\u200d👩\u200d👧 Family", "Family"),
        ("♥️ Dance ☀", "♥ Dance ☀"),
        ("two\n lines\tof  it", "two lines of it"),
    ],
)
def test_signs_that_no_font_has_are_left_out_without_a_trace(text: str, left: str):
    assert written(text) == left


@pytest.mark.usefixtures("bundled_only")
def test_a_name_of_nothing_but_emoji_has_its_stand_in():
    assert name_of(Named("💧🧘", "Goal 3")) == "Goal 3"
    assert name_of(Named(UNKNOWN, "Goal 4")) == "Goal 4"
    assert name_of(Named("Water", "Goal 5")) == "Water"


def test_what_fits_stays_as_it_is():
    assert fitted("Read", 400, 32) == "Read"


@pytest.mark.parametrize("text", ["word " * 51, "x" * 255, "Ü" * 80, "قراءة يومية " * 20])
@pytest.mark.parametrize("bold", [False, True])
def test_what_does_not_fit_ends_in_an_ellipsis_and_fills_its_room(text: str, bold: bool):
    line = fitted(text, 500, 40, bold=bold)
    assert line.endswith("…")
    assert 300 < width(line, 40, bold=bold) <= 500


def test_width_grows_with_the_size_and_the_letters():
    assert width("Read", 40) == pytest.approx(2 * width("Read", 20))
    assert width("Read it", 20) > width("Read", 20)
    assert width("Read", 20, bold=True) > width("Read", 20)


def test_even_a_letter_is_left_where_there_is_no_room():
    assert len(fitted("Read", 1, 32)) == 1


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with one more font: it has two letters, as wide as those of another one here."""
    mono = font_manager.findfont("DejaVu Sans Mono")
    letters = typeface._letters

    def pretended(path: str) -> frozenset[int]:
        return frozenset(map(ord, "読書")) if path == mono else letters(path)

    monkeypatch.setattr(typeface, "_letters", pretended)
    with_fonts(monkeypatch, ("DejaVu Sans Mono", mono))


@pytest.mark.usefixtures("japanese")
def test_what_only_another_font_has_is_written_with_it():
    assert typeface.families("Read 読書") == (FAMILY, "DejaVu Sans Mono")
    assert written("Read 読書") == "Read 読書"


@pytest.mark.usefixtures("japanese")
def test_letters_of_another_font_are_measured_with_that_one(monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(typeface, "_wide", lambda path, text: asked.append((path, text)) or 100)
    assert width("Read 読書 it", 50) == 150
    assert [text for _, text in asked] == ["Read ", "読書", " it"]
    assert asked[1][0] == font_manager.findfont("DejaVu Sans Mono")


def test_letters_without_a_bold_form_are_looked_for_elsewhere():
    regular, bold = (typeface._path(FAMILY, bold=each) for each in (False, True))
    lacking = typeface._letters(regular) - typeface._letters(bold)
    assert lacking
    assert not lacking & typeface._bundled()
