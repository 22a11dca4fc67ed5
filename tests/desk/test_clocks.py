"""A machine whose clock runs ahead would end embargoes early: it is told of."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import checks


@pytest.mark.parametrize(("ahead", "is_told"), [(0, False), (4, False), (7200, True), (-60, True)])
def test_clocks_that_are_apart_are_told_of(ahead, is_told, monkeypatch) -> None:
    monkeypatch.setattr(checks, "database_time", lambda: timezone.now() - timedelta(seconds=ahead))
    told = checks.clocks_agree(["default"])
    assert [warning.id for warning in told] == (["articles.W104"] if is_told else [])
    assert str(abs(ahead)) in "".join(warning.msg for warning in told) or not is_told
    assert checks.clocks_agree(None) == []


def test_the_clocks_of_this_machine_agree(db, capsys) -> None:
    call_command("check", databases=["default"])
    assert "W104" not in capsys.readouterr().err
