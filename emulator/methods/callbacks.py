"""answerCallbackQuery."""

from emulator import errors, limits
from emulator.errors import bad_request
from emulator.methods.call import Call
from emulator.text import utf16_length


def answer_callback_query(call: Call) -> bool:
    """Stop the pressed button's spinner, maybe with words. A second answer changes nothing."""
    world, params = call.world, call.params
    query = world.callbacks.get(params.text("callback_query_id"))
    if query is None or query.bot_id != call.bot.id:
        raise bad_request(errors.QUERY_TOO_OLD)
    if world.clock.unix() - query.asked_at > world.expiry.callback_answer_seconds:
        raise bad_request(errors.QUERY_TOO_OLD)
    text = params.text("text")
    if utf16_length(text) > limits.MAX_CALLBACK_ANSWER_LENGTH:
        raise bad_request(errors.ANSWER_TOO_LONG)
    if not query.answered:
        query.answered = True
        world.events.tell(query.person_id, "answered", {"callback_query_id": query.id})
        if text:
            world.add_toast(query, text, params.flag("show_alert"))
        world.changed.set()
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
