"""Files that bots and people have sent; on disk beside the state if there is one."""

import hashlib
import mimetypes
import struct
from dataclasses import dataclass
from pathlib import Path

from emulator import errors, limits
from emulator.errors import bad_request
from emulator.params import Upload

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8"
JPEG_SIZE_MARKERS = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's names and, for photos, its size in pixels."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    size: int
    width: int = 0
    height: int = 0


class FileStore:
    """Files by id. Equal content has an equal unique id, as at Telegram."""

    def __init__(self, folder: Path | None = None) -> None:
        self.known: dict[str, StoredFile] = {}
        self._by_path: dict[str, str] = {}
        self._folder = folder
        self._data: dict[str, bytes] = {}

    def add_photo(self, upload: Upload) -> StoredFile:
        """Keep a picture. Raises what Telegram says of pictures it cannot take."""
        _check_size(upload.data, limits.MAX_PHOTO_BYTES)
        size = image_size(upload.data)
        if size is None:
            raise bad_request(errors.NOT_AN_IMAGE)
        width, height = size
        thin = max(size) > limits.MAX_PHOTO_RATIO * min(size)
        if thin or width + height > limits.MAX_PHOTO_SIDES_SUM:
            raise bad_request(errors.PHOTO_INVALID_DIMENSIONS)
        return self._add("photos", upload, width, height)

    def add_document(self, upload: Upload) -> StoredFile:
        """Keep any file of 1 byte to 50 MB."""
        _check_size(upload.data, limits.MAX_FILE_BYTES)
        return self._add("documents", upload)

    def read(self, file_id: str) -> bytes:
        """The content; KeyError for an unknown id."""
        if file_id not in self._data and self._folder and file_id in self.known:
            return (self._folder / file_id).read_bytes()
        return self._data[file_id]

    def by_path(self, path: str) -> StoredFile | None:
        """The file that getFile gave this path."""
        file_id = self._by_path.get(path)
        return self.known[file_id] if file_id else None

    def restore(self, files: list[StoredFile]) -> None:
        """Know files again whose content a former run left in the folder."""
        for file in files:
            self._know(file)

    def _add(self, kind: str, upload: Upload, width: int = 0, height: int = 0) -> StoredFile:
        serial = len(self.known) + 1
        unique_id = hashlib.sha256(upload.data).hexdigest()[:16]
        file_id = f"{kind[:3].upper()}{serial:08d}-{unique_id}"
        path = f"{kind}/file_{serial}{_suffix(upload)}"
        size = len(upload.data)
        mime = upload.mime_type
        file = StoredFile(file_id, unique_id, path, upload.name, mime, size, width, height)
        self._know(file)
        self._keep(file_id, upload.data)
        return file

    def _know(self, file: StoredFile) -> None:
        self.known[file.file_id] = file
        self._by_path[file.path] = file.file_id

    def _keep(self, file_id: str, data: bytes) -> None:
        if self._folder is None:
            self._data[file_id] = data
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / file_id).write_bytes(data)


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG; None for anything else."""
    if data.startswith(PNG_SIGNATURE) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(data) if data.startswith(JPEG_SIGNATURE) else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker, length = struct.unpack(">xBH", data[position : position + 4])
        if marker in JPEG_SIZE_MARKERS:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return (width, height) if width and height else None
        position += 2 + length
    return None


def _check_size(data: bytes, most: int) -> None:
    if not data:
        raise bad_request(errors.FILE_EMPTY)
    if len(data) > most:
        raise bad_request(errors.FILE_TOO_BIG)


def _suffix(upload: Upload) -> str:
    return Path(upload.name).suffix or mimetypes.guess_extension(upload.mime_type) or ""
