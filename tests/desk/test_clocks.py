"""One clock for all machines, the database's: none whose own runs ahead lets a story out early."""

import ast
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from articles import checks, clock, workflow
from articles.caching import edition
from articles.models import Article
from articles.models.article import Status
from tests.test_architecture import ROOT, SOURCES

HOUR = timedelta(hours=1)
real_now = timezone.now


@pytest.fixture
def two_hours_ahead(monkeypatch: Any) -> None:
    """This machine's clock is wrong by two hours, and the database's is right."""
    monkeypatch.setattr(timezone, "now", lambda: real_now() + 2 * HOUR)
    monkeypatch.setattr(clock, "_last", None)
    if connection.vendor != "postgresql":
        monkeypatch.setattr(clock, "has_its_own", lambda: True)
        monkeypatch.setattr(clock, "database_time", real_now)


def test_a_clock_that_runs_ahead_brings_nothing_out_early(
    write_story: Any, editor: Any, client: Any, two_hours_ahead: None
) -> None:
    in_an_hour = real_now() + HOUR
    scheduled = write_story("مجدول", status=Status.PUBLISHED, published_at_ar=in_an_hour)
    embargoed = write_story("محظور", out="ar", published_at_ar=real_now() - HOUR, embargo_until=in_an_hour)
    expiring = write_story("ينتهي", out="ar", published_at_ar=real_now() - HOUR, expires_at=in_an_hour)
    assert [story.languages_out() for story in (scheduled, embargoed, expiring)] == [[], [], ["ar"]]
    assert list(Article.objects.published("ar")) == [expiring]
    pages = [client.get(one.get_absolute_url()) for one in (scheduled, embargoed, expiring)]
    assert [page.status_code for page in pages] == [404, 404, 200]
    assert workflow.may(embargoed, workflow.VERBS["set_embargo"], editor)
    with pytest.raises(ValidationError):
        workflow.set_embargo(embargoed, editor, real_now() - HOUR)
    draft = write_story("مسودة", embargo_until=in_an_hour)
    workflow.publish(draft, editor)
    assert draft.published_at_ar == in_an_hour


def test_what_is_published_at_once_is_out_at_once_by_every_clock(
    write_story: Any, editor: Any, monkeypatch: Any, two_hours_ahead: None
) -> None:
    story = write_story()
    workflow.publish(story, editor)
    monkeypatch.setattr(clock, "_last", None)
    monkeypatch.setattr(timezone, "now", real_now)
    assert Article.objects.get(pk=story.pk).is_public("ar")


def test_a_clock_set_forward_while_the_desk_runs_changes_nothing(db: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(clock, "has_its_own", lambda: True)
    monkeypatch.setattr(clock, "database_time", real_now)
    clock.take(real_now())
    monkeypatch.setattr(timezone, "now", lambda: real_now() + 2 * HOUR)
    assert clock.now() <= real_now()


@pytest.mark.parametrize(("seconds", "looks"), [(0, 0), (59, 0), (61, 1)])
def test_the_clock_is_looked_at_once_a_minute(seconds: int, looks: int, monkeypatch: Any) -> None:
    looked: list[datetime] = []
    monkeypatch.setattr(clock, "has_its_own", lambda: True)
    monkeypatch.setattr(clock, "database_time", lambda: looked.append(real_now()) or real_now())
    monkeypatch.setattr(clock, "_last", clock.Look(real_now(), clock.time.monotonic() - seconds))
    clock.now(), clock.now()
    assert len(looked) == looks


def test_while_the_database_is_away_its_clock_goes_on(monkeypatch: Any) -> None:
    asked: list[int] = []

    def away() -> datetime:
        asked.append(1)
        raise DatabaseError("away")

    monkeypatch.setattr(clock, "has_its_own", lambda: True)
    monkeypatch.setattr(clock, "database_time", away)
    shown = datetime(2023, 10, 27, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(clock, "_last", clock.Look(shown, clock.time.monotonic() - 3600))
    found = [clock.now(), clock.now()]
    assert all(HOUR <= at - shown < HOUR + timedelta(minutes=1) for at in found) and found[0] <= found[1]
    assert len(asked) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no clock of its own")
def test_the_clock_comes_along_with_the_edition(db: Any, monkeypatch: Any, django_assert_num_queries: Any) -> None:
    edition.bump()
    monkeypatch.setattr(clock, "_last", None)
    with django_assert_num_queries(1):
        edition.current()
        assert abs(clock.now() - real_now()) < timedelta(seconds=30)


def test_nothing_else_looks_at_a_machines_clock() -> None:
    asked = {("timezone", name) for name in ("now", "localdate", "localtime")} | {("time", "time")}
    asked |= {("datetime", name) for name in ("now", "utcnow", "today")} | {("date", "today")}
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name(owner), name), args=[], keywords=[]):
                    is_a_look = (owner, name) in asked
                case ast.Attribute(ast.Name("timezone"), "now"):
                    is_a_look = True
                case _:
                    continue
            if is_a_look:
                found.add(str(path.relative_to(ROOT)))
    assert found == {"articles/clock.py", "articles/checks.py"}


@pytest.mark.parametrize(("ahead", "is_told"), [(0, False), (4, False), (7200, True), (-60, True)])
def test_clocks_that_are_apart_are_told_of(ahead, is_told, monkeypatch) -> None:
    monkeypatch.setattr(clock, "database_time", lambda: timezone.now() - timedelta(seconds=ahead))
    told = checks.clocks_agree(["default"])
    assert [warning.id for warning in told] == (["articles.W104"] if is_told else [])
    assert str(abs(ahead)) in "".join(warning.msg for warning in told) or not is_told
    assert checks.clocks_agree(None) == []


def test_the_clocks_of_this_machine_agree(db, capsys) -> None:
    call_command("check", databases=["default"])
    assert "W104" not in capsys.readouterr().err
