"""The measure of the counting finds what was lost."""

import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands import bench_readings
from articles.models.batch import Batch
from articles.most_read import counting


@pytest.mark.django_db(transaction=True)
def test_readings_that_were_heard_are_counted_or_the_command_fails(
    live_server: Any, write_story: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(counting, "batch", Batch(counting.batch.add))  # The timer of an earlier test may still run.
    monkeypatch.setattr(threading.Timer, "start", lambda timer: None)
    monkeypatch.setattr(bench_readings, "_wait_for_the_last_batch", counting.batch.flush)
    write_story(out="ar")
    said = StringIO()
    call_command("bench_readings", live_server.url, hits=16, stdout=said)
    assert "16 heard; 16 counted" in said.getvalue()
    monkeypatch.setattr(bench_readings, "_wait_for_the_last_batch", lambda: None)
    with pytest.raises(CommandError):
        call_command("bench_readings", live_server.url, hits=16, stdout=said)
    counting.batch.flush()
