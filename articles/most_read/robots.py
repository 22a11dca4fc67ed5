"""Telling programs from readers, by the name that they give themselves."""

import re

SHORTEST = 20
"""Letters: browsers say more of themselves."""
ROBOTS = re.compile(
    r"(?<!cu)bots?\b|crawl|spider|slurp|archiver|fetch|scrape|scanner|monitor|uptime|pingdom|preview|validator"
    r"|lighthouse|pagespeed|headless|phantomjs|selenium|puppeteer|playwright|facebookexternalhit|^whatsapp|embedly"
    r"|feed|\brss\b|curl|wget|httpie|python|java/|\bperl\b|\bruby\b|\bphp\b|go-http|axios|okhttp|libwww|postman",
    re.IGNORECASE,
)


def is_robot(user_agent: str) -> bool:
    """Return whether a ``User-Agent`` is that of a program rather than of somebody who reads."""
    return len(user_agent) < SHORTEST or ROBOTS.search(user_agent) is not None
