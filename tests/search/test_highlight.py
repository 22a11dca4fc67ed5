"""Highlights fall on the words as the editor wrote them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import Marker
from articles.search.query import Query, parse
from articles.text.arabic import stem, words


def marker(text: str, query: Query) -> Marker:
    forms = {atom.stem: frozenset(word for word in words(text) if stem(word) == atom.stem) for atom in query.atoms}
    return Marker(query, forms)


def marked(text: str, query: Query) -> str:
    return marker(text, query).marked(text)


def snippet(text: str, query: Query) -> str:
    return marker(text, query).snippet(text)


def test_the_original_spelling_is_marked() -> None:
    assert (
        marked("قالَ أحمد إنَّ الانتخابات", parse("احمد انتخابات")) == "قالَ <mark>أحمد</mark> إنَّ <mark>الانتخابات</mark>"
    )


def test_everything_else_is_escaped() -> None:
    assert marked("<b>أحمد</b> & «علي»", parse("احمد")) == "&lt;b&gt;<mark>أحمد</mark>&lt;/b&gt; &amp; «علي»"


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    text = marked("مجلس النواب ومجلس الأمن و مجلس الأمن", parse("«مجلس الأمن»"))
    assert text == "مجلس النواب ومجلس الأمن و <mark>مجلس</mark> <mark>الأمن</mark>"


def test_a_beginning_is_marked() -> None:
    assert marked("Ukraine and Ukrainians", parse("ukrain*")) == "<mark>Ukraine</mark> and <mark>Ukrainians</mark>"


def test_a_number_is_marked_however_its_thousands_are_parted() -> None:
    text = "حضر 1 000 ثم ١٬٠٠٠ ثم 1.000 ثم 1000 و1 شخص"
    whole = "حضر <mark>1 000</mark> ثم <mark>١٬٠٠٠</mark> ثم <mark>1.000</mark> ثم <mark>1000</mark> و1 شخص"
    for typed in ("1 000", "1000", "١٬٠٠٠", "1,000"):
        assert marked(text, parse(typed)) == whole
    assert marked("حضر 1 000 و 1 شخص", parse("1")) == "حضر 1 000 و <mark>1</mark> شخص"


def test_the_snippet_is_where_the_query_is() -> None:
    filler = "كلام لا يهم أحدا في شيء. " * 40
    text = filler + "وصل لافروف إلى طهران صباحا. " + filler
    shown = snippet(text, parse("لافروف طهران"))
    assert "<mark>لافروف</mark> إلى <mark>طهران</mark>" in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(re.sub(r"</?mark>", "", shown)) < 240


def test_without_a_hit_the_snippet_is_the_beginning() -> None:
    shown = snippet("بداية النص " + "كلمة " * 200, parse("لافروف"))
    assert shown.startswith("بداية النص") and shown.endswith(" …")


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("نص قصير", parse("نص")) == "<mark>نص</mark> قصير"


@given(st.text(max_size=400), st.text(max_size=40))
def test_marking_changes_nothing_but_marks(text: str, typed: str) -> None:
    import html

    assert html.unescape(re.sub(r"</?mark>", "", marked(text, parse(typed)))) == html.unescape(html.escape(text))
    snippet(text * 3, parse(typed))


def in_short(standfirst: str, body: str, query: Query) -> str:
    return marker(f"{standfirst} {body}", query).in_short(standfirst, body)


def test_a_story_is_told_by_its_introduction_or_else_by_what_its_text_answers() -> None:
    query, introduction = parse("لافروف"), "وزير خارجية روسيا في زيارة"
    assert in_short("لافروف في زيارة", "وصل لافروف", query) == "<mark>لافروف</mark> في زيارة"
    assert in_short(introduction, "وصل لافروف", query) == "وصل <mark>لافروف</mark>"
    assert in_short(introduction, "وصل الوزير", query) == introduction
    assert in_short("", "وصل الوزير", query) == "وصل الوزير"
