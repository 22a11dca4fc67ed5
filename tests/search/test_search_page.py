"""The reader's page of results: what is found, how it is narrowed, and what is offered when nothing is."""

import re
import threading
from datetime import timedelta
from html import unescape
from itertools import cycle, product
from random import Random
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Author, Byline, SearchQuery, Section, Tag
from articles.search import asked, did_you_mean, engine, index
from articles.views import misnamed
from articles.views import search as page

pytestmark = pytest.mark.django_db
LANGUAGES = {"ar": "/search/", "en": "/en/search/", "uk": "/uk/search/", "fa": "/fa/search/"}


@pytest.fixture(autouse=True)
def counted_by_hand(monkeypatch):
    """Count when the test says so, and nothing of what came before."""
    monkeypatch.setattr(threading.Timer, "start", lambda timer: None)
    asked.batch.waiting.clear()


@pytest.fixture
def reader():
    return Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})


@pytest.fixture
def story(write_story):
    def write(headline, body="", *, tags=(), author=None, **fields):
        fields.setdefault("out", "ar")
        article = write_story(headline, body_ar=f"<p>{body or 'نص الخبر.'}</p>", **fields)
        article.tags.add(*tags)
        if author:
            Byline.objects.create(article=article, author=author)
        index.update([article.pk])
        return article

    return write


def shown(response):
    assert response.status_code == 200
    return [found.story.headline for found in response.context["answer"].found]


def search(reader, text, path="/search/", **conditions):
    return reader.get(path, {"q": text, **conditions})


def facet(response, name):
    groups = {group.name: group for group in response.context["facets"]}
    return (
        {re.sub("<[^>]+>", "", str(choice.text)): choice for choice in groups[name].choices} if name in groups else {}
    )


@pytest.mark.parametrize("typed", ["احمد", "أحمد", "أَحمد", "أحـمد", "وأحمد"])
def test_any_spelling_finds_and_the_original_is_marked(reader, story, typed):
    story("أحمد يصل إلى كييف", body="قال أحمد إن الحرب ستنتهي")
    story("خبر آخر")
    response = search(reader, typed)
    assert shown(response) == ["أحمد يصل إلى كييف"]
    text = response.content.decode()
    assert "<mark>أحمد</mark> يصل إلى كييف" in text
    assert "قال <mark>أحمد</mark> إن" in text


@pytest.mark.parametrize(("language", "typed"), [("ar", "طهران"), ("en", "tehran"), ("uk", "тегеран"), ("fa", "تهران")])
def test_each_language_searches_its_own_words(reader, story, typed, language):
    story("لافروف في طهران", out="ar en uk fa", headline_en="Lavrov in Tehran", headline_uk="Лавров у Тегерані",
          headline_fa="لاوروف در تهران")  # fmt: skip
    own = search(reader, typed, LANGUAGES[language])
    assert len(shown(own)) == 1
    assert own.content.decode().count("<mark>") >= 1


def test_what_is_marked_is_escaped(reader, story):
    story("<b>لافروف</b> & غيره", body="&lt;script&gt; لافروف")
    text = search(reader, "لافروف").content.decode()
    assert "&lt;b&gt;<mark>لافروف</mark>&lt;/b&gt; &amp; غيره" in text
    assert "<script> " not in text and "<b>لافروف" not in text


@pytest.fixture
def many(write_story, section):
    """Eight stories on one word, of two sections, tags, authors, years and kinds."""
    stories = []
    child = Section.objects.create(name_ar="دبلوماسية", slug="diplomacy", parent=section)
    sport = Section.objects.create(name_ar="رياضة", slug="sport")
    war, talks = Tag.objects.create(name_ar="الحرب", slug="war"), Tag.objects.create(name_ar="المحادثات", slug="talks")
    leila, samir = (
        Author.objects.create(name_ar="ليلى", slug="leila"),
        Author.objects.create(name_ar="سمير", slug="samir"),
    )
    for number in range(8):
        story = write_story(
            f"موسكو {number}",
            out="ar",
            section=[section, child, sport, sport][number % 4],
            kind="analysis" if number == 0 else "news",
            published_at_ar=timezone.make_aware(timezone.datetime(2022 + number % 2, 6, 1 + number)),
        )
        story.tags.add(*([war, talks] if number % 2 else [war]))
        Byline.objects.create(article=story, author=leila if number < 6 else samir)
        stories.append(story.pk)
    index.update(stories)


def test_the_facets_count_what_was_found(reader, many, story):
    story("خبر لا يخصها", tags=[Tag.objects.get(slug="war")])
    response = search(reader, "موسكو")
    counts = {
        name: {text: one.count for text, one in facet(response, name).items()}
        for name in ("section", "tag", "author", "year", "kind")
    }
    assert counts["section"] == {"سياسة": 4, "رياضة": 4}
    assert counts["tag"] == {"الحرب": 8, "المحادثات": 4}
    assert counts["author"] == {"ليلى": 6, "سمير": 2}
    assert counts["year"] == {"2023": 4, "2022": 4}
    assert sorted(counts["kind"].values()) == [1, 7]


def test_each_facet_leads_to_as_many_stories_as_it_says(reader, many):
    for group in search(reader, "موسكو").context["facets"]:
        for choice in group.choices:
            assert len(shown(reader.get(f"/search/{choice.url}"))) == choice.count, (group.name, str(choice.text))


def test_facets_combine_and_are_dropped_again(reader, many):
    response = search(reader, "موسكو", section="politics", year="2023")
    assert sorted(shown(response)) == ["موسكو 1", "موسكو 5"]
    chosen = facet(response, "section")["سياسة"]
    assert chosen.is_chosen and parse_qs(chosen.url[1:]) == {"q": ["موسكو"], "year": ["2023"]}
    assert len(response.context["conditions"]) == 2
    further = facet(response, "section")["دبلوماسية"]
    assert parse_qs(further.url[1:]) == {"q": ["موسكو"], "year": ["2023"], "section": ["diplomacy"]}
    assert 'value="2023"' in response.content.decode(), "the form of dates keeps the other conditions"


def test_dates_narrow_and_a_wrong_one_is_named_and_left_out(reader, many):
    assert shown(search(reader, "موسكو", **{"from": "2023-06-05"})) == ["موسكو 7", "موسكو 5"]
    assert len(shown(search(reader, "موسكو", to="٢٠٢٢-١٢-٣١"))) == 4
    wrong = search(reader, "موسكو", **{"from": "yesterday", "year": "20000", "sort": "x"})
    assert len(shown(wrong)) == 8
    assert len(wrong.context["filter"].problems()) == 3


@pytest.mark.parametrize(
    "days",
    [
        ("2023-06-04", "2023-06-06"),
        ("2023-06-06", "2023-06-04"),
        ("4/6/2023", "6/6/2023"),
        ("٠٤.٠٦.٢٠٢٣", "06-06-2023"),
    ],
)
def test_days_are_understood_as_they_are_written_here_and_either_way_round(reader, many, days):
    found = search(reader, "موسكو", **dict(zip(("from", "to"), days, strict=True)))
    assert [choice.text for _label, choice in found.context["conditions"]] == ["4 يونيو 2023", "6 يونيو 2023"]
    assert sorted(shown(found)) == ["موسكو 3", "موسكو 5"]
    assert 'value="2023-06-04"' in found.content.decode()


def test_the_newest_first_leaves_out_what_barely_answers(reader, story):
    now = timezone.now()
    story("اتفاق القمح بين موسكو وأنقرة", body="القمح في موسكو", published_at_ar=now - timedelta(days=9))
    story("القمح: موسكو توافق", body="القمح وموسكو", published_at_ar=now - timedelta(days=3))
    story("طقس موسكو", published_at_ar=now - timedelta(hours=1))
    assert len(shown(search(reader, "موسكو القمح"))) == 3
    assert shown(search(reader, "موسكو القمح", sort="newest")) == ["القمح: موسكو توافق", "اتفاق القمح بين موسكو وأنقرة"]


def test_pages_are_whole_and_keep_the_conditions(reader, story, monkeypatch):
    monkeypatch.setattr(page, "PAGE_SIZE", 3)
    for number in range(7):
        story(f"موسكو {number}")
    seen = [headline for number in (1, 2, 3) for headline in shown(search(reader, "موسكو", page=number))]
    assert sorted(seen) == [f"موسكو {number}" for number in range(7)]
    links = re.findall(
        r'rel="(?:prev|next) nofollow" href="([^"]+)"', search(reader, "موسكو", page=2, kind="news").content.decode()
    )
    assert [parse_qs(unescape(link)[1:]).get("page") for link in links] == [None, ["3"]]
    assert all(parse_qs(unescape(link)[1:])["kind"] == ["news"] for link in links)
    for number in ("0", "99", "x", "", "\0", "9" * 5000):
        assert shown(search(reader, "موسكو", page=number))


def test_several_spellings_are_named(reader, story):
    story("أحمد في كييف", body="وصل أحمد")
    story("احمد في لندن")
    story("أَحْمَد في موسكو")
    story("أحمدي في قم")
    assert search(reader, "احمد").context["answer"].spellings == [["أحمد", "احمد"]]
    assert search(reader, "كييف").context["answer"].spellings == []


@pytest.mark.parametrize(
    ("typed", "better"), [("بوغدانوق", "بوغدانوف"), ("f,y]hk,t", "بوغدانوف"), ("وصولبوغدانوف", "وصول بوغدانوف")]
)
def test_a_better_spelling_is_offered_with_what_it_finds(reader, story, typed, better):
    story("وصول بوغدانوف إلى موسكو")
    response = search(reader, typed)
    assert response.context["answer"].suggestion.text == better
    assert [found.story.headline for found in response.context["answer"].near] == ["وصول بوغدانوف إلى موسكو"]
    link = re.search(r'did-you-mean">.*?href="([^"]+)"', response.content.decode())[1]
    assert shown(reader.get(f"/search/{unescape(link)}")) == ["وصول بوغدانوف إلى موسكو"]


def test_a_better_spelling_is_offered_beside_results_of_the_other_words(reader, story):
    story("إسرائيل وحماس")
    story("حماس في القاهرة")
    response = search(reader, "اسرائل حماس")
    assert len(shown(response)) == 2
    assert response.context["answer"].suggestion.text == "إسرائيل حماس"


@pytest.mark.parametrize(
    "hidden",
    [
        {"out": ""},
        {"published_at_ar": timezone.now() + timedelta(days=1)},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_no_word_of_a_hidden_story_is_ever_offered(reader, story, hidden):
    story("سرقوسطانية مجهولة", **hidden)
    story("خبر مجهول")
    for typed in ("سرقوسطنية", "سرقوسطنية مجهولة"):
        response = search(reader, typed)
        assert response.context["answer"].suggestion is None
        assert "سرقوسطانية" not in response.content.decode()


def test_nothing_found_offers_what_is_near_and_popular(reader, story):
    story("مجلس الأمن يجتمع", tags=[Tag.objects.create(name_ar="الأمم المتحدة")])
    response = search(reader, "«الأمن مجلس»")
    text = response.content.decode()
    assert shown(response) == []
    assert [found.story.headline for found in response.context["answer"].near] == ["مجلس الأمن يجتمع"]
    assert "الأمم المتحدة" in text
    narrowed = search(reader, "مجلس", kind="opinion")
    assert [found.story.headline for found in narrowed.context["answer"].near] == ["مجلس الأمن يجتمع"]
    assert not search(reader, "ظظظظظظ").context["answer"].near


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("قسم:الزلازل", ["الزلازل في اليابان"]),
        ("الزلازل -الزلازل -لافروف", ["الزلازل في اليابان"]),
        ("زلازل حتى:1950", ["الزلازل في اليابان"]),
        ("الزلا* قسم:فلك", ["الزلازل في اليابان"]),
        ("منذ:2090", []),
    ],
)
def test_what_is_near_holds_what_was_looked_for_and_nothing_of_its_conditions(reader, story, typed, near):
    story("قسم جديد في الكلية منذ 2090")
    story("لافروف في طهران")
    story("الزلازل في اليابان")
    answer = search(reader, typed).context["answer"]
    assert not answer.found and [found.story.headline for found in answer.near] == near


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("كاتب:ليلا", "كاتب:«ليلى حداد»"),
        ("كاتب:«ليلى حدّادد» طهران", "كاتب:«ليلى حداد» طهران"),
        ("وسم:لافرف", "وسم:«سيرغي لافروف»"),
        ("قسم:سياصة", "قسم:سياسة"),
        ("كاتب:ليلى بغداد", None),
        ("كاتب:رهام", None),
        ("كاتب:زاهر", None),
    ],
)
def test_a_slip_in_the_name_of_a_field_is_told_and_no_hidden_name(reader, story, typed, meant):
    tag = Tag.objects.create(name_ar="سيرغي لافروف")
    story("زيارة إلى طهران", tags=[tag], author=Author.objects.create(name_ar="ليلى حداد"))
    story("مسودة بغداد", out="", author=Author.objects.create(name_ar="ريهام زاهي"))
    suggestion = search(reader, typed).context["answer"].suggestion
    assert (suggestion and suggestion.text) == meant
    if meant:
        assert [found.headline for found in suggestion.results] == ["زيارة إلى طهران"]


def test_of_many_names_only_those_near_the_typed_one_are_looked_through(reader, story, monkeypatch):
    monkeypatch.setattr(misnamed, "MOST", 1)
    story("أخبار", tags=[Tag.objects.create(name_ar=name) for name in ("الاقتصاد", "الرياضة", "سيرغي لافروف")])
    suggestion = search(reader, "وسم:لافرف").context["answer"].suggestion
    assert suggestion and suggestion.text == "وسم:«سيرغي لافروف»"


TYPED = [
    *("", " ", "\0", "\0لافروف\0", "-", "«»", '"', "OR", "أو أو أو", "كاتب:", "منذ:", "***", "-" * 300, "ا" * 10_000),
    *("لافروف " * 2000, "'; DROP TABLE x; --", "<script>alert(1)</script>", "\u202e\u200f", "%00", "NEAR(", "words:x^"),
]
HOME, *ABROAD = LANGUAGES.values()
ASKED = [*((text, HOME) for text in TYPED), *zip(TYPED, cycle(ABROAD), strict=False)]


@pytest.mark.parametrize(("typed", "path"), ASKED)
def test_any_input_is_a_query(reader, story, typed, path):
    story("لافروف في طهران")
    response = search(reader, typed, path)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_random_input_is_a_query_with_any_conditions(reader, story):
    story("لافروف في طهران")
    random = Random(11)  # noqa: S311
    letters = "ابتأىعلي لافروف \"«»-–:*|()&!<>'\\%_^~.,٥0\u200f\u0301\x00éїİﷺ👍"
    names = ("q", "section", "tag", "author", "kind", "year", "from", "to", "sort", "page")
    for _number in range(60):
        given = {name: "".join(random.choices(letters, k=random.randint(0, 30))) for name in random.sample(names, 4)}
        assert reader.get("/search/", given).status_code == 200, given


def test_signs_alone_are_told_from_words(reader, story):
    story("لافروف في طهران", out="ar en")
    text = search(reader, "؟!", "/en/search/").content.decode()
    assert "Write a word to search for" in text
    assert "Nothing was found" not in text
    assert "Nothing was found for" in search(reader, "<i>zzz", "/en/search/").content.decode()


def test_the_page_works_without_script(reader, many):
    text = search(reader, "موسكو").content.decode()
    assert "<script>" not in text and " onclick" not in text and "style=" not in text


def test_search_engines_are_led_from_what_is_found_to_the_search_itself(reader, many):
    """A page of results is no page of its own; one that a stranger made up, of nothing found, is kept out."""
    noindex, canonical = '<meta name="robots" content="noindex, follow">', '<link rel="canonical" href="http'
    for given in ({}, {"q": "موسكو"}):
        text = reader.get("/search/", given).content.decode()
        assert noindex not in text and '<meta name="description"' in text
        assert re.findall(f'{canonical}[^"]+"', text)[0].endswith('/search/"')
    for given in ({"q": "ربح سريع"}, {"q": "موسكو", "section": "sport"}):
        assert noindex in reader.get("/search/", given).content.decode(), given


def test_what_is_found_is_sent_compressed_to_who_accepts_it(reader, many, settings):
    settings.PAGE_CACHE = True
    page = reader.get("/search/", {"q": "موسكو"}, headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip" and "Accept-Encoding" in page["Vary"]
    assert len(page.content) < 20_000


@pytest.fixture
def asked_of_the_index(monkeypatch):
    """Return the list that takes how many queries each search of the index made."""
    made = []

    def counted(*args, **kwargs):
        with CaptureQueriesContext(connection) as captured:
            results = engine.search(*args, **kwargs)
        made.append(len(captured))
        return results

    def counted_suggestion(*args):
        with CaptureQueriesContext(connection) as captured:
            suggestion = did_you_mean.did_you_mean(*args)
        assert len(captured) - sum(made[1:]) <= 3, "two questions to the vocabulary, one for how it is written"
        made.append(len(captured) - sum(made[1:]))
        return suggestion

    monkeypatch.setattr(page, "find", counted)
    monkeypatch.setattr(did_you_mean, "search", counted)
    monkeypatch.setattr(page, "did_you_mean", counted_suggestion)
    return made


CONDITIONS: dict[str, dict[str, str]] = {
    "plain": {},
    "narrowed": {"section": "politics", "kind": "news", "year": "2023", "sort": "newest"},
    "by name": {"tag": "tag-0", "author": "author-0"},
    "second page": {"page": "2"},
}


@pytest.mark.parametrize("count", [3, 60])
def test_a_page_makes_no_more_queries_than_its_ceiling(reader, story, count, asked_of_the_index):
    tags = [Tag.objects.create(name_ar=f"وسم {n}", slug=f"tag-{n}") for n in range(8)]
    author = Author.objects.create(name_ar="كاتب", slug="author-0")
    june = timezone.make_aware(timezone.datetime(2023, 6, 1))
    for number in range(count):
        story(f"خبر {number} من موسكو", tags=tags, author=author, published_at_ar=june)
    for text, name in product(["خبر", "خبر موسكو اليوم", "خبرر موسكو", "لاشيء", ""], CONDITIONS):
        asked_of_the_index.clear()
        with CaptureQueriesContext(connection) as made:
            assert search(reader, text, **CONDITIONS[name]).status_code == 200
        most = 6 if "year" in CONDITIONS[name] else 4  # two tell where the days begin and end
        # The edition is read four times a second at most, and the sections when it has changed.
        own = len([one for one in made if "articles_edition" not in one["sql"]]) - sum(asked_of_the_index)
        assert (len(asked_of_the_index) <= 4, max(asked_of_the_index) <= most, own <= 8) == (
            True,
            True,
            True,
        ), (
            text,
            name,
        )


def test_a_query_is_counted_without_its_person(reader, story):
    story("لافروف في طهران")
    search(reader, "لافروف")
    search(reader, "«لافرُوف»!")
    search(reader, "بوتين")
    assert not SearchQuery.objects.exists()
    asked.batch.flush()
    rows = list(SearchQuery.objects.order_by("-query").values_list("day", "language", "query", "asked", "hits"))
    today = timezone.localdate()
    assert rows == [(today, "ar", "لافروف", 2, 1), (today, "ar", "بوتين", 1, 0)]
    assert {field.name for field in SearchQuery._meta.fields} == {"id", "day", "language", "query", "asked", "hits"}


def test_pages_conditions_robots_and_what_tells_of_a_person_are_not_counted(reader, story):
    story("لافروف في طهران")
    search(reader, "لافروف", page=2)
    search(reader, "لافروف", kind="news")
    search(reader, "؟")
    search(reader, "rima@example.org")
    search(reader, "٠٠٩٦١٧١٢٣٤٥٦٧")
    search(reader, "+961 71 234 567")
    search(reader, "٠٥٠-١٢٣-٤٥٦٧")
    search(reader, "(071) 234.567")
    search(reader, "rima @ example.org")
    for agent in ("Googlebot/2.1", "curl/8.5", "", "facebookexternalhit/1.1 (preview)"):
        search(Client(headers={"user-agent": agent}), "لافروف")
    reader.get("/search/", {"q": "لافروف"}, headers={"Sec-Purpose": "prefetch"})
    asked.batch.flush()
    assert not SearchQuery.objects.exists()


@pytest.mark.parametrize("typed", ["27/10/2023", "موسم 2022-2023", "٢٧ - ١٠ - ١٤٤٥", "14 جانفي 2011 الساعة 12.30"])
def test_dates_are_no_numbers_of_persons(reader, typed):
    search(reader, typed)
    asked.batch.flush()
    assert SearchQuery.objects.count() == 1


def test_a_flood_of_invented_queries_ends(reader, monkeypatch):
    monkeypatch.setattr("articles.models.search_query.MOST_A_DAY", 3)
    for number in range(6):
        search(reader, f"كلمة{number}")
    asked.batch.flush()
    assert SearchQuery.objects.count() == 3


def test_a_long_query_is_counted_in_its_beginning(reader):
    search(reader, "كلمة " * 60)
    asked.batch.flush()
    assert len(SearchQuery.objects.get().query) <= 120


def test_the_demo_is_found_after_loading_it(reader):
    from django.core.management import call_command

    call_command("load_fixtures", verbosity=0)
    assert not index.drift()
    assert shown(search(reader, "بوغدانوف"))
    assert Article.objects.published("en").count()
    assert shown(search(reader, "russia", "/en/search/"))


def test_a_name_is_found_in_another_spelling_which_is_named(reader, story):
    story("زيلينسكي يصل إلى واشنطن")
    response = search(reader, "زيلنسكي")
    assert shown(response) == ["زيلينسكي يصل إلى واشنطن"]
    assert "<mark>زيلينسكي</mark> يصل" in response.content.decode()
    assert response.context["answer"].spellings == [["زيلينسكي"]]
    assert response.context["answer"].suggestion is None


def test_of_two_spellings_the_one_typed_comes_first(reader, story):
    story("زيلينسكي في واشنطن")
    story("زيلنسكي في واشنطن")
    story("زيلينسكي في باريس")
    response = search(reader, "زيلنسكي")
    assert shown(response)[0] == "زيلنسكي في واشنطن" and len(shown(response)) == 3
    assert response.context["answer"].spellings == [["زيلينسكي", "زيلنسكي"]]


def test_a_rarer_spelling_is_worth_no_more_than_the_one_typed(reader, story):
    for number in range(6):
        story(f"زيلينسكي في واشنطن {number}")
    story("زيلنسكي في واشنطن")
    assert shown(search(reader, "زيلينسكي"))[0] != "زيلنسكي في واشنطن"


def test_a_word_found_in_another_form_is_not_corrected(reader, story):
    story("عبد الإله بنكيران في الرباط")
    for number in range(30):
        story(f"عبدالله {number}")
    response = search(reader, "عبدالاله بنكيران")
    assert shown(response)[0] == "عبد الإله بنكيران في الرباط"
    assert response.context["answer"].suggestion is None


def test_a_right_word_of_a_headline_is_not_corrected(reader, story):
    for number in range(25):
        story(f"مليون {number}")
    story("ميلوني تزور طرابلس")
    response = search(reader, "ميلوني")
    assert shown(response) == ["ميلوني تزور طرابلس"]
    assert response.context["answer"].suggestion is None


def test_two_words_for_one_are_proposed_only_when_they_stand_side_by_side(reader, story):
    story("نت جديد", body="موقع ياهو")
    assert search(reader, "نتياهوو").context["answer"].suggestion is None
    assert search(reader, "نتياهو").context["answer"].suggestion is None
    story("مجلس الأمن")
    assert search(reader, "مجلسالأمن").context["answer"].suggestion.text == "مجلس الأمن"


def test_what_was_published_on_a_named_day_is_offered(reader, story):
    moment = timezone.make_aware(timezone.datetime(2023, 10, 27, 12))
    story("لافروف في طهران", published_at_ar=moment)
    story("خبر جديد عن لافروف")
    response = search(reader, "لافروف 27 أكتوبر 2023")
    url = response.context["answer"].published.url
    assert parse_qs(url[1:]) == {"q": ["لافروف"], "from": ["2023-10-27"], "to": ["2023-10-27"]}
    assert shown(reader.get(f"/search/{url}")) == ["لافروف في طهران"]
    assert "27 أكتوبر 2023 · لافروف" in response.content.decode()
    alone = search(reader, "أخبار أكتوبر 2023").context["answer"].published.url
    assert alone == "/archive/2023/10/" and reader.get(alone).status_code == 200


@pytest.mark.parametrize("typed", ["لافروف 28 أكتوبر 2023", "ماكرون نوفمبر 2023", "لافروف"])
def test_nothing_is_offered_of_days_without_stories(reader, story, typed):
    story("لافروف في طهران", published_at_ar=timezone.make_aware(timezone.datetime(2023, 10, 27, 12)))
    assert search(reader, typed).context["answer"].published is None


@pytest.mark.parametrize(
    "typed", ["منذ:27/10/2023 لافروف", "حتى:«أكتوبر 2023»", "لافروف منذ:2023-10-27 حتى:2023-10-28"]
)
def test_days_that_are_conditions_are_not_offered_besides(reader, story, typed):
    story("لافروف في طهران", published_at_ar=timezone.make_aware(timezone.datetime(2023, 10, 27, 12)))
    response = search(reader, typed)
    assert shown(response) == ["لافروف في طهران"] and response.context["answer"].published is None


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("لافروف باريس", True),
        ("لافروف كلمهغريبهجدا", True),
        ("لافروف طهران", False),
        ("لافروف", False),
        ("لافروف أو باريس", False),
        ("زيارة إلى علي العريض", False),
        ("ماذا قال لافروف عن باريس يا ترى أمس", False),
    ],
)
def test_a_page_says_when_no_story_has_all_the_words(reader, story, typed, is_told):
    story("لافروف في طهران", body="زيارة")
    story("ماكرون في باريس", body="زيارة العريض")
    assert ("لا مادة فيها كل الكلمات" in search(reader, typed).content.decode()) is is_told


def test_a_draft_with_all_the_words_is_not_told_by_the_page(reader, story):
    story("لافروف في طهران")
    story("لافروف في طهران عند المرشد", out="")
    assert "لا مادة فيها كل الكلمات" in search(reader, "لافروف المرشد").content.decode()


def test_no_hidden_story_makes_an_offer(reader, story):
    story("لافروف في طهران", out="", published_at_ar=timezone.make_aware(timezone.datetime(2023, 10, 27, 12)))
    assert search(reader, "27 أكتوبر 2023").context["answer"].published is None


def test_counts_of_a_search_that_was_cut_are_told_as_the_least(reader, many, monkeypatch):
    whole = search(reader, "موسكو 1")
    assert not whole.context["answer"].results.is_cut and "8 مواد" in re.sub("<[^>]+>", "", whole.content.decode())
    monkeypatch.setattr(engine, "TIERS", (3, 4, 5))
    cut = re.sub("<[^>]+>", "", search(reader, "موسكو 1").content.decode())
    assert "أكثر من 8" in cut and "4+" in cut
