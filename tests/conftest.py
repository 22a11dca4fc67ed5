"""The cast of the desk, and what every test stands on."""

import gc
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from newsroom.stack import in_one_piece

NUMBERS = count()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: Any) -> Any:
    """Run all tests in one piece of stack: they stand on deep ones, and it was a tenth of all their time."""
    if hasattr(config, "in_one_piece"):
        return None
    config.in_one_piece = in_one_piece(config.hook.pytest_cmdline_main)
    return config.in_one_piece(config=config)


def pytest_collection_finish() -> None:
    """Leave out of each search for garbage what stays until the end, and search less often: a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def media_of_its_own(settings: Any, tmp_path_factory: Any) -> None:
    """Keep the uploads of a test to itself; most have none, so no folder is made."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"uploads{next(NUMBERS)}" / "media"


@pytest.fixture(autouse=True)
def nothing_kept_from_the_last_test() -> None:
    """What a process keeps of an edition is of a database that is no more."""
    from articles.caching import kept
    from articles.most_read import ranking

    kept.forget()
    ranking.forget()


@pytest.fixture(autouse=True)
def arabic_by_default() -> Any:
    """Begin each test in the site's first language, and leave none behind."""
    from django.utils import translation

    with translation.override("ar"):
        yield


@pytest.fixture(scope="session")
def font_files(tmp_path_factory: Any) -> tuple[Path, str]:
    """The folder of the site's letters, made once for all tests, and what was said."""
    from io import StringIO

    from django.core.management import call_command
    from django.test import override_settings

    folder, said = tmp_path_factory.mktemp("built"), StringIO()
    with override_settings(BUILT_DIR=folder):
        call_command("build_fonts", stdout=said)
    return folder, said.getvalue()


@pytest.fixture(scope="session")
def empty_newsroom(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Path:
    """An SQLite file with all tables and nothing written: to be copied by tests with processes of their own.

    Those run where the other tests use SQLite too: on another database they would do the same again.
    """
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("processes of their own share an SQLite file, whatever DATABASE_URL says: tried in a run on SQLite")
    path = tmp_path_factory.mktemp("empty") / "newsroom.sqlite3"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path


@pytest.fixture(scope="module")
def written_once(django_db_setup: Any, django_db_blocker: Any) -> Any:
    """Let a fixture of a module write what its tests only look at; what they write is taken back after each.

    For modules without tests whose transactions are true ones.
    """
    from django.db import transaction
    from django.utils import translation

    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("ar"):
            yield
        transaction.set_rollback(True)


def _person(name: str, first: str, group: str | None, *, staff: bool = True) -> Any:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    known = {"first_name": first, "is_staff": staff}
    person = get_user_model().objects.create_user(name, f"{name}@example.org", "كلمة سر طويلة 1", **known)
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def reporter(db: Any) -> Any:
    """Rima writes stories and sends them for review."""
    return _person("rima", "ريما", "reporter")


@pytest.fixture
def translator(db: Any) -> Any:
    """Iryna writes other languages of the stories of others."""
    return _person("iryna", "إيرينا", "translator")


@pytest.fixture
def editor(db: Any) -> Any:
    """Adel approves and publishes."""
    return _person("adel", "عادل", "editor")


@pytest.fixture
def chief(db: Any) -> Any:
    """Shahd runs the newsroom."""
    return _person("shahd", "شهد", "chief")


@pytest.fixture
def stranger(db: Any) -> Any:
    """Ghareeb may sign in and nothing more."""
    return _person("ghareeb", "غريب", None)


@pytest.fixture
def client_of() -> Callable[[Any], Any]:
    """Return a function that gives a person a browser of their own, signed in."""
    from django.test import Client

    def sign_in(person: Any) -> Any:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def section(db: Any) -> Any:
    """The politics section."""
    from articles.models import Section

    return Section.objects.create(name_ar="سياسة", name_en="Politics", name_uk="Політика", slug="politics")


@pytest.fixture
def write_story(db: Any, section: Any) -> Callable[..., Any]:
    """Return a function that writes a story; ``out`` names the languages in which readers see it."""
    from django.utils import timezone

    from articles.models import Article
    from articles.models.article import Status

    def write(headline: str = "لافروف يصل إلى طهران", *, out: str = "", **fields: Any) -> Any:
        for code in {"ar", *out.split()}:
            fields.setdefault(f"headline_{code}", headline if code == "ar" else f"{headline} ({code})")
            fields.setdefault(f"body_{code}", "<p>نص الخبر.</p>")
        for code in out.split():
            fields.setdefault(f"published_at_{code}", timezone.now() - timedelta(hours=1))
        if out:
            fields.setdefault("status", Status.PUBLISHED)
        fields.setdefault("section", section)
        return Article.objects.create(**fields)

    return write
