"""What the Bot API refuses, in the words of the official server."""

from typing import Any, Final

MESSAGE_TEXT_EMPTY: Final = "message text is empty"
MESSAGE_TOO_LONG: Final = "message is too long"
CAPTION_TOO_LONG: Final = "message caption is too long"
ANSWER_TOO_LONG: Final = "MESSAGE_TOO_LONG"
NOT_UTF8: Final = "strings must be encoded in UTF-8"

CHAT_ID_EMPTY: Final = "chat_id is empty"
CHAT_NOT_FOUND: Final = "chat not found"
USER_NOT_FOUND: Final = "user not found"
MIGRATED: Final = "group chat was upgraded to a supergroup chat"
BLOCKED: Final = "bot was blocked by the user"
KICKED: Final = "bot was kicked from the group chat"
KICKED_FROM_SUPERGROUP: Final = "bot was kicked from the supergroup chat"
NEVER_STARTED: Final = "bot can't initiate conversation with a user"

MESSAGE_ID_MISSING: Final = "message identifier is not specified"
REPLIED_NOT_FOUND: Final = "message to be replied not found"
EDITED_NOT_FOUND: Final = "message to edit not found"
NOT_EDITABLE: Final = "message can't be edited"
NO_TEXT_TO_EDIT: Final = "there is no text in the message to edit"
NO_CAPTION_TO_EDIT: Final = "there is no caption in the message to edit"
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETED_NOT_FOUND: Final = "message to delete not found"
NOT_DELETABLE: Final = "message can't be deleted for everyone"
REACTED_NOT_FOUND: Final = "message to react not found"

BUTTON_DATA_INVALID: Final = "BUTTON_DATA_INVALID"
MARKUP_TOO_LONG: Final = "reply markup is too long"
MARKUP_NOT_OBJECT: Final = "object expected as reply markup"
INLINE_EXPECTED: Final = "inline keyboard expected"
QUERY_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"

WRONG_FILE: Final = "wrong file identifier/HTTP URL specified"
INVALID_FILE_ID: Final = "invalid file_id"
FILE_EMPTY: Final = "file must be non-empty"
FILE_TOO_BIG: Final = "file is too big"
NOT_AN_IMAGE: Final = "IMAGE_PROCESS_FAILED"
PHOTO_INVALID_DIMENSIONS: Final = "PHOTO_INVALID_DIMENSIONS"
NO_MEDIA: Final = "there are no media to send"
ALBUM_TOO_LONG: Final = "too many media to send as an album"

COMMANDS_TOO_MANY: Final = "BOT_COMMANDS_TOO_MUCH"
COMMAND_INVALID: Final = "BOT_COMMAND_INVALID"
COMMAND_DESCRIPTION_INVALID: Final = "BOT_COMMAND_DESCRIPTION_INVALID"

OTHER_POLLER: Final = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
BAD_WEBHOOK: Final = "bad webhook: An HTTPS URL must be provided for webhook"
SECRET_TOKEN_INVALID: Final = "secret token contains unallowed characters"  # noqa: S105


class ApiError(Exception):
    """A refused call: HTTP status, the official description, and parameters such as retry_after."""

    def __init__(
        self, status: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer's JSON object."""
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str, parameters: dict[str, Any] | None = None) -> ApiError:
    """400 with the server's prefix."""
    return ApiError(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> ApiError:
    """403 with the server's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409 with the server's prefix."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """429 that says after how many seconds to try again."""
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


def unauthorized() -> ApiError:
    """401: the token is not one of those this server was started with."""
    return ApiError(401, "Unauthorized")


def internal_error() -> ApiError:
    """500, as the server says it."""
    return ApiError(500, "Internal Server Error")


def not_found() -> ApiError:
    """404: no such method."""
    return ApiError(404, "Not Found")
