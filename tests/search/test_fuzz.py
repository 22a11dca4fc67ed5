"""No query is an error, whatever was typed: seeded strings through search, the readers' page, suggestions and the desk.

Some run with the suite. For more, on the database in use: FUZZ=10000 pytest -n 0 tests/search/test_fuzz.py
"""

import os
from random import Random

import pytest
from django.test import Client

from articles.admin.finding import searched_stories
from articles.models import Article, Tag
from articles.search import index
from articles.search.engine import search
from articles.search.facets import facets
from articles.search.fields import FIELDS
from articles.search.suggestions import suggestions

pytestmark = pytest.mark.django_db

NUMBER = int(os.environ.get("FUZZ", "120"))
SEED = 7
LETTERS = (
    "ابتةأىعلي لافروف \"«»“”-–:*٭|()&!<>'\\%_^~.,٫٥0#=$@{}[]`?/;+\u200f\u200c\u0301\u064e\x00\x1f\n\t"
    "éїİßﬁﷺ👍🏽कि\u1c90\ud800\U000e0041ʼꟲ🄰½²Ⅷ"
)
PIECES = (
    *("لافروف", "طهران", "الانتخابات", "في", "Lavrov", "Лавров", "کتاب‌ها", "16.5", "1,000", "٢٠٢٣-١٠-٢٧"),
    *(
        "OR",
        "أو",
        "AND",
        "NOT",
        "NEAR(",
        "NEAR/3",
        "words:x",
        "rowid",
        "^",
        "*",
        "-",
        "--",
        "|",
        ":*",
        "<->",
        "' OR 1=1 --",
    ),
    *(f"{name}:" for names in FIELDS.values() for name in names.split()),
    *('"', "«", "»", "-«", "و" * 70, "\u064b" * 90, "ب" * 500, "'" * 40, "\\" * 9, "%s", "{}", "&amp;", "<script>"),
)


def typed(random: Random) -> str:
    if random.random() < 0.5:
        return "".join(random.choice(LETTERS) for _ in range(random.randint(0, 40)))
    parts = [random.choice(PIECES) for _ in range(random.randint(1, 9))]
    return random.choice(("", " ", "  ")).join(parts)


def is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def test_no_query_is_an_error(write_story):
    story = write_story(
        "لافروف في طهران", out="ar en", body_ar="<p>قبل الانتخابات 16.5</p>", headline_en="Lavrov visits"
    )
    story.tags.add(Tag.objects.create(name_ar="سيرغي لافروف"))
    index.update([story.pk, write_story("خبر ثان", out="ar").pk])
    random, reader = Random(SEED), Client()  # noqa: S311
    for number in range(NUMBER):
        every = 4 if number < 1000 else 40  # the page costs five times the search
        text = typed(random)
        results = search(Article.objects.for_lists("ar"), text, "ar")
        for article in results[:5]:
            results.highlight(article)
        facets(results)
        if number % every == 0 and is_text(text):
            assert reader.get("/search/", {"q": text}).status_code == 200, text
            suggestions(text, "ar")
            list(searched_stories(Article.objects.all(), text)[:5])
