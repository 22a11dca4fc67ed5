"""Which addresses a body may hold. Each function answers the address as it should be written, or "" to refuse it."""

import re
from urllib.parse import SplitResult, urlsplit

SCHEMES = {"http", "https", "mailto", "tel"}
MAX_ADDRESS = 2_000

_INVISIBLE = re.compile(r"[\t\n\r\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\<>\"\ud800-\udfff]")
_HOST = re.compile(r"[\w\-.:]+")


def href(address: str) -> str:
    """Where a link may lead: http, https, mailto, tel, or a place on this site."""
    address = _tidy(address)
    if address.startswith("//"):
        address = f"https:{address}"
    parts = _split(address)
    if parts is None or not address:
        return ""
    if parts.scheme in ("http", "https"):
        return address if _has_honest_host(parts) else ""
    if parts.scheme:
        return address if parts.scheme in SCHEMES and parts.path and not parts.netloc else ""
    return "" if ":" in parts.path.partition("/")[0] else address


def is_outside(address: str) -> bool:
    """Whether a link that `href` let through names a host."""
    return urlsplit(address).scheme in ("http", "https")


def embed_url(address: str) -> str:
    """A page of another site to be shown as a card: http or https, a host, no user name and no password."""
    address = href(address)
    return address if is_outside(address) else ""


def image_source(address: str) -> str:
    """A picture on this site: a path from its root."""
    address = _tidy(address)
    if not address.startswith("/") or address.startswith("//") or _split(address) is None:
        return ""
    return "" if ".." in address.lower().replace("%2e", ".").split("/") else address


def _tidy(address: str) -> str:
    """Without what browsers overlook and what a paste from right-to-left text brings along, and without spaces."""
    address = _INVISIBLE.sub("", address).strip()
    return "" if _FORBIDDEN.search(address) else re.sub(r"\s", "%20", address)


def _split(address: str) -> SplitResult | None:
    if len(address) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _has_honest_host(parts: SplitResult) -> bool:
    if parts.username is not None or parts.password is not None:
        return False
    return bool(parts.hostname and _HOST.fullmatch(parts.hostname))
