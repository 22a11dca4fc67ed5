"""Pictures, where Django itself serves them: as what they are, whole or in part, and nothing else from the folder."""

import re
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a picture, with the part of it that is asked for, or with 304 to whoever has it."""
    file, kind = _file(path), TYPES.get(Path(path).suffix.lower())
    if file is None or kind is None:
        raise Http404
    status = file.stat()
    etag, size = f'"{status.st_mtime_ns:x}-{status.st_size:x}"', status.st_size
    if unchanged := get_conditional_response(request, etag, int(status.st_mtime)):
        return unchanged
    part = _part(request, size) if request.headers.get("If-Range", etag) == etag else None
    if part == (0, 0):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, length = part or (0, size)
    response = FileResponse(_Part(file.open("rb"), first, length), content_type=kind, status=206 if part else 200)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(length),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "ETag": etag,
        "Last-Modified": http_date(status.st_mtime),
        "X-Content-Type-Options": "nosniff",
    }
    if part:
        headers["Content-Range"] = f"bytes {first}-{first + length - 1}/{size}"
    for name, value in headers.items():
        response[name] = value
    return response


def _file(path: str) -> Path | None:
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
    except (SuspiciousFileOperation, ValueError):
        return None
    return file if file.is_file() else None


def _part(request: HttpRequest, size: int) -> tuple[int, int] | None:
    """The first byte and the number of bytes of the one part asked for; (0, 0) for one that there is not."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or asked[0] == "bytes=-":
        return None
    if not asked[1]:
        length = min(int(asked[2]), size)
        return size - length if length else 0, length
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    return (first, last - first + 1) if first <= last else (0, 0)


class _Part:
    """A stretch of a file, read as a file and closed with the answer."""

    def __init__(self, file: BinaryIO, first: int, length: int) -> None:
        file.seek(first)
        self.file, self.left = file, length

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()
