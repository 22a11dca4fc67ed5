"""What draws the desk's forms draws what Django's templates would."""

from pathlib import Path
from typing import Any

import django.contrib.admin
import pytest
from django.forms.renderers import DjangoTemplates
from django.template import Context, Engine
from django.test.html import parse_html

from articles.forms import drawing
from articles.models import Author, Byline, RelatedStory
from articles.templatetags.desk_fieldset import draw_fieldset

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/article/"
AWKWARD = """<b>"قول" & 'ذاك'</b>"""
WEB = "https://example.org/?a=1&b=2"


@pytest.fixture
def desk(chief: Any, client_of: Any) -> Any:
    """The browser of the chief."""
    return client_of(chief)


@pytest.fixture
def story(write_story: Any) -> Any:
    """A story with what must be escaped in texts, names, labels and addresses."""
    story = write_story(AWKWARD, out="ar", standfirst_ar=AWKWARD, headline_en=AWKWARD, body_en="<p>x</p>")
    Byline.objects.create(article=story, author=Author.objects.create(name_ar=AWKWARD))
    RelatedStory.objects.create(article=story, related=write_story(AWKWARD))
    RelatedStory.objects.create(article=story, headline=AWKWARD, url=WEB)
    return story


def test_every_field_is_drawn_as_django_draws_it(
    desk: Any, story: Any, send: Any, reporter: Any, monkeypatch: Any
) -> None:
    seen, draw = set(), drawing.Drawing.render

    def compared(self: Any, name: str, context: Any, request: Any = None) -> str:
        drawn = draw(self, name, context, request)
        if name in drawing.DRAWN:
            seen.add(name)
            assert parse_html(drawn) == parse_html(DjangoTemplates.render(self, name, context, request)), name
        return drawn

    monkeypatch.setattr(drawing.Drawing, "render", compared)
    send(desk, f"{DESK}{story.pk}/change/", headline_ar="", section="", published_at_en_0=AWKWARD, _continue="1")
    send(desk, f"{DESK}{story.pk}/change/", _verb="withdraw")
    for path in ("articles/article/add/", "articles/image/upload/", f"accounts/user/{reporter.pk}/change/"):
        assert desk.get(f"/admin/{path}").status_code == 200
    assert seen == set(drawing.DRAWN)


def test_every_part_of_a_form_is_drawn_as_django_draws_it(
    desk: Any, story: Any, send: Any, reporter: Any, client_of: Any
) -> None:
    django_draws = Engine(dirs=[Path(django.contrib.admin.__file__).parent / "templates"])
    template = django_draws.get_template("admin/includes/fieldset.html")
    address = f"{DESK}{story.pk}/change/"
    pages = [
        desk.get(address),
        send(desk, address, headline_ar="", section="", seo_title_ar="ا" * 999, _continue="1"),
        client_of(reporter).get(address),
        desk.get(f"/admin/accounts/user/{reporter.pk}/change/"),
    ]
    compared = 0
    for page in pages:
        parts = list(page.context["adminform"])
        parts += [part for rows in page.context.get("inline_admin_formsets") or [] for row in rows for part in row]
        for place, part in enumerate(parts):
            names = {"fieldset": part, "heading_level": 4, "prefix": "rows", "id_prefix": place, "id_suffix": 1}
            assert parse_html(draw_fieldset(**names)) == parse_html(template.render(Context(names))), part.name
            compared += 1
    assert compared > 40
