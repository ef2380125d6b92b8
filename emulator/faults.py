"""Faults by script: which call goes wrong, when, and how."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal[
    "error_before",
    "error_after",
    "stall_before",
    "stall_after",
    "drop_before",
    "drop_after",
    "html_502",
    "truncated",
    "empty_200",
    "duplicate_update",
]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(slots=True)
class Fault:
    """Strikes the `nth` matching call from now and the `times` - 1 after it.

    `before` kinds have no effect, `after` kinds have. A stalled call goes on after `seconds` if the
    caller is still there. html_502 has no effect; truncated and empty_200 have.
    """

    id: int
    kind: Kind
    method: str = "*"
    chat_id: int | None = None
    bot_id: int | None = None
    nth: int = 1
    times: int = 1
    status: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, Any] | None = None
    seconds: float = 30.0
    seen: int = 0
    hits: int = 0

    def matches(self, method: str, chat_id: int | None, bot_id: int) -> bool:
        """Whether this call is one the script counts."""
        return (
            self.method.lower() in {"*", method.lower()}
            and self.chat_id in {None, chat_id}
            and self.bot_id in {None, bot_id}
        )

    def strikes(self) -> bool:
        """Count a matching call; true if it is this one's turn."""
        self.seen += 1
        if not self.nth <= self.seen < self.nth + self.times:
            return False
        self.hits += 1
        return True


class Faults:
    """All scripted faults; an earlier one wins when two would strike the same call."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._next_id = 1

    def add(self, kind: Kind, details: dict[str, Any]) -> Fault:
        """Script a fault; TypeError for unknown details."""
        fault = Fault(self._next_id, kind, **details)
        self._next_id += 1
        self._faults.append(fault)
        return fault

    def striking(self, method: str, chat_id: int | None, bot_id: int) -> Fault | None:
        """The fault this call meets."""
        for fault in self._faults:
            if fault.kind == "duplicate_update" or not fault.matches(method, chat_id, bot_id):
                continue
            if fault.strikes():
                return fault
        return None

    def doubles(self, bot_id: int) -> bool:
        """Whether the update being delivered now will come once more."""
        return any(
            fault.kind == "duplicate_update" and fault.bot_id in {None, bot_id} and fault.strikes()
            for fault in self._faults
        )

    def clear(self) -> None:
        """Everything works again."""
        self._faults.clear()

    def listed(self) -> list[dict[str, Any]]:
        """All faults with their hit counts."""
        return [asdict(fault) for fault in self._faults]
