"""The cast of the desk, and what every test stands on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from fcntl import LOCK_EX, flock
from hashlib import sha256
from itertools import count
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from newsroom.stack import in_one_piece

NUMBERS = count()
ROOT = Path(__file__).resolve().parent.parent
LOCK_FILE = ROOT / "requirements-dev.lock"


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
def a_clock_just_looked_at() -> None:
    """Begin with the clock known: a test without a database cannot ask for it, and one that counts would count it."""
    from django.utils import timezone

    from articles import clock

    clock.take(timezone.now())


@pytest.fixture(autouse=True)
def arabic_by_default() -> Any:
    """Begin each test in the site's first language, and leave none behind."""
    from django.utils import translation

    with translation.override("ar"):
        yield


@contextmanager
def kept_between_runs(config: Any, name: str, *made_from: Path) -> Iterator[Path]:
    """Give a folder that stays as long as the files do from which something is made; one process at a time is in it.

    Where pytest is to keep nothing, it goes with the run.
    """
    from django.conf import settings

    key = sha256()
    for path in sorted(made_from):
        key.update(f"{path} ".encode() + path.read_bytes())
    root = config.cache.mkdir(name) if hasattr(config, "cache") else settings.VAR_DIR / "kept" / name
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        folder = root / key.hexdigest()[:16]
        for old in root.iterdir():
            if old.is_dir() and old != folder:
                rmtree(old)
        folder.mkdir(exist_ok=True)
        yield folder


@pytest.fixture(scope="session")
def font_files(pytestconfig: Any) -> tuple[Path, str]:
    """The folder of the site's letters, and what was said when they were made: not to be changed."""
    from io import StringIO

    from django.core.management import call_command
    from django.test import override_settings

    from articles.management.commands import build_fonts

    with kept_between_runs(pytestconfig, "letters", Path(build_fonts.__file__), LOCK_FILE) as folder:
        said = folder / "said"
        if not said.exists():
            told = StringIO()
            with override_settings(BUILT_DIR=folder):
                call_command("build_fonts", stdout=told)
            said.write_text(told.getvalue())
        return folder, said.read_text()


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool, django_db_modify_db_settings: None, django_db_blocker: Any, pytestconfig: Any
) -> bool:
    """Begin with the empty tables of the last run: to make them by all migrations is most of what a few tests cost.

    They are made anew whenever the code has changed; migrations that are missing would be applied all the same.
    """
    from tests.kept_tables import lay_out

    code = [path for part in ("articles", "newsroom") for path in (ROOT / part).rglob("*.py")]
    kept = kept_between_runs(pytestconfig, "tables", *code, ROOT / "tests/settings.py", LOCK_FILE)
    with kept as folder, django_db_blocker.unblock():
        lay_out(folder)
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Empty the tables in our own way after tests whose transactions are true ones."""
    from django.test import TransactionTestCase

    from tests.emptying import emptier

    with django_db_blocker.unblock():
        empty = emptier()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


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


def _person(name: str, first: str, group: str | None) -> Any:
    """Somebody of the desk, of whom no log and no signal has heard: an account that was made long ago."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    user = get_user_model()
    person = user(username=name, email=f"{name}@example.org", first_name=first, is_staff=True)
    person.set_password("كلمة سر طويلة 1")
    person._password = None
    user.objects.bulk_create([person])
    if group:
        held = user.groups.through(user_id=person.pk, group_id=Group.objects.get(name=group).pk)
        user.groups.through.objects.bulk_create([held])
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
    """Return a function that gives a person a browser of their own, signed in; how one signs in is tried elsewhere."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import Client

    def sign_in(person: Any) -> Any:
        client, session = Client(), SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
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
