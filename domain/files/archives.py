"""A zip that nobody vouches for: counted before it is listed, measured while it inflates.

Names are never used as paths: a member is asked for by the name it has, and read into memory.
"""

import io
import lzma
import struct
import zipfile
import zlib
from typing import Final

from domain.errors import Reason, Refused
from domain.files.guard import check_size

MEMBERS_MAX: Final = 4096
MEMBER_BYTES_MAX: Final = 5 * 1024 * 1024
TOTAL_BYTES_MAX: Final = 20 * 1024 * 1024
RATIO_MAX: Final = 200
"""Years of equal lines shrink to a hundredth; what shrinks further was made to."""

_SMALL: Final = 256 * 1024
_CHUNK: Final = 64 * 1024
_BEGIN: Final = b"PK"
_LISTED: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NESTED: Final = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst")
# What the standard library raises on a zip that was cut, joined or made up.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # among them NotImplementedError
    OverflowError,
)


def is_zip(data: bytes) -> bool:
    """Whether a file begins as every zip does."""
    return data.startswith(_BEGIN)


class Archive:
    """The members of a zip by name. Refused(file): too_large, too_many, not_a_zip, damaged, twice,
    locked (encrypted), wrong_shape (an archive within)."""

    def __init__(self, data: bytes) -> None:
        check_size(data)
        if not is_zip(data):
            raise Refused("file", Reason.NOT_A_ZIP)
        # Each member is listed under this mark, so a list of a million is never made.
        if (count := data.count(_LISTED)) > MEMBERS_MAX:
            raise Refused("file", Reason.TOO_MANY, count=count, limit=MEMBERS_MAX)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise Refused("file", Reason.DAMAGED) from None
        self._members = {member.filename: member for member in self._zip.infolist()}
        self._inflated = 0
        self._check()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, folders too, as they are written in the archive."""
        return tuple(self._members)

    def read(self, name: str) -> bytes:
        """The content of one member; stops inflating at the first byte too many."""
        member = self._members[name]
        content = bytearray()
        try:
            with self._zip.open(member) as inflating:
                while chunk := inflating.read(_CHUNK):
                    content += chunk
                    self._inflated += len(chunk)
                    self._check_inflated(len(content), member.compress_size)
        except _BROKEN:
            raise Refused("file", Reason.DAMAGED) from None
        return bytes(content)

    def _check(self) -> None:
        members = self._zip.infolist()
        if len(self._members) < len(members):
            raise Refused("file", Reason.TWICE)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise Refused("file", Reason.LOCKED)
        if any(member.compress_type not in _METHODS for member in members):
            raise Refused("file", Reason.DAMAGED)
        if any(name.lower().endswith(_NESTED) for name in self._members):
            raise Refused("file", Reason.WRONG_SHAPE)

    def _check_inflated(self, size: int, packed: int) -> None:
        if size > MEMBER_BYTES_MAX:
            raise Refused("file", Reason.TOO_LARGE, limit=MEMBER_BYTES_MAX)
        if self._inflated > TOTAL_BYTES_MAX:
            raise Refused("file", Reason.TOO_LARGE, limit=TOTAL_BYTES_MAX)
        if size > _SMALL and size > packed * RATIO_MAX:
            raise Refused("file", Reason.TOO_LARGE, limit=packed * RATIO_MAX)
