"""A call's parameters from query, form, JSON or multipart, and their types."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from emulator.errors import bad_request

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent in a multipart body."""

    name: str
    mime_type: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Named values; strings from forms are read as the type asked for."""

    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers are written out, as the server does."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; anything else counts as the default, as at the server."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float | None:
        """A number or None."""
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """True for true, True, 1, yes."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes", "y", "t"}

    def json(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """A nested value, given as JSON or as its text; None if absent."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    def upload(self, reference: str) -> Upload | None:
        """The file that `attach://name` (or the plain part name) refers to."""
        return self.uploads.get(reference.removeprefix(ATTACHED))

    def recorded(self) -> dict[str, Any]:
        """What the journal keeps: values, and name and size in place of files."""
        files = {
            name: {"file_name": upload.name, "size": len(upload.data)}
            for name, upload in self.uploads.items()
        }
        return self.values | files


async def read_params(request: Request) -> Params:
    """All parameters of a call; the body's win over the query's."""
    query = dict(request.query_params)
    content_type = request.headers.get("content-type", "").partition(";")[0].strip()
    if content_type == "multipart/form-data":
        return await _multipart(request, query)
    body = await request.body()
    if not body:
        return Params(query)
    if content_type == "application/json":
        return Params(query | _json_object(body))
    return Params(query | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)))


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("expected a JSON object")
    return values


async def _multipart(request: Request, values: dict[str, Any]) -> Params:
    params = Params(values)
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime_type = value.content_type or "application/octet-stream"
                data = await value.read()
                params.uploads[name] = Upload(value.filename or name, mime_type, data)
            else:
                params.values[name] = value
    return params
