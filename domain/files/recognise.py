"""Which of the formats a file is in, by what it begins with; its name tells nothing."""

from enum import StrEnum

from domain.errors import Reason, Refused
from domain.files import daylio, habitbull
from domain.files.archives import is_zip
from domain.files.guard import check_size, read_text
from domain.files.tables import has_columns


class Format(StrEnum):
    """The formats that are read."""

    BATCH = "batch"
    LOOP = "loop"
    DAYLIO = "daylio"
    HABITBULL = "habitbull"


def recognised(data: bytes) -> Format:
    """The format a file is in; Refused(file): wrong_shape for none of them, and as `read_text`."""
    check_size(data)
    if is_zip(data):
        return Format.LOOP
    if read_text(data).lstrip().startswith(("{", "[")):
        return Format.BATCH
    if has_columns(data, daylio.COLUMNS):
        return Format.DAYLIO
    if has_columns(data, habitbull.COLUMNS):
        return Format.HABITBULL
    raise Refused("file", Reason.WRONG_SHAPE)
