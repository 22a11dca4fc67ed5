"""An archive in which something is related."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

VISIT = "وصل وزير الخارجية الروسي سيرغي لافروف إلى طهران للقاء نظيره الإيراني حسين أمير عبد اللهيان"
TALKS = "بحث لافروف في طهران مع عبد اللهيان تطورات الحرب في قطاع غزة وملف الرهائن الروس"
SPORT = "فاز فريق النجم الساحلي على ضيفه الترجي بثلاثة أهداف في مباراة حضرها جمهور كبير"
MARKET = "ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج وتراجع الدولار"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Keep what a process remembers of an archive out of the next test."""
    from articles.related.archive import forget_frequencies
    from articles.related.tagging import forget_inventory

    forget_frequencies()
    forget_inventory()


@pytest.fixture
def print_story(write_story: Callable[..., Any], db: Any) -> Callable[..., Any]:
    """Return a function that writes a story which is out, and of which neither index nor fingerprints know."""
    from django.utils import timezone

    def write(headline: str, body: str, *, days: int = 1, out: str = "ar", **fields: Any) -> Any:
        times = {f"published_at_{code}": timezone.now() - timedelta(days=days) for code in out.split()}
        return write_story(headline, out=out, body_ar=f"<p>{body}</p>", **times, **fields)

    return write


@pytest.fixture
def run_story(print_story: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that writes a story which is out, indexed and fingerprinted."""

    def run(*args: Any, **fields: Any) -> Any:
        story = print_story(*args, **fields)
        _learn([story.pk])
        return story

    return run


def _learn(stories: list[int]) -> None:
    from articles.related import remembered
    from articles.search import index

    index.update(stories)
    remembered.remember(stories)


@pytest.fixture
def archive(print_story: Callable[..., Any]) -> dict[str, Any]:
    """Two stories on one visit, a match and the oil price."""
    stories = {
        "visit": print_story("لافروف يصل إلى طهران", VISIT),
        "talks": print_story("لافروف يبحث ملف غزة في إيران", TALKS, days=3),
        "sport": print_story("النجم يفوز على الترجي", SPORT),
        "market": print_story("أسعار النفط ترتفع", MARKET),
    }
    _learn([story.pk for story in stories.values()])
    return stories


@pytest.fixture
def visit_text() -> str:
    """What the story of the visit says."""
    return VISIT


@pytest.fixture
def talks_text() -> str:
    """What the story of the talks says."""
    return TALKS
