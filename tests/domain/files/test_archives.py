import io
import struct
import zipfile

import pytest

from domain.errors import Reason
from domain.files.archives import MEMBER_BYTES_MAX, MEMBERS_MAX, TOTAL_BYTES_MAX, Archive
from tests.domain.files.corpus import refusal, zipped


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes of which some repeat, so that they shrink to about a tenth and no further."""
    return b"".join(
        struct.pack("<Q", n * 2654435761 * seed % 2**64) * 10 for n in range(size // 80)
    )


def opened(data: bytes) -> Archive:
    return Archive(data)


def read_all(data: bytes) -> int:
    archive = Archive(data)
    return sum(len(archive.read(name)) for name in archive.names)


def test_members_are_read_by_their_names():
    archive = Archive(zipped({"a/b.csv": b"1", "c": b"2" * 1000}))
    assert archive.names == ("a/b.csv", "c")
    assert archive.read("a/b.csv") == b"1"
    assert archive.read("c") == b"2" * 1000


def test_what_does_not_begin_like_a_zip_is_none():
    assert refusal(opened, b"Date,Value").reason is Reason.NOT_A_ZIP
    assert refusal(opened, b"").reason is Reason.EMPTY


@pytest.mark.parametrize("keep", [2, 30, 60, -1, -10])
def test_a_zip_that_was_cut_is_damaged(keep: int):
    data = zipped({"a": b"1" * 100, "b": b"2"})[:keep]
    assert refusal(opened, data).reason is Reason.DAMAGED


def test_content_that_was_changed_is_damaged():
    data = zipped({"a": b"Alice"}, zipfile.ZIP_STORED).replace(b"Alice", b"Alicf")
    assert refusal(read_all, data).reason is Reason.DAMAGED


def test_a_member_that_says_it_is_smaller_than_it_is_is_damaged():
    data = bytearray(zipped({"a": b"1" * 1000}))
    listed = data.index(b"PK\x01\x02")
    data[listed + 24 : listed + 28] = struct.pack("<L", 10)
    assert refusal(read_all, bytes(data)).reason is Reason.DAMAGED


def test_an_encrypted_member_is_locked():
    data = bytearray(zipped({"a": b"1"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(opened, bytes(data)).reason is Reason.LOCKED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int):
    assert refusal(opened, zipped({"a": b"1"}, method)).reason is Reason.DAMAGED


@pytest.mark.parametrize("name", ["inner.zip", "a/b.TAR", "x.gz"])
def test_an_archive_within_an_archive_is_refused(name: str):
    assert refusal(opened, zipped({name: b"1"})).reason is Reason.WRONG_SHAPE


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    assert refusal(opened, packed.getvalue()).reason is Reason.TWICE


def test_members_are_counted_before_they_are_listed():
    assert len(Archive(zipped({str(n): b"" for n in range(MEMBERS_MAX)})).names) == MEMBERS_MAX
    no = refusal(opened, zipped({str(n): b"" for n in range(MEMBERS_MAX + 1)}))
    assert (no.reason, no.data["limit"]) == (Reason.TOO_MANY, MEMBERS_MAX)


def test_a_member_that_is_too_large_is_refused():
    assert read_all(zipped({"a": noise(MEMBER_BYTES_MAX)})) == MEMBER_BYTES_MAX
    no = refusal(read_all, zipped({"a": noise(MEMBER_BYTES_MAX + 80)}))
    assert (no.reason, no.data) == (Reason.TOO_LARGE, {"limit": MEMBER_BYTES_MAX})


def test_members_that_are_too_large_together_are_refused():
    member = noise(4 * 1024 * 1024)
    no = refusal(read_all, zipped({str(n): member for n in range(14)}))
    assert (no.reason, no.data) == (Reason.TOO_LARGE, {"limit": TOTAL_BYTES_MAX})


def test_what_shrinks_beyond_reason_is_refused_though_it_is_small():
    no = refusal(read_all, zipped({"a": b"0" * 1_000_000}))
    assert no.reason is Reason.TOO_LARGE
    assert no.data != {"limit": MEMBER_BYTES_MAX}
