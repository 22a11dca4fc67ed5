"""The addresses of the readers' pages. A page tells dozens, so each is worked out once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils import translation


def address(language: str, name: str, *args: object) -> str:
    """Return the path of a page of the readers' site in a language."""
    return _address(get_script_prefix(), language, name, args)


def numbered(language: str, name: str, number: int) -> str:
    """Return the path of a page that is named by nothing but a number; there are too many to remember each."""
    before, _zero, after = address(language, name, 0).rpartition("/0/")
    return f"{before}/{number}/{after}"


@lru_cache(maxsize=10_000)
def _address(_prefix: str, language: str, name: str, args: tuple[object, ...]) -> str:
    with translation.override(language):
        return reverse(f"articles:{name}", args=args)
