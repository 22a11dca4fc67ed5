"""What a page of a running site costs: requests a second, and processor time a request of the server's processes."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

CONNECTIONS = 8
TICKS = os.sysconf("SC_CLK_TCK")
SCRIPT = """
local paths, i = {%s}, 0
function request() i = i %% #paths + 1; return wrk.format("GET", paths[i], {["Accept-Encoding"] = "gzip"}) end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("\\nDONE %%d %%d %%d\\n", summary.requests, summary.duration,
    e.status + e.connect + e.read + e.write + e.timeout))
end
"""


class Cost(NamedTuple):
    """Processor milliseconds a request, requests a second, and answers that failed."""

    cpu_ms: float
    per_second: float
    failed: int


class Own(NamedTuple):
    """What a page of ours asks of the database and sends, nothing stored: the middle of its addresses."""

    queries: int
    bytes: int


class Site(NamedTuple):
    """A running site: the processes whose time counts (with their children), and its pages by kind."""

    name: str
    address: str
    processes: tuple[int, ...]
    pages: dict[str, list[str]]


def cost(site: Site, kind: str, seconds: int) -> Cost:
    """Ask a site for the pages of a kind, by ``wrk``, for so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(SCRIPT % ",".join(json.dumps(path, ensure_ascii=False) for path in site.pages[kind]))
        script.flush()
        before = sum(map(processor_seconds, site.processes))
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", script.name]
        answer = subprocess.run([*command, site.address], capture_output=True, text=True, check=True)  # noqa: S603
        used = sum(map(processor_seconds, site.processes)) - before
    requests, microseconds, failed = map(int, re.findall(r"^DONE (\d+) (\d+) (\d+)$", answer.stdout, re.M)[0])
    return Cost(1000 * used / max(requests, 1), requests / (microseconds / 1e6), failed)


def own_pages(pages: dict[str, list[str]], most: int = 20) -> dict[str, Own]:
    """Return what each kind of page asks of the database and sends."""
    client, found = Client(), {}
    with override_settings(PAGE_CACHE=False, ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        for kind, paths in pages.items():
            counted = []
            for path in paths[:most]:
                with CaptureQueriesContext(connection) as captured:
                    answer = client.get(path, headers={"accept-encoding": "gzip"})
                counted.append((len(captured), len(answer.content)))
            found[kind] = Own(*(int(statistics.median(column)) for column in zip(*counted, strict=True)))
    return found


def processor_seconds(process: int) -> float:
    """Return the seconds that a process, its children and those it waited for have used; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        threads = list(Path(f"/proc/{process}/task").iterdir())
        children = {int(child) for thread in threads for child in (thread / "children").read_text().split()}
    except FileNotFoundError:
        return 0
    return sum(map(int, fields[11:15])) / TICKS + sum(map(processor_seconds, children))


def served(settings_module: str, port: int, extra: dict[str, str]) -> subprocess.Popen:
    """Start our own server as production runs it, with some of the environment set, and wait until it answers."""
    environment = {
        **os.environ,
        **extra,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "off",
        "DEBUG": "off",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "newsroom.wsgi:application"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--blocking-threads", "2"]
    command += ["--workers-kill-timeout", "10"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--log-level", "error"], env=environment, cwd=settings.BASE_DIR
    )
    for _attempt in range(200):
        if answers(f"http://127.0.0.1:{port}/robots.txt"):
            return server
        time.sleep(0.1)
    server.terminate()
    raise TimeoutError


def answers(address: str) -> bool:
    """Return whether a page answers."""
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def together(sites: Iterable[Site], kinds: Iterable[str], seconds: int) -> dict[str, dict[str, Cost]]:
    """Measure each kind of page on each site that has it, the sites one after another for each kind."""
    found: dict[str, dict[str, Cost]] = {}
    for kind in kinds:
        found[kind] = {}
        for site in sites:
            if kind in site.pages:
                cost(site, kind, seconds)  # so long, so that every worker knows every page
                found[kind][site.name] = cost(site, kind, seconds)
    return found
