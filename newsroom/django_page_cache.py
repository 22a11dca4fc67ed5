"""The settings with Django's own page cache in place of ours: only for `manage.py bench` to compare with."""

from newsroom.settings import *  # noqa: F403

PAGE_CACHE = False
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *(name for name in MIDDLEWARE if name != "articles.middleware.reader_pages"),  # noqa: F405
    "django.middleware.cache.FetchFromCacheMiddleware",
]
