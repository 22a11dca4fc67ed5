"""Production settings, with what a test machine lacks."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS", "off")
os.environ.setdefault("PAGE_CACHE", "off")
os.environ.setdefault("PICTURES_APART", "off")
os.environ.setdefault("RENDER_IN_BACKGROUND", "off")
if "VAR_DIR" not in os.environ:
    own_folder = tempfile.TemporaryDirectory(prefix="newsroom-tests-", ignore_cleanup_errors=True)
    os.environ["VAR_DIR"] = own_folder.name
# Playwright's driver keeps an event loop running in the thread that also talks to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from newsroom.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
# A file, because the threads of a server cannot each have a transaction in one database in memory.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "articles.images.disk.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Django writes a traceback for each refusal, of which tests ask for thousands.
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}  # noqa: F405
