"""What each act says when it is taken back, after the words "Taken back: " and "Zurückgenommen: "."""

SENTENCES: dict[str, tuple[str, str]] = {
    "create": ("the new goal New.", "das neue Ziel New."),
    "rewrite": ("changes of Run.", "Änderungen an Run."),
    "rewrite an answered goal": ("changes of Read.", "Änderungen an Read."),
    "remove": ("Run was deleted. It is here again.", "Run war gelöscht. Es ist wieder da."),
    "restore": (
        "Old was restored. It is in the bin again.",
        "Old war wiederhergestellt. Es ist wieder im Papierkorb.",
    ),
    "restore by another name": (
        "Older was restored. It is in the bin again.",
        "Older war wiederhergestellt. Es ist wieder im Papierkorb.",
    ),
    "tick done on 2026-03-04": (
        "Run, done on Wednesday 4 March.",
        "Run, erledigt am Mittwoch, 4. März.",
    ),
    "tick done on 2026-03-04, answered": (
        "Read, done on Wednesday 4 March.",
        "Read, erledigt am Mittwoch, 4. März.",
    ),
    "tick skipped on 2026-03-04": (
        "Run, skipped on Wednesday 4 March.",
        "Run, ausgelassen am Mittwoch, 4. März.",
    ),
    "tick skipped on 2026-03-04, answered": (
        "Read, skipped on Wednesday 4 March.",
        "Read, ausgelassen am Mittwoch, 4. März.",
    ),
    "tick done on 2026-03-06": (
        "Run, done on Friday 6 March.",
        "Run, erledigt am Freitag, 6. März.",
    ),
    "tick done on 2026-03-06, answered": (
        "Read, done on Friday 6 March.",
        "Read, erledigt am Freitag, 6. März.",
    ),
    "tick part on 2026-03-06": (
        "Run, done in part on Friday 6 March.",
        "Run, teilweise erledigt am Freitag, 6. März.",
    ),
    "tick part on 2026-03-06, answered": (
        "Read, done in part on Friday 6 March.",
        "Read, teilweise erledigt am Freitag, 6. März.",
    ),
    "tick part": (
        "Run, done in part on Wednesday 4 March.",
        "Run, teilweise erledigt am Mittwoch, 4. März.",
    ),
    "clear": ("Read, cleared on Wednesday 4 March.", "Read, wieder offen am Mittwoch, 4. März."),
    "complete": ("Pack, done on Wednesday 4 March.", "Pack, erledigt am Mittwoch, 4. März."),
    "log a mood": ("mood 5 of 14:00.", "Stimmung 5 von 14:00."),
    "log a mood anew": (
        "mood 5 of 13:00. It is 3 again.",
        "Stimmung 5 von 13:00. Sie ist wieder 3.",
    ),
    "set_level": ("mood 1 of 13:00. It is 3 again.", "Stimmung 1 von 13:00. Sie ist wieder 3."),
    "set_note": ("a note to the mood of 13:00.", "eine Notiz zur Stimmung von 13:00."),
    "take a note away": ("a note to the mood of 13:00.", "eine Notiz zur Stimmung von 13:00."),
    "set_reasons": ("reasons of the mood of 13:00.", "Gründe der Stimmung von 13:00."),
    "take reasons away": ("reasons of the mood of 13:00.", "Gründe der Stimmung von 13:00."),
    "remove a mood": (
        "the mood of 13:00 was deleted. It is here again.",
        "Die Stimmung von 13:00 war gelöscht. Sie ist wieder da.",
    ),
    "restore a mood": (
        "the mood of 13:00 was restored. It is in the bin again.",
        "Die Stimmung von 13:00 war wiederhergestellt. Sie ist wieder im Papierkorb.",
    ),
    "set_zone": ("your time zone.", "deine Zeitzone."),
    "set_day_start": ("when your day begins.", "wann dein Tag beginnt."),
    "set_first_weekday": ("when your week begins.", "wann deine Woche beginnt."),
    "set_language": ("the language.", "die Sprache."),
    "set_skip_budget": ("how many skips you allow yourself.", "wie oft du auslassen magst."),
    "set_quiet_hours": ("your quiet hours.", "deine Ruhezeit."),
    "set_limits": ("how much I begin.", "wie viel ich von mir aus sage."),
    "set_quiet_nights": ("your quiet hours.", "deine Ruhezeit."),
    "be_discreet": ("what a reminder shows.", "was eine Erinnerung zeigt."),
    "show_streaks": ("whether I tell streaks.", "ob ich Serien nenne."),
    "set_steps": ("how many levels a mood has.", "wie viele Stufen eine Stimmung hat."),
    "archive": ("Run was archived. It is here again.", "Run war im Archiv. Es ist wieder da."),
    "answer many": ("2 answers.", "2 Antworten."),
    "annotate": ("a note to Run, Wednesday 4 March.", "eine Notiz zu Run, Mittwoch, 4. März."),
    "give_reason": (
        "why Read was skipped on Saturday 7 March.",
        "warum Read am Samstag, 7. März ausgelassen wurde.",
    ),
    "tag": ("tags of Run.", "Schlagwörter von Run."),
    "tag anew": ("tags of Read.", "Schlagwörter von Read."),
    "untag": ("#mind was deleted. It is here again.", "#mind war gelöscht. Es ist wieder da."),
    "rename a tag": (
        "the name #health. It is #body again.",
        "der Name #health. Es heißt wieder #body.",
    ),
    "remove a tag": (
        "#body was deleted. It is here again.",
        "#body war gelöscht. Es ist wieder da.",
    ),
    "pause": (
        "a pause from Wednesday 4 March to Thursday 5 March: Run.",
        "eine Pause von Mittwoch, 4. März bis Donnerstag, 5. März: Run.",
    ),
    "rest": ("rest every week: Sunday.", "Ruhe jede Woche: Sonntag."),
    "end a pause": ("going on. It rests again: #body.", "das Weitermachen. Es ruht wieder: #body."),
    "make a scale": ("the scale Pain.", "die Skala Pain."),
    "hide a scale": (
        "Sleep was offered no more. It is offered again.",
        "Sleep wurde nicht mehr angeboten. Jetzt wieder.",
    ),
    "set_mark": ("changes of the mood of 13:00.", "Änderungen an der Stimmung von 13:00."),
    "take a mark away": ("changes of the mood of 13:00.", "Änderungen an der Stimmung von 13:00."),
    "set_energy": ("changes of the mood of 13:00.", "Änderungen an der Stimmung von 13:00."),
    "set_emotions": ("changes of the mood of 13:00.", "Änderungen an der Stimmung von 13:00."),
    "set_whole_day": ("changes of the mood of 13:00.", "Änderungen an der Stimmung von 13:00."),
    "set_felt_at": ("changes of the mood of 13:00.", "Änderungen an der Stimmung von 13:00."),
    "add a word": ("your word meh.", "dein Wort meh."),
    "remap a word": ("which level fine stands for.", "für welche Stufe fine steht."),
    "rename a word": ("the name okay. It is fine again.", "der Name okay. Es heißt wieder fine."),
    "forget a word": (
        "your word fine was forgotten. It is here again.",
        "Dein Wort fine war vergessen. Es ist wieder da.",
    ),
    "log a word": ("mood 5 of 14:00.", "Stimmung 5 von 14:00."),
    "revive": (
        "Run was taken up. It is in the archive again.",
        "Run war wieder aufgenommen. Es ist wieder im Archiv.",
    ),
    "rest no more": (
        "no more rest every week: Sunday. It rests again.",
        "keine Ruhe mehr jede Woche: Sonntag. Dann ruht es wieder.",
    ),
    "send the week": ("when I send you your week.", "wann ich dir deine Woche schicke."),
    "send the month": ("when I send you your month.", "wann ich dir deinen Monat schicke."),
    "send the year": ("when I send you your year.", "wann ich dir dein Jahr schicke."),
    "send the day": ("when I send you your day.", "wann ich dir deinen Tag schicke."),
    **dict.fromkeys(
        ("ask at random", "ask at another time", "stop asking"),
        ("when I ask how you are.", "wann ich frage, wie es dir geht."),
    ),
    "pause everything": (
        "a pause from Thursday 5 March on: Everything.",
        "eine Pause ab Donnerstag, 5. März: Alles.",
    ),
    "offer a scale again": (
        "Sleep was offered again. It is offered no more.",
        "Sleep wurde wieder angeboten. Jetzt nicht mehr.",
    ),
    "tick a slot": (
        "Pills 20:00, done on Wednesday 4 March.",
        "Pills 20:00, erledigt am Mittwoch, 4. März.",
    ),
    "bin a mood of yesterday": (
        "the mood of Tuesday 3 March, 13:00 was deleted. It is here again.",
        "Die Stimmung von Dienstag, 3. März, 13:00 war gelöscht. Sie ist wieder da.",
    ),
    "rename": ("the name Pack all. It is Pack again.", "der Name Pack all. Es heißt wieder Pack."),
    "bring": ("2 goals, 1 mood.", "2 Ziele, 1 Stimmung."),
    "settle": ("your settings.", "deine Einstellungen."),
    "two words": (
        "what you did on Wednesday 4 March at 14:00.",
        "was du am Mittwoch, 4. März um 14:00 getan hast.",
    ),
    **dict.fromkeys(
        (
            *("add a reminder", "remove a reminder", "silence a reminder", "nag", "be_exact"),
            *("keep a reminder", "make_weekly", "stop a reminder", "lead", "start_alerts"),
        ),
        ("the reminders of Run.", "die Erinnerungen an Run."),
    ),
}
"""Acts of one life, by their names in ``tests/storage/acts.py`` and in ``test_undone.py``."""

TOGETHER: dict[str, tuple[str, str]] = {
    "tick all": ("Run, done on Sunday 8 March.", "Run, erledigt am Sonntag, 8. März."),
    "tag": ("tags of Run.", "Schlagwörter von Run."),
    "untag the last": (
        "#body was deleted. It is here again.",
        "#body war gelöscht. Es ist wieder da.",
    ),
    "rename a tag": (
        "the name #Health. It is #body again.",
        "der Name #Health. Es heißt wieder #body.",
    ),
    "delete a tag": (
        "#body was deleted. It is here again.",
        "#body war gelöscht. Es ist wieder da.",
    ),
    "save a template": ("the template More.", "die Vorlage More."),
    "use a template": ("2 goals.", "2 Ziele."),
    "delete a template": (
        "the template Mine was deleted. It is here again.",
        "Die Vorlage Mine war gelöscht. Sie ist wieder da.",
    ),
    "let days rest": (
        "a pause from Thursday 5 March to Saturday 7 March: Everything.",
        "eine Pause von Donnerstag, 5. März bis Samstag, 7. März: Alles.",
    ),
    "say a day's mood": ("mood 2 of Wednesday 4 March.", "Stimmung 2 von Mittwoch, 4. März."),
    "pause": (
        "a pause from Wednesday 4 March on: #body.",
        "eine Pause ab Mittwoch, 4. März: #body.",
    ),
    "go on": ("going on. It rests again: Swim.", "das Weitermachen. Es ruht wieder: Swim."),
    "a weekly rest": ("rest every week: Wednesday.", "Ruhe jede Woche: Mittwoch."),
}
"""Acts on several things, by their names in ``tests/storage/test_undo_together.py``."""
