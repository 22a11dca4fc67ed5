"""Files of pictures are whole or not there: a full disk and a killed process leave no half of one."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from articles.images.disk import WholeFiles


@pytest.fixture
def disk(tmp_path):
    return WholeFiles(location=tmp_path)


def files(folder):
    return [path.name for path in Path(folder).rglob("*") if path.is_file()]


def test_a_file_stands_under_its_name_with_the_rights_that_others_need(disk, settings, tmp_path):
    settings.FILE_UPLOAD_PERMISSIONS = 0o644
    before = os.umask(0)
    try:
        assert disk.save("a/b.jpg", ContentFile(b"whole")) == "a/b.jpg"
    finally:
        os.umask(before)
    assert (tmp_path / "a/b.jpg").read_bytes() == b"whole" and files(tmp_path) == ["b.jpg"]
    assert (tmp_path / "a/b.jpg").stat().st_mode & 0o777 == 0o644


def test_a_full_disk_leaves_nothing(disk, tmp_path):
    class Full(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError):
        disk.save("a/b.jpg", Full(b"half and half"))
    assert files(tmp_path) == []


def test_a_process_that_is_killed_while_it_writes_leaves_nothing_under_the_name(tmp_path):
    writing = (
        "import sys, time; from django.conf import settings; settings.configure();"
        "from django.core.files.base import File; from articles.images.disk import WholeFiles\n"
        "class Slow(File):\n"
        "    def __init__(self): super().__init__(None, 'x')\n"
        "    def chunks(self, size=None):\n"
        "        yield b'half'; sys.stdout.write('now'); sys.stdout.flush(); time.sleep(60)\n"
        f"WholeFiles(location={str(tmp_path)!r}).save('b.jpg', Slow())"
    )
    with subprocess.Popen([sys.executable, "-c", writing], stdout=subprocess.PIPE) as process:
        assert process.stdout.read(3) == b"now"
        process.send_signal(signal.SIGKILL)
    assert [Path(name).suffix for name in files(tmp_path)] == [".part"]


def test_whoever_writes_the_same_at_the_same_time_leaves_one_whole_file(disk, tmp_path):
    for _time in range(2):
        assert disk._save("a/b.jpg", ContentFile(b"whole")) == "a/b.jpg"
    assert files(tmp_path) == ["b.jpg"]
