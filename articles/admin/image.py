"""The picture library."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import lookups
from articles.admin.base import DeskAdmin
from articles.forms import ImageForm
from articles.models import Image
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import as_written


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    """Pictures with what they show, whose they are and how long we may use them."""

    form = ImageForm
    list_display = ["thumbnail", "name_shown", "credit", "size_shown", "warnings_shown", "created_at"]
    list_display_links = ["thumbnail", "name_shown"]
    list_filter = ["rights_expire_on", "source"]
    list_select_related = ["source"]
    readonly_fields = ["preview", "size_shown", "warnings_shown"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["preview", "file", "size_shown", "warnings_shown", "alt", "caption"]}),
        (_("Credit and rights"), {"fields": ["credit", "source", "rights_note", "rights_expire_on"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")], "classes": ["collapse"]}),
    ]

    def get_urls(self) -> list[Any]:
        """Add the search behind the fields that choose a picture."""
        lookup = self.admin_site.admin_view(lookups.images)
        return [path("lookup/", lookup, name="articles_image_lookup"), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Leave out what only a stored picture has."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        stored = set(self.readonly_fields)
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in stored]})
            for name, options in fieldsets
        ]

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        """Return the picture, small."""
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', image.file.url)

    @admin.display(description=_("picture"))
    def preview(self, image: Image) -> SafeString:
        """Return the picture at the width of the form."""
        return format_html('<img class="picture-preview" src="{}" alt="{}">', image.file.url, image.alt)

    @admin.display(description=_("shows"))
    def name_shown(self, image: Image) -> SafeString:
        """Return what the picture shows."""
        return as_written(str(image))

    @admin.display(description=_("size"))
    def size_shown(self, image: Image) -> SafeString:
        """Return width and height in pixels."""
        return format_html('<bdi dir="ltr">{}×{}</bdi>', image.width, image.height)

    @admin.display(description=_("missing"))
    def warnings_shown(self, image: Image) -> SafeString | str:
        """Return what the picture lacks before it can be used."""
        lacks = [] if getattr(image, f"alt_{LANGUAGE_CODES[0]}") else [str(_("alternative text"))]
        lacks += [] if image.credit else [str(_("credit"))]
        lacks += [str(_("rights have ended"))] if image.rights_ended() else []
        return format_html('<span class="status status-warning">{}</span>', "، ".join(lacks)) if lacks else "–"
