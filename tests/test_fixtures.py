"""The demo newsroom: built from its documents, whole, and the same as if it had been saved by hand."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as Picture
from PIL import ImageChops, ImageStat

from articles.images.art import PICTURES
from articles.management.demo import DocumentProblem, build
from articles.models import Article, Image, RelatedStory, Section, Tag

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return json.loads((FIXTURES / "newsroom.json").read_text(encoding="utf-8"))


def of(model: type, rows: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {row["pk"]: row["fields"] for row in rows if row["model"] == model._meta.label_lower}


def copy_of_the_fixtures(folder: Path) -> Path:
    for path in FIXTURES.rglob("*"):
        if path.suffix in (".txt", ".toml", ".jpg"):
            target = folder / path.relative_to(FIXTURES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder


def test_the_fixture_is_what_the_documents_say() -> None:
    assert (FIXTURES / "newsroom.json").read_text(encoding="utf-8") == build(FIXTURES), "run manage.py build_fixtures"


def test_an_edited_document_makes_another_fixture(tmp_path: Path) -> None:
    folder = copy_of_the_fixtures(tmp_path)
    document = folder / "documents" / "12-idlib.txt"
    document.write_text(document.read_text(encoding="utf-8").replace("في نوفمبر", "في تشرين الثاني"), encoding="utf-8")
    assert build(folder) != build(FIXTURES)


def test_checking_fails_when_the_fixture_is_out_of_date(tmp_path: Path) -> None:
    old = tmp_path / "newsroom.json"
    old.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("build_fixtures", check=True, output=old)
    assert old.read_text(encoding="utf-8") == "[]"
    call_command("build_fixtures", output=old)
    call_command("build_fixtures", check=True, output=old)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("stories.toml", 'picture = "sea"', 'picture = "moon"', "moon"),
        ("stories.toml", '"houthis"', '"nobody"', "nobody"),
        ("stories.toml", 'text = "هي وقف', 'text = "ليس وقف', "01-bagheri"),
        ("stories.toml", "published_at.fa = 2023-12-14T13:30:00Z", "", "13-iran-proxies"),
        ("newsroom.toml", 'name.ar = "سوريا"', 'name.ar = "بلاد"', "12-idlib"),
        ("newsroom.toml", 'parent = "politics"', 'parent = "weather"', "weather"),
        ("pictures.toml", "[sea]", "[sea", "pictures.toml"),
    ],
)
def test_a_mistake_beside_the_documents_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = copy_of_the_fixtures(tmp_path)
    path = folder / "documents" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DocumentProblem, match=said):
        build(folder)


def test_a_document_that_nobody_edited_is_named(tmp_path: Path) -> None:
    folder = copy_of_the_fixtures(tmp_path)
    (folder / "documents" / "99-stray.txt").write_text("خبر", encoding="utf-8")
    with pytest.raises(DocumentProblem, match="99-stray"):
        build(folder)


def test_there_are_enough_stories_in_every_language(rows: list[dict[str, Any]]) -> None:
    stories = of(Article, rows).values()
    out = {code: sum(f"published_at_{code}" in story for story in stories) for code in ("ar", "en", "uk", "fa")}
    assert out["ar"] >= 14 and out["en"] >= 6 and out["uk"] >= 3 and out["fa"] >= 2, out


def test_a_story_is_whole_in_each_language_in_which_it_is_out(rows: list[dict[str, Any]]) -> None:
    for story in of(Article, rows).values():
        for code in ("ar", "en", "uk", "fa"):
            parts = [
                bool(story.get(f"{field}_{code}")) for field in ("headline", "standfirst", "kicker", "body", "slug")
            ]
            assert set(parts) == {f"published_at_{code}" in story}, (story["headline_ar"], code)


def test_every_story_has_a_described_and_credited_picture_of_its_own(rows: list[dict[str, Any]]) -> None:
    pictures, stories = of(Image, rows), of(Article, rows)
    assert len({story["lead_image"] for story in stories.values()}) == len(stories)
    for story in stories.values():
        picture = pictures[story["lead_image"]]
        assert picture["credit"]
        assert all(picture[f"{field}_{code}"] for field in ("alt", "caption") for code in ("ar", "en", "uk", "fa"))


def test_every_story_is_tied_to_others_and_never_to_itself(rows: list[dict[str, Any]]) -> None:
    ties = of(RelatedStory, rows).values()
    for pk, story in of(Article, rows).items():
        own = [tie.get("related") for tie in ties if tie["article"] == pk]
        assert len([other for other in own if other]) >= 2, story["headline_ar"]
        assert pk not in own
    assert {tie.get("kind", "see_also") for tie in ties} == {"background", "follow_up", "see_also"}


def test_every_story_is_tagged_and_every_kind_of_tag_is_used(rows: list[dict[str, Any]]) -> None:
    tags, stories = of(Tag, rows), of(Article, rows)
    used = {pk for story in stories.values() for pk in story["tags"]}
    assert used == set(tags)
    assert {tags[pk].get("kind", "topic") for pk in used} == set(Tag.Kind.values)
    assert all(len(story["tags"]) >= 3 for story in stories.values())


def test_no_dateline_and_no_teaser_is_left_in_a_body(rows: list[dict[str, Any]]) -> None:
    for story in of(Article, rows).values():
        body = story["body_ar"]
        assert not any(word in body for word in ("شاهد أيضاً", "الصفحة الأم", "الأخبار</p>", "…", "\u200f")), body
        assert not body.startswith("<p>كييف")
    datelined = [story for story in of(Article, rows).values() if story.get("dateline_place_ar") == "كييف"]
    assert len(datelined) >= 8
    assert {story.get("dateline_date") for story in datelined} == {"2023-10-27", "2024-12-16", None}


def test_a_newsroom_with_a_section_of_its_own_is_left_alone(section: Section) -> None:
    call_command("load_fixtures", verbosity=0)
    assert not Article.objects.exists()
    assert list(Section.objects.all()) == [section]


@pytest.mark.parametrize("name", ["contours", "crowd", "girih"])
def test_a_picture_is_drawn_the_same_every_time(name: str) -> None:
    first, second = PICTURES[name](320), PICTURES[name](320)
    assert first.size == (320, 200)
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("name", PICTURES)
def test_the_kept_picture_is_the_drawn_one(name: str) -> None:
    with Picture.open(FIXTURES / "images" / f"{name}.jpg") as kept:
        difference = ImageChops.difference(PICTURES[name](800).reduce(5), kept.convert("RGB").reduce(10))
    assert max(ImageStat.Stat(difference).mean) < 4, "run manage.py draw_pictures"


def test_pictures_are_large_enough_to_print_and_light_enough_to_send() -> None:
    for path in sorted((FIXTURES / "images").glob("*.jpg")):
        data = path.read_bytes()
        with Picture.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (1600, 1000))
        assert len(data) < 150_000, path.name
    assert {path.stem for path in (FIXTURES / "images").iterdir()} == set(PICTURES)


def test_a_picture_that_nobody_can_draw_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="mona-lisa"):
        call_command("draw_pictures", "mona-lisa", output=tmp_path)
    call_command("draw_pictures", "turning", output=tmp_path, stdout=io.StringIO())
    assert [path.name for path in tmp_path.iterdir()] == ["turning.jpg"]
