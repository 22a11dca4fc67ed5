"""Reading settings from the environment, so that a wrong variable names itself in one line."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ

env = environ.Env()


def read(name: str, parse: Callable[[str], Any], *, default: str | None = None) -> Any:
    """Return ``parse`` of the variable ``name``; end the process with one line when it is missing or wrong.

    What may hold a password is named but not shown.
    """
    text = env.str(name, default=default)
    if text is None:
        raise SystemExit(f"{name} is not set: see docs/operations.md for what it should hold.")
    try:
        return parse(text)
    except (ValueError, KeyError, environ.ImproperlyConfigured) as problem:
        shown = "" if name.endswith(("_URL", "_KEY")) else f" (it is set to {text!r})"
        raise SystemExit(f"{name} is wrong: {problem or 'cannot be read'}{shown}.") from None


def switch(text: str) -> bool:
    """Return whether a variable says yes; raise ``ValueError`` when it says neither yes nor no."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.strip().lower() not in words:
        raise ValueError("expected one of " + ", ".join(words))
    return words[text.strip().lower()]


def listed(text: str) -> list[str]:
    """Return the comma-separated items of a variable, without the empty ones."""
    return [item.strip() for item in text.split(",") if item.strip()]


def one_of(*choices: str) -> Callable[[str], str]:
    """Return a parser that lets through only the given words."""

    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError("expected one of " + ", ".join(choices))
        return text

    return parse


def some_of(*choices: str) -> Callable[[str], list[str]]:
    """Return a parser of comma-separated words that lets through only the given ones."""
    parse = one_of(*choices)
    return lambda text: [parse(word) for word in listed(text)]


def days(text: str) -> int:
    """Return a number of days; raise ``ValueError`` for none or fewer."""
    number = int(text)
    if number < 1:
        raise ValueError("expected a number of days, one at least")
    return number


def time_zone(text: str) -> str:
    """Return the name of a time zone that exists; raise ``ValueError`` otherwise."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("no such time zone") from None
    return text


def web_address(text: str) -> str:
    """Return an address that begins with http:// or https://, or nothing; raise ``ValueError`` otherwise."""
    if text and not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise ValueError("expected an address such as https://example.org/")
    return text


def indexnow_key(text: str) -> str:
    """Return a key as IndexNow has it, or nothing; raise ``ValueError`` otherwise."""
    if text and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", text):
        raise ValueError("a key has 8 to 128 letters a-z, digits and hyphens")
    return text


def secret(text: str) -> str:
    """Return a secret long and varied enough to sign with; raise ``ValueError`` otherwise."""
    if len(text) < 50 or len(set(text)) < 5:
        raise ValueError("a secret has at least 50 characters, more than four of them different")
    return text


def database(text: str) -> dict[str, Any]:
    """Return Django's description of the database at a URL (``sqlite:///path`` or ``postgres://…``).

    SQLite gets write-ahead logging and immediate transactions, so that two savers wait for one another
    rather than lose a save, and its file is read as memory, without a call of the system for each page. The
    connections of both are kept, and PostgreSQL's health-checked. Its compiler of plans stays off unless the URL
    has ``options`` of its own: for questions as short as ours it costs more than it gains.
    """
    config = environ.Env.db_url_config(text)
    match config.get("ENGINE"):
        case "django.db.backends.sqlite3":
            config["CONN_MAX_AGE"] = 60
            config["OPTIONS"] = {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-20000; PRAGMA mmap_size=2000000000;",
            }
        case "django.db.backends.postgresql":
            config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
            config["OPTIONS"] = {"options": "-c jit=off"} | config.get("OPTIONS", {})
        case _:
            raise ValueError("expected sqlite:///path or postgres://user:password@host/name")
    return config


def cache(text: str) -> dict[str, Any]:
    """Return Django's description of the cache at a URL (``locmemcache://``, ``redis://…``, ``dummycache://``)."""
    config = environ.Env.cache_url_config(text)
    if str(config["BACKEND"]).endswith("RedisCache"):
        config["BACKEND"] = "django.core.cache.backends.redis.RedisCache"
        config["OPTIONS"] = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    return config


def email(text: str) -> dict[str, Any]:
    """Return the settings of the mail server at a URL (``smtp+tls://user:password@host:587``, ``consolemail://``)."""
    return environ.Env.email_url_config(text)


def media_url(text: str) -> str:
    """Return the address under which pictures are served, ending in a slash; raise ``ValueError`` for anything else."""
    parts = urlsplit(text)
    if not (text.startswith("/") or (parts.scheme in ("https", "http") and parts.netloc)) or not text.endswith("/"):
        raise ValueError("expected a path or an https address, ending in a slash")
    return text


def media_storage(bucket: str, address: str) -> dict[str, Any]:
    """Return Django's description of where pictures are kept: on this disk, or in a bucket of S3 or its like.

    The keys are read by boto3 from the environment, where it looks for them anyway.
    """
    if not bucket:
        return {"BACKEND": "articles.images.disk.WholeFiles"}
    public = urlsplit(address)
    if not public.netloc:
        raise SystemExit("MEDIA_URL is wrong: with S3_BUCKET it is the bucket's public address (https://…/).")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": read("S3_ENDPOINT_URL", str, default="") or None,
            "region_name": read("S3_REGION", str, default="") or None,
            "custom_domain": public.netloc + public.path.rstrip("/"),
            "url_protocol": f"{public.scheme}:",
            "querystring_auth": False,
            "file_overwrite": False,
            # A name is the digest of what it holds, so what is there never changes.
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }


def origin(address: str) -> list[str]:
    """Return the origin of an address of another host, as a content security policy names it."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
