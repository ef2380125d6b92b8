"""What is said of a file besides what it amounts to: item by item, in words the chat translates."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Reason, Refused


class Severity(StrEnum):
    """What became of the item a note is about: not taken, taken otherwise than written, taken."""

    LEFT_OUT = "left_out"
    CHANGED = "changed"
    TOLD = "told"


class Remark(StrEnum):
    """What is worth saying of an item besides a refusal; the chat has one sentence for each."""

    KEPT_AS_TEXT = "kept_as_text"
    NO_PLACE = "no_place"
    UNKNOWN_FIELDS = "unknown_fields"
    RHYTHM_ASSUMED = "rhythm_assumed"
    ANY_DAY = "any_day"
    ZONE_IGNORED = "zone_ignored"
    AMOUNTS = "amounts"
    AUTOMATIC = "automatic"
    NO_DAYS = "no_days"
    MERGED = "merged"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence of the report: about `field` of the item with this number and title.

    `data` holds numbers, days and times only, so that a report never repeats what a file says.
    """

    item: int
    severity: Severity
    why: Reason | Remark
    field: str
    title: str | None
    data: Mapping[str, object]


class Report:
    """The notes of a file while it is read."""

    def __init__(self) -> None:
        self._notes: list[Note] = []

    def about(self, item: int, title: str | None = None) -> "Pen":
        """What writes notes about one item."""
        return Pen(self._notes, item, title)

    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order of their items."""
        return tuple(sorted(self._notes, key=lambda note: note.item))


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes notes about one item."""

    notes: list[Note]
    item: int
    title: str | None

    def left_out(self, no: Refused) -> None:
        """The item cannot be taken; what was said of it until now is void."""
        while self.notes and self.notes[-1].item == self.item:
            self.notes.pop()
        self._write(Severity.LEFT_OUT, no.reason, no.field, no.data)

    def passed_over(self, why: Remark, name: str, **data: object) -> None:
        """The item is sound, but not of a sort that is kept here."""
        self._write(Severity.LEFT_OUT, why, name, data)

    def without(self, no: Refused, **where: object) -> None:
        """The item is taken without the part that `where` names."""
        self._write(Severity.CHANGED, no.reason, no.field, {**no.data, **where})

    def changed(self, why: Remark | Reason, name: str, **data: object) -> None:
        """The item is taken, but its field `name` otherwise than written."""
        self._write(Severity.CHANGED, why, name, data)

    def told(self, why: Remark, name: str, **data: object) -> None:
        """The item is taken, and there is something to know of its field `name`."""
        self._write(Severity.TOLD, why, name, data)

    def _write(
        self, severity: Severity, why: Remark | Reason, name: str, data: Mapping[str, object]
    ) -> None:
        self.notes.append(Note(self.item, severity, why, name, self.title, data))
