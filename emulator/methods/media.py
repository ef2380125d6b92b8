"""Photos and documents as message content."""

from emulator import errors
from emulator.entities import parse_text
from emulator.errors import bad_request
from emulator.files import StoredFile
from emulator.methods.call import Call, caption_fields
from emulator.model import Json

THUMBNAIL_SIDE = 90
MEDIA_TYPES = ("photo", "document")


def photo_content(call: Call, reference: str) -> Json:
    """Message fields of a picture, given as upload or file_id."""
    upload = call.params.upload(reference)
    file = call.world.files.add_photo(upload) if upload else _known(call, reference)
    if not file.width:
        raise bad_request("can't use file of type Document as Photo")
    return photo_fields(file)


def photo_fields(file: StoredFile) -> Json:
    """A photo as Telegram describes it: a small and the full size."""
    scale = min(1.0, THUMBNAIL_SIDE / max(file.width, file.height))
    width, height = (max(1, round(side * scale)) for side in (file.width, file.height))
    small = _photo_size(file, "s") | {"width": width, "height": height}
    return {"photo": [small, _photo_size(file, "")]}


def _photo_size(file: StoredFile, suffix: str) -> Json:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id + suffix,
        "width": file.width,
        "height": file.height,
        "file_size": file.size,
    }


def document_content(call: Call, reference: str) -> Json:
    """Message fields of a file, given as upload or file_id."""
    upload = call.params.upload(reference)
    file = call.world.files.add_document(upload) if upload else _known(call, reference)
    return document_fields(file)


def document_fields(file: StoredFile) -> Json:
    """A document as Telegram describes it."""
    document = {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.mime_type,
        "file_size": file.size,
    }
    return {"document": document}


def album_content(call: Call, item: Json) -> Json:
    """Message fields of one InputMedia with its caption."""
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in MEDIA_TYPES:
        raise bad_request("type of the media must be photo or document in the emulator")
    reference = str(item.get("media", ""))
    content = photo_content if kind == "photo" else document_content
    caption = parse_text(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    return content(call, reference) | caption_fields(caption)


def _known(call: Call, reference: str) -> StoredFile:
    file = call.world.files.known.get(reference)
    if file is None:
        raise bad_request(errors.WRONG_FILE)
    return file
