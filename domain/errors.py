"""The few ways the domain says no. The bot translates by class and reason; messages are for logs.

No message quotes what a person typed: logs outlive the promise of privacy.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why an input was refused; the chat has one sentence for each."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    AMBIGUOUS = "ambiguous"
    CONTRADICTS = "contradicts"
    BEFORE_START = "before_start"
    NOT_A_TIME = "not_a_time"
    NO_WEEKDAY = "no_weekday"
    PAST_STAYS = "past_stays"
    NOT_DUE = "not_due"
    LATER = "later"
    ARCHIVED = "archived"
    TWICE = "twice"
    TOO_LARGE = "too_large"
    WRONG_ENCODING = "wrong_encoding"
    NOT_JSON = "not_json"
    NOT_A_ZIP = "not_a_zip"
    WRONG_SHAPE = "wrong_shape"
    DAMAGED = "damaged"
    LOCKED = "locked"


class DomainError(Exception):
    """A rule was not met; `data` holds what the answer needs to be helpful."""

    def __init__(self, message: str, **data: object) -> None:
        super().__init__(message)
        self.data = data


class Refused(DomainError):  # noqa: N818 (raise Refused(...) reads aloud)
    """The value given for `field` cannot be taken, because of `reason`."""

    def __init__(self, field: str, reason: Reason, **data: object) -> None:
        super().__init__(f"{field} refused: {reason}", **data)
        self.field = field
        self.reason = reason


class NotFound(DomainError):  # noqa: N818
    """There is no such thing, or none that this person may see; the answer is the same for both."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} not found", kind=kind)
        self.kind = kind


class Gone(DomainError):  # noqa: N818
    """The thing lies in the bin, from where its owner can restore it."""

    def __init__(self, kind: str, id: int) -> None:
        super().__init__(f"{kind} {id} is in the bin", kind=kind, id=id)
        self.kind = kind
        self.id = id


class Stale(DomainError):  # noqa: N818
    """The question was answered or replaced meanwhile; show the present state instead."""

    def __init__(self) -> None:
        super().__init__("the question is no longer open")
