"""The words of German; those with an umlaut are read in their second spelling (taeglich) as well."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from domain.entries import State
from domain.words.base import Says, Words, numbered, words_in

_SPELT_OUT: Final = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue"})
_T = TypeVar("_T")


def _either(words: Mapping[str, _T]) -> dict[str, _T]:
    return {**{word.translate(_SPELT_OUT): value for word, value in words.items()}, **words}


def _both(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_either(dict.fromkeys(word.casefold() for word in words)))


_OF_MONTH: Final = "im|des|jeden|jedes monat|monats"

_TIMES: Final = {
    "mitternacht": 0,
    "mitternachts": 0,
    "früh": 8 * 60,
    "morgen": 8 * 60,
    "morgens": 8 * 60,
    "vormittag": 10 * 60,
    "vormittags": 10 * 60,
    "mittag": 12 * 60,
    "mittags": 12 * 60,
    "nachmittag": 15 * 60,
    "nachmittags": 15 * 60,
    "abend": 19 * 60,
    "abends": 19 * 60,
    "nacht": 22 * 60,
    "nachts": 22 * 60,
}

_FORMS: Final[Mapping[Says, tuple[str, ...]]] = {
    Says.DAILY: ("täglich", "jeden tag", "alle tage"),
    Says.WEEKLY: ("wöchentlich", "jede woche"),
    Says.MONTHLY: ("monatlich", "jeden monat"),
    Says.YEARLY: ("jährlich", "alljährlich", "jedes jahr"),
    Says.OTHER_WEEKDAY: ("jeden zweiten|2. <weekday>",),
    Says.EVERY: ("alle <n> <unit>", "jeden|jede|jedes <nth> <unit>"),
    Says.OTHER: (),
    Says.AFTER: (
        "alle? <n> <unit> nach erledigung|erledigen|abschluss",
        "alle? <n> <unit> nach dem|der letzten mal|erledigung",
    ),
    Says.PER: ("<rate>", "<nx> <period>", "<nx> pro|je|die|im|am|in der? <period>"),
    Says.WITHIN: ("<nx> in|innerhalb|alle von? <n> <unit>",),
    Says.NTH_MONTHLY: (
        "jeden <nth> <weekday>",
        f"jeden|am? <nth> <weekday> {_OF_MONTH}",
    ),
    Says.NTH: ("am? <nth> <weekday>",),
    Says.MONTH_END: (
        f"jeden|am? letzten|letzter tag {_OF_MONTH}",
        "am|zum|jedes? monatsende",
        "am? letzten|letzter tag monatlich",
        "monatlich am? letzten|letzter tag",
        "monatlich am|zum? monatsende",
    ),
    Says.MONTH_DAYS: (
        "monatlich am|zum? <numbers>",
        "jeden monat am|zum? <numbers>",
        f"jeden|am|zum? <ordinals> {_OF_MONTH}",
        "jeden <ordinals>",
        "am|zum? <ordinals> monatlich",
        "<stray> monatlich",
    ),
    Says.WEEKDAYS: ("jeden|jede|jedes|immer <weekdays>", "von <range>"),
    Says.WEEKDAY: ("am|an? <weekdays>",),
    Says.EXCEPT: ("außer am|an? <weekdays>",),
    Says.EVERY_AT: ("jeden|jede <named>",),
    Says.AT: ("um|gegen|@ <hours>", "<clock>", "am <named>", "<named>"),
    Says.EVERY_DATE: ("jeden|jedes <day>",),
    Says.ON: ("am|zum|den? <day>",),
    Says.SPAN: ("von|vom|ab dem? <any_day> bis zum? <any_day>",),
    Says.FROM: ("ab|von|vom dem? <any_day>",),
    Says.UNTIL: ("bis zum|einschließlich? <any_day>",),
}

GERMAN: Final = Words(
    times=_either(_TIMES),
    halves={"uhr": None, "h": None},
    half_to=frozenset({"halb"}),
    between=frozenset({"uhr"}),
    order="day",
    days=_either({"heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1, "vorgestern": -2}),
    tonight=frozenset({"heute abend"}),
    units={
        **dict.fromkeys(("tag", "tage", "tagen", "tages"), 1),
        **dict.fromkeys(("woche", "wochen"), 7),
    },
    minutes={
        **dict.fromkeys(("minute", "minuten", "min", "m"), 1),
        **dict.fromkeys(("stunde", "stunden", "std", "h"), 60),
    },
    lengths={
        **dict.fromkeys(("halbe stunde", "eine halbe stunde", "einer halben stunde"), 30),
        **dict.fromkeys(("anderthalb stunden", "eineinhalb stunden"), 90),
    },
    counts=_either(
        numbered(
            1,
            "ein eine einem einen einer eins",
            "zwei",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
            "elf",
            "zwölf",
        )
    ),
    weekdays=numbered(
        0,
        "mo montag montags",
        "di dienstag dienstags",
        "mi mittwoch mittwochs",
        "do donnerstag donnerstags",
        "fr freitag freitags",
        "sa samstag samstags sonnabend sonnabends",
        "so sonntag sonntags",
    ),
    weekday_groups=_either(
        {
            **dict.fromkeys(
                ("werktag", "werktage", "werktags", "wochentags", "arbeitstags", "arbeitstage"),
                frozenset(range(5)),
            ),
            **dict.fromkeys(
                ("wochenende", "wochenenden", "wochenends", "am wochenende"), frozenset({5, 6})
            ),
            **dict.fromkeys(("täglich", "jeden tag", "alle tage"), frozenset(range(7))),
        }
    ),
    months=_either(
        numbered(
            1,
            "jan januar jänner",
            "feb februar",
            "mär mrz märz",
            "apr april",
            "mai",
            "jun juni",
            "jul juli",
            "aug august",
            "sep sept september",
            "okt oktober",
            "nov november",
            "dez dezember",
        )
    ),
    each=words_in("alle jede jeden jedes"),
    ahead=frozenset({"in"}),
    before=frozenset({"vorher", "davor", "zuvor", "früher"}),
    back=frozenset({"vor"}),
    ago=frozenset(),
    coming=frozenset(_both(words_in("nächster nächsten nächste kommender kommenden kommende"))),
    past=frozenset(_both(words_in("letzter letzten letzte vergangenen vorigen"))),
    through=frozenset({"bis"}),
    spanning=frozenset({"zwischen", "von"}),
    ordinals=frozenset({"te", "ten", "ter"}),
    fillers=words_in("um am an der den dem das die und von vom zum gegen im jeden"),
    forms={says: _both(patterns) for says, patterns in _FORMS.items()},
    long_units={
        **dict.fromkeys(("monat", "monate", "monaten"), "month"),
        **dict.fromkeys(("jahr", "jahre", "jahren"), "year"),
    },
    adverbs=_either({"täglich": 1, "wöchentlich": 7, "monatlich": "month", "jährlich": "year"}),
    multiples=_either(
        numbered(1, "einmal", "zweimal", "dreimal", "viermal", "fünfmal", "sechsmal", "siebenmal")
    ),
    multiply=frozenset({"x", "\u00d7", "mal"}),
    nth={
        **numbered(
            1,
            "erster ersten erste 1.",
            "zweiter zweiten zweite 2.",
            "dritter dritten dritte 3.",
            "vierter vierten vierte 4.",
        ),
        **dict.fromkeys(("letzter", "letzten", "letzte"), -1),
    },
    weekly=words_in(
        "montags dienstags mittwochs donnerstags freitags samstags sonnabends sonntags"
    ),
    doubtful=frozenset(
        _both(
            words_in(
                "so morgen früh vormittag mittag nachmittag abend nacht mitternacht wochenende"
            )
        )
    ),
    joiners=frozenset({"und", "&", "+", "-", "\u2013", "\u2014"}),
    important=frozenset({"wichtig"}),
    verbs=_either(
        {
            "erledigt": State.DONE,
            "fertig": State.DONE,
            "geschafft": State.DONE,
            "teil": State.PART,
            "teilweise": State.PART,
            "auslassen": State.SKIPPED,
            "ausgelassen": State.SKIPPED,
            "überspringen": State.SKIPPED,
            "leeren": State.OPEN,
            "offen": State.OPEN,
        }
    ),
    mood=frozenset({"stimmung", "laune", "mood"}),
    undo=frozenset(_both(("rückgängig", "zurücknehmen", "undo"))),
)
