"""Savers who meet and verbs that are killed, in processes and with a database of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.django_db
def test_of_many_savers_one_wins_and_a_killed_verb_leaves_the_story_as_it_was(tmp_path, empty_newsroom) -> None:
    shutil.copy(empty_newsroom, tmp_path / "newsroom.sqlite3")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'newsroom.sqlite3'}",
    }
    script = Path(__file__).with_name("newsroom_of_its_own.py")
    result = subprocess.run(
        [sys.executable, str(script)], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert (result.stdout, result.returncode) == ("done\n", 0), result.stderr[-2000:]
