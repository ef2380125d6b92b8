"""The one judge of what happened: were changes lost or made twice, answers late, missing, astray?

`findings` is a pure function of what people did, what the emulator saw and what the database holds
in the end. Everything that kills, floods or confuses the bot ends by asking it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any

from tests.databases import rows_of

Call = Mapping[str, Any]
"""One line of the emulator's journal."""

SAYING = frozenset({"sendMessage", "editMessageText"})


class Kind(StrEnum):
    LOST = auto()
    """A change somebody made is not there."""
    DOUBLE = auto()
    """There is more than was asked for: some update took effect once too often."""
    UNANSWERED = auto()
    OUT_OF_ORDER = auto()
    REPEATED = auto()
    """More copies of an answer than the deaths of the process can explain."""
    LEAKED = auto()
    """Somebody was shown, or is said to own, what is another's."""
    UNFINISHED = auto()
    """An update that is still in the inbox, or was put aside; a reminder nobody decided about."""
    UNDUE = auto()
    """A reminder that was not to be said, or not to that person."""


@dataclass(frozen=True, order=True)
class Fact:
    """One thing the database holds of one person, named by their number at Telegram."""

    person: int
    what: str


@dataclass(frozen=True, order=True)
class Finding:
    kind: Kind
    person: int
    what: str


@dataclass(frozen=True)
class History:
    """Everything the judge looks at. People are named by their number at Telegram, as are chats.

    ``answers`` are parts of the texts each person must be given, in order. ``words`` are the
    person's own: nobody else may meet them. ``inbox`` maps update ids to states. Each of ``deaths``
    allows one more copy of an answer that was under way.
    """

    asked: Sequence[Fact]
    stored: Sequence[Fact]
    answers: Mapping[int, Sequence[str]]
    journal: Sequence[Call]
    shown: Mapping[int, Sequence[str]] = field(default_factory=dict)
    words: Mapping[int, Collection[str]] = field(default_factory=dict)
    updates: Collection[int] = ()
    inbox: Mapping[int, str] = field(default_factory=dict)
    deaths: int = 0


def findings(history: History) -> list[Finding]:
    """What is wrong with a history; empty when every promise was kept."""
    return sorted(
        {
            *_changes(history),
            *_inbox(history),
            *_answers(history),
            *_copies(history),
            *_leaks(history),
        }
    )


def facts_of(url: str) -> list[Fact]:
    """What the database holds of everybody, each fact as often as it is there."""
    return sorted(
        Fact(int(person), str(what)) for query in _FACTS for person, what in rows_of(url, query)
    )


def is_owed(url: str) -> bool:
    """Whether an update still waits for its answer, or for the mark that it has had it."""
    return bool({"stored", "effected"} & {*inbox_of(url).values()})


def inbox_of(url: str) -> dict[int, str]:
    """The state of every update that was ever received."""
    return {
        int(number): str(state)
        for number, state in rows_of(url, "SELECT update_id, state FROM inbox")
    }


def _changes(history: History) -> Iterator[Finding]:
    asked, stored = Counter(history.asked), Counter(history.stored)
    for fact in asked - stored:
        yield Finding(Kind.LOST, fact.person, fact.what)
    for fact in stored - asked:
        yield Finding(Kind.DOUBLE, fact.person, fact.what)


def _inbox(history: History) -> Iterator[Finding]:
    for update_id in set(history.updates) - history.inbox.keys():
        yield Finding(Kind.LOST, 0, f"update {update_id} never reached the inbox")
    for update_id, state in history.inbox.items():
        if state != "answered":
            yield Finding(Kind.UNFINISHED, 0, f"update {update_id} is {state}")


def _answers(history: History) -> Iterator[Finding]:
    """Walk through what each chat was told; every answer must come after the one before it."""
    for person, expected in history.answers.items():
        told = [_text(call) for call in _told(history.journal, person)]
        begin = 0
        for answer in expected:
            at = next((n for n in range(begin, len(told)) if answer in told[n]), None)
            if at is not None:
                begin = at + 1
                continue
            late = any(answer in text for text in told[:begin])
            yield Finding(Kind.OUT_OF_ORDER if late else Kind.UNANSWERED, person, answer)


def _copies(history: History) -> Iterator[Finding]:
    """Only new messages count: an edit that is made again says the same in the same place."""
    for person, expected in history.answers.items():
        sent = [_text(call) for call in _told(history.journal, person, frozenset({"sendMessage"}))]
        for answer, times in Counter(expected).items():
            copies = sum(answer in text for text in sent)
            if copies > times + history.deaths:
                yield Finding(Kind.REPEATED, person, f"{copies} times {answer}")


def _leaks(history: History) -> Iterator[Finding]:
    for owner, words in history.words.items():
        for word in words:
            for person in _who_met(history, word) - {owner}:
                yield Finding(Kind.LEAKED, person, word)


def _who_met(history: History, word: str) -> set[int]:
    return {
        *(fact.person for fact in history.stored if word in fact.what),
        *(person for person, texts in history.shown.items() if any(word in text for text in texts)),
        *(
            int(call["params"].get("chat_id") or 0)
            for call in history.journal
            if "chat_id" in call["params"] and word in str(call["params"])
        ),
    }


def _told(journal: Sequence[Call], person: int, methods: frozenset[str] = SAYING) -> Iterator[Call]:
    for call in journal:
        to_them = str(call["params"].get("chat_id")) == str(person)
        if to_them and call["method"] in methods and call["effect"]:
            yield call


def _text(call: Call) -> str:
    return str(call["params"].get("text") or "")


_FACTS = (
    "SELECT telegram_id, 'zone ' || zone FROM people WHERE zone IS NOT NULL",
    "SELECT telegram_id, 'blocked' FROM people WHERE blocked_at IS NOT NULL",
    """SELECT telegram_id, 'agreed to ' || subject FROM consents
       JOIN people ON people.id = person_id WHERE withdrawn_at IS NULL""",
    """SELECT telegram_id, 'goal ' || title FROM goals
       JOIN people ON people.id = person_id WHERE deleted_at IS NULL""",
    """SELECT telegram_id, 'goal in the bin ' || title FROM goals
       JOIN people ON people.id = person_id WHERE deleted_at IS NOT NULL""",
    """SELECT telegram_id, 'description ' || description FROM goals
       JOIN people ON people.id = person_id WHERE description IS NOT NULL""",
    """SELECT telegram_id, state || ' ' || title || ' on ' || CAST(day AS VARCHAR) FROM entries
       JOIN goals ON goals.id = goal_id JOIN people ON people.id = entries.person_id
       WHERE state <> 'open'""",
    """SELECT telegram_id, 'mood ' || CAST(level AS VARCHAR) FROM mood_logs
       JOIN people ON people.id = person_id WHERE deleted_at IS NULL""",
    """SELECT telegram_id, 'note ' || note FROM mood_logs
       JOIN people ON people.id = person_id WHERE note IS NOT NULL""",
    """SELECT telegram_id, 'reason ' || reason FROM mood_reasons
       JOIN people ON people.id = person_id""",
    """SELECT telegram_id, 'draft ' || kind || ' at ' || step || ' ' || CAST(data AS VARCHAR)
       FROM drafts JOIN people ON people.id = person_id""",
)
