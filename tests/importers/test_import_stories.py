import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, RelatedStory, Section

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parent / "samples"
LEAD = "وصل الرئيس الروسي فلاديمير بوتين الجمعة إلى بكين في زيارة تستمر يومين يلتقي خلالها نظيره الصيني."
FIELDS = (
    "file status headline headline_derived kicker section breadcrumb dateline_place dateline_date source paragraphs "
    "teasers warnings"
)


def run(*arguments: Any, **options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_stories", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        assert error.returncode == 1
        err.write(f"{error}\n")
    return out.getvalue(), err.getvalue()


def run_json(*arguments: Any, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, json=True, **options)[0].splitlines()]


def test_the_two_documents_become_two_drafts() -> None:
    out, err = run(SAMPLES)
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}
    assert Article.objects.count() == 2
    assert out.count("«") >= 2
    assert err == ""


def test_json_is_one_object_a_story_with_every_field_and_nothing_else() -> None:
    deal, talks = run_json(SAMPLES)
    for printed in (deal, talks):
        assert set(FIELDS.split()) <= set(printed)
        assert printed["status"] == "created"
    assert talks["dateline_date"] == "2023-10-27"
    assert "TASS" in talks["source"]
    assert talks["headline_derived"] is True
    assert talks["teasers"][0] | {"outlet": ""} == {
        "headline": "نظام الأسد يرسل نحو 250 مليون دولار إلى موسكو",
        "excerpt": "ووفقاً للسجلات التي اكتشفتها الصحيفة، فإن نظام الأسد، الذي يعاني من نقص...",
        "place": "كييف",
        "date": "2024-12-16",
        "outlet": "",
    }
    assert deal["section"] == "Russia"
    assert deal["breadcrumb"][0] == "الصفحة الأم"
    assert len(deal["paragraphs"]) == 11


def test_messages_go_to_standard_error_beside_json() -> None:
    out, err = run(SAMPLES, json=True)
    assert all(line.startswith("{") for line in out.splitlines())
    assert err.strip()


def test_a_second_run_changes_nothing() -> None:
    run(SAMPLES)
    before = list(Article.objects.order_by("pk").values()), list(RelatedStory.objects.order_by("pk").values())
    assert [printed["status"] for printed in run_json(SAMPLES)] == ["skipped", "skipped"]
    after = list(Article.objects.order_by("pk").values()), list(RelatedStory.objects.order_by("pk").values())
    assert after == before


def test_the_same_story_in_another_file_is_skipped(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((SAMPLES / "russia-iran-deal.txt").read_text(encoding="utf-8").encode("utf-16"))
    printed = run_json(SAMPLES / "russia-iran-deal.txt", copy)
    assert [(story["status"], story["reason_code"]) for story in printed] == [
        ("created", ""),
        ("skipped", "same_again"),
    ]


def test_a_dry_run_foresees_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{LEAD}\n{LEAD}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{LEAD}\n{LEAD}", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{LEAD}\nفقرة أخرى.", encoding="utf-8")
    foreseen = [story["status"] for story in run_json(tmp_path, dry_run=True)]
    assert not Article.objects.exists()
    assert not Section.objects.exists()
    assert foreseen == [story["status"] for story in run_json(tmp_path)] == ["created", "skipped", "skipped"]


def test_two_versions_of_a_story_in_one_folder_do_not_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{LEAD}\nفقرة.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{LEAD}\nفقرة أخرى.", encoding="utf-8")
    first = [(story["status"], story["reason_code"]) for story in run_json(tmp_path)]
    before = list(Article.objects.values())
    second = [(story["status"], story["reason_code"]) for story in run_json(tmp_path)]
    assert first == [("created", ""), ("skipped", "told_twice")]
    assert second == [("skipped", "same_again"), ("skipped", "told_twice")]
    assert list(Article.objects.values()) == before


def test_a_refused_file_does_not_stop_the_rest_and_the_command_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(f"{LEAD}\n{LEAD}", encoding="utf-8")
    with (tmp_path / "d.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("import_stories", str(tmp_path), json=True, stdout=out, stderr=err)
    assert failure.value.returncode == 1
    printed = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(story["status"], story["reason_code"]) for story in printed] == [
        ("refused", "binary"),
        ("refused", "empty"),
        ("created", ""),
        ("refused", "too_large"),
    ]
    assert all(story["reason"] for story in printed if story["status"] == "refused")
    assert all(set(FIELDS.split()) <= set(story) for story in printed)


def test_a_missing_path_is_named_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.txt"):
        call_command("import_stories", str(SAMPLES), str(tmp_path / "nowhere.txt"))
    assert not Article.objects.exists()


def test_an_unknown_format_is_refused_by_the_command_line() -> None:
    with pytest.raises(CommandError, match="format"):
        call_command("import_stories", str(SAMPLES), "--format", "nonsense")


def test_folders_are_read_in_order_with_all_in_them_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".hidden.txt", ".git/three.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{LEAD} {name}\n{LEAD}", encoding="utf-8")
    files = [Path(story["file"]).relative_to(tmp_path).as_posix() for story in run_json(tmp_path, tmp_path / "a.txt")]
    assert files == ["a.txt", "b/two.txt"]


def test_an_empty_folder_is_no_error(tmp_path: Path) -> None:
    out, err = run(tmp_path)
    assert out.strip()
    assert err == ""


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xce\xc8\xd1.txt"
    with open(path, "wb") as file:
        file.write(f"{LEAD}\n{LEAD}".encode("cp1256"))
    (printed,) = run_json(tmp_path)
    assert printed["status"] == "created"
    assert "\ufffd" in printed["file"]


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (printed,) = run_json(pipe)
    assert (printed["status"], printed["reason_code"]) == ("refused", "unreadable")


def test_an_edited_file_updates_its_draft(tmp_path: Path) -> None:
    document = tmp_path / "story.txt"
    document.write_text(f"{LEAD}\n{LEAD}", encoding="utf-8")
    run(document)
    document.write_text(f"{LEAD}\n{LEAD}\nوأضاف المتحدث.", encoding="utf-8")
    assert [story["status"] for story in run_json(document)] == ["updated"]
    assert Article.objects.get().body_ar.endswith("<p>وأضاف المتحدث.</p>")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_is_for_a_terminal_and_never_on_standard_output() -> None:
    out, err = StringIO(), Terminal()
    call_command("import_stories", str(SAMPLES), json=True, stdout=out, stderr=err)
    assert all(line.startswith("{") for line in out.getvalue().splitlines())


def test_a_story_that_stands_in_the_archive_already_is_imported_with_a_warning(tmp_path, write_story, capsys):
    from articles.related import remembered
    from articles.search import index

    text = (
        "وصل وزير الخارجية الروسي سيرغي لافروف إلى طهران يوم الأحد للقاء نظيره الإيراني حسين أمير عبد اللهيان "
        "وبحث الوزيران تطورات الحرب في قطاع غزة وملف الرهائن الروس لدى الفصائل وسبل وقف إطلاق النار."
    )
    known = write_story("لافروف في طهران", out="ar", body_ar=f"<p>{text}</p>")
    index.update([known.pk])
    remembered.remember([known.pk])
    (tmp_path / "copy.txt").write_text(f"زيارة لافروف\n\n{text}\n", encoding="utf-8")
    call_command("import_stories", str(tmp_path), dry_run=True)
    assert Article.objects.count() == 1
    call_command("import_stories", str(tmp_path))
    [note] = [note for note in Article.objects.exclude(pk=known.pk).get().import_notes if note["code"] == "near_copy"]
    assert note["params"]["headline"] == "لافروف في طهران"
    assert int(note["params"]["percent"]) >= 50
    call_command("import_stories", str(tmp_path))
    assert Article.objects.count() == 2
