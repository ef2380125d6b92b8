"""The forms of German."""

from datetime import date

import pytest

from domain.errors import Reason, Refused
from domain.oneline import parse_goal
from tests.domain.told import told

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("line", "sketch"),
    [
        ("alle 3 tage blumen giessen", "blumen giessen: every_days 3 2026-11-22"),
        ("3x pro woche sport", "sport: times_per 3 week 0"),
        ("miete monatlich am 31.", "miete: month_days 31"),
        ("arzt 5.12. 14:30", "arzt: once at 14:30, to 2026-12-05"),
        ("jeden montag müll 19 uhr", "müll: weekdays 0, reminded 19:00"),
        ("laufen mo mi fr 7:00", "laufen: weekdays 0 2 4, reminded 7:00"),
        ("lesen täglich", "lesen: daily"),
        ("lesen taeglich", "lesen: daily"),
        ("blumen giessen alle 3 tage", "blumen giessen: every_days 3 2026-11-22"),
        ("sport dreimal pro woche", "sport: times_per 3 week 0"),
        ("sport 3 mal die woche", "sport: times_per 3 week 0"),
        ("mama anrufen jeden sonntag 18 uhr", "mama anrufen: weekdays 6, reminded 18:00"),
        (
            "meditieren 2x täglich um 8 und 20 uhr",
            "meditieren: daily in slots 8:00 20:00, reminded 8:00 20:00",
        ),
        ("pillen täglich 8:00 16:00 22:00", "pillen: daily, reminded 8:00 16:00 22:00"),
        ("saugen 3 tage nach erledigung", "saugen: after_done 3"),
        ("steuer 31. mai jährlich", "steuer: yearly 5 31 feb28"),
        ("teamessen am ersten montag im monat", "teamessen: month_weekday 1 0"),
        ("backup am letzten tag des monats", "backup: month_days 31"),
        ("review letzter freitag monatlich", "review: month_weekday -1 4"),
        ("dehnen werktags", "dehnen: weekdays 0 1 2 3 4"),
        ("schwimmen 2 mal in 10 tagen", "schwimmen: times_in 2 10"),
        ("geburtstag 29. februar jährlich", "geburtstag: yearly 2 29 feb28"),
        ("lesen bis 31.12.", "lesen: to 2026-12-31"),
        ("lernen ab montag werktags", "lernen: weekdays 0 1 2 3 4, from 2026-11-23"),
        ("rasieren jeden zweiten tag", "rasieren: every_days 2 2026-11-22"),
        ("müll jeden zweiten freitag", "müll: every_days 14 2026-11-27"),
        ("müll alle 2 wochen freitags", "müll: every_days 14 2026-11-27"),
        ("yoga montags und donnerstags 18:30", "yoga: weekdays 0 3, reminded 18:30"),
        ("yoga am wochenende", "yoga: weekdays 5 6"),
        ("yoga halb acht täglich", "yoga: daily, reminded 7:30"),
        ("meditieren jeden morgen", "meditieren: daily, reminded 8:00"),
        ("zahnarzt morgen 14:30", "zahnarzt: once at 14:30, to 2026-11-23"),
        ("zahnarzt übermorgen um 9", "zahnarzt: once at 9:00, to 2026-11-24"),
        ("zahnarzt nächsten freitag", "zahnarzt: once, to 2026-11-27"),
        ("zahnarzt in 3 tagen", "zahnarzt: once, to 2026-11-25"),
        ("konzert 5. dezember 20 uhr", "konzert: once at 20:00, to 2026-12-05"),
        ("3/4 arzt", "3/4 arzt: "),
        ("arzt 3/4", "arzt: once, to 2027-04-03"),
        ("miete jeden 1.", "miete: month_days 1"),
        ("miete am 15. jeden monats", "miete: month_days 15"),
        ("backup monatsende", "backup: month_days 31"),
        ("einmal am tag spazieren", "spazieren: daily"),
        ("so gehts täglich", "so gehts: daily"),
        ("lesen mittags täglich", "lesen: daily, reminded 12:00"),
        ("von montag bis freitag arbeiten", "arbeiten: weekdays 0 1 2 3 4"),
        ("diät vom 1.12. bis 31.12. täglich", "diät: daily, from 2026-12-01, to 2026-12-31"),
        ("täglich außer sonntag laufen", "laufen: weekdays 0 1 2 3 4 5"),
        ("wäsche wöchentlich", "wäsche: times_per 1 week 0"),
        ("haare schneiden monatlich", "haare schneiden: times_per 1 month 0"),
        ("geburtstag jeden 5. dezember", "geburtstag: yearly 12 5 feb28"),
        ('"jeden tag" lesen täglich', '"jeden tag" lesen: daily'),
        ("mama anrufen wichtig", "mama anrufen: important"),
        ("rad fahren di do 18.30 uhr", "rad fahren: weekdays 1 3, reminded 18:30"),
        ("rad fahren mo, mi und fr um 7", "rad fahren: weekdays 0 2 4, reminded 7:00"),
        (
            "zähne putzen 2x/tag 7:00 22:00",
            "zähne putzen: daily in slots 7:00 22:00, reminded 7:00 22:00",
        ),
        ("kaktus gießen alle 2 wochen", "kaktus gießen: every_days 14 2026-11-22"),
        ("müll alle zwei wochen am freitag", "müll: every_days 14 2026-11-27"),
        ("lesen von 1.12. bis 31.12.", "lesen: from 2026-12-01, to 2026-12-31"),
        ("lesen ab 1. dezember täglich", "lesen: daily, from 2026-12-01"),
        ("weihnachten jährlich 24.12.", "weihnachten: yearly 12 24 feb28"),
        ("miete monatlich am 1. und 15.", "miete: month_days 1 15"),
        ("miete jeden 15. im monat", "miete: month_days 15"),
        ("miete zum monatsende", "miete: month_days 31"),
        ("kino jeden dritten freitag", "kino: month_weekday 3 4"),
        ("kino jeden letzten freitag im monat", "kino: month_weekday -1 4"),
        ("joggen mo-fr 6:30", "joggen: weekdays 0 1 2 3 4, reminded 6:30"),
        ("joggen mo bis fr 6 uhr 30", "joggen: weekdays 0 1 2 3 4, reminded 6:30"),
        ("lesen jeden abend", "lesen: daily, reminded 19:00"),
        ("lesen am abend täglich", "lesen: daily, reminded 19:00"),
        ("tee um halb vier täglich", "tee: daily, reminded 3:30"),
        ("arzt am 5.12.2026 um 14 uhr", "arzt: once at 14:00, to 2026-12-05"),
        ("arzt 5. dez 14 uhr 15", "arzt: once at 14:15, to 2026-12-05"),
        ("sport 3x/woche mo mi fr", "sport: weekdays 0 2 4"),
        ("sport 2x in 2 wochen", "sport: times_in 2 14"),
        ("sport viermal im monat", "sport: times_per 4 month 0"),
        ("yoga täglich halb 8", "yoga: daily, reminded 7:30"),
        ("yoga samstags und sonntags 10 uhr", "yoga: weekdays 5 6, reminded 10:00"),
        ("lernen werktags ab 1.12.", "lernen: weekdays 0 1 2 3 4, from 2026-12-01"),
        ("lernen täglich bis 31.12.", "lernen: daily, to 2026-12-31"),
        ("! mama anrufen täglich #familie", "mama anrufen: daily, #familie, important"),
        ('\u201ejeden tag" lesen täglich', '\u201ejeden tag" lesen: daily'),
        ("anruf heute 18 uhr", "anruf: once at 18:00, to 2026-11-22"),
        ("putzen alle 7 tage samstags", "putzen: weekdays 5"),
        ("putzen wöchentlich samstags", "putzen: weekdays 5"),
        ("putzen wöchentlich am samstag", "putzen: weekdays 5"),
        ("liegestütze 20 täglich", "liegestütze 20: daily"),
        ("schlafen 8h täglich", "schlafen 8h: daily"),
        ("blumen übermorgen", "blumen: once, to 2026-11-24"),
        ("blumen in einer woche", "blumen: once, to 2026-11-29"),
        ("blumen kommenden montag", "blumen: once, to 2026-11-23"),
        ("wandern 2026-12-05", "wandern: once, to 2026-12-05"),
        (
            "tabletten 3x täglich 8 uhr 13 uhr 20 uhr",
            "tabletten: daily in slots 8:00 13:00 20:00, reminded 8:00 13:00 20:00",
        ),
        ("tabletten täglich um 8, 13 und 20 uhr", "tabletten: daily, reminded 8:00 13:00 20:00"),
        ("mittag essen täglich", "mittag essen: daily"),
        ("früh aufstehen täglich", "früh aufstehen: daily"),
        ("lesen werktags außer freitag", "lesen: weekdays 0 1 2 3"),
    ],
)
def test_a_german_line_is_read(line: str, sketch: str):
    assert told(parse_goal(line, TODAY, language="de")) == sketch


@pytest.mark.parametrize(
    ("line", "sketches"),
    [
        (
            "tagebuch abends",
            ["tagebuch: once at 19:00, to 2026-11-22", "tagebuch: daily, reminded 19:00"],
        ),
        ("zahnarzt freitag", ["zahnarzt: weekdays 4", "zahnarzt: once, to 2026-11-27"]),
        ("mach so", ["mach: weekdays 6", "mach: once, to 2026-11-29", "mach so: "]),
        ("miete 31 monatlich", ["miete: month_days 31", "miete 31: times_per 1 month 0"]),
        (
            "arzt 5.12",
            [
                "arzt: once, to 2026-12-05",
                "arzt: once at 5:12, to 2026-11-22",
                "arzt: daily, reminded 5:12",
                "arzt 5.12: ",
            ],
        ),
        ("essen erster montag", ["essen: month_weekday 1 0", "essen: once, to 2026-12-07"]),
        ("anruf 18 uhr", ["anruf: once at 18:00, to 2026-11-22", "anruf: daily, reminded 18:00"]),
    ],
)
def test_a_german_line_with_two_readings_is_a_question(line: str, sketches: list[str]):
    with pytest.raises(Refused) as refused:
        parse_goal(line, TODAY, language="de")
    candidates = refused.value.data["candidates"]
    assert refused.value.reason is Reason.AMBIGUOUS
    assert isinstance(candidates, tuple)
    assert [told(sketch) for sketch in candidates] == sketches


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("vitamine 3x täglich", "times", Reason.EMPTY),
        ("tanken 25:00", "time", Reason.NOT_A_TIME),
        ("täglich monatlich", "schedule", Reason.CONTRADICTS),
        ("ölwechsel 3 monate nach erledigung", "schedule", Reason.UNKNOWN),
        ("auto alle 6 monate", "schedule", Reason.UNKNOWN),
        ("steuer jedes jahr", "day", Reason.EMPTY),
        ("arzt am 31. februar", "day", Reason.NOT_A_DATE),
        ("sport 3x woche mo", "schedule", Reason.CONTRADICTS),
    ],
)
def test_a_german_line_that_makes_no_sense_is_refused(line: str, field: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        parse_goal(line, TODAY, language="de")
    assert (refused.value.field, refused.value.reason) == (field, reason)
