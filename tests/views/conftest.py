"""What the tests of the readers' pages share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

LANGUAGES = ("ar", "en", "uk", "fa")


@pytest.fixture
def prefix() -> Callable[[str], str]:
    """Return the beginning of a language's addresses."""
    return lambda language: "/" if language == "ar" else f"/{language}/"


@pytest.fixture
def text_of(client: Any) -> Callable[..., str]:
    """Return a function that fetches a page and gives its text; it fails on another status than the one expected."""

    def fetch(path: str, status: int = 200, **query: str) -> str:
        response = client.get(path, query)
        assert response.status_code == status, (path, response.status_code)
        return response.content.decode()

    return fetch


@pytest.fixture
def queries(db: Any) -> Callable[..., Any]:
    """Return a context manager that says how many queries were made in it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def count() -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as captured:
            yield captured

    return count
