"""A variable that is missing or wrong names itself in one line, and no password with it."""

import pytest

from newsroom import environment as env


@pytest.mark.parametrize(
    ("name", "value", "parse"),
    [
        ("DEBUG", "perhaps", env.switch),
        ("TIME_ZONE", "Asia/Nowhere", env.time_zone),
        ("MONTH_NAMES", "hijri", env.one_of("gregorian", "both")),
        ("SECRET_KEY", "short", env.secret),
        ("DATABASE_URL", "oracle://desk:pa55word@host/name", env.database),
        ("CACHE_URL", "nothing://pa55word@host", env.cache),
    ],
)
def test_a_wrong_variable_names_itself_in_one_line(name, value, parse, monkeypatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        env.read(name, parse)
    message = str(ended.value)
    assert message.startswith(f"{name} is wrong: ") and "\n" not in message
    assert "pa55word" not in message


def test_a_missing_variable_names_itself(monkeypatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(SystemExit, match="SECRET_KEY is not set"):
        env.read("SECRET_KEY", env.secret)


def test_sqlite_savers_wait_for_one_another_and_postgres_connections_are_checked() -> None:
    assert env.database("sqlite:///x.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert env.database("postgres://host/name")["CONN_HEALTH_CHECKS"] is True


def test_postgres_compiles_no_plans_unless_the_url_says_what_it_wants() -> None:
    assert env.database("postgres://host/name")["OPTIONS"]["options"] == "-c jit=off"
    assert env.database("postgres://host/name?options=-c jit=on")["OPTIONS"]["options"] == "-c jit=on"
    assert env.database("postgres://host/name?sslmode=require")["OPTIONS"]["sslmode"] == "require"
