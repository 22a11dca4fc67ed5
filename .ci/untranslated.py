"""Fail when the catalogues lack a text of the code, or a translation of one.

Collects the texts into a copy of the catalogues, so that nothing in the tree changes.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = {"django": ["ar", "en"], "djangojs": ["ar", "en"]}
FOR_READERS = ["uk", "fa"]
READERS_SEE = ("templates/", "articles/views/", "articles/templatetags/", "articles/filters.py")
DESK_ONLY = ("templates/admin/", "articles/templatetags/desk")
PARTS = ["articles", "newsroom", "templates", "manage.py"]


def collect(copy: Path) -> None:
    """Run makemessages over a copy of the sources."""
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
    settings = {"DEBUG": "on", "SECRET_KEY": secrets.token_urlsafe(64), "VAR_DIR": str(copy / "var")}
    for domain, languages in (("django", ["ar", "en", "uk", "fa"]), ("djangojs", ["ar", "en"])):
        command = [sys.executable, "manage.py", "makemessages", "--add-location", "file", "--no-wrap", "-d", domain]
        command += [word for code in languages for word in ("-l", code)]
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL, env=os.environ | settings)


def shown_to_readers(places: list[tuple[str, int | None]]) -> bool:
    """Return whether a text stands in a part that makes readers' pages."""
    return any(place.startswith(READERS_SEE) and not place.startswith(DESK_ONLY) for place, _line in places)


def holes(path: Path, *, readers_only: bool = False) -> list[str]:
    """Return the texts of a catalogue that have no translation, or a doubtful one."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    found = []
    for message in catalogue:
        if readers_only and not shown_to_readers(message.locations):
            continue
        text = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and (message.fuzzy or not all(text)):
            found.append(str(message.id))
    return found


def main() -> int:
    """Print what is missing; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        collect(copy)
        wanted = [(domain, code, False) for domain, codes in COMPLETE.items() for code in codes]
        wanted += [("django", code, True) for code in FOR_READERS]
        bad = 0
        for domain, code, readers_only in wanted:
            path = copy / f"newsroom/locale/{code}/LC_MESSAGES/{domain}.po"
            for text in holes(path, readers_only=readers_only):
                print(f"{code} {domain}: no translation of {text!r}")
                bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
