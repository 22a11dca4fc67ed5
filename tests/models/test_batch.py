"""Counts in batches: none lost, none asked of the database before its time."""

import threading
from collections import Counter

import pytest
from django.db import DatabaseError

from articles.models import batch
from articles.models.batch import Batch


@pytest.fixture
def added(monkeypatch):
    monkeypatch.setattr(threading.Timer, "start", lambda timer: None)
    return []


def test_counts_are_added_together_and_once(added):
    own = Batch(added.append)
    for key in "abba":
        own.count(key)
    assert added == []
    own.flush()
    own.flush()
    assert added == [Counter(a=2, b=2)]


def test_what_could_not_be_added_waits_with_what_came_since(added):
    broken = [True]

    def add(taken):
        if broken:
            own.count("b")
            raise DatabaseError("down")
        added.append(taken)

    own = Batch(add)
    own.count("a")
    own.flush()
    broken.clear()
    own.flush()
    assert added == [Counter(a=1, b=1)]


def test_no_more_different_things_wait_than_there_is_room_for(added, monkeypatch):
    monkeypatch.setattr(batch, "MOST_WAITING", 2)
    own = Batch(added.append)
    for key in "abcabc":
        own.count(key)
    own.flush()
    assert added == [Counter(a=2, b=2)]


def test_the_process_waits_for_the_last_of_them(monkeypatch):
    done, added = threading.Event(), []
    monkeypatch.setattr(batch, "EVERY", 0.01)
    own = Batch(added.append, done.set)
    own.count("a")
    assert own.timer is not None and not own.timer.daemon
    assert done.wait(5) and added == [Counter(a=1)]
