"""Share cards: drawn once, right to read in every language, and never an old one."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageChops

from articles import checks, clock, workflow
from articles.caching import edition
from articles.images import card_files, cards, lettering, library, lines
from articles.images.lettering import Style
from articles.models import Article, Image

LONG = "بوتين ونتنياهو يبحثان في اتصال هاتفي الحرب في غزة ومصير الرهائن وطائرات «شاهد-136» الإيرانية"


def styles(language):
    return [Style(language, size, 700) for size in cards.SIZES]


def a_picture(colour="teal"):
    data = io.BytesIO()
    Pillow.new("RGB", (1500, 1000), colour).save(data, "PNG")
    return ContentFile(data.getvalue(), name="x.png")


@pytest.fixture
def story(write_story):
    return write_story(LONG, out="ar en", kicker_ar="الحرب", lead_image=Image.objects.create(file=a_picture()))


def shared(client, story):
    html = client.get(story.get_absolute_url()).content.decode()
    return html.partition('<meta property="og:image" content="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("ar", LONG),
        ("ar", "كلمة " * 40),
        ("en", "Everything everywhere " * 9),
        ("uk", "Найнезрозумілішеперевантаження" * 2),
        ("fa", "گفت‌وگو"),
        ("en", ""),
    ],
)
def test_a_headline_stands_in_four_lines_at_most_without_a_broken_word(language, headline):
    made, style = lines.fitted(headline, styles(language), cards.TEXT_WIDTH, cards.TEXT_HEIGHT)
    assert len(made) <= 4 and len(made) * style.leading <= cards.TEXT_HEIGHT
    assert " ".join(made).split() == headline.split()
    assert all(lettering.width(line, style) <= cards.TEXT_WIDTH for line in made)


def test_what_cannot_fit_ends_at_a_word():
    made, style = lines.fitted("تصريحات طويلة " * 60, styles("ar"), cards.TEXT_WIDTH, cards.TEXT_HEIGHT)
    assert len(made) == 4 and made[-1].removesuffix("…").split()[-1] in ("تصريحات", "طويلة")
    assert lettering.width(made[-1], style) <= cards.TEXT_WIDTH


def test_an_address_that_is_longer_than_a_line_stays_on_the_card():
    made, style = lines.fitted("https://" + "example" * 40, styles("en"), cards.TEXT_WIDTH, cards.TEXT_HEIGHT)
    assert made[0].endswith("…") and lettering.width(made[0], style) <= cards.TEXT_WIDTH


@pytest.mark.parametrize(
    ("text", "script", "parts"),
    [
        ("شركة NAFTOGAZ في 2023", "arabic", ["شركة NAFTOGAZ في 2023"]),
        ("مع Erdoğan اليوم", "arabic", ["مع ", "Erdoğan", " اليوم"]),
        ("قال Роман Іванович، أمس", "arabic", ["قال ", "Роман Іванович", "، أمس"]),
        ("Slogan «غرفة الأخبار»!", "european", ["Slogan «", "غرفة الأخبار", "»!"]),
    ],
)
def test_words_that_a_font_lacks_are_set_in_the_other_one_whole(text, script, parts):
    assert [part for part, _script in lettering.runs(text, script)] == parts


def test_letters_are_joined_and_run_to_the_left():
    joined, apart = lettering.width("محمد", Style("ar", 60)), lettering.width("م ح م د", Style("ar", 60))
    sheet = Pillow.new("L", (400, 100))
    lettering.write(lettering.ImageDraw.Draw(sheet), "محمد", Style("ar", 60), 390, 70, "white")
    assert joined < apart * 0.8 and sheet.getbbox()[2] > 380 > 262 > sheet.getbbox()[0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_words_begin_where_the_language_does_and_the_picture_shows(language):
    card = cards.Card(language, "Lavrov لافروف", "", "غرفة الأخبار", "x")
    drawn = cards.draw(card, Pillow.new("RGB", (3000, 1000), "red"))
    plain = cards.draw(cards.Card(language, "", "", "", "x"), Pillow.new("RGB", (3000, 1000), "red"))
    words = ImageChops.difference(drawn, plain).crop((0, 400, 1200, 630)).convert("L").point(lambda v: 255 * (v > 90))
    left, _top, right, _bottom = words.getbbox()
    assert drawn.size == (1200, 630) and drawn.getpixel((600, 20)) == (255, 0, 0)
    assert (left > 500 and right > 1120) if language == "ar" else (left < 80 and right < 700)


def test_a_card_is_used_only_while_it_says_what_the_story_says(story, client, settings):
    assert shared(client, story).endswith(story.lead_image.file.name)
    assert card_files.make(story) == 2 and card_files.make(story) == 0
    first = shared(client, story)
    with Pillow.open(Path(settings.MEDIA_ROOT) / first.partition("/media/")[2]) as file:
        assert file.size == (1200, 630) and f"/{story.pk}-ar-" in first
    html = client.get(story.get_absolute_url()).content.decode()
    assert 'og:image:width" content="1200"' in html and 'og:image:height" content="630"' in html
    assert f'twitter:image" content="{first}' in html
    Article.objects.filter(pk=story.pk).update(headline_ar="عنوان آخر")
    assert shared(client, story) != first
    assert card_files.make(Article.objects.get(pk=story.pk)) == 1 and "/cards/" in shared(client, story)
    Image.objects.update(rights_expire_on=timezone.localdate() - timedelta(days=2))
    assert "/cards/" not in shared(client, story)


def test_cards_are_drawn_after_the_saving_and_readers_see_them_at_once(
    story, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.RENDER_IN_BACKGROUND, begun = True, []
    monkeypatch.setattr(card_files, "_begin", lambda pk, then: begun.append(pk))
    with django_capture_on_commit_callbacks(execute=True):
        story.save()
        assert begun == []
    with django_capture_on_commit_callbacks(execute=True):
        story.lead_image.focal_x = 0.1
        story.lead_image.save()
    assert begun == [story.pk, story.pk]


@pytest.fixture
def files_of(settings):
    """Return a function that names the cards of a story that are there."""

    def listed(pk):
        folder = Path(settings.MEDIA_ROOT, cards.folder_of(pk))
        return sorted(path.name for path in folder.glob(f"{pk}-*")) if folder.exists() else []

    return listed


def test_a_withdrawn_story_leaves_no_card_behind_not_even_an_old_one(
    story, chief, files_of, django_capture_on_commit_callbacks
):
    card_files.make(story)
    Article.objects.filter(pk=story.pk).update(headline_ar="عنوان آخر")
    card_files.make(Article.objects.get(pk=story.pk))
    assert len(files_of(story.pk)) == 3
    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(story, by=chief, note="خطأ")
    assert files_of(story.pk) == [] and Article.objects.get(pk=story.pk).share_cards == {}


def test_a_card_that_was_being_drawn_while_its_story_was_withdrawn_is_deleted(story, chief, files_of):
    late = Article.objects.get(pk=story.pk)
    workflow.withdraw(story, by=chief, note="خطأ")
    assert card_files.make(late) == 0 and files_of(story.pk) == []


def test_a_language_that_is_taken_back_and_a_deleted_story_lose_their_cards(
    story, files_of, django_capture_on_commit_callbacks
):
    card_files.make(story)
    pk = story.pk
    with django_capture_on_commit_callbacks(execute=True):
        story.published_at_en = None
        story.save()
    assert [name.split("-")[1] for name in files_of(pk)] == ["ar"]
    with django_capture_on_commit_callbacks(execute=True):
        story.delete()
    assert files_of(pk) == []


def test_no_card_shows_a_picture_whose_file_was_replaced(story, editor, files_of, django_capture_on_commit_callbacks):
    card_files.make(story)
    image = Image.objects.get(pk=story.lead_image_id)
    image.file = a_picture("red")
    with django_capture_on_commit_callbacks(execute=True):
        library.change(image, editor)
    assert files_of(story.pk) == []


def test_who_guesses_a_headline_that_is_to_come_cannot_guess_its_cards_address(story, settings):
    name = cards.name_of(story, "ar", None)
    settings.SECRET_KEY = "another" * 10
    assert cards.name_of(story, "ar", None) != name


def test_a_draft_has_no_card(write_story):
    assert card_files.make(write_story()) == 0


def test_the_command_draws_what_is_missing_and_forgets_what_is_long_unused(story, settings, monkeypatch, capsys):
    call_command("draw_cards", verbosity=0)
    Article.objects.update(headline_ar="عنوان آخر")
    call_command("draw_cards", verbosity=0)
    folder = Path(settings.MEDIA_ROOT, cards.FOLDER, str(story.pk // 1000))
    assert len(list(folder.iterdir())) == 3
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=8))
    call_command("draw_cards")
    assert len(list(folder.iterdir())) == 2 and "1" in capsys.readouterr().out


def test_where_letters_cannot_be_joined_the_start_says_what_to_install(monkeypatch, story):
    assert checks.letters_can_be_shaped() == []
    monkeypatch.setattr(lettering.features, "check", lambda name: False)
    (warning,) = checks.letters_can_be_shaped()
    assert "libfribidi0" in warning.hint and card_files.make(story) == 0


def test_the_card_of_a_story_that_expires_is_gone_with_its_page(story, client, settings, monkeypatch):
    card_files.make(story)
    file = Path(settings.MEDIA_ROOT) / story.share_cards["ar"]
    moment = timezone.now() + timedelta(hours=1)
    Article.objects.filter(pk=story.pk).update(expires_at=moment)
    settings.PAGE_CACHE = settings.RENDER_IN_BACKGROUND = True
    monkeypatch.setattr(card_files.pipeline, "worker", Now)
    monkeypatch.setattr(card_files.connection, "close", lambda: None)
    monkeypatch.setattr(card_files.transaction, "on_commit", lambda then: then())
    monkeypatch.setattr(card_files, "_looked_at", None)
    for ahead, stays in ((timedelta(minutes=59), True), (timedelta(hours=1), False)):
        monkeypatch.setattr(clock, "now", lambda ahead=ahead: moment - timedelta(hours=1) + ahead)
        edition.forget()
        client.get("/latest/")
        assert file.exists() is stays
    assert Article.objects.get().share_cards == {}
    assert client.get(f"/media/{file.relative_to(settings.MEDIA_ROOT)}").status_code == 404


class Now:
    """A thread of its own that does everything at once."""

    def submit(self, work, *given):
        work(*given)
