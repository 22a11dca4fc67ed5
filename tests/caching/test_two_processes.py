"""A change that one process makes is seen by another within a second, over a database that they share."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READER = """
import sys, time, django
django.setup()
from django.test import Client
from articles.models import Article
client = Client()
path = Article.objects.get().get_absolute_url()
def headline(page): return page.content.decode().partition("<h1>")[2].partition("</h1>")[0]
print(headline(client.get(path)), flush=True)
for line in sys.stdin:
    began = time.monotonic()
    while time.monotonic() - began < 5:
        for page in (client.get(path), client.get("/latest/"), client.get("/")):
            if line.strip() not in page.content.decode():
                break
        else:
            break
        time.sleep(0.02)
    print(f"{time.monotonic() - began:.2f}", flush=True)
"""
WRITER = """
import sys, django
django.setup()
from django.utils import timezone
from articles.models import Article, Section
section = Section.objects.create(name_ar="سياسة", slug="politics")
Article.objects.create(headline_ar="أول", body_ar="<p>نص</p>", section=section, status="published",
                       published_at_ar=timezone.now())
print("ready", flush=True)
for line in sys.stdin:
    story = Article.objects.get()
    story.headline_ar = line.strip()
    story.save()
    print("saved", flush=True)
"""


@pytest.mark.django_db
def test_a_change_is_seen_by_another_process_within_a_second(tmp_path, empty_newsroom):
    shutil.copy(empty_newsroom, tmp_path / "shared.sqlite3")
    own = {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'shared.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PAGE_CACHE": "on",
        "PYTHONPATH": str(ROOT),
    }
    environment = {**os.environ, **own}

    def start(script):
        return subprocess.Popen(
            [sys.executable, "-c", script],
            env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(process, word):
        process.stdin.write(f"{word}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    writer = start(WRITER)
    assert writer.stdout.readline().strip() == "ready"
    reader = start(READER)
    try:
        assert reader.stdout.readline().strip() == "أول"
        for word in ("الثاني", "الثالث"):
            time.sleep(0.3)
            assert ask(writer, word) == "saved"
            assert float(ask(reader, word)) < 1
    finally:
        for process in (reader, writer):
            process.kill()
            process.wait()
