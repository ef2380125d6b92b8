import pytest

from domain.errors import Reason
from domain.files.recognise import Format, recognised
from tests.domain.files.corpus import example, loop_files, refusal, zipped


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (example("batch.json"), Format.BATCH),
        (b" {", Format.BATCH),
        ("[]".encode("utf-16"), Format.BATCH),
        (zipped(loop_files()), Format.LOOP),
        (example("daylio.csv"), Format.DAYLIO),
        (example("daylio.csv").replace(b",", b";"), Format.DAYLIO),
        (example("daylio.csv").replace(b",", b"|"), None),
        (example("habitbull.csv"), Format.HABITBULL),
        (b"Date,Value\n", None),
        (b"PDF", None),
    ],
)
def test_a_file_is_known_by_what_it_begins_with(data: bytes, form: Format | None):
    if form is None:
        assert refusal(recognised, data).reason is Reason.WRONG_SHAPE
    else:
        assert recognised(data) is form


def test_an_empty_file_is_none_of_them():
    assert refusal(recognised, b"").reason is Reason.EMPTY
