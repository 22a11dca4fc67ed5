"""Wire copy that came before is recognised, whatever was done to it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Fingerprint
from articles.related import remembered
from articles.related.copies import Copy
from articles.related.draft import Draft
from articles.related.duplicates import Duplicate, as_json, compare, describe, find_duplicates
from articles.steps import panel
from articles.workflow import prepublish

WIRE = (
    "أعلنت وزارة الخارجية الروسية أن نائب الوزير ميخائيل بوغدانوف التقى في موسكو وفدا "
    "من حركة حماس برئاسة موسى أبو مرزوق. "
    "وبحث الجانبان مسألة الإفراج الفوري عن الرهائن الأجانب المحتجزين في قطاع غزة وضمان إجلاء المواطنين الروس. "
    "وأكدت الوزارة في بيان موقف موسكو الثابت المؤيد لتنفيذ القرارات الدولية بشأن إقامة دولة فلسطينية مستقلة. "
    "من جهتها قالت وكالة تاس إن نائب وزير الخارجية الإيراني علي باقري كاني يزور العاصمة الروسية في الوقت نفسه."
)
OTHER = (
    "ارتفعت أسعار النفط في التعاملات المبكرة اليوم مع ترقب المستثمرين لاجتماع كبار المنتجين المقرر نهاية الأسبوع "
    "وسط توقعات بتمديد خفض الإنتاج حتى منتصف العام المقبل على الأقل بحسب محللين تحدثوا إلى الوكالة"
)


@pytest.fixture
def wire(run_story):
    return run_story("بوغدانوف يلتقي وفدا من حماس", WIRE, days=0)


def draft(body: str, headline: str = "", **fields) -> Draft:
    return Draft("ar", headline, body=f"<p>{body}</p>", **fields)


@pytest.mark.parametrize(
    ("body", "share"),
    [
        (WIRE, 0.9),
        (f"موسكو (وكالات) - {WIRE} (رويترز)", 0.9),
        (WIRE.replace("أ", "ا").replace("ة", "ه"), 0.9),
        (" ".join(WIRE.split()[: len(WIRE.split()) // 3]), 0.9),
        (" ".join(reversed(WIRE.split(". "))), 0.7),
        (OTHER + " " + WIRE[: len(WIRE) // 2] + " " + OTHER, 0.35),
    ],
    ids=["whole", "credited", "respelled", "a third", "reordered", "half inside another"],
)
def test_wire_copy_is_recognised(wire, body, share) -> None:
    [found] = find_duplicates(draft(body))
    assert found.article == wire
    assert found.copy.share >= share


def test_another_story_is_not_taken_for_a_copy(wire) -> None:
    assert find_duplicates(draft(OTHER)) == []
    assert find_duplicates(draft("")) == []
    assert find_duplicates(draft("التقى بوغدانوف وفدا من حركة حماس")) == []


def test_a_story_is_no_copy_of_itself_and_none_of_its_translation(wire) -> None:
    assert find_duplicates(Draft.of(wire, "ar")) == []
    assert find_duplicates(Draft("fa", body=f"<p>{WIRE}</p>")) == []


def test_a_daily_formula_is_no_copy(run_story) -> None:
    formula = (
        "يكون الطقس اليوم غائما جزئيا إلى كثيف السحب مع أمطار متفرقة أحيانا رعدية بالشمال والريح قوية نسبيا قرب السواحل"
    )
    for number in range(8):
        run_story(f"طقس اليوم {number}", f"{formula} وتتراوح الحرارة بين {number} و{number + 20} درجة", days=number + 1)
    assert find_duplicates(draft(f"{formula} وتتراوح الحرارة بين 30 و40 درجة")) == []


def test_the_warning_names_the_story_and_when_it_was_out(wire) -> None:
    type(wire).objects.filter(pk=wire.pk).update(published_at_ar=timezone.now() - timedelta(hours=2))
    [found] = find_duplicates(draft(WIRE))
    with translation.override("en"):
        told = describe(found)
    assert told == f"{found.percent}% the same as “بوغدانوف يلتقي وفدا من حماس”, published 2 hours ago"
    assert found.percent > 90
    assert as_json(found)["level"] == "copy"
    assert as_json(found)["id"] == wire.pk


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (timedelta(hours=-2), "The same story in other words as “بوغدانوف يلتقي وفدا من حماس”, published 2 hours ago"),
        (None, "The same story in other words as “بوغدانوف يلتقي وفدا من حماس”, not published yet, written"),
    ],
    ids=["published", "draft"],
)
def test_of_a_story_in_other_words_no_share_of_the_text_is_told(wire, published, told) -> None:
    now = timezone.now()
    at = now + (published or timedelta())
    wire.status = "published" if published else "draft"
    found = Duplicate(wire, Copy(wire.pk, 0.67, 0.2, 0.2, reworded=True), at)
    with translation.override("en"):
        assert describe(found, now).startswith(told)
        assert "%" not in describe(found, now)


def test_what_is_new_stands_beside_what_is_missing(wire) -> None:
    kept = WIRE.split(". ")
    new = ". ".join([*kept[:2], "وأضاف مصدر دبلوماسي أن جولة ثانية ستعقد في الدوحة مطلع الأسبوع القادم", kept[3]])
    sides = compare(draft(new, headline="بوغدانوف يلتقي وفدا من حماس"), wire)
    assert [passage.text for passage in sides["new"] if passage.is_new] == [
        "وأضاف مصدر دبلوماسي أن جولة ثانية ستعقد في الدوحة مطلع الأسبوع القادم."
    ]
    assert [passage.text[:12] for passage in sides["known"] if passage.is_new] == ["وأكدت الوزار"]


def test_fingerprints_follow_the_text_and_go_with_the_story(wire) -> None:
    before = set(Fingerprint.objects.values_list("hash", flat=True))
    wire.headline_ar, wire.body_ar = "النفط يرتفع", f"<p>{OTHER}</p>"
    wire.save()
    remembered.remember([wire.pk])
    after = set(Fingerprint.objects.values_list("hash", flat=True))
    assert after
    assert not before & after
    wire.delete()
    assert not Fingerprint.objects.exists()


def test_saving_a_story_stores_its_fingerprints_after_the_commit(
    write_story, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        story = write_story("خبر", body_ar=f"<p>{WIRE}</p>")
    assert Fingerprint.objects.filter(article=story, language="ar").exists()


def test_a_fingerprint_is_stored_only_so_often(run_story, monkeypatch) -> None:
    monkeypatch.setattr(remembered, "STORED", 2)
    for number in range(4):
        run_story("خبر واحد", WIRE, days=number)
    assert Fingerprint.objects.values("article").distinct().count() == 2


def test_publishing_is_told_of_copies_that_readers_see(run_story):
    text = " ".join(f"كلمة{number}" for number in range(40))
    out, _draft = run_story("الخبر", text), run_story("مسودة", text, out="")
    story = run_story("الخبر مرة أخرى", text, out="")
    told = [finding for finding in prepublish.findings(story) if finding.code == "near_duplicate"]
    assert [finding.params["id"] for finding in told] == [out.pk]
    [line] = [line for line in panel.look(story).warnings if line.code == "near_duplicate"]
    assert "99%" in line.message
    assert out.headline_ar in line.message
    assert line.compared.endswith(f"/compare/{out.pk}/?with={story.pk}")


def test_a_formula_of_many_stories_is_stored_only_so_often_when_all_are_done_at_once(run_story, monkeypatch) -> None:
    monkeypatch.setattr(remembered, "STORED", 2)
    stories = [run_story("خبر واحد", WIRE, days=number) for number in range(4)]
    assert list(remembered.remember_all())[-1][0] == 4
    assert set(Fingerprint.objects.values_list("article", flat=True)) == {story.pk for story in stories[:2]}
