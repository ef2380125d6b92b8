"""How updates reach the bot: getUpdates, or a webhook."""

import re
from urllib.parse import urlsplit

from emulator import errors, limits
from emulator.errors import bad_request, conflict
from emulator.methods.call import Call, Handler, RawJson
from emulator.model import Json, Webhook

SECRET_TOKEN = re.compile(r"[A-Za-z0-9_-]{0,256}")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


async def get_updates(call: Call) -> RawJson:
    """Updates from `offset` on, confirming all before it; waits up to `timeout` for the first."""
    if call.bot.webhook is not None:
        raise conflict(errors.WEBHOOK_ACTIVE)
    params = call.params
    _choose_kinds(call)
    limit = params.integer("limit", limits.MAX_UPDATES_PER_REQUEST)
    limit = min(max(limit, 1), limits.MAX_UPDATES_PER_REQUEST)
    timeout = min(max(params.integer("timeout"), 0), limits.MAX_LONG_POLL_SECONDS)
    call.world.changed.set()
    return RawJson(await call.bot.queue.poll(params.integer("offset"), limit, timeout))


def set_webhook(call: Call) -> bool:
    """Push updates to an address from now on; an empty one goes back to polling."""
    url, secret = call.params.text("url"), call.params.text("secret_token")
    if not url:
        return delete_webhook(call)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise bad_request(errors.BAD_WEBHOOK)
    if not SECRET_TOKEN.fullmatch(secret):
        raise bad_request(errors.SECRET_TOKEN_INVALID)
    _choose_kinds(call)
    _drop_pending(call)
    connections = call.params.integer("max_connections", limits.WEBHOOK_CONNECTIONS)
    call.bot.webhook = Webhook(url, secret, connections)
    call.world.webhooks.watch(call.bot)
    return True


def delete_webhook(call: Call) -> bool:
    """Go back to polling; nothing is lost unless drop_pending_updates says so."""
    _drop_pending(call)
    call.bot.webhook = None
    call.world.webhooks.watch(call.bot)
    return True


def get_webhook_info(call: Call) -> Json:
    """The address, what waits for it, and its last failure."""
    hook, queue = call.bot.webhook, call.bot.queue
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if queue.allowed:
        info["allowed_updates"] = sorted(queue.allowed)
    if hook:
        info["max_connections"] = hook.max_connections
    if hook and hook.last_error_message:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error_message
    return info


def _choose_kinds(call: Call) -> None:
    allowed = call.params.json("allowed_updates")
    if allowed is None:
        return
    if not isinstance(allowed, list):
        raise bad_request("can't parse allowed_updates JSON object")
    call.bot.queue.allowed = frozenset(map(str, allowed)) or None


def _drop_pending(call: Call) -> None:
    if call.params.flag("drop_pending_updates"):
        call.bot.queue.clear()
    call.world.changed.set()


METHODS: dict[str, Handler] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
