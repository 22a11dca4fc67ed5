"""Full addresses, for what leaves the site: a feed, a share preview, structured data."""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.encoding import iri_to_uri

from articles.models.addresses import address

OWN_PATH = re.compile(r'(\s(?:href|src)=")(/(?!/)[^"]*)"')
OWN_SET = re.compile(r'(\ssrcset=")([^"]*)"')


def absolute(path: str) -> str:
    """Return the full address of a path of this site, percent-encoded; a full address stays as it is."""
    return path if "://" in path else settings.SITE_URL + _encoded(path)


_encoded = lru_cache(maxsize=10_000)(iri_to_uri)


def page_in(language: str, name: str, *args: object) -> str:
    """Return the full address of a page of the readers' site in a language."""
    return absolute(address(language, name, *args))


def with_absolute_links(html: str) -> str:
    """Return our own (sanitised, rendered) HTML with every link and picture led back to this site."""
    html = OWN_PATH.sub(lambda found: f'{found[1]}{absolute(found[2])}"', html)
    return OWN_SET.sub(lambda found: f'{found[1]}{_absolute_set(found[2])}"', html)


def _absolute_set(candidates: str) -> str:
    parts = (candidate.strip().partition(" ") for candidate in candidates.split(","))
    return ", ".join(f"{absolute(url)}{space}{width}" for url, space, width in parts)
