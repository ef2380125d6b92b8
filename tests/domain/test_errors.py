from domain.errors import DomainError, Gone, NotFound, Reason, Refused, Stale


def test_a_refusal_names_field_reason_and_what_the_answer_needs():
    refused = Refused("title", Reason.TOO_LONG, length=300, limit=255)
    assert (refused.field, refused.reason) == ("title", Reason.TOO_LONG)
    assert refused.data == {"length": 300, "limit": 255}
    assert str(refused) == "title refused: too_long"


def test_a_message_for_the_log_never_quotes_what_was_typed():
    assert "secret" not in str(Refused("title", Reason.TAKEN, title="secret"))


def test_what_is_missing_or_binned_says_its_kind():
    assert NotFound("goal").kind == "goal"
    gone = Gone("goal", 7)
    assert (gone.kind, gone.id, gone.data) == ("goal", 7, {"kind": "goal", "id": 7})


def test_every_error_can_be_caught_as_one():
    for error in (Refused("day", Reason.EMPTY), NotFound("goal"), Gone("goal", 1), Stale()):
        assert isinstance(error, DomainError)
