"""The desk's own form widgets; each works as a plain field where scripts do not run."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Model
from django.forms import Media
from django.forms.widgets import Script
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.html import format_html

from articles.admin.display import facts
from articles.images.shown import thumbnail
from articles.models import Article, Image
from articles.templatetags.desk_languages import direction, headline_and_language
from articles.text import html
from articles.text.references import FIGURE, IMAGE, attributes, number, references

EDITOR = "django_prose_editor/editor.js"


class Picker(forms.TextInput):
    """A field that holds a record's number and lets it be found by searching.

    Without scripts it is a box for the number itself.
    """

    model: type[Model]
    address: str | Promise
    known: Model | None = None
    """The record of the row in which the field stands, where it was loaded with the row."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Mark the box for the script that makes it searchable."""
        super().__init__({"class": "desk-picker", "inputmode": "numeric", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add where to search and what the chosen record is called."""
        context = super().get_context(name, value, attrs)
        marks = context["widget"]["attrs"]
        marks["data-lookup"] = str(self.address)
        is_known = self.known is not None and str(value) == str(self.known.pk)
        record = self.known if is_known else self.record(value)
        if record is not None:
            marks |= self.describe(record)
        return context

    def record(self, value: Any) -> Any:
        """Return the record with this number, if there is one."""
        number = str(value or "")
        return (
            self.model._default_manager.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        )

    def describe(self, record: Any) -> dict[str, str]:
        """Return what tells the chosen record from others."""
        return {"data-label": str(record)}


class StoryPicker(Picker):
    """Choose a story by its headline."""

    model = Article
    address = reverse_lazy("admin:articles_article_lookup")

    def record(self, value: Any) -> Any:
        """Return the story with this number, without its text."""
        number = str(value or "")
        if not (number.isdecimal() and len(number) < 19):
            return None
        return Article.objects.filter(pk=number).for_lists().first()

    def describe(self, record: Any) -> dict[str, str]:
        """Return the headline of the chosen story, and what tells it from others of like headlines."""
        headline, language = headline_and_language(record)
        return {
            "data-label": headline,
            "data-language": language,
            "data-direction": direction(language),
            "data-detail": facts(record, language),
        }


class ImagePicker(Picker):
    """Choose a picture by what it shows."""

    model = Image
    address = reverse_lazy("admin:articles_image_lookup")

    def describe(self, record: Any) -> dict[str, str]:
        """Return the alternative text and the address of the chosen picture."""
        return {"data-label": str(record), "data-image": thumbnail(record)}


def with_current_files(body: str) -> str:
    """Return a (sanitised) body in which the pictures of the library point to their present files."""
    images = Image.objects.in_bulk(references(body).images)

    def figure(match: re.Match[str]) -> str:
        image = images.get(number(attributes(match[1]).get("data-image")))
        if image is None:
            return match[0]
        alt = attributes(found[1]).get("alt", "") if (found := IMAGE.search(match[2])) else image.alt or ""
        img = format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">', image.file.url, alt, image.width, image.height
        )
        return f"<figure{match[1]}>{img}{IMAGE.sub('', match[2])}</figure>"

    return FIGURE.sub(figure, body)


class BodyEditor(AdminTextareaWidget):
    """The body of a story: a text area that scripts turn into an editor when it is first shown."""

    def format_value(self, value: Any) -> Any:
        """Return the text with each picture's file as it is now: a file may have been replaced."""
        return with_current_files(value) if value and "data-image=" in value else value

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the text; where the editor never came, its lines are paragraphs."""
        text = super().value_from_datadict(data, files, name)
        return html.from_typed(text) if isinstance(text, str) else text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the addresses that the editor needs."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-body-editor": static(EDITOR),
            "data-stories": str(StoryPicker.address),
            "data-images": str(ImagePicker.address),
        }
        return context

    @property
    def media(self) -> Media:
        """The editor's styles and the script that starts it; the editor itself is fetched when needed."""
        styles = ("django_prose_editor/material-icons.css", "django_prose_editor/editor.css")
        return Media(
            css={"all": [*styles, "newsroom/css/desk-editor.css"]},
            js=[Script("newsroom/js/desk/body-editor.js", type="module")],  # type: ignore[list-item]
        )
