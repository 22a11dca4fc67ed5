"""Files on this disk that are whole or not there at all, whatever stops the process that writes them."""

import os
import secrets
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import FileSystemStorage

HALF = ".part"
"""How names end while a file is being written."""


class WholeFiles(FileSystemStorage):
    """Writes beside the place, then renames; a file that is there already is replaced by what is to be the same."""

    def _save(self, name: str, content: Any) -> str:
        path = PurePosixPath(name)
        half = str(path.with_name(f"{secrets.token_hex(8)}{HALF}"))
        try:
            super()._save(half, content)  # type: ignore[misc]
            with open(self.path(half), "rb") as written:
                os.fsync(written.fileno())
            os.replace(self.path(half), self.path(name))
        except BaseException:
            self.delete(half)
            raise
        return name
